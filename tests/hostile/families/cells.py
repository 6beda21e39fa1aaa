"""Cells that hold what no cell should, stand where none can, or point at what is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.hostile.form import SHEET, STRINGS, Parts, book
from tests.hostile.registry import changed, enter, saved, with_cell

VALUES = {  # of G13, the weight of the first indicator
    "value-nan": "<v>NaN</v>",
    "value-infinity": "<v>INF</v>",
    "value-minus-infinity": "<v>-Infinity</v>",
    "value-largest": "<v>1.7E308</v>",
    "value-largest-negative": "<v>-1.7E308</v>",
    "value-smallest": "<v>5E-324</v>",
    "value-beyond-floats": "<v>1E400</v>",
    "value-with-an-endless-exponent": "<v>1E999999999</v>",
    "value-with-an-endless-negative-exponent": "<v>1E-999999999</v>",
    "value-with-a-million-digits": f"<v>{'9' * 1_000_000}</v>",
    "value-hexadecimal": "<v>0x14</v>",
    "value-with-underscores": "<v>2_0</v>",
    "value-with-chinese-digits": "<v>２０</v>",
    "value-with-spaces": "<v> 20\n</v>",
    "value-minus-zero": "<v>-0</v>",
    "value-of-nothing": "<v/>",
    "value-twice": "<v>20</v><v>30</v>",
    "value-with-elements-in-it": "<v>2<b>0</b></v>",
}


def valued(value: str) -> Parts:
    return with_cell("G13", f'<c r="G13" s="1">{value}</c>')


for name, value in VALUES.items():
    enter(name, saved(partial(valued, value)))


def weights(value: str) -> Parts:
    """Every number of the form is this one."""
    parts = book()
    sheet = str(parts[SHEET])
    for number in ("50", "49", "0", "10", "9.8", "20", "30", "100", "99.8", "0.98"):
        sheet = sheet.replace(f' s="1"><v>{number}</v>', f' s="1"><v>{value}</v>')
    return parts | {SHEET: sheet}


def cell(xml: str) -> Parts:
    return with_cell("G13", xml)


def more_rows(xml: str) -> Parts:
    return changed(SHEET, "</sheetData>", f"{xml}</sheetData>")


def merged(ref: str) -> Parts:
    return changed(SHEET, "</mergeCells>", f'<mergeCell ref="{ref}"/></mergeCells>')


def formula(text: str, attributes: str = "") -> Parts:
    return cell(f'<c r="G13" s="1"><f{attributes}>{text}</f><v>20</v></c>')


CELLS: dict[str, Callable[[], Parts]] = {
    "numbers-all-largest": lambda: weights("1.7E308"),
    "numbers-all-nan": lambda: weights("NaN"),
    "numbers-all-tiny": lambda: weights("1E-300"),
    "numbers-all-negative": lambda: weights("-12345678901234567890"),
    "numbers-all-errors": lambda: book()
    | {SHEET: str(weights("E")[SHEET]).replace(' s="1"><v>E</v>', ' s="1" t="e"><v>#DIV/0!</v>')},
    "index-of-a-string-beyond": lambda: cell('<c r="G13" t="s"><v>999999</v></c>'),
    "index-of-a-string-negative": lambda: cell('<c r="G13" t="s"><v>-1</v></c>'),
    "index-of-a-string-no-number": lambda: cell('<c r="G13" t="s"><v>abc</v></c>'),
    "index-of-a-string-without-end": lambda: cell(f'<c r="G13" t="s"><v>{"9" * 5_000}</v></c>'),
    "index-of-a-string-a-fraction": lambda: cell('<c r="G13" t="s"><v>1.5</v></c>'),
    "index-of-a-style-beyond": lambda: cell('<c r="G13" s="60000"><v>20</v></c>'),
    "index-of-a-style-negative": lambda: cell('<c r="G13" s="-3"><v>20</v></c>'),
    "index-of-a-style-no-number": lambda: cell('<c r="G13" s="x"><v>20</v></c>'),
    "index-of-a-font-beyond": lambda: changed("xl/styles.xml", 'fontId="0" fillId="0" borderId="0" xfId="0" app', 'fontId="9999" fillId="777" borderId="-1" xfId="55" app'),
    "type-unknown": lambda: cell('<c r="G13" t="zzz"><v>20</v></c>'),
    "type-of-a-date-that-is-none": lambda: cell('<c r="G13" t="d"><v>2024-13-45T99:99:99</v></c>'),
    "type-of-truth-seven": lambda: cell('<c r="G13" t="b"><v>7</v></c>'),
    "type-of-an-unknown-error": lambda: cell('<c r="G13" t="e"><v>#HACKED!</v></c>'),
    "date-beyond-the-calendar": lambda: cell('<c r="G13" s="3"><v>2958466</v></c>'),
    "date-before-the-calendar": lambda: cell('<c r="G13" s="3"><v>-1</v></c>'),
    "date-of-the-largest-number": lambda: cell('<c r="G13" s="3"><v>1.7E308</v></c>'),
    "format-of-100-000-characters": lambda: changed("xl/styles.xml", "<fonts", f'<numFmts count="1"><numFmt numFmtId="9" formatCode="{"0" * 100_000}"/></numFmts><fonts'),
    "format-of-nonsense": lambda: changed("xl/styles.xml", "<fonts", '<numFmts count="1"><numFmt numFmtId="9" formatCode="[&gt;][Red]&quot;%_*\\"/></numFmts><fonts'),
    "far-cell": lambda: more_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far-cell-with-text": lambda: more_rows('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>总分</t></is></c></row>'),
    "far-row-first-column": lambda: more_rows('<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>注</t></is></c></row>'),
    "place-beyond-the-last-column": lambda: more_rows('<row r="30"><c r="XFE30"><v>1</v></c></row>'),
    "place-in-a-column-without-end": lambda: more_rows(f'<row r="30"><c r="{"Z" * 5_000}30"><v>1</v></c></row>'),
    "place-beyond-the-last-row": lambda: more_rows('<row r="9999999"><c r="A9999999"><v>1</v></c></row>'),
    "place-in-a-row-without-end": lambda: more_rows(f'<row r="{"9" * 5_000}"><c><v>1</v></c></row>'),
    "place-in-row-zero": lambda: more_rows('<row r="0"><c r="A0"><v>1</v></c></row>'),
    "place-in-a-negative-row": lambda: more_rows('<row r="-5"><c r="A-5"><v>1</v></c></row>'),
    "place-in-another-row": lambda: cell('<c r="G99" s="1"><v>20</v></c>'),
    "place-of-an-area": lambda: cell('<c r="G13:H14" s="1"><v>20</v></c>'),
    "place-empty": lambda: cell('<c r="" s="1"><v>20</v></c>'),
    "place-in-full-width": lambda: cell('<c r="Ｇ１３" s="1"><v>20</v></c>'),
    "place-in-small-letters": lambda: cell('<c r="g13" s="1"><v>20</v></c>'),
    "place-with-dollars": lambda: cell('<c r="$G$13" s="1"><v>20</v></c>'),
    "same-cell-twice": lambda: cell('<c r="G13" s="1"><v>20</v></c><c r="G13" s="1"><v>99</v></c>'),
    "same-row-twice": lambda: more_rows('<row r="13"><c r="G13"><v>99</v></c></row>'),
    "rows-backwards": lambda: more_rows('<row r="40"><c r="A40"><v>1</v></c></row><row r="35"><c r="A35"><v>1</v></c></row>'),
    "cells-backwards": lambda: more_rows('<row r="40"><c r="C40"><v>1</v></c><c r="A40"><v>1</v></c></row>'),
    "merge-to-the-last-row": lambda: merged("K1:L1048576"),
    "merge-of-everything-below": lambda: merged("A50:XFD1048576"),
    "merge-of-everything": lambda: merged("A1:XFD1048576"),
    "merge-over-the-indicators": lambda: merged("D13:H18"),
    "merge-overlapping": lambda: changed(SHEET, "</mergeCells>", '<mergeCell ref="A11:C14"/><mergeCell ref="B12:D16"/></mergeCells>'),
    "merge-backwards": lambda: merged("D20:B3"),
    "merge-of-one-cell": lambda: merged("B3"),
    "merge-of-nonsense": lambda: merged("甲:乙"),
    "merge-of-whole-columns": lambda: merged("K:L"),
    "merge-without-a-place": lambda: changed(SHEET, "</mergeCells>", "<mergeCell/></mergeCells>"),
    "columns-of-nonsense": lambda: book(before='<cols><col min="-5" max="99999999999" width="NaN"/><col/></cols>'),
    "columns-backwards": lambda: book(before='<cols><col min="9" max="2" width="8"/></cols>'),
    "row-height-of-nonsense": lambda: changed(SHEET, '<row r="13"', '<row r="13" ht="1E999" customHeight="perhaps"'),
    "formula-of-itself": lambda: formula("G13+1"),
    "formula-nested-5-000-deep": lambda: formula("(" * 5_000 + "1" + ")" * 5_000),
    "formula-of-five-megabytes": lambda: formula("1+" * 2_500_000 + "1"),
    "formula-shared-without-its-first": lambda: formula("", ' t="shared" si="77"'),
    "formula-array-over-everything": lambda: formula("1", ' t="array" ref="A1:XFD1048576"'),
    "formula-of-a-data-table": lambda: formula("", ' t="dataTable" ref="A1:B2" dt2D="1" r1="XFE1" r2="A0"'),
    "formula-to-the-outside": lambda: formula("[1]表!A1+WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)"),
    "string-rich-in-32-767-runs": lambda: changed(STRINGS, "</sst>", "<si>" + "<r><t>a</t></r>" * 32_767 + "</si></sst>"),
    "string-with-phonetics": lambda: changed(STRINGS, "社区图书角建设</t>", '社区图书角建设</t><rPh sb="0" eb="99999"><t>SHE QU</t></rPh>'),
    "string-with-elements-in-it": lambda: changed(STRINGS, "社区图书角建设</t>", "社区<b>图书角</b>建设</t>"),
    "string-count-a-lie": lambda: changed(STRINGS, "<sst ", '<sst count="99999999999" uniqueCount="-1" '),
    "conditional-format-of-nonsense": lambda: changed(SHEET, "</mergeCells>", '</mergeCells><conditionalFormatting sqref="绩效 A0 XFE1"><cfRule/></conditionalFormatting>'),
    "print-area-of-nonsense": lambda: changed("xl/workbook.xml", "</sheets>", '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">自评表!#REF!</definedName></definedNames>'),
}  # fmt: skip
for name, make in CELLS.items():
    enter(name, saved(make))
