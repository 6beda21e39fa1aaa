"""核查结果: the result first, then the findings by gravity and rule, then what weighs less; ready for print."""

from __future__ import annotations

from typing import Any

from addin.checking.check import check
from addin.checking.files import check_file
from addin.marking.edits import Alert, Look, PutSheet, SheetCell
from addin.marking.outcome import headline
from addin.marking.result_sheet import result_sheet
from addin.marking.settlements import Settlement, key_of, read_settlements
from addin.reading.sheet import Cell, Sheet
from addin.templates import FILES, TEMPLATES, StandardForm
from scoring.form.address import Address, Area
from tests.forms import form_sheet

FAULTY = {"F21": "良", "H19": 97, "H7": "96.5%", "E14": "'100%", "D17": ""}


def listed(changes: dict[str, Any], settled: Any = None) -> PutSheet:
    return result_sheet(check([form_sheet("review", changes)]), settled or {})


def texts(sheet: PutSheet) -> list[list[Any]]:
    return [[cell.value if cell else None for cell in row] for row in sheet.rows]


def heading(sheet: PutSheet) -> int:
    """The number of the row of headings."""
    return next(number for number, row in enumerate(texts(sheet), 1) if row[:1] == ["序号"])


def test_the_sheet_begins_with_the_results_as_printed_and_reckoned_again() -> None:
    rows = texts(listed(FAULTY))
    assert rows[3] == ["结果", "", "原填", "", "重算", "差（重算减原填）"]
    assert [(row[0], row[2], str(row[4]), row[5]) for row in rows[4:7]] == [
        ("总分", "98.55", "98.55", "一致"),
        ("等级", "良", "优", ""),
        ("执行率", "96.5%", "95.5%", "-1"),
    ]
    assert ("复核合计", "97", "98.55", "+1.55") in [
        (r[0], r[2], str(r[4]), r[5]) for r in rows[7:10] if r[5:]
    ]
    assert "改正了3格：H7 96.5%→95.5%，H19 97→98.55，F21 良→优。" in rows[2][0]


def test_the_head_says_how_much_was_understood_and_names_what_was_not() -> None:
    assert str(texts(listed({}))[2][0]).endswith("。已读懂136/136格")
    assert "已读懂136/137格，没有读懂的是K14" in str(texts(listed({"K14": "待核"}))[2][0])
    strays = {f"K{row}": "待核" for row in range(12, 19)}
    assert "已读懂136/143格，7格没有读懂，没有核查" in str(texts(listed(strays))[2][0])


def test_what_was_put_right_stands_in_the_row_of_its_finding() -> None:
    sheet = listed({"F21": "良"})
    row = dict(zip(texts(sheet)[heading(sheet) - 1], texts(sheet)[heading(sheet)], strict=True))
    assert (row["位置"], row["已更正"]) == ("F21", "良→优")


def test_the_gravest_come_first_and_those_of_one_rule_together() -> None:
    sheet = listed(FAULTY)
    found = [row for row in texts(sheet)[heading(sheet) :] if len(row) > 1]
    order = [(["错误", "提示", "参考"].index(row[3]), row[4]) for row in found]
    assert order == sorted(order) and len({level for level, _ in order}) > 1


def test_values_that_are_not_verified_come_last_and_small() -> None:
    rows = listed({"F21": "良"}).rows
    (last,) = rows[-1]
    assert last is not None and "未核对原文" in str(last.value) and last.look is Look.SMALL


def test_it_is_ready_for_print_and_for_filtering() -> None:
    sheet = listed(FAULTY)
    row = heading(sheet)
    assert sheet.header_row == row == sheet.freeze_row
    bottom = max(n for n, cells in enumerate(sheet.rows, 1) if len(cells) == len(sheet.widths))
    assert sheet.filter == Area(row, 1, bottom, len(sheet.widths))
    # A page of A4 lies 842 points wide; 8 pixels (6 points) a character in 宋体, the margins of 28.8.
    assert sum(sheet.widths) * 6 <= 842 - 2 * 28.8
    assert listed({}).filter is None


def test_a_missing_reason_is_coloured_as_it_is_chosen_and_filling_down_is_explained() -> None:
    (checked,) = check([form_sheet("review", {"F21": "良"})])
    (finding,) = checked.review.of("SC05")
    settled = {key_of("Sheet1", finding): Settlement("误报", "")}
    sheet = result_sheet([checked], settled)
    assert sheet.rows[heading(sheet)][11] == SheetCell("", Look.INPUT)
    first = heading(sheet) + 1
    assert sheet.alert == Alert(
        Area(first, 12, first, 12), f'AND(OR($K{first}="属实不改",$K{first}="误报"),TRIM($L{first})="")'
    )
    assert listed({}).alert is None
    assert any("Ctrl+D" in str(row[0]) for row in texts(sheet) if row)


def test_a_form_that_is_not_filled_in_says_so() -> None:
    (checked,) = check_file(TEMPLATES / FILES[StandardForm.REVIEW], write_copy=False).forms
    assert headline(checked) == "这张表还没有填写，没有可核查的内容"


def test_settlements_on_a_copy_of_an_earlier_version_are_read() -> None:
    titles = [
        "序号",
        "工作表",
        "位置",
        "程度",
        "规则",
        "问题",
        "填写的是",
        "应为",
        "怎么办",
        "依据",
        "处理",
        "理由",
    ]
    row = [
        "1",
        "表",
        "F21",
        "错误",
        "SC05 等级不符",
        "应评为优",
        "良",
        "优",
        "改",
        "办法",
        "误报",
        "另有文件",
    ]
    cells = {
        Address(number, column): Cell(text, text, None, "General")
        for number, line in ((7, titles), (8, row))
        for column, text in enumerate(line, 1)
    }
    sheet = Sheet("核查结果", cells, Address(8, 12))
    assert read_settlements(sheet) == {
        ("表", "F21", "SC05", "应评为优", "良"): Settlement("误报", "另有文件")
    }
