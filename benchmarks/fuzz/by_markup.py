"""Damage to the elements of a part: it stays well formed, and says what no program would have written."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

VALUES = (
    "", " ", "0", "-1", "1", "2", "7", "99", "4294967296", "99999999999999999999", "1e999", "NaN", "INF", "0x10", "１２", "true", "x",
    "A1", "XFD1048576", "A0", "ZZZZ9", "A1:", "A1:XFD1048576", "B3 C4", "$A$1", "#REF!", "自评表!$A$1", "=1+1", "rId1", "rId999",
    "../x.xml", "/xl/workbook.xml", "xl//workbook.xml", "file:///c:/x", "s", "str", "b", "e", "d", "inlineStr", "shared", "array", "hidden",
    "veryHidden", "_x001B_", "_x0000_", "\u202e", "\U0001f600", "合计", "三级指标", "核查结果", "100%", "得满分", "2024-02-30", "字" * 400,
)  # fmt: skip
MOST = 4_000  # elements of a part that may become of it


def damaged(chance: Random, data: bytes) -> bytes | None:
    """The part after one to five changes of its elements; None where it has none."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None
    for _ in range(chance.randint(1, 5)):
        chance.choice(WAYS)(chance, root, _any(chance, root))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _any(chance: Random, root: etree._Element) -> etree._Element:
    """An element; a rare kind is as likely as that of which there are most."""
    kinds: dict[str, list[etree._Element]] = {}
    for element in root.iter("*"):
        kinds.setdefault(str(element.tag), []).append(element)
    return chance.choice(kinds[chance.choice([*kinds])])


def _remove(chance: Random, root: etree._Element, one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _double(chance: Random, root: etree._Element, one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None and len(root.findall(".//*")) < MOST:
        parent.insert(chance.randint(0, len(parent)), deepcopy(one))


def _graft(chance: Random, root: etree._Element, one: etree._Element) -> None:
    """A copy of one element goes into another of any kind."""
    copy, into = deepcopy(one), _any(chance, root)
    if len(root.findall(".//*")) < MOST:
        into.insert(chance.randint(0, len(into)), copy)


def _shuffle(chance: Random, root: etree._Element, one: etree._Element) -> None:
    children = list(one)
    chance.shuffle(children)
    one[:] = children


def _empty(chance: Random, root: etree._Element, one: etree._Element) -> None:
    one[:] = []
    one.text = None


def _attribute(chance: Random, root: etree._Element, one: etree._Element) -> None:
    if one.attrib:
        one.set(chance.choice([*one.attrib]), chance.choice(VALUES))


def _attribute_of_another(chance: Random, root: etree._Element, one: etree._Element) -> None:
    other = _any(chance, root)
    for name in chance.sample([*other.attrib], min(1, len(other.attrib))):
        one.set(name, other.get(name, ""))


def _without_attribute(chance: Random, root: etree._Element, one: etree._Element) -> None:
    if one.attrib:
        del one.attrib[chance.choice([*one.attrib])]


def _text(chance: Random, root: etree._Element, one: etree._Element) -> None:
    one.text = chance.choice(VALUES)


def _rename(chance: Random, root: etree._Element, one: etree._Element) -> None:
    one.tag = chance.choice(
        (
            str(_any(chance, root).tag),
            etree.QName(one).localname,
            f"{{urn:other}}{etree.QName(one).localname}",
        )
    )


def _comment(chance: Random, root: etree._Element, one: etree._Element) -> None:
    made = chance.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y")))
    one.insert(chance.randint(0, len(one)), made)


WAYS: tuple[Callable[[Random, etree._Element, etree._Element], None], ...] = (
    _remove, _double, _graft, _shuffle, _empty, _attribute, _attribute, _attribute_of_another, _without_attribute,
    _text, _rename, _comment,
)  # fmt: skip
