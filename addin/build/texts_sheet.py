"""The hidden sheet ``jixiao.texts`` of our macro books: the Chinese texts that VBA source cannot hold."""

from __future__ import annotations

from lxml import etree

from addin.build.package import (
    WORKBOOK,
    Parts,
    put_tree,
    relate,
    relations_of,
    set_content_type,
    tree,
)
from addin.build.wrappers import FunctionText

NAME = "jixiao.texts"
MESSAGES = {
    "TITLE": "绩效核查",
    "FAILED": "没有完成。如果反复出现，请关闭 Excel，在命令提示符里运行 jixiao addin doctor，按它的提示处理。原因：",
    "NO_INTERPRETER": "没有找到 Python 的设置。请在命令提示符里运行一次 jixiao addin install。",
}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def add_texts(parts: Parts, functions: list[FunctionText]) -> None:
    """Add the sheet, after all others and where only VBA sees it."""
    part = "xl/worksheets/jixiao_texts.xml"
    rows: list[list[str | int]] = [[key, text] for key, text in MESSAGES.items()]
    rows += [[f.name, f.description, len(f.arguments), *f.arguments] for f in functions]
    put_tree(parts, part, _sheet(rows))
    set_content_type(parts, part, _WORKSHEET)
    relation = relate(parts, relations_of(WORKBOOK), f"{_OFFICE}/worksheet", f"/{part}")
    workbook = tree(parts, WORKBOOK)
    sheets = workbook.find(f"{{{_MAIN}}}sheets")
    assert sheets is not None
    number = max(int(each.get("sheetId", "0")) for each in sheets) + 1
    sheet = etree.SubElement(sheets, f"{{{_MAIN}}}sheet", name=NAME, sheetId=str(number))
    sheet.set("state", "veryHidden")
    sheet.set(f"{{{_OFFICE}}}id", relation)
    put_tree(parts, WORKBOOK, workbook)


def _sheet(rows: list[list[str | int]]) -> etree._Element:
    root = etree.fromstring(f'<worksheet xmlns="{_MAIN}"/>')
    data = etree.SubElement(root, f"{{{_MAIN}}}sheetData")
    for number, values in enumerate(rows, 1):
        row = etree.SubElement(data, f"{{{_MAIN}}}row", r=str(number))
        for column, value in enumerate(values):
            _cell(row, f"{chr(ord('A') + column)}{number}", value)
    return root


def _cell(row: etree._Element, reference: str, value: str | int) -> None:
    if isinstance(value, int):
        cell = etree.SubElement(row, f"{{{_MAIN}}}c", r=reference)
        etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(value)
        return
    cell = etree.SubElement(row, f"{{{_MAIN}}}c", r=reference, t="inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t").text = value
