"""Much of something: what people really have, and more than anyone has."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from tests.hostile.archive import STORED, entries, repeated, save, save_streamed, write
from tests.hostile.form import (
    CONTENT_TYPES,
    HEAD,
    INDICATORS,
    MAIN,
    NAME,
    OTHER,
    SHEET,
    STRINGS,
    WORKBOOK,
    WORKBOOK_RELS,
    Grid,
    Parts,
    book,
    column,
    grid,
    rows,
    string_table,
    types,
    workbook,
    workbook_relations,
    worksheet,
)
from tests.hostile.registry import changed, enter, kind

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FIRST = 30  # the first row that is well below the form


def below(path: Path, more: Iterable[str], mark: str = "</sheetData>", part: str = SHEET) -> None:
    """Write the book with much before a mark in a part, in a stream."""
    parts = book()
    head, tail = str(parts[part]).split(mark)
    save_streamed(path, parts, part, batches(head, more, mark + tail))


def batches(head: str, more: Iterable[str], tail: str) -> Iterator[str]:
    yield head
    batch: list[str] = []
    for text in more:
        batch.append(text)
        if len(batch) == 10_000:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch) + tail


@kind
def styled_rows_to_the_last(path: Path) -> None:
    below(path, (f'<row r="{n}" s="1" customFormat="1" ht="14.25"/>' for n in range(FIRST, LAST_ROW + 1)))


@kind
def styled_cells_to_the_last_row(path: Path) -> None:
    below(path, (f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(FIRST, LAST_ROW + 1)))


@kind
def styled_cells_on_the_other_sheet(path: Path) -> None:
    below(path, (f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, LAST_ROW + 1)), part=OTHER)


@kind
def styled_cells_a_million_in_fifty_columns(path: Path) -> None:
    names = [column(x) for x in range(1, 51)]
    below(
        path,
        (
            f'<row r="{n}">{"".join(f"""<c r="{x}{n}" s="1"/>""" for x in names)}</row>'
            for n in range(FIRST, 20_030)
        ),
    )


@kind
def styled_cells_nine_million(path: Path) -> None:
    """Nine styled cells in each of a million rows, without `r`, honestly declared."""
    head, tail = str(book()[SHEET]).split("</sheetData>")
    block = ("<row>" + '<c s="1"/>' * 9 + "</row>") * 1_000
    write(path, entries(book(), repeated(SHEET, head, block, 1_040, "</sheetData>" + tail)))


def wide(columns: int, first: int, count: int, content: str = "<v>1</v>") -> Iterator[str]:
    names = [column(x) for x in range(1, columns + 1)]
    for n in range(first, first + count):
        yield f'<row r="{n}">' + "".join(f'<c r="{x}{n}">{content}</c>' for x in names) + "</row>"


@kind
def cells_390_000_below_the_form(path: Path) -> None:
    below(path, wide(26, FIRST, 15_000))


@kind
def cells_390_000_on_the_other_sheet(path: Path) -> None:
    below(path, wide(26, 2, 15_000), part=OTHER)


@kind
def cells_two_million_on_the_other_sheet(path: Path) -> None:
    head, tail = str(book()[OTHER]).split("</sheetData>")
    block = ("<row>" + "<c><v>1</v></c>" * 20 + "</row>") * 100
    write(path, entries(book(), repeated(OTHER, head, block, 1_000, "</sheetData>" + tail)))


@kind
def cells_of_16_384_columns(path: Path) -> None:
    below(path, wide(LAST_COLUMN, FIRST, 20))


@kind
def cells_of_16_384_columns_with_texts(path: Path) -> None:
    below(path, wide(LAST_COLUMN, FIRST, 5, "<f>1</f><v>1</v>"))


@kind
def strings_950_000(path: Path) -> None:
    below(path, (f"<si><t>文本{n}</t></si>" for n in range(950_000)), "</sst>", STRINGS)


@kind
def strings_950_000_as_cells(path: Path) -> None:
    """Inline texts on the other sheet, one a row."""
    texts = (
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>行{n}</t></is></c></row>' for n in range(2, 390_002)
    )
    below(path, texts, part=OTHER)


@kind
def strings_long_used_often(path: Path) -> None:
    """One text of 32,767 characters in 20,000 cells: 650 million characters, were each cell to hold its own."""
    parts = changed(STRINGS, "</sst>", f"<si><t>{'长' * 32_767}</t></si></sst>")
    index = str(parts[STRINGS]).count("<si>") - 1
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{index}</v></c></row>' for n in range(FIRST, FIRST + 20_000)
    )
    parts[SHEET] = str(parts[SHEET]).replace("</sheetData>", f"{cells}</sheetData>")
    save(path, parts)


@kind
def merges_200_000(path: Path) -> None:
    below(path, (f'<mergeCell ref="K{n}:L{n}"/>' for n in range(FIRST, 200_030)), "</mergeCells>")


@kind
def merges_200_000_on_the_other_sheet(path: Path) -> None:
    parts = book()
    head = str(parts[OTHER]).removesuffix("</worksheet>") + "<mergeCells>"
    more = (f'<mergeCell ref="K{n}:L{n}"/>' for n in range(FIRST, 200_030))
    save_streamed(path, parts, OTHER, batches(head, more, "</mergeCells></worksheet>"))


@kind
def merges_the_same_50_000_times(path: Path) -> None:
    below(path, ['<mergeCell ref="A1:I1"/>'] * 50_000, "</mergeCells>")


@kind
def merges_nested_3_000(path: Path) -> None:
    below(path, (f'<mergeCell ref="A{FIRST}:XFD{FIRST + n}"/>' for n in range(3_000)), "</mergeCells>")


def many_sheets(count: int, content: str, strings: str) -> Parts:
    names = ["自评表", *(f"表{n}" for n in range(2, count + 1))]
    parts = book() | {
        CONTENT_TYPES: types(count),
        WORKBOOK: workbook(*names),
        WORKBOOK_RELS: workbook_relations(count),
        STRINGS: strings,
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": content for n in range(2, count + 1)}


@kind
def sheets_500(path: Path) -> None:
    parts = book()
    save(path, many_sheets(500, str(parts[OTHER]), str(parts[STRINGS])))


def many_forms(count: int, path: Path) -> None:
    indexes: dict[str, int] = {}
    form = worksheet(rows(grid(), indexes))
    save(path, many_sheets(count, form, string_table(indexes)))


enter("forms-20", partial(many_forms, 20))
enter("forms-500", partial(many_forms, 500))


@kind
def forms_100_on_one_sheet(path: Path) -> None:
    save(path, book([line for _ in range(100) for line in [*grid(), [""] * 9]]))


def many_indicators(count: int, path: Path) -> None:
    lines = grid()
    first, *rest = lines[INDICATORS.start :]
    copies: Grid = [[*("" if x < NAME else text for x, text in enumerate(first))] for _ in range(count)]
    for n, copy in enumerate(copies):
        copy[NAME] = f"建成图书角数量{n}"
    save(path, book([*lines[: INDICATORS.start], first, *copies, *rest]))


enter("indicators-1-000", partial(many_indicators, 1_000))
enter("indicators-20-000", partial(many_indicators, 20_000))


@kind
def media_240_mb(path: Path) -> None:
    """Pictures that do not shrink: to be copied in a stream."""
    block = random.Random(20241026).randbytes(1 << 20)
    save_streamed(path, book(), "xl/media/film.bin", (block for _ in range(240)), STORED)


@kind
def media_3_000_pictures(path: Path) -> None:
    save(path, book() | {f"xl/media/p{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(200) for n in range(3_000)})


@kind
def parts_60_000(path: Path) -> None:
    write(path, entries(book() | {f"x/{n}": b"" for n in range(60_000)}))


@kind
def relations_20_000(path: Path) -> None:
    link = '<Relationship Id="x{}" Type="urn:x" Target="media/image1.png"/>'
    below(path, (link.format(n) for n in range(20_000)), "</Relationships>", WORKBOOK_RELS)


@kind
def names_50_000(path: Path) -> None:
    parts = changed(WORKBOOK, "</sheets>", "</sheets><definedNames></definedNames>")
    head, tail = str(parts[WORKBOOK]).split("</definedNames>")
    more = (f'<definedName name="n{n}">自评表!$A$1</definedName>' for n in range(50_000))
    save_streamed(path, parts, WORKBOOK, batches(head, more, "</definedNames>" + tail))


@kind
def styles_60_000(path: Path) -> None:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    below(path, (xf for _ in range(60_000)), "</cellXfs>", "xl/styles.xml")


@kind
def hyperlinks_60_000(path: Path) -> None:
    parts = changed(SHEET, "</mergeCells>", "</mergeCells><hyperlinks></hyperlinks>")
    head, tail = str(parts[SHEET]).split("</hyperlinks>")
    more = (f'<hyperlink ref="K{n}" location="A1"/>' for n in range(60_000))
    save_streamed(path, parts, SHEET, batches(head, more, "</hyperlinks>" + tail))


@kind
def formats_over_everything_20_000(path: Path) -> None:
    """Conditional formats and validations, each over the whole sheet."""
    rule = '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="{}"><formula>1</formula></cfRule></conditionalFormatting>'
    parts = changed(
        SHEET, "</mergeCells>", "</mergeCells>" + "".join(rule.format(n) for n in range(1, 20_001))
    )
    save(path, parts)


@kind
def notes_20_000(path: Path) -> None:
    """A person's notes, far more than fit a screen, on the other sheet."""
    notes = "".join(
        f'<comment ref="B{n}" authorId="0"><text><t>批注{n}</t></text></comment>' for n in range(1, 20_001)
    )
    save(
        path,
        book()
        | {
            "xl/comments2.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors/><commentList>{notes}</commentList></comments>'
        },
    )


@kind
def columns_over_columns(path: Path) -> None:
    cols = "<cols>" + '<col min="1" max="16384" width="9" customWidth="1"/>' * 5_000 + "</cols>"
    save(path, changed(SHEET, "<sheetData>", cols + "<sheetData>"))


@kind
def columns_each_of_its_own(path: Path) -> None:
    cols = "".join(
        f'<col min="{n}" max="{n}" width="{8 + n % 3}" customWidth="1"/>' for n in range(1, LAST_COLUMN + 1)
    )
    save(path, changed(SHEET, "<sheetData>", f"<cols>{cols}</cols><sheetData>"))


@kind
def array_formulas_over_everything(path: Path) -> None:
    below(
        path,
        (
            f'<row r="{n}"><c r="A{n}"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'
            for n in range(FIRST, 3_000)
        ),
    )


@kind
def formulas_shared_to_the_last_row(path: Path) -> None:
    first = f'<row r="{FIRST}"><c r="A{FIRST}"><f t="shared" si="0" ref="A{FIRST}:A100000">B{FIRST}+1</f><v>1</v></c></row>'
    more = (
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>'
        for n in range(FIRST + 1, 100_001)
    )
    below(path, (text for texts in ([first], more) for text in texts))
