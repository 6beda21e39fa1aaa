"""A small live table beside the form, outside what is printed: each level 1 with its weight, scores and share reached."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font

from addin.build import formulas
from addin.build.authoring import BORDER, CENTRED, TEXT_FONT, content, put
from addin.build.blank_form import Form
from scoring.form.address import column_letters

_WORDS = content("template")["subtotals"]
_WIDTHS = (17.0, 10.5, 10.5, 11.0, 10.5, 10.5, 10.5, 10.5)  # the first has room for the button of the .xlsm
_SHARE = "0.00%"
_QUIET = Font(name="宋体", size=10, color="FF595959")


def add_subtotals(form: Form) -> None:
    """Fill the top rows to the right of the form: nobody inserts or deletes any there.

    A label of the form whose content is blank looks to its right, as far as the next label: so the first two
    of these rows begin with words that are labels, and are not taken for the content of 项目名称.
    """
    sheet = form.sheet
    roles = form.roles(("weight", "self_score", "review_score"))
    columns = [column_letters(form.layout.right + 2 + n) for n in range(len(_WIDTHS))]
    for column, width in zip(columns, _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    first, *others = columns
    top = form.texts["project"].row - 1
    for row, label in enumerate([_WORDS["title"], *(_WORDS[role] for role in roles), _WORDS["share"]], top):
        put(sheet, f"{first}{row}", label, font=_QUIET, alignment=CENTRED)
    for column, (name, cells) in zip(others, _columns(form, roles), strict=True):
        put(sheet, f"{column}{top}", name, font=_QUIET)
        places = [f"{column}{top + n}" for n in range(1, len(roles) + 1)]
        for place, formula in zip(places, cells, strict=True):
            _show(sheet[place], formula, "0.00")
        _show(sheet[f"{column}{top + len(roles) + 1}"], _share(*places), _SHARE)


def _columns(form: Form, roles: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """A heading and the formulas below it: execution, each level 1, what is none of them, all together."""
    weight = formulas.stated(form.execution_weight)
    score = form.results["execution_score"]
    filled = _any(form.spanned("weight"))
    yield (
        _WORDS["execution"],
        [_where(filled, weight), *(_where(_any(form.spanned(role)), score) for role in roles[1:])],
    )
    levels = form.spanned("level1")
    for name, *begins in _WORDS["level1"]:
        yield (
            name,
            [_filled(form, role, formulas.under(begins, levels, form.spanned(role))) for role in roles],
        )
    known = [each for _, *begins in _WORDS["level1"] for each in begins]
    others = [formulas.under_no_other(known, levels, form.spanned(role)) for role in roles]
    yield (
        _WORDS["others"],
        [f'IFERROR(IF({other}=0,"",{other}),"")' for other in others],
    )
    totals = ("weight_total", "self_total", "review_total")
    yield _WORDS["total"], [form.results[name] for name in totals[: len(roles)]]


def _filled(form: Form, role: str, total: str) -> str:
    return f'IFERROR(IF({_any(form.spanned(role))},{total},""),"")'


def _any(cells: str) -> str:
    return f"COUNT({cells})>0"


def _where(condition: str, value: str) -> str:
    return f'IF({condition},{value},"")'


def _share(weight: str, own: str, reviewed: str = "") -> str:
    """What was reached of the weight: by the reviewer's score, while there is none by the unit's own."""
    score = f"IF(ISNUMBER({reviewed}),{reviewed},{own})" if reviewed else own
    return f'IFERROR(IF(N({weight})*ISNUMBER({score})>0,ROUND({score}/{weight},4),""),"")'


def _show(cell: Cell, formula: str, number_format: str) -> None:
    cell.value, cell.number_format = f"={formula}", number_format
    cell.font, cell.alignment, cell.border = TEXT_FONT, CENTRED, BORDER
