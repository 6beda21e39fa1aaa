"""How well the rules find errors: one error at a time in clean forms of every layout.

    python -m benchmarks.detection [--write] [--missed]

A mutant is found where the rule that it names speaks, and did not on the clean form. A false alarm is an
error or warning of another rule that is neither expected nor about the same error.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from addin.checking.check import check
from addin.reading.sheet import Sheet
from benchmarks.mutations import Clean, Mutant, mutants
from benchmarks.results_page import write
from scoring.finding import Severity
from scoring.profiles.profile import load_profile
from scoring.review import Review
from scoring.rules import RULES
from tests.forms import NAMES

BEGIN, END = "<!-- 检出率：开始 -->", "<!-- 检出率：结束 -->"
ARITHMETIC = ("FD", "WT", "SC")


@dataclass
class Score:
    """What became of the mutants of one rule."""

    mutants: int = 0
    missed: list[Mutant] = field(default_factory=list)
    on_clean: int = 0
    on_others: Counter[str] = field(default_factory=Counter)  # by rule of the mutant

    @property
    def found(self) -> int:
        return self.mutants - len(self.missed)

    @property
    def share(self) -> float:
        return self.found / self.mutants if self.mutants else 1.0


@dataclass
class Outcome:
    """The whole measure."""

    forms: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {code: Score() for code in sorted(RULES)})
    alarms: list[tuple[Mutant, str, str]] = field(default_factory=list)  # mutant, rule, message
    clean: dict[str, Counter[str]] = field(default_factory=dict)  # form -> severity -> findings


# Forms with columns of their own, and the rule of these columns; the other rules are measured without them.
ONLY_FOR = {"others/firm": ("SC15", "SC16"), "others/experts": ("SC18",)}


def measure(names: Iterable[str] = (*NAMES, *ONLY_FOR), every: int = 1) -> Outcome:
    """Check every mutant (or every n-th of each mutation's) of these forms."""
    outcome = Outcome()
    for name in names:
        clean = Clean(name)
        before = cache(lambda profile, clean=clean: Counter(_told(_reviewed(clean.sheet, profile))))
        outcome.forms += 1
        outcome.clean[name] = Counter(str(f.level) for f in clean.review.findings)
        for finding in clean.review.findings:
            if finding.level is not Severity.INFO:
                outcome.scores[finding.rule].on_clean += 1
        there = (mutant for mutant in mutants(clean) if mutant.rule in ONLY_FOR.get(name, (mutant.rule,)))
        for mutant in _thinned(there, every):
            _judge(outcome, mutant, before(mutant.profile))
    return outcome


def _thinned(all_of_them: Iterator[Mutant], every: int) -> Iterator[Mutant]:
    seen: Counter[str] = Counter()
    for mutant in all_of_them:
        seen[mutant.rule] += 1
        if (seen[mutant.rule] - 1) % every == 0:
            yield mutant


def _judge(outcome: Outcome, mutant: Mutant, before: Counter[tuple[str, str]]) -> None:
    review = _reviewed(mutant.sheet, mutant.profile)
    score = outcome.scores[mutant.rule]
    score.mutants += 1
    more = Counter(_told(review)) - before
    new = [f for f in review.findings if (f.rule, f.message) in more]
    if all(finding.rule != mutant.rule for finding in new):
        score.missed.append(mutant)
    for finding in new:
        if finding.level is not Severity.INFO and finding.rule not in {mutant.rule, *mutant.related}:
            outcome.scores[finding.rule].on_others[mutant.rule] += 1
            outcome.alarms.append((mutant, finding.rule, finding.message))


def _reviewed(sheet: Sheet, profile: str | None) -> Review:
    (checked, *_) = check([sheet], profile and load_profile(profile))
    return checked.review


def _told(review: Review) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in review.findings]


def table(outcome: Outcome) -> str:
    """The result as Markdown."""
    lines = [
        f"{outcome.forms}张无误的表，每次放进一处错误，共{sum(s.mutants for s in outcome.scores.values())}处。"
        "“误报”只计错误和提示，不计参考；“别处误报”是放进别的错误时，这条规则多说的话。",
        "",
        "| 规则 | 名称 | 放进 | 查出 | 漏查 | 检出率 | 无误表上误报 | 别处误报 |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for code, score in outcome.scores.items():
        lines.append(
            f"| {code} | {RULES[code].title} | {score.mutants} | {score.found} | {len(score.missed)} "
            f"| {_percent(score)} | {score.on_clean} | {sum(score.on_others.values())} |"
        )
    families = {"FD、WT、SC": ARITHMETIC, "其余": ("TG", "DS", "OP", "NR", "LY")}
    lines += ["", "| 一类 | 放进 | 查出 | 检出率 |", "|---|--:|--:|--:|"]
    for name, prefixes in families.items():
        some = [s for code, s in outcome.scores.items() if code.startswith(prefixes)]
        put, found = sum(s.mutants for s in some), sum(s.found for s in some)
        lines.append(f"| {name} | {put} | {found} | {100 * found / put:.1f}% |")
    errors, warnings = (sum(c[level] for c in outcome.clean.values()) for level in ("error", "warning"))
    lines += [
        "",
        f"无误的表：错误{errors}处，提示{warnings}处，平均每张{(errors + warnings) / outcome.forms:.2f}处。",
    ]
    return "\n".join(lines)


def _percent(score: Score) -> str:
    return f"{100 * score.share:.1f}%" if score.mutants else "—"


def main() -> None:
    outcome = measure()
    text = table(outcome)
    print(text)
    if "--missed" in sys.argv:
        for code, score in outcome.scores.items():
            for mutant in score.missed:
                print("missed", code, mutant.form, mutant.what)
        for mutant, rule, message in outcome.alarms:
            print("alarm", mutant.rule, mutant.form, mutant.what, "->", rule, message)
    if "--write" in sys.argv:
        write(text, BEGIN, END)


if __name__ == "__main__":
    main()
