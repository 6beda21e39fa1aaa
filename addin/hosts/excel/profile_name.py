"""The scoring rules (评分办法) that a workbook has chosen: the name ``jixiao_profile``.

In our templates it names a cell of 填表说明, beside it those values that native formulas need; any other
workbook is given a hidden name that holds the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.problems import Refused
from addin.marking.edits import PROFILE_NAME

NAME = PROFILE_NAME

_TEXT = re.compile(r'="([^"]*)"')


def chosen_profile(book: Com) -> str:
    """The name that is kept in the workbook; "" where each form's title decides."""
    name = _find(book, NAME)
    if name is None:
        return ""
    constant = _TEXT.fullmatch(str(name.RefersTo))
    if constant is not None:
        return constant[1].strip()
    value = None
    with com.if_possible():
        value = name.RefersToRange.Value2
    return value.strip() if isinstance(value, str) else ""


def named_cells(book: Com, name: str) -> list[Decimal | str]:
    """What the cells of a name hold, from the top down; nothing where there is no such name."""
    area = _area(book, name)
    if area is None:
        return []
    value = area.Value2
    rows = value if isinstance(value, tuple | list) else ((value,),)
    return [_read(row[0]) for row in rows]


def _read(value: object) -> Decimal | str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value)) if isinstance(value, int) else Decimal(format(value, ".15g"))
    return value if isinstance(value, str) else ""


def keep_profile(book: Com, profile: str, values: Mapping[str, tuple[Decimal | str, ...]]) -> None:
    """Keep the choice, and `values` in those named cells that the workbook has."""
    if book.ReadOnly:
        raise Refused("工作簿是以只读方式打开的，评分办法无法保存。请另存为新文件再选。")
    cells = {name: area for name in values if (area := _area(book, name)) is not None}
    if any(area.Worksheet.ProtectContents for area in cells.values()):
        raise Refused("“填表说明”工作表受保护，不能保存评分办法。请先在“审阅”中撤销工作表保护。")
    for name, area in cells.items():
        area.Value = tuple((_raw(value),) for value in values[name])
    if NAME not in cells:
        known = _find(book, NAME)
        if known is not None:
            known.Delete()
        if profile:
            book.Names.Add(NAME, f'="{profile}"', False)


def _find(book: Com, name: str) -> Com | None:
    with com.if_possible():
        return book.Names(name)
    return None


def _area(book: Com, name: str) -> Com | None:
    found = _find(book, name)
    if found is None or _TEXT.fullmatch(str(found.RefersTo)):
        return None
    with com.if_possible():
        return found.RefersToRange
    return None


def _raw(value: Decimal | str) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else com.as_text(value) or None
