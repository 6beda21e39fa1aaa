"""Settled findings: what a person wrote into 处理 and 理由 counts until the values change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.marking.settlements import (
    COLUMNS,
    SHEET_COLUMN,
    Settlement,
    Settlements,
    found_again,
    key_of,
    read_settlements,
)
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


def test_a_value_typed_in_other_characters_is_no_new_finding() -> None:
    settlements = read_settlements(sheet_of([HEADING, ROW]))
    assert key_of("表一", finding(found="良\u200b")) in settlements


def test_columns_may_be_moved_and_rows_sorted() -> None:
    rows = [list(reversed(HEADING)), list(reversed([2, "表一", "A1", *ROW[3:]])), list(reversed(ROW))]
    assert read_settlements(sheet_of(rows))[key_of("表一", finding())].reason == "补录后重评"


def test_a_sheet_without_the_columns_has_no_settlements() -> None:
    assert read_settlements(sheet_of([["随便什么"], ["序号", "备注"], [1, "误报"]])) == {}


def missing(row: int) -> Finding:
    at = Address(row, 5)
    return Finding(cells=(at,), message="没有填完成值", suggestion="", found="", rule="TG08")


WORD = Settlement("误报", "另有规定")


def settled_at(*rows: int, word: Settlement = WORD) -> Settlements:
    return {key_of("表", missing(row)): replace(word, reason=f"{row}") for row in rows}


@pytest.mark.parametrize(
    ("settled", "found", "reasons"),
    [
        ((12,), (12,), {12: "12"}),
        ((12,), (14,), {14: "12"}),  # its row has moved
        ((12, 15), (13, 16), {13: "12", 16: "15"}),
        ((12, 15), (12, 16), {12: "12", 16: "15"}),
        ((12,), (12, 13), {12: "12"}),  # another of the kind is new
        ((12,), (13, 14), {}),  # which of them it was, nobody can tell
    ],
)
def test_a_settled_finding_is_known_again_where_its_row_has_moved(
    settled: tuple[int, ...], found: tuple[int, ...], reasons: dict[int, str]
) -> None:
    again = found_again(settled_at(*settled), {key_of("表", missing(row)) for row in found})
    known = {row: again.get(key_of("表", missing(row))) for row in found}
    assert {row: word.reason for row, word in known.items() if word is not None} == reasons


def test_what_is_said_to_be_mended_is_not_looked_for_elsewhere() -> None:
    settled = settled_at(12, word=Settlement("已改", ""))
    assert found_again(settled, {key_of("表", missing(14))}) == settled


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
