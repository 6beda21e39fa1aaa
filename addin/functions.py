"""The worksheet functions (UDFs) that xlwings registers in Excel, category 绩效核查.

Thin: what they answer is in addin/udf/worksheet.py. They never raise: Excel would show #VALUE!, and nobody
would know why. The function wizard shows the Chinese texts. Off Windows the decorators do nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from inspect import cleandoc
from typing import Any

import xlwings as xw

from addin.udf import ranges, worksheet
from addin.udf.answers import TOO_LARGE
from scoring import __version__
from scoring.profiles.profile import DEFAULT_PROFILE, Profile, ProfileProblem, load_profile
from scoring.rules import RULES
from scoring.text.printed_numbers import LARGEST

CATEGORY = "绩效核查"

Block = list[list[Any]]  # cells as xlwings hands them over with ndim=2, and takes them back

_NOT_ONE_SHAPE = "各区域的大小不一致"
_FAILED = "无法计算，请核对所选单元格"


def _guarded(answer: Callable[[], Block]) -> Block:
    """What an answer comes to; a sentence where it cannot be given."""
    try:
        return answer()
    except ProfileProblem as problem:
        return [[str(problem)]]
    except Exception:  # whatever a cell may hold, Excel is never given an exception
        return [[_FAILED]]


def _each(answer: Callable[..., Decimal | str], *blocks: Any) -> Block:
    """One answer a cell, in the shape of the largest range; single cells go with every cell of the others."""
    shaped = [block if isinstance(block, list) else [[block]] for block in blocks]
    sizes = {(len(block), len(block[0])) for block in shaped} - {(1, 1)}
    if len(sizes) > 1:
        return [[_NOT_ONE_SHAPE]]
    rows, columns = next(iter(sizes), (1, 1))

    def at(block: Block, row: int, column: int) -> Any:
        return block[0][0] if len(block) == len(block[0]) == 1 else block[row][column]

    return [
        [_out(answer(*(at(block, row, column) for block in shaped))) for column in range(columns)]
        for row in range(rows)
    ]


def _flat(block: Any) -> list[Any]:
    return [value for row in block for value in row] if isinstance(block, list) else [block]


def _out(answer: Decimal | str) -> float | str:
    """An answer as a cell takes it; a number that no cell can hold is said to be one."""
    if isinstance(answer, str):
        return answer
    return float(answer) if abs(answer) <= LARGEST else TOO_LARGE


def _profile(name: Any) -> Profile:
    """The profile of a name or a cell that holds it; the national default where it is blank."""
    value = _flat(name)[0]
    return load_profile(DEFAULT_PROFILE if worksheet.is_blank(value) else str(value).strip())


@xw.func(category=CATEGORY)
@xw.arg("budget", ndim=2, err_to_str=True, doc="全年预算数：一个单元格或一个区域")
@xw.arg("executed", ndim=2, err_to_str=True, doc="全年执行数：与预算数同样大小")
@xw.ret(ndim=2)
def PERF_EXEC_RATE(budget: Any, executed: Any) -> Any:  # noqa: N802
    """预算执行率（%），保留两位小数。"""
    return _guarded(lambda: _each(worksheet.execution_rate, budget, executed))


@xw.func(category=CATEGORY)
@xw.arg("budget", ndim=2, err_to_str=True, doc="全年预算数：一个单元格或一个区域")
@xw.arg("executed", ndim=2, err_to_str=True, doc="全年执行数：与预算数同样大小")
@xw.arg("weight", ndim=2, err_to_str=True, doc="预算执行的分值；不填按评分办法")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法的名称；不填用全国办法")
@xw.ret(ndim=2)
def PERF_EXEC_SCORE(budget: Any, executed: Any, weight: Any = None, profile: Any = None) -> Any:  # noqa: N802
    """预算执行得分：执行率乘以分值，不超过分值。"""

    def answer(budget: Any, executed: Any, weight: Any) -> Decimal | str:
        return worksheet.execution_score(budget, executed, weight, _profile(profile))

    return _guarded(lambda: _each(answer, budget, executed, weight))


@xw.func(category=CATEGORY)
@xw.arg("target", ndim=2, err_to_str=True, doc="年度指标值，如“不少于50次”")
@xw.arg("actual", ndim=2, err_to_str=True, doc="实际完成值，如“48次”")
@xw.arg("weight", ndim=2, err_to_str=True, doc="权重（分值）")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法的名称；不填用全国办法")
@xw.ret(ndim=2)
def PERF_SCORE(target: Any, actual: Any, weight: Any, profile: Any = None) -> Any:  # noqa: N802
    """按评分办法计算的指标得分；只能由人判断的返回空白。"""

    def answer(target: Any, actual: Any, weight: Any) -> Decimal | str:
        return worksheet.indicator_score(target, actual, weight, _profile(profile))

    return _guarded(lambda: _each(answer, target, actual, weight))


@xw.func(category=CATEGORY)
@xw.arg("level1_labels", ndim=2, err_to_str=True, doc="一级指标一列，合并单元格照选")
@xw.arg("scores", ndim=2, err_to_str=True, doc="得分一列，与一级指标同样多行")
@xw.arg("label", ndim=2, err_to_str=True, doc="要合计的一级指标，如“产出指标”")
@xw.ret(ndim=2)
def PERF_SUBTOTAL(level1_labels: Any, scores: Any, label: Any) -> Any:  # noqa: N802
    """一个一级指标下的得分合计；合并单元格中的名称对其下各行有效。"""
    labels, values = _flat(level1_labels), _flat(scores)
    if len(labels) != len(values):
        return [[_NOT_ONE_SHAPE]]
    level1 = worksheet.as_text(_flat(label)[0])
    return _guarded(lambda: [[_out(worksheet.subtotal(labels, values, level1))]])


@xw.func(category=CATEGORY)
@xw.arg("execution_score", ndim=2, err_to_str=True, doc="预算执行得分")
@xw.arg("scores", ndim=2, err_to_str=True, doc="各指标得分")
@xw.ret(ndim=2)
def PERF_TOTAL(execution_score: Any, scores: Any) -> Any:  # noqa: N802
    """总分：预算执行得分加各指标得分，保留两位小数。"""
    return _guarded(lambda: [[_out(worksheet.total(_flat(execution_score)[0], _flat(scores)))]])


@xw.func(category=CATEGORY)
@xw.arg("score", ndim=2, err_to_str=True, doc="总分：一个单元格或一个区域")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法的名称；不填用全国办法")
@xw.ret(ndim=2)
def PERF_GRADE(score: Any, profile: Any = None) -> Any:  # noqa: N802
    """评价等级：优、良、中、差。"""
    return _guarded(lambda: _each(lambda cell: worksheet.grade(cell, _profile(profile)), score))


@xw.func(category=CATEGORY)
@xw.arg("text", ndim=2, err_to_str=True, doc="年度指标值，如“≥98%”")
@xw.ret(ndim=2)
def PERF_TARGET(text: Any) -> Any:  # noqa: N802
    """把指标值拆成四格：符号、数值、单位、类别。"""
    return _guarded(lambda: [[_out(part) for part in worksheet.target_parts(_flat(text)[0])]])


@xw.func(category=CATEGORY)
@xw.arg("opinion", ndim=2, err_to_str=True, doc="复核意见：一个单元格或一个区域")
@xw.ret(ndim=2)
def PERF_DEDUCTION(opinion: Any) -> Any:  # noqa: N802
    """复核意见中写明扣除的分数；没有写明的返回空白。"""
    return _guarded(lambda: _each(worksheet.deducted, opinion))


@xw.func(category=CATEGORY)
@xw.arg("row", ndim=2, err_to_str=True, doc="指标表中的一行")
@xw.arg("headers", ndim=2, err_to_str=True, doc="指标表的表头，列与该行对齐")
@xw.ret(ndim=2)
def PERF_CHECK_ROW(row: Any, headers: Any) -> Any:  # noqa: N802
    """这一行指标的问题，用文字说明；没有问题时为空白。"""
    return _guarded(lambda: [[ranges.row_warnings(row, headers)]])


@xw.func(category=CATEGORY)
@xw.arg("form_range", ndim=2, err_to_str=True, doc="整张评分表所在的区域")
@xw.arg("profile", ndim=2, err_to_str=True, doc="评分办法的名称；不填按表的标题识别")
@xw.ret(ndim=2)
def PERF_CHECK(form_range: Any, profile: Any = None) -> Any:  # noqa: N802
    """区域中评分表的全部问题，列成一张表；单元格的位置从区域的左上角（A1）数起。"""
    named = not worksheet.is_blank(_flat(profile)[0])
    return _guarded(lambda: ranges.findings_table(form_range, _profile(profile) if named else None))


@xw.func(category=CATEGORY)
@xw.arg("code", ndim=2, err_to_str=True, doc="规则编号，如“SC05”：一个单元格或一个区域")
@xw.ret(ndim=2)
def PERF_RULE(code: Any) -> Any:  # noqa: N802
    """一条核查规则的说明。"""
    return _guarded(lambda: _each(_rule_page, code))


@xw.func(category=CATEGORY)
@xw.ret(ndim=2)
def PERF_VERSION() -> Any:  # noqa: N802
    """绩效核查的版本，和所用全国评分办法的日期。"""
    profile = load_profile(DEFAULT_PROFILE)
    return [[f"jixiao {__version__}；{profile.title}（{profile.date}）"]]


def _rule_page(code: Any) -> str:
    asked = worksheet.as_text(code).upper()
    if not asked or worksheet.is_error(code):
        return ""
    rule = RULES.get(asked)
    return f"{rule.code} {rule.title}\n{cleandoc(rule.page)}" if rule else f"没有编号为“{asked[:10]}”的规则"
