"""插入指标行 / 删除指标行, the VBA itself, run in LibreOffice: which row, what comes along, what stays, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from addin.build import vba
from addin.build.package import pack, unpack
from addin.build.texts_sheet import MESSAGES, add_texts
from addin.hosts.xlsx import Workbook
from addin.reading.locate import locate
from addin.templates import FILES, TEMPLATES, StandardForm
from tests.addin.build.in_libreoffice import in_libreoffice
from tests.forms import NAMES, write_form

Step = list[Any]
REVIEW, SELF = (TEMPLATES / FILES[kind] for kind in (StandardForm.REVIEW, StandardForm.SELF))
MODULES = ("JixiaoSupport", "JixiaoIndicatorRows")
# The cell stands in for the cursor. LibreOffice shows no error of a macro to a program: it is returned.
TRY = """\
Public Function {name}(y, x) As String
    On Error GoTo failed
    {name} = {called}(ThisWorkbook.Worksheets(1).Cells(y, x))
    Exit Function
failed:
    {name} = "failed: " & Err.Description
End Function
"""
CALLS = {"Insert": "JixiaoInsertRow", "Delete": "JixiaoDeleteRow", "Content": "JixiaoRowContent"}


def insert(row: int, column: int) -> Step:
    return ["macro", "Insert", row, column]


def delete(row: int, column: int) -> Step:
    return ["macro", "Delete", row, column]


def content(row: int, column: int) -> Step:
    return ["macro", "Content", row, column]


def put(cell: str, value: object) -> Step:
    return ["put", cell, value]


# Done to the blank review form (rows 12 to 23 in three blocks, 合计 in 24) or the self form (13 to 24, 总分 in 25).
DONE: dict[str, tuple[Path, list[Step]]] = {
    "untouched": (REVIEW, []),
    "below the first row": (REVIEW, [insert(12, 3)]),
    "below the last row of a block": (REVIEW, [insert(17, 3)]),
    "from the label of a block": (REVIEW, [insert(12, 1)]),
    "below the last row": (REVIEW, [insert(23, 6)]),
    "from the heading": (REVIEW, [insert(11, 3)]),
    "from the totals": (REVIEW, [insert(24, 6)]),
    "three at the end": (REVIEW, [insert(24, 1), insert(24, 3), insert(25, 3), delete(25, 3)]),
    "formulas and merges": (REVIEW, [put("G14", 5), ["formula", "H14", "=G14"], insert(14, 3)]),
    "points": (REVIEW, [*(put(f"F{row}", 7.5) for row in range(12, 24)), insert(17, 3), put("F18", 4)]),
    "the first row of a block": (REVIEW, [*(put(f"F{r}", 7.5) for r in range(12, 24)), delete(18, 3)]),
    "the only row of a block": (REVIEW, [delete(22, 3), content(22, 3), delete(22, 3)]),
    "a typed label": (REVIEW, [put("A18", "成本指标"), delete(18, 3)]),
    "content": (REVIEW, [put("C14", "设备验收合格率"), put("F14", 10), content(14, 4), content(12, 1)]),
    "down to one": (REVIEW, [delete(12, 3)] * 12),
    "outside": (REVIEW, [call(*at) for at in ((2, 1), (30, 3), (33, 3)) for call in (insert, delete)]),
    "not an indicator": (REVIEW, [delete(11, 3), delete(24, 6), delete(12, 1)]),
    "a subtotal": (REVIEW, [put("C17", "小计"), put("F17", 50), delete(17, 3), insert(17, 6)]),
    "protected": (REVIEW, [["protect"], insert(14, 3), delete(14, 3)]),
    "self, untouched": (SELF, []),
    "self, below the last row of a block": (SELF, [insert(18, 4)]),
    "self, from the totals": (SELF, [insert(25, 1)]),
    "self, the first row of a block": (
        SELF,
        [*(put(f"G{row}", 7.5) for row in range(13, 25)), delete(23, 4), delete(19, 4)],
    ),
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Worksheet, list[str], Path]]:
    """The form as it was saved afterwards, and what the macros said."""
    folder = tmp_path_factory.mktemp("macros")
    books = {source: with_macros(source, folder / f"{source.stem}.xlsm") for source in (REVIEW, SELF)}
    targets = [folder / f"{n}.xlsx" for n in range(len(DONE))]
    tasks = [
        task(books[source], to, steps) for (source, steps), to in zip(DONE.values(), targets, strict=True)
    ]
    said = in_libreoffice(tasks, folder)
    return {
        name: (openpyxl.load_workbook(to).worksheets[0], words, to)
        for name, words, to in zip(DONE, said, targets, strict=True)
    }


def with_macros(source: Path, target: Path) -> Path:
    """A form with the macros and a module that calls them with a cell."""
    parts = unpack(source.read_bytes())
    add_texts(parts, [])
    sources = {name: code for name, code in vba.modules("").items() if name in MODULES}
    sources["Try"] = "".join(TRY.format(name=name, called=called) for name, called in CALLS.items())
    target.write_bytes(pack(vba.add_project(parts, sources)))
    return target


def task(source: Path, target: Path, steps: list[Step]) -> dict[str, Any]:
    return {"source": str(source), "target": str(target), "steps": steps}


Done = dict[str, tuple[Worksheet, list[str], Path]]


def merges(sheet: Worksheet, column: str = "A") -> list[str]:
    found = [str(area) for area in sheet.merged_cells.ranges if str(area).startswith(column)]
    return sorted(found, key=lambda area: int(area[1:].partition(":")[0]))


@pytest.mark.parametrize(
    ("name", "row", "blocks"),
    [
        ("below the first row", 13, ["A12:A18", "A19:A22", "A23:A24"]),
        ("below the last row of a block", 18, ["A12:A18", "A19:A22", "A23:A24"]),
        ("from the label of a block", 18, ["A12:A18", "A19:A22", "A23:A24"]),
        ("below the last row", 24, ["A12:A17", "A18:A21", "A22:A24"]),
        ("from the heading", 24, ["A12:A17", "A18:A21", "A22:A24"]),
        ("from the totals", 24, ["A12:A17", "A18:A21", "A22:A24"]),
    ],
)
def test_a_row_comes_in_the_block_of_the_cursor(done: Done, name: str, row: int, blocks: list[str]) -> None:
    sheet, said, _ = done[name]
    assert said == [""]
    assert [area for area in merges(sheet) if area in blocks] == blocks
    assert {"A25:E25", "A32:B41"} <= set(merges(sheet))
    assert [cell.value for cell in sheet[row]][:9] == [None] * 9
    above = sheet.cell(row - 1, 6)
    new = sheet.cell(row, 6)
    assert (new.number_format, new.fill.fgColor.rgb) == (above.number_format, above.fill.fgColor.rgb)
    assert new.border.bottom.style == "thin" and not new.protection.locked


def test_blank_rows_that_were_inserted_belong_to_the_table(done: Done) -> None:
    sheet, said, _ = done["three at the end"]
    assert said == [""] * 4 and "A22:A25" in merges(sheet)


def test_formulas_of_the_row_above_come_along(done: Done) -> None:
    sheet, said, _ = done["formulas and merges"]
    assert said == [""] and sheet["H15"].value == "=G15" and sheet["G15"].value is None


def test_sums_and_labels_take_the_new_row_in(done: Done) -> None:
    _, said, path = done["points"]
    texts = {at.a1: cell.text for at, cell in Workbook.open(path).sheets[0].cells.items()}
    assert said == [""]
    assert (texts["A12"], texts["A19"], texts["F25"]) == (
        "产出指标\n（49分）",
        "效益指标\n（30分）",
        "104.00",
    )


def test_the_first_row_of_a_block_goes_and_its_label_stays_live(done: Done) -> None:
    for name, at, area in (
        ("the first row of a block", "A18", "A18:A20"),
        ("self, the first row of a block", "B19", "B19:B21"),
    ):
        sheet, said, path = done[name]
        texts = {where.a1: cell.text for where, cell in Workbook.open(path).sheets[0].cells.items()}
        assert set(said) == {""} and area in merges(sheet, area[0])
        assert texts[at] == "效益指标\n（22.5分）" and '"效益指标"&' in str(sheet[at].value)


def test_a_label_that_was_typed_stays_when_its_row_goes(done: Done) -> None:
    sheet, said, _ = done["a typed label"]
    assert said == [""] and sheet["A18"].value == "成本指标" and "A18:A20" in merges(sheet)


def test_the_only_row_of_a_block_takes_its_label_along_after_a_question(done: Done) -> None:
    sheet, said, _ = done["the only row of a block"]
    assert said == ["", "满意度指标", ""] and str(sheet["A22"].value).startswith("合计")


def test_what_is_typed_in_a_row_is_asked_about(done: Done) -> None:
    assert done["content"][1] == ["设备验收合格率、10.00", ""]


def test_the_last_row_that_is_left_stays(done: Done) -> None:
    assert done["down to one"][1] == [""] * 11 + [MESSAGES["ROWS_LAST"]]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("outside", ["ROWS_NOWHERE"] * 6),
        ("not an indicator", ["ROWS_NO_INDICATOR", "ROWS_NO_INDICATOR", "ROWS_SEVERAL"]),
        ("a subtotal", ["ROWS_SUBTOTAL"] * 2),
        ("protected", ["ROWS_PROTECTED"] * 2),
    ],
)
def test_what_is_refused_changes_nothing(done: Done, name: str, said: list[str]) -> None:
    sheet, words, _ = done[name]
    assert words == [MESSAGES[key] for key in said]
    assert merges(sheet) == merges(done["untouched"][0])


def test_in_the_self_form_rows_come_in_the_block_of_the_cursor(done: Done) -> None:
    sheet, said, _ = done["self, below the last row of a block"]
    assert said == [""] and {"B13:B19", "B20:B23", "B24:B25"} <= set(merges(sheet, "B"))
    assert "A12:A25" in merges(sheet)
    sheet, said, _ = done["self, from the totals"]
    assert said == [""] and "B23:B25" in merges(sheet, "B") and "A12:A25" in merges(sheet)


def test_in_every_layout_a_row_below_each_indicator_comes_and_goes(tmp_path: Path) -> None:
    """What stands on the sheet afterwards is what stood there before."""
    tasks, wanted = [], {}
    for name in NAMES:
        book = write_form(tmp_path / f"{name}.xlsx", name)
        before = Workbook.open(book).sheets[0]
        steps = []
        for layout in locate(before):
            at = layout.columns["name"]
            for row in layout.rows[:: max(1, len(layout.rows) // 3)]:  # each call takes LibreOffice a while
                steps += [insert(row, at), delete(row + 1, at)]
        wanted[name] = ({at: cell.text for at, cell in before.cells.items()}, len(steps))
        tasks.append(
            task(with_macros(book, tmp_path / f"{name}.xlsm"), tmp_path / f"{name}-after.xlsx", steps)
        )
    said = in_libreoffice(tasks, tmp_path)
    for (name, (texts, count)), words in zip(wanted.items(), said, strict=True):
        assert len(words) == count
        assert {word for word in words if word != MESSAGES["ROWS_SUBTOTAL"]} <= {""}, name
        after = Workbook.open(tmp_path / f"{name}-after.xlsx").sheets[0]
        assert {at: cell.text for at, cell in after.cells.items() if cell.text} == {
            at: text for at, text in texts.items() if text
        }, name
