"""The forms that are damaged: blank and filled ones, one with all that people's files hold, and other formats.

They are the same on every day, so that a seed makes the same damage again.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from addin.build.__main__ import TEMPLATES
from benchmarks.rich_workbook import rich_workbook
from tests.addin.hosts.converted.originals import (
    label,
    number,
    ods_parts,
    old_excel,
    sheet_as_html,
    sheet_as_text,
    sheet_as_word,
    xml_2003,
)
from tests.forms import NAMES, form_sheet
from tests.hostile.archive import save
from tests.hostile.form import book, grid, is_number

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Sample:
    """A file of a form, and its parts where it is a zip."""

    name: str
    data: bytes

    @property
    def parts(self) -> Parts:
        """What is in the zip; nothing where it is none."""
        if not self.data.startswith(b"PK"):
            return {}
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def suffix(self) -> str:
        """What its name ends in."""
        return Path(self.name).suffix


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, the workbooks first."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [*sorted(TEMPLATES.glob("*form*.xls[xm]")), *_workbooks(Path(folder)), *_others(Path(folder))]
        return tuple(Sample(path.name, path.read_bytes()) for path in paths)


def _workbooks(folder: Path) -> Iterator[Path]:
    made = {"rich": rich_workbook(), "ordinary": book()}
    for name in NAMES:
        sheet = form_sheet(name)
        rows: list[list[str]] = [[""] * sheet.extent.column for _ in range(sheet.extent.row)]
        for at, cell in sheet.cells.items():
            rows[at.row - 1][at.column - 1] = cell.text
        made[name] = book(rows)
    for name, parts in made.items():
        save(folder / f"{name}.xlsx", parts)
        yield folder / f"{name}.xlsx"


def _others(folder: Path) -> Iterator[Path]:
    word = sheet_as_word(folder / "form.docx", form_sheet("self"))
    save(word, Sample(word.name, word.read_bytes()).parts)  # without the time of day
    yield word
    yield sheet_as_html(folder / "form.html", form_sheet("review"))
    yield sheet_as_text(folder / "form.csv", form_sheet("self"))
    save(folder / "form.ods", ods_parts(f'<table:table table:name="自评表">{_ods_rows()}</table:table>'))
    yield folder / "form.ods"
    for name, data in (("form.xml", xml_2003(_xml_rows()).encode()), ("form.xls", _old())):
        (folder / name).write_bytes(data)
        yield folder / name


def _ods_rows() -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in line)}</table:table-row>"
        for line in grid()
    )


def _xml_rows() -> str:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    return "".join(f"<Row>{''.join(cell.format(escape(text)) for text in line)}</Row>" for line in grid())


def _old() -> bytes:
    cells = ((y, x, text) for y, line in enumerate(grid()) for x, text in enumerate(line) if text)
    return old_excel(
        *(number(y, x, float(text)) if is_number(text) else label(y, x, text) for y, x, text in cells)
    )
