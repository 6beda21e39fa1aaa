"""What came of checking a form: its results as printed and as reckoned again, counts, and what was put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from addin.marking.mark import Checked, open_findings, recomputed
from addin.marking.settlements import Settlements
from addin.reading.display import display
from scoring.finding import Finding, Severity
from scoring.form.address import Address
from scoring.form.field import Number
from scoring.text.printed_numbers import plain, rate_agrees, score_agrees

NOT_FILLED = "LY09"
SAME = "一致"
_BLANK, _UNKNOWN = "空", "算不出"
Agrees = Callable[[Decimal, str, Decimal], bool]
_NAMED = 6  # corrections that a message names


class Result(NamedTuple):
    """One result of a form; `difference` is what was reckoned less what is printed, "" where nobody can tell."""

    name: str
    printed: str
    reckoned: Decimal | str
    difference: str
    unit: str = ""

    @property
    def sentence(self) -> str:
        """总分98.55（原填97，差+1.55）."""
        value = plain(self.reckoned) if isinstance(self.reckoned, Decimal) else self.reckoned
        said = f"{self.name}{value}{self.unit}"
        if not self.printed or self.difference == SAME:
            return said
        difference = f"，差{self.difference}" if self.difference else ""
        return f"{said}（原填{self.printed}{difference}）"


class Change(NamedTuple):
    """A result that was put right in its cell; `sheet` is named of a form over two sheets."""

    at: Address
    was: str
    now: str
    sheet: str = ""

    def __str__(self) -> str:
        sheet = f"“{self.sheet}”" if self.sheet else ""
        return f"{sheet}{self.at.a1} {self.was}→{self.now}"


def is_filled(checked: Checked) -> bool:
    """Whether anything was there to be checked."""
    return not checked.review.of(NOT_FILLED)


def results(checked: Checked) -> list[Result]:
    """总分、等级、执行率, then what they are made of; those only that the form prints or that can be reckoned."""
    form, found = checked.review.form, checked.review.results
    totals, line = form.totals, form.total_funds
    reviewed, own = (
        ("复核合计", totals.review_score, found.review_total),
        ("自评合计", totals.self_score, found.self_total),
    )
    main = reviewed if form.reviewed else own
    if form.final_score.value is not None:
        main = ("", form.final_score, found.total if found.total is not None else main[2])
    listed = [
        _score("总分", main[1], found.total if found.total is not None else main[2]),
        _grade(form.grade.text if form.grade.present else "", found.grade),
        _rate(line.rate, found.execution_rate),
        _score("执行得分", line.score, found.execution_score),
        _score(*own),
        *([_score(*reviewed)] if form.reviewed else []),
    ]
    return [result for result in listed if result is not None]


def headline(checked: Checked) -> str:
    """总分98.55（原填97，差+1.55），等级优，执行率95.5%; or that nothing is filled in."""
    if not is_filled(checked):
        return "这张表还没有填写，没有可核查的内容"
    main = [result.sentence for result in results(checked) if result.name in ("总分", "等级", "执行率")]
    total = [] if checked.review.results.total is not None else ["总分无法计算"]
    kept = [said for said in main if not (total and said.startswith("总分"))]
    return "，".join(total + kept)


def summary(checked: Checked, settled: Settlements) -> dict[str, int]:
    """The open findings by gravity, and how many a person has settled."""
    levels = [finding.level for finding in open_findings(checked, settled)]
    by_gravity = {severity.value: levels.count(severity) for severity in Severity}
    return {**by_gravity, "settled": len(checked.review.findings) - len(levels)}


def counts(checked: Checked, settled: Settlements) -> str:
    """2个错误，1个提示，0个参考: those that nobody has settled."""
    levels = [finding.level for finding in open_findings(checked, settled)]
    return "，".join(f"{levels.count(severity)}个{severity.chinese}" for severity in Severity)


def understood(checked: Checked) -> str:
    """已读懂212/214格, and what was not: the cells, or their number where there are many; what is far off."""
    unread = [f"“{part.name}”{where}没有读" for part in checked.sheet.sheets for where in part.unread]
    return "；".join([_understood(checked), *unread])


def _understood(checked: Checked) -> str:
    form = checked.review.form
    lost = form.not_understood
    said = f"已读懂{form.cells_written - len(lost)}/{form.cells_written}格"
    if not lost:
        return said
    if len(lost) > _NAMED:
        return f"{said}，{len(lost)}格没有读懂，没有核查"
    return f"{said}，没有读懂的是{'、'.join(text.at.a1 for text in lost)}"


def changes(checked: Checked, settled: Settlements) -> list[Change]:
    """The results that the check puts right, as a person sees them before and after."""
    found: dict[Address, Change] = {}
    for at, right in recomputed(checked, settled):
        cell = checked.sheet.cells[at]
        sheet = checked.sheet.holding(at).name if checked.sheet.parts else ""
        change = Change(at, cell.text.strip() or _BLANK, display(right, cell.number_format), sheet)
        if change.was != change.now:
            found[at] = change
    return [found[at] for at in sorted(found)]


def put_right(changed: Iterable[Change]) -> str:
    """改正了2格：F20 97→98，F21 良→优; "" where nothing was."""
    listed = list(changed)
    if not listed:
        return ""
    more = "……" if len(listed) > _NAMED else ""
    return f"改正了{len(listed)}格：{'，'.join(map(str, listed[:_NAMED]))}{more}"


def put_right_for(finding: Finding, changed: Iterable[Change]) -> str:
    """What was put right of one finding: 97→98; with the cells where there are several."""
    own = [change for change in changed if finding.correction is not None and change.at in finding.cells]
    if [change.at for change in own] == [finding.cell]:
        return f"{own[0].was}→{own[0].now}"
    return "，".join(map(str, own))


def _score(name: str, printed: Number, reckoned: Decimal | None) -> Result | None:
    if not printed.present and reckoned is None:
        return None
    return Result(name, _seen(printed), _known(reckoned), _difference(printed, reckoned, score_agrees))


def _rate(printed: Number, reckoned: Decimal | None) -> Result | None:
    if not printed.present and reckoned is None:
        return None
    difference = _difference(printed, reckoned, rate_agrees)
    return Result("执行率", _seen(printed), _known(reckoned), difference, "%" if reckoned is not None else "")


def _grade(printed: str, reckoned: str | None) -> Result | None:
    if not printed and reckoned is None:
        return None
    same = reckoned is not None and printed.strip() == reckoned
    return Result("等级", printed.strip(), reckoned or _UNKNOWN, SAME if same else "")


def _difference(printed: Number, reckoned: Decimal | None, agrees: Agrees) -> str:
    if printed.value is None or reckoned is None:
        return ""
    if agrees(printed.value, printed.text, reckoned):
        return SAME
    value = printed.value
    if agrees is rate_agrees and 0 < value < 1:
        value *= 100  # written as a ratio
    difference = plain(reckoned - value)
    return difference if difference.startswith("-") else f"+{difference}"


def _seen(printed: Number) -> str:
    return (printed.text.strip() or _BLANK) if printed.present else ""


def _known(reckoned: Decimal | None) -> Decimal | str:
    return _UNKNOWN if reckoned is None else Decimal(plain(reckoned))
