"""What a workbook says of not being written to: marked as final, reserved by a password, its structure locked."""

from __future__ import annotations

from contextlib import suppress

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.relations import inside, related

_FINAL = "工作簿已“标记为最终状态”，表示不再修改。请先在 Excel 的“文件”→“信息”→“保护工作簿”中再点一次“标记为最终状态”取消"
_RESERVED = "工作簿设有修改权限密码。请先在 Excel 的“另存为”→“工具”→“常规选项”中去掉“修改权限密码”"
_LOCKED = "工作簿的结构受保护，不能增加工作表。请先在 Excel 的“审阅”→“保护工作簿”中取消保护"


def reservation(contents: Contents) -> str | None:
    """Why the owner does not want the workbook written to, and how that is undone; None where nothing says so.

    That a program is to suggest opening it read-only (建议只读) reserves nothing.
    """
    if _is_final(contents):
        return _FINAL
    sharing = contents.root.find(f"{contents.ns}fileSharing")
    if sharing is not None and (sharing.get("reservationPassword") or sharing.get("hashValue")):
        return _RESERVED
    protection = contents.root.find(f"{contents.ns}workbookProtection")
    if protection is not None and markup.is_true(protection.get("lockStructure")):
        return _LOCKED
    return None


def _is_final(contents: Contents) -> bool:
    with suppress(Unreadable):  # damaged, and of no account to the form
        relation = related(contents.package, "", "custom-properties")
        if relation is not None and inside(relation) in contents.package:
            properties = contents.package.root(relation.part).iterchildren(etree.Element)
            return any(_says_final(item) for item in properties)
    return False


def _says_final(item: etree._Element) -> bool:
    return item.get("name") == "_MarkAsFinal" and markup.is_true("".join(map(str, item.itertext())).strip())
