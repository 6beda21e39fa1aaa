"""LY 填表: what nobody has said what it is: rows without a name or a level 1, a title without its year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scoring.finding import Finding, report
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.taxonomy import classes_alone, level2_class
from scoring.points.case import Case
from scoring.points.results import level1_name
from scoring.profiles.profile import Profile
from scoring.rule import ERROR, FORM, WARNING, rule
from scoring.text.pattern import Pattern

_BLANK_YEAR = Pattern(
    r"_{2,}|(?:[xX×]{2,4}|\(\s*\)|20_{1,4}|(?<![0-9零〇○一二三四五六七八九\s])\s{2,9})\s*年"
)


@rule(
    "LY16",
    "有分数的一行没有指标名称",
    severity=ERROR,
    basis="有分值或得分的行都应写明是哪个指标",
    scope=FORM,
    since="0.2.0",
)
def counted_row_has_no_name(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """一行填了分值或得分，没有写指标名称。

    为什么：这一行的分数计入合计，却不知道是哪个指标的，指标值和完成值也无从核查。
    例：合计上面新插的一行，分值2、得分2，三级指标空着。
    改为：补填三级指标、指标值和完成值；多出来的行，删去。
    依据：有分值或得分的行都应写明是哪个指标；合计按表上各行相加，这样的行也计入。
    """
    for row in form.nameless_indicators:
        numbers = [n for n in (row.weight, row.self_score, row.review_score) if n.value]
        shown = "、".join(number.text for number in numbers)
        yield report(
            row.name,
            f"这一行没有指标名称，却有分数（{shown}），计入了合计",
            related=numbers,
            expected="指标名称",
            suggestion="补填三级指标、指标值和完成值；多出来的行，删去",
        )


@rule(
    "LY18",
    "没有一级指标",
    severity=WARNING,
    basis="每个指标都应写明属于哪个一级指标",
    scope=FORM,
    since="0.2.0",
    silences=("DS06",),
)
def level1_is_missing(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """几行指标上面没有一级指标，或者只能算在上一个一级指标下，二级指标却都属于另一个。

    为什么：一级指标的分值、小计和得分率都按一级指标归集，漏了名称，就归错了。
    例：删去“效益指标”的第一行，合并的名称跟着没有了，下面各行就算到了“产出指标”下。
    改为：在第一行补填一级指标。
    依据：每个指标都应写明属于哪个一级指标；合并单元格或空着的，按上面的一级指标算。
    """
    rows = form.filled_indicators
    labelled = any(not row.level1.empty for row in rows)
    headless = [row for row in rows if row.level1.empty] if labelled else []
    if headless:
        yield report(
            [row.level1._replace(at=row.level1.at._replace(row=row.row)) for row in headless[:1]],
            f"从“{headless[0].label}”起{len(headless)}行没有一级指标",
            related=[row.level2 for row in headless],
            found="空",
            expected="一级指标",
            suggestion="在第一行补填一级指标",
        )
    for lost, right in _lost_labels(rows, case.profile):
        over = level1_name(lost[0])
        yield report(
            lost[0].level2,
            f"从“{lost[0].label}”起{len(lost)}行算在“{over}”下，二级指标却属于{right}，表上没有这个一级指标，可能漏填了",
            related=[row.level2 for row in lost],
            found=over,
            expected=right,
            suggestion=f"在第一行补填一级指标“{right}”；确属{over}的，改正二级指标",
        )


def _lost_labels(rows: tuple[Indicator, ...], profile: Profile) -> Iterator[tuple[list[Indicator], str]]:
    """Rows at the end of a level 1, carried down to them, that belong under one that the form has not."""
    there = {level1_name(row) for row in rows}
    for _, group in groupby(rows, key=lambda row: row.level1.at):
        block, lost = list(group), list[Indicator]()
        rights = [_only_level1(row, profile) for row in block]
        for row, right in zip(reversed(block), reversed(rights), strict=True):
            if right in there or right is None or right != rights[-1] or row is block[0]:
                break
            lost.insert(0, row)
        if len(lost) > 1 and rights[-1] is not None:  # one row alone is rather misplaced (DS06)
            yield lost, rights[-1]


def _only_level1(row: Indicator, profile: Profile) -> str | None:
    """The one level 1 of the profile under which its level 2 belongs; None where there are several, or it is right."""
    official, level2 = profile.classes("classes.official"), level2_class(row.level2.text)
    over = level1_name(row)
    own = official.get(over) or classes_alone(over)
    if level2 is None or not own or level2 in own:
        return None
    right = [name for name, classes in official.items() if level2 in classes]
    return right[0] if len(right) == 1 else None


@rule(
    "LY19",
    "标题的年度没有填",
    severity=WARNING,
    basis="标题应写明年度",
    scope=FORM,
    since="0.2.0",
)
def year_of_title_is_blank(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """表已经填了，标题里的年度还是空白的横线。

    为什么：看不出是哪一年的表，归档和汇总时会弄错。
    例：“____年度项目支出绩效自评表”。
    改为：“2024年度项目支出绩效自评表”。
    依据：标题应写明年度。
    """
    if form.filled_indicators and _BLANK_YEAR.search(form.title.plain):
        yield report(
            form.title,
            "标题的年度没有填",
            found=form.title.text[:40],
            expected="年度",
            suggestion="把横线改成年度，例如“2024年度”",
        )
