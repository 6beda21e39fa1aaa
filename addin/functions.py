"""The worksheet functions (UDFs) that xlwings registers in Excel, category 绩效核查.

Thin: what they answer is in addin/udf. They never raise: Excel would show #VALUE!, and nobody would know why.
The function wizard shows the Chinese texts. Off Windows the decorators do nothing.

One that is left without its ranges answers for the form on its own sheet: the VBA wrapper fills the last two
arguments, which no person sees (`_or_own_sheet`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from inspect import cleandoc
from typing import Any, TypeVar

import xlwings as xw

from addin.udf import own_sheet, ranges, worksheet
from addin.udf.arguments import (
    MISSING,
    Misused,
    each,
    flat,
    given,
    guarded,
    named_profile,
    one_shape,
    out,
    profile_of,
    single,
)
from scoring import __version__
from scoring.profiles.profile import DEFAULT_PROFILE, load_profile
from scoring.rules import RULES

CATEGORY = "绩效核查"

_F = TypeVar("_F", bound=Callable[..., Any])


def _or_own_sheet(missing: str) -> Callable[[_F], _F]:
    """Have the wrapper hand over its own sheet where the VBA condition `missing` holds; volatile only then."""

    def decorate(function: _F) -> _F:
        given_here = xw.arg("here", ndim=2, err_to_str=True, doc="本表", vba=f"JixiaoSheet({missing})")
        given_place = xw.arg("place", doc="所在的单元格", vba=f"JixiaoPlace({missing})")
        decorated: _F = given_here(given_place(function))
        return decorated

    return decorate


@xw.func(category=CATEGORY)
@xw.arg("budget", ndim=2, err_to_str=True, doc="全年预算数：一个单元格或一个区域；两个都不填的，按本表")
@xw.arg("executed", ndim=2, err_to_str=True, doc="全年执行数：与预算数同样大小")
@_or_own_sheet("IsMissing(budget) And IsMissing(executed)")
@xw.ret(ndim=2)
def PERF_EXEC_RATE(  # noqa: N802
    budget: Any = MISSING, executed: Any = MISSING, here: Any = None, place: Any = None
) -> Any:
    """预算执行率（%）：全年执行数÷全年预算数，保留两位小数。不填参数的，算本表的。选区域的，结果占同样大的区域。"""

    def answer() -> Any:
        if place:
            return [[out(own_sheet.execution_rate(own_sheet.own_form(here, place, None)))]]
        given(全年预算数=budget, 全年执行数=executed)
        return each(worksheet.execution_rate, budget, executed)

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("budget", ndim=2, err_to_str=True, doc="全年预算数：一个单元格或一个区域；两个数都不填的，按本表")
@xw.arg("executed", ndim=2, err_to_str=True, doc="全年执行数：与预算数同样大小")
@xw.arg("weight", ndim=2, err_to_str=True, doc="预算执行的分值；不填按本表或评分办法")
@xw.arg(
    "profile", ndim=2, err_to_str=True, doc="评分办法，如“小榄”“湖北”；不填用全国办法，按本表时按标题识别"
)
@_or_own_sheet("IsMissing(budget) And IsMissing(executed)")
@xw.ret(ndim=2)
def PERF_EXEC_SCORE(  # noqa: N802
    budget: Any = MISSING,
    executed: Any = MISSING,
    weight: Any = None,
    profile: Any = None,
    here: Any = None,
    place: Any = None,
) -> Any:
    """预算执行得分：执行率×分值，不超过分值，保留两位小数。不填预算数和执行数的，算本表的。选区域的，结果占同样大的区域。"""

    def one(budget: Any, executed: Any, weight: Any) -> Decimal | str:
        return worksheet.execution_score(budget, executed, weight, profile_of(profile))

    def answer() -> Any:
        if place:
            own = own_sheet.own_form(here, place, named_profile(profile))
            points = worksheet.number_or_none(single(weight, "分值"))
            return [[points if isinstance(points, str) else out(own_sheet.execution_score(own, points))]]
        given(全年预算数=budget, 全年执行数=executed)
        return each(one, budget, executed, weight)

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("target", ndim=2, err_to_str=True, doc="年度指标值，如“不少于50次”：一个单元格或一个区域")
@xw.arg("actual", ndim=2, err_to_str=True, doc="实际完成值，如“48次”；与指标值同样大小")
@xw.arg("weight", ndim=2, err_to_str=True, doc="权重（分值）：一个数，或与指标值同样大小")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法，如“小榄”“湖北”；不填用全国办法")
@xw.arg(
    "name",
    ndim=2,
    err_to_str=True,
    doc="指标名称，如“系统故障率”：指标值没有写符号的，按名称看越高还是越低越好；可以不填",
)
@xw.ret(ndim=2)
def PERF_SCORE(  # noqa: N802
    target: Any, actual: Any, weight: Any, profile: Any = None, name: Any = None
) -> Any:
    """指标得分。完成的得满分；没完成的按完成值与指标值的比例，越低越好的（≤）反过来比；一点没做的、该增反降的得0分。“有效提升”这类定性指标（完成值照抄的也是）、单位对不上的、差多少没写明的（不足98%）、没有写符号、名称也看不出越高还是越低越好的（20万元、3%），要由人判断，返回空白，不是0分。选区域的，结果占同样大的区域。"""

    def answer(target: Any, actual: Any, weight: Any, name: Any) -> Decimal | str:
        return worksheet.indicator_score(target, actual, weight, profile_of(profile), name)

    return guarded(lambda: each(answer, target, actual, weight, name))


@xw.func(category=CATEGORY)
@xw.arg(
    "level1_labels", ndim=2, err_to_str=True, doc="一级指标一列，合并单元格照选；按本表的，填名称如“产出指标”"
)
@xw.arg("scores", ndim=2, err_to_str=True, doc="得分一列，与一级指标同样多行；按本表的不填")
@xw.arg("label", ndim=2, err_to_str=True, doc="要合计的一级指标，如“产出指标”；按本表的不填")
@_or_own_sheet("IsMissing(scores) And IsMissing(label)")
@xw.ret(ndim=2)
def PERF_SUBTOTAL(  # noqa: N802
    level1_labels: Any, scores: Any = MISSING, label: Any = MISSING, here: Any = None, place: Any = None
) -> Any:
    """一个一级指标下的得分合计，不含预算执行。只填名称的，如 PERF_SUBTOTAL("产出指标")，算本表的，有复核分的用复核分。合并单元格中的名称对其下各行有效。"""

    def answer() -> Any:
        if place:
            name = _named(single(level1_labels, "一级指标的名称"))
            return [[out(own_sheet.subtotal(own_sheet.own_form(here, place, None), name))]]
        given(得分一列=scores, 要合计的一级指标=label)
        one_shape(level1_labels, scores)
        name = _named(single(label, "要合计的一级指标"))
        return [[out(worksheet.subtotal(flat(level1_labels), flat(scores), name))]]

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("execution_score", ndim=2, err_to_str=True, doc="预算执行得分：一个单元格；两个都不填的，按本表")
@xw.arg("scores", ndim=2, err_to_str=True, doc="各指标得分：一个区域")
@_or_own_sheet("IsMissing(execution_score) And IsMissing(scores)")
@xw.ret(ndim=2)
def PERF_TOTAL(  # noqa: N802
    execution_score: Any = MISSING, scores: Any = MISSING, here: Any = None, place: Any = None
) -> Any:
    """总分：预算执行得分加各指标得分，保留两位小数。不填参数的，按本表填的数重新计算，有复核分的用复核分。"""

    def answer() -> Any:
        if place:
            return [[out(own_sheet.total(own_sheet.own_form(here, place, None)))]]
        given(预算执行得分=execution_score, 各指标得分=scores)
        return [[out(worksheet.total(single(execution_score, "预算执行得分"), flat(scores)))]]

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("score", ndim=2, err_to_str=True, doc="总分：一个单元格或一个区域；不填的，按本表的总分")
@xw.arg(
    "profile", ndim=2, err_to_str=True, doc="评分办法，如“小榄”“湖北”；不填用全国办法，按本表时按标题识别"
)
@_or_own_sheet("IsMissing(score)")
@xw.ret(ndim=2)
def PERF_GRADE(  # noqa: N802
    score: Any = MISSING, profile: Any = None, here: Any = None, place: Any = None
) -> Any:
    """评价等级优、良、中、差，按评分办法的分数线（全国：90、80、60分，到线即算），超过满分的会说明。不填参数的，按本表重新计算的总分。选区域的，结果占同样大的区域。"""

    def answer() -> Any:
        if place:
            return [[own_sheet.grade(own_sheet.own_form(here, place, named_profile(profile)))]]
        given(总分=score)
        return each(lambda cell: worksheet.grade(cell, profile_of(profile)), score)

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("text", ndim=2, err_to_str=True, doc="年度指标值，如“≥98%”：一个单元格")
@xw.ret(ndim=2)
def PERF_TARGET(text: Any) -> Any:  # noqa: N802
    """把指标值拆成符号、数值、单位、类别。结果向右占四格；旧版 Excel 先选四格，再按 Ctrl+Shift+Enter。"""
    return guarded(lambda: [[out(part) for part in worksheet.target_parts(single(text, "指标值"))]])


@xw.func(category=CATEGORY)
@xw.arg("opinion", ndim=2, err_to_str=True, doc="复核意见：一个单元格或一个区域")
@xw.ret(ndim=2)
def PERF_DEDUCTION(opinion: Any) -> Any:  # noqa: N802
    """复核意见中写明扣除的分数；没有写明的返回空白。选区域的，结果占同样大的区域。"""
    return guarded(lambda: each(worksheet.deducted, opinion))


@xw.func(category=CATEGORY)
@xw.arg("row", ndim=2, err_to_str=True, doc="指标表中的一行；两个都不填的，按公式所在的行")
@xw.arg("headers", ndim=2, err_to_str=True, doc="指标表的表头，列与该行对齐")
@_or_own_sheet("IsMissing(row) And IsMissing(headers)")
@xw.ret(ndim=2)
def PERF_CHECK_ROW(  # noqa: N802
    row: Any = MISSING, headers: Any = MISSING, here: Any = None, place: Any = None
) -> Any:
    """这一行指标的错误和提示，写在一格里；没有的为空白，空行和不是指标的行会说明。不填参数的，查公式所在的行，并对照全表。"""

    def answer() -> Any:
        if place:
            return [[own_sheet.row_warnings(own_sheet.own_form(here, place, None))]]
        given(指标表中的一行=row, 指标表的表头=headers)
        return [[ranges.row_warnings(row, headers)]]

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("form_range", ndim=2, err_to_str=True, doc="整张评分表所在的区域；不填的，查本表")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法，如“小榄”“湖北”；不填按表的标题识别")
@_or_own_sheet("IsMissing(form_range)")
@xw.ret(ndim=2)
def PERF_CHECK(  # noqa: N802
    form_range: Any = MISSING, profile: Any = None, here: Any = None, place: Any = None
) -> Any:
    """评分表的全部问题，列成一张表，先错误后提示。结果向右占五格、向下每个问题一行，请写在表右侧的空处。不填参数的查本表；选区域的，单元格的位置从区域的左上角（A1）数起。"""

    def answer() -> Any:
        if place:
            return own_sheet.findings_table(here, place, named_profile(profile))
        given(整张评分表=form_range)
        return ranges.findings_table(form_range, named_profile(profile))

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("weights", ndim=2, err_to_str=True, doc="各指标的分值：一个区域；不填的，按本表")
@xw.arg("execution_weight", ndim=2, err_to_str=True, doc="预算执行的分值；不填按评分办法，没有的填0")
@xw.arg(
    "profile", ndim=2, err_to_str=True, doc="评分办法，如“小榄”“湖北”；不填用全国办法，按本表时按标题识别"
)
@_or_own_sheet("IsMissing(weights)")
@xw.ret(ndim=2)
def PERF_WEIGHTS(  # noqa: N802
    weights: Any = MISSING,
    execution_weight: Any = None,
    profile: Any = None,
    here: Any = None,
    place: Any = None,
) -> Any:
    """各指标的分值加上预算执行的分值是多少，离满分100分还差多少或多了多少，用一句话写在一格里。不填参数的，算本表的。"""

    def answer() -> Any:
        if place:
            return [[own_sheet.weights(own_sheet.own_form(here, place, named_profile(profile)))]]
        given(各指标的分值=weights)
        points = single(execution_weight, "预算执行的分值")
        return [[worksheet.weights(flat(weights), points, profile_of(profile))]]

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("self_score", ndim=2, err_to_str=True, doc="自评得分：一个单元格或一个区域")
@xw.arg("review_score", ndim=2, err_to_str=True, doc="复核分：与自评得分同样大小")
@xw.ret(ndim=2)
def PERF_DIFF(self_score: Any, review_score: Any) -> Any:  # noqa: N802
    """自评得分减复核分：正数是自评高了，负数是自评低了，0是一致；少一个的会说明，两个都空的为空白。选区域的，结果占同样大的区域。"""

    def answer() -> Any:
        one_shape(self_score, review_score)
        return each(worksheet.difference, self_score, review_score)

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("score", ndim=2, err_to_str=True, doc="要排名的分数：一个单元格或一个区域")
@xw.arg("scores", ndim=2, err_to_str=True, doc="全部分数所在的区域，要包括这个分数")
@xw.ret(ndim=2)
def PERF_RANK(score: Any, scores: Any) -> Any:  # noqa: N802
    """一个分数在全部分数中的名次，最高的是1；同分同名次，后面的名次空出来；空白和文字不算。选区域的，结果占同样大的区域。"""

    def answer() -> Any:
        everyone = flat(scores)
        if len(everyone) == 1 < len(flat(score)):
            raise Misused("分数和全部分数填反了")
        return each(lambda cell: worksheet.rank(cell, everyone), score)

    return guarded(answer)


@xw.func(category=CATEGORY)
@xw.arg("code", ndim=2, err_to_str=True, doc="规则编号，如“SC05”，写成 sc5 也可以：一个单元格或一个区域")
@xw.ret(ndim=2)
def PERF_RULE(code: Any) -> Any:  # noqa: N802
    """一条核查规则的说明：查什么、为什么、例子、怎样改、依据。选区域的，结果占同样大的区域。"""
    return guarded(lambda: each(_rule_page, code))


@xw.func(category=CATEGORY)
@xw.ret(ndim=2)
def PERF_VERSION() -> Any:  # noqa: N802
    """绩效核查的版本，和所用全国评分办法的日期。"""
    profile = load_profile(DEFAULT_PROFILE)
    return [[f"jixiao {__version__}；{profile.title}（{profile.date}）"]]


def _named(label: Any) -> str:
    """The name of a level 1; raises Misused where there is none."""
    if worksheet.is_blank(label) or worksheet.is_error(label):
        raise Misused("请填要合计的一级指标，如“产出指标”")
    return worksheet.as_text(label)


def _rule_page(code: Any) -> str:
    asked = worksheet.as_text(code)
    if not asked or worksheet.is_error(code):
        return "请填规则编号，如“SC05”"
    rule = RULES.get(worksheet.rule_code(asked))
    return f"{rule.code} {rule.title}\n{cleandoc(rule.page)}" if rule else f"没有编号为“{asked[:10]}”的规则"
