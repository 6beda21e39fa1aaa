"""Settled findings: what a person wrote into 处理 and 理由 counts until the values change."""

from __future__ import annotations

import pytest

from addin.marking.settlements import COLUMNS, SHEET_COLUMN, Settlement, key_of, read_settlements
from scoring.finding import Finding
from scoring.form.address import Address
from tests.forms import sheet_of

HEADING = [COLUMNS[0], SHEET_COLUMN, *COLUMNS[1:]]
ROW = [
    1,
    "表一",
    "F21",
    "错误",
    "SC05 评价等级与总分不符",
    "总分98.5分应评为“优”",
    "良",
    "优",
    "…",
    "…",
    "误报",
    "补录后重评",
]


def finding(found: str = "良") -> Finding:
    message = "总分98.5分应评为“优”"
    return Finding(cells=(Address.parse("F21"),), message=message, suggestion="", found=found, rule="SC05")


def test_a_settlement_is_found_again_by_sheet_cell_rule_and_value() -> None:
    settlements = read_settlements(sheet_of([["绩效核查结果"], [], HEADING, ROW]))
    assert settlements[key_of("表一", finding())] == Settlement("误报", "补录后重评")


def test_a_changed_value_is_a_new_finding() -> None:
    settlements = read_settlements(sheet_of([HEADING, ROW]))
    assert key_of("表一", finding(found="中")) not in settlements


def test_columns_may_be_moved_and_rows_sorted() -> None:
    rows = [list(reversed(HEADING)), list(reversed([2, "表一", "A1", *ROW[3:]])), list(reversed(ROW))]
    assert read_settlements(sheet_of(rows))[key_of("表一", finding())].reason == "补录后重评"


def test_a_sheet_without_the_columns_has_no_settlements() -> None:
    assert read_settlements(sheet_of([["随便什么"], ["序号", "备注"], [1, "误报"]])) == {}


@pytest.mark.parametrize(
    ("action", "reason", "settles"),
    [
        ("误报", "已核对原件", True),
        ("属实不改", "按领导批示", True),
        ("误报", "", False),
        ("已改", "改好了", False),
        ("", "理由", False),
    ],
)
def test_only_a_reasoned_word_settles_and_what_is_changed_is_checked_anew(
    action: str, reason: str, settles: bool
) -> None:
    assert Settlement(action, reason).settles is settles
