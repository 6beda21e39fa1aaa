"""A small form round the indicators, funds or text of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from addin.checking.check import Checked, check
from scoring.profiles.profile import Profile
from tests.forms import sheet_of

HERE = Path(__file__).parent
EXECUTION_WEIGHT = 10
FIRST_ROW = 8  # of the indicators
FUNDS = {"budget": 100, "executed": 100, "weight": EXECUTION_WEIGHT, "rate": "100%", "score": 10}


@cache
def cases(kind: str) -> list[dict[str, Any]]:
    """The cases of ``<kind>.yaml``."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"))
    return found


def checked(
    rows: Iterable[Mapping[str, Any]],
    *,
    reviewed: bool = False,
    funds: Mapping[str, Any] | None = None,
    year: int = 2023,
    texts: Mapping[str, str] | None = None,
    profile: Profile | None = None,
) -> Checked:
    """The check of a form of these indicator rows; the first is in ``FIRST_ROW``.

    A row gives name, level2, target, actual, weight, self_score, and reason or review_score and opinion.
    """
    rows = list(rows)
    money = {**FUNDS, **(funds or {})}
    weights = sum((Decimal(str(row.get("weight") or 0)) for row in rows), Decimal(str(money["weight"] or 0)))
    grid = [
        *_head(year, reviewed, money),
        *(_indicator(row, reviewed) for row in rows),
        ["合计", "", "", "", "", weights, ""],
        *([label, "", text] for label, text in (texts or {}).items()),
    ]
    (found,) = check([sheet_of(grid)], profile)
    return found


def _head(year: int, reviewed: bool, money: Mapping[str, Any]) -> list[list[Any]]:
    budget, executed = _or_blank(money["budget"]), _or_blank(money["executed"])
    result = [_or_blank(money[key]) for key in ("weight", "rate", "score")]
    last = ["复核分", "复核意见"] if reviewed else ["偏差原因分析及改进措施"]
    return [
        [f"{year}年度项目支出绩效{'核查评分意见表' if reviewed else '自评表'}"],
        ["项目名称", "", "示例项目", "", "", "实施单位", "", "示例单位"],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", budget, budget, executed, *result],
        ["年度总体目标", "", "预期目标", "", "", "实际完成情况"],
        ["", "", "按计划完成", "", "", "已完成"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "自评得分", *last],
    ]


def _indicator(row: Mapping[str, Any], reviewed: bool) -> list[Any]:
    level2 = row.get("level2") or "数量指标"
    last = ("review_score", "opinion") if reviewed else ("reason",)
    return [
        row.get("level1") or _level1(level2),
        level2,
        row["name"],
        _as_text(row.get("target")),
        _as_text(row.get("actual")),
        *(_or_blank(row.get(key)) for key in ("weight", "self_score", *last)),
    ]


def _level1(level2: str) -> str:
    if "满意" in level2:
        return "满意度指标"
    return "效益指标" if "效益" in level2 or "影响" in level2 else "产出指标"


def _as_text(value: Any) -> str:
    return "" if value in (None, "") else f"'{value}"


def _or_blank(value: Any) -> Any:
    return "" if value is None else value
