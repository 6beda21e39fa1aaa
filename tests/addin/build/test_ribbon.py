"""The ribbon: well formed, in the file, every button wired to VBA, and from there to a Python macro.

Microsoft's schema of customUI is in no package of PyPI, so what it says of the few elements used here is
written down as tests: elements, their order in one another, attributes, ids, lengths.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import etree

from addin.build.macro_books import ADDIN, FORM, RIBBON
from addin.build.package import ROOT_RELATIONS, unpack
from addin.build.sheet_button import MACRO
from addin.templates import TEMPLATES

NS = "{http://schemas.microsoft.com/office/2006/01/customui}"
MACROS = RIBBON.parent.parent / "macros.py"
CALLBACKS = RIBBON.with_name("callbacks.bas")
SUPPORT = RIBBON.with_name("support.bas")

CHILDREN = {"customUI": "ribbon", "ribbon": "tabs", "tabs": "tab", "tab": "group", "group": "button"}
ATTRIBUTES = {
    "tab": {"id", "label"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "onAction", "screentip", "supertip", "keytip"},
}
LABELS = [
    "重算并核查",
    "只核查不改动",
    "上一个问题",
    "下一个问题",
    "撤销本次核查",
    "清除标记",
    "评分办法",
    "新建评分表",
    "自检",
    "使用说明",
]


def root() -> etree._Element:
    return etree.fromstring(RIBBON.read_bytes())


def buttons() -> list[etree._Element]:
    return list(root().iter(f"{NS}button"))


def calls() -> dict[str, str]:
    """VBA procedure and the Python it runs."""
    pattern = r'(?m)^Public Sub (\w+)\((?:control As IRibbonControl)?\)\n    RunPython "([^"]+)"\nEnd Sub$'
    return dict(re.findall(pattern, CALLBACKS.read_text(encoding="ascii")))


def test_elements_and_attributes_are_those_of_the_schema() -> None:
    for element in root().iter(etree.Element):
        name = etree.QName(element).localname
        assert etree.QName(element).namespace == NS[1:-1]
        assert set(element.attrib) <= ATTRIBUTES.get(name, set())
        for child in element:
            assert etree.QName(child).localname == CHILDREN[name]


def test_attribute_values_are_those_of_the_schema() -> None:
    identifiers = [each.get("id") for each in root().iter() if each.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]{0,1023}", each) for each in identifiers)
    for button in buttons():
        assert button.get("size", "normal") in ("normal", "large")
        assert re.fullmatch(r"[A-Za-z]+", button.get("imageMso", ""))
        for text in ("label", "screentip", "supertip"):
            assert len(button.get(text, "")) <= 1024


def test_the_tab_and_its_buttons() -> None:
    assert [each.get("label") for each in root().iter(f"{NS}tab")] == ["绩效核查"]
    assert [each.get("label") for each in buttons()] == LABELS
    assert all(re.search(r"[一-鿿]", each.get("screentip", "")) for each in buttons())


@pytest.mark.parametrize("book", [ADDIN, FORM])
def test_the_ribbon_is_in_the_book(book: str) -> None:
    parts = unpack((TEMPLATES / book).read_bytes())
    assert parts["customUI/customUI.xml"] == RIBBON.read_bytes()
    (relation,) = [
        each
        for each in etree.fromstring(parts[ROOT_RELATIONS])
        if each.get("Target") == "customUI/customUI.xml"
    ]
    assert relation.get("Type") == "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"


def test_every_button_has_its_callback() -> None:
    wired = [each.get("onAction") for each in buttons()]
    assert len(wired) == len(set(wired))
    assert {*wired, MACRO} == set(calls())
    assert all(name.startswith("Jixiao") for name in calls())  # unique among add-ins


def test_every_callback_is_let_through() -> None:
    """RunPython runs the macros on its list and nothing else."""
    let_through = set(re.findall(r'"(\w+)\(\)"', SUPPORT.read_text(encoding="ascii")))
    assert {f"import addin.macros; addin.macros.{name}()" for name in let_through} == set(calls().values())


def test_every_callback_names_a_python_macro() -> None:
    if not MACROS.exists():
        pytest.skip("addin/macros.py is not written yet")
    tree = ast.parse(MACROS.read_text(encoding="utf-8"))
    callable_without_arguments = {
        each.name
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
        and len(each.args.args) == len(each.args.defaults)
        and all(default is not None for default in each.args.kw_defaults)
    }
    named = {
        re.fullmatch(r"import addin\.macros; addin\.macros\.(\w+)\(\)", each) for each in calls().values()
    }
    assert None not in named
    assert {each.group(1) for each in named if each} <= callable_without_arguments


def test_the_button_on_the_sheet_runs_a_macro_of_the_book_and_is_not_printed() -> None:
    drawing = unpack((TEMPLATES / FORM).read_bytes())["xl/drawings/jixiao_button.xml"].decode()
    assert f'macro="[0]!{MACRO}"' in drawing
    assert 'fPrintsWithSheet="0"' in drawing


def test_vba_is_ascii() -> None:
    for path in Path(RIBBON.parent).glob("*.bas"):
        assert path.read_bytes().isascii(), path.name
