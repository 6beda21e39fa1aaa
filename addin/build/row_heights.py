"""Heights of the rows of a blank form, and how much text prints in those that do not grow."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.worksheet.dimensions import RowDimension

from addin.build.authoring import LINE, READING_FROM_TOP
from addin.build.blank_form import Form
from scoring.form.address import Address, Area, column_letters

_GOALS = ("expected", "achieved")
_TALL = ("conclusion", "problems", "advice")
LONG = (*_TALL, *_GOALS)  # read from the top
# As high as the pages of the blank form and, above the frozen panes, a small screen have room for.
_LINE_HEIGHT, _GOALS_HEIGHT, _TEXT_HEIGHT = 18.0, 7 * LINE, 145.0
_ROW_HEIGHT, _HEADING_HEIGHT = 27.0, 31.0  # of indicators


def size_rows(form: Form) -> None:
    """Heights for all rows; those of indicators grow with what is written into them.

    A fixed height would cut a long opinion off. So that a row does not shrink when little is written, a narrow
    column beside the form, outside the print area, has a large font and nothing in it.
    """
    sheet, layout = form.sheet, form.layout
    growing = (layout.header_row, *layout.rows)  # a row inserted below the headings grows as they do
    fixed = {form.texts[key].row: _GOALS_HEIGHT for key in _GOALS}
    fixed |= {form.texts[key].row: _TEXT_HEIGHT for key in _TALL if key in form.texts}
    for row in set(range(1, sheet.max_row + 1)) - set(growing):
        if row in fixed or sheet.row_dimensions[row].height is None:
            sheet.row_dimensions[row].height = fixed.get(row, _LINE_HEIGHT)
    for at in (at for key, at in form.texts.items() if key in LONG):
        sheet[at.a1].alignment = READING_FROM_TOP
    spacer = column_letters(layout.right + 1)
    sheet.column_dimensions[spacer].width = 0.6
    for row in growing:
        height = _HEADING_HEIGHT if row == layout.header_row else _ROW_HEIGHT
        sheet.row_dimensions[row] = _GrowingRow(sheet, row, ht=height)
        sheet[f"{spacer}{row}"].font = Font(name="宋体", size=round(_ROW_HEIGHT * 0.75))


def characters_that_print(form: Form, at: Address) -> int:
    """How many Chinese characters a merged cell prints: it does not grow."""
    sheet = form.sheet
    (area,) = (Area.parse(str(each)) for each in sheet.merged_cells.ranges if at.a1 in each)
    columns = (column_letters(column) for column in range(area.left, area.right + 1))
    width = sum(sheet.column_dimensions[column].width for column in columns)
    height = sheet.row_dimensions[at.row].height
    assert height is not None
    return int(width / 2 - 1) * int(height / LINE)


class _GrowingRow(RowDimension):
    """A row whose height is what it is now, and not what it must stay."""

    @property
    def customHeight(self) -> bool:  # noqa: N802
        """openpyxl fixes every height that it writes."""
        return False
