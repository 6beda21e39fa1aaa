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
from addin.reading.labels import spellings

NAME = "jixiao.texts"


def _labels(table: str, *keys: str) -> str:
    """Labels of a table of labels.toml for InStr: ``|三级指标|指标名称|``; of all keys where none is named."""
    known = spellings(table)
    return "|" + "".join(f"{word}|" for word, key in known.items() if not keys or key in keys)


MESSAGES = {
    "TITLE": "绩效核查",
    "FAILED": "没有完成。如果反复出现，请关闭 Excel，在命令提示符里运行 jixiao addin doctor（用安装包的，双击“安装.cmd”），按它的提示处理。",
    "REASON": "原因：",
    "DETAILS": "详细情况记在这个文件里，请发给维护人员：",
    "NO_INTERPRETER": "没有找到 Python 的设置。请在命令提示符里运行一次 jixiao addin install（用安装包的，双击“安装.cmd”）。",
    "ROWS_NOWHERE": "光标不在指标表里，没有改动。请选中指标表中的一格，再点一次。",
    "ROWS_EMPTY": "这张指标表里还没有指标行，不知道照哪一行插入。请先在表头下面填一行。",
    "ROWS_SUBTOTAL": "光标在小计行，没有改动。请选中一个指标所在的行，再点一次。",
    "ROWS_NO_INDICATOR": "光标在表头或合计行，没有改动。请选中要删除的指标所在的行，再点一次。",
    "ROWS_SEVERAL": "选中的是几行共用的单元格，不知道删除哪一行。请选中那一行的三级指标，再点一次。",
    "ROWS_LAST": "指标表里只有这一行了，不能删除。",
    "ROWS_PROTECTED": "工作表受保护，不能增减行。请先在“审阅”中撤销工作表保护。",
    "ROWS_LABEL": "行已删除，但左边的名称没有能写回，请补填：",
    "ROWS_DELETE": "这一行已有以上内容，确定删除吗？",
    "ROWS_COMMA": "、",
    "ROWS_SUBTOTAL_WORD": "小计",
    # The labels by which indicator_rows.bas knows a table and its end.
    "ROWS_NAME": _labels("indicator", "name"),
    "ROWS_LEVEL1": _labels("indicator", "level1"),
    "ROWS_LEVEL2": _labels("indicator", "level2"),
    "ROWS_ACTUAL": _labels("indicator", "actual"),
    "ROWS_NUMBERS": _labels("indicator", "weight", "self_score", "review_score"),
    "ROWS_HEADINGS": _labels("indicator"),
    "ROWS_TOTALS": _labels("results", "totals"),
    "ROWS_END": "".join(
        (
            _labels("results", "totals", "final_score", "grade"),
            _labels("sections", "after"),
            _labels("texts", "conclusion", "problems", "advice", "next_budget", "group", "institution"),
        )
    ),
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
