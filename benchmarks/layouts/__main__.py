"""How many layouts are read as the clean form is.

python -m benchmarks.layouts [--write] [--causes] [--all-pairs]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.layouts.measure import Measure, Outcome, Trial, causes, measure, only_together, outcomes
from benchmarks.results_page import write

BEGIN, END = "<!-- 版式：开始 -->", "<!-- 版式：结束 -->"


def table(measured: Measure) -> str:
    """The result as Markdown: a line for each change, then the totals."""
    names = dict.fromkeys(trial.name for trial in measured.singles)
    lines = [_row("改动", *Outcome), "|---|--:|--:|--:|--:|"]
    for name in names:
        counted = outcomes(trial for trial in measured.singles if trial.name == name)
        lines.append(_row(name, *(counted[outcome] for outcome in Outcome)))
    lines += ["", _row("", "次数", *Outcome, "相同的比例"), "|---|--:|--:|--:|--:|--:|--:|"]
    for name, trials in (("一种改动", measured.singles), ("两种改动", measured.pairs)):
        counted = outcomes(trials)
        share = f"{100 * counted[Outcome.SAME] / len(trials):.1f}%"
        lines.append(_row(name, len(trials), *(counted[outcome] for outcome in Outcome), share))
    return "\n".join([f"改动{len(names)}种。", "", *lines])


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def print_causes(trials: Sequence[Trial]) -> None:
    """What differs after each change, the most frequent first, with one example."""
    for name, kinds, example in causes(trials):
        variants = dict.fromkeys(
            one.variant
            for t in trials
            if t.name == name and t.outcome is not Outcome.SAME
            for one in t.changes
        )
        several = f"（{'、'.join(filter(None, variants))}）" if any(variants) else ""
        print(f"{name}{several}：{'、'.join(f'{kind}×{n}' for kind, n in kinds.most_common(8))}")
        said = example.message or "；".join(map(str, example.differences[:3]))
        print(f"    {example.form} {'＋'.join(c.variant for c in example.changes)} {example.outcome}：{said}")


def main() -> None:
    measured = measure(pairs=None) if "--all-pairs" in sys.argv else measure()
    text = table(measured)
    print(text)
    if "--causes" in sys.argv:
        print_causes(measured.singles)
        print_causes(only_together(measured))
    if "--write" in sys.argv:
        write(text, BEGIN, END)


if __name__ == "__main__":
    main()
