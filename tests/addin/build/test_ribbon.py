"""The ribbon: well formed, in the file, every button wired to VBA, and from there, but for two, to a Python macro.

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
from addin.macros import BY_TITLE
from addin.templates import TEMPLATES, StandardForm
from scoring.profiles.profile import load_profile, profile_names

NS = "{http://schemas.microsoft.com/office/2006/01/customui}"
MACROS = RIBBON.parent.parent / "macros.py"
CALLBACKS = RIBBON.with_name("callbacks.bas")
SUPPORT = RIBBON.with_name("support.bas")

CHILDREN = {
    "customUI": {"ribbon"},
    "ribbon": {"tabs"},
    "tabs": {"tab"},
    "tab": {"group"},
    "group": {"button", "menu"},
    "menu": {"button", "menuSeparator"},
}
ATTRIBUTES = {
    "tab": {"id", "label", "keytip"},
    "menu": {"id", "label", "size", "imageMso", "screentip", "supertip", "keytip"},
    "menuSeparator": {"id"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "onAction", "screentip", "supertip", "keytip", "tag"},
}
LABELS = [
    "重算并核查",
    "只核查不改动",
    "打开核查结果",
    "撤销本次核查",
    "清除标记",
    "下一个问题",
    "上一个问题",
    "采用建议",
    "属实不改…",
    "误报…",
    "插入指标行",
    "删除指标行",
    "评分办法",
    "新建",
    "自检",
    "使用说明",
]


# In VBA alone: they work where no Python is.
NATIVE = {"JixiaoInsertIndicatorRow", "JixiaoDeleteIndicatorRow"}


def root() -> etree._Element:
    return etree.fromstring(RIBBON.read_bytes())


def buttons() -> list[etree._Element]:
    """All buttons, those in menus too."""
    return list(root().iter(f"{NS}button"))


def on_the_ribbon() -> list[etree._Element]:
    """The buttons and menus that are seen at once."""
    return [each for group in root().iter(f"{NS}group") for each in group]


def items(menu: str) -> list[etree._Element]:
    """The items of a menu that choose something."""
    (found,) = root().iterfind(f".//{NS}menu[@id='{menu}']")
    return [each for each in found if each.get("tag") is not None]


def calls() -> dict[str, str]:
    """VBA procedure and the Python it runs; of a menu's, what its item's tag stands for is left out."""
    pattern = (
        r"(?m)^Public Sub (\w+)\((?:control As IRibbonControl)?\)\n"
        r"""    RunPython "([^"]+?)(?:'" & control\.Tag & "')?(\)?)"\nEnd Sub$"""
    )
    found = re.findall(pattern, CALLBACKS.read_text(encoding="ascii"))
    return {name: python + end for name, python, end in found}


def test_elements_and_attributes_are_those_of_the_schema() -> None:
    for element in root().iter(etree.Element):
        name = etree.QName(element).localname
        assert etree.QName(element).namespace == NS[1:-1]
        assert set(element.attrib) <= ATTRIBUTES.get(name, set())
        for child in element:
            assert etree.QName(child).localname in CHILDREN[name]


def test_attribute_values_are_those_of_the_schema() -> None:
    identifiers = [each.get("id") for each in root().iter() if each.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]{0,1023}", each) for each in identifiers)
    assert all(each for element in root().iter(etree.Element) for each in element.attrib.values())
    for button in buttons():
        assert button.get("size", "normal") in ("normal", "large")
        assert re.fullmatch(r"[A-Za-z]+", button.get("imageMso", "In")) is not None
        for text in ("label", "screentip", "supertip"):
            assert len(button.get(text, "")) <= 1024


def test_the_tab_and_its_buttons() -> None:
    assert [each.get("label") for each in root().iter(f"{NS}tab")] == ["绩效核查"]
    assert [each.get("label") for each in on_the_ribbon()] == LABELS
    assert all(re.search(r"[一-鿿]", each.get("screentip", "")) for each in on_the_ribbon())
    assert all(each.get("imageMso") for each in on_the_ribbon())
    assert all(re.search(r"[一-鿿]", each.get("supertip", "")) for each in (*on_the_ribbon(), *buttons()))
    for shown_together in (on_the_ribbon(), items("jixiaoProfileMenu"), items("jixiaoNewMenu")):
        keytips = [each.get("keytip", "") for each in shown_together]
        assert len(keytips) == len(set(keytips)) and all(re.fullmatch("[A-Z]{1,3}", each) for each in keytips)


def test_the_ribbon_does_not_claim_that_nothing_is_changed_where_results_are_put_right() -> None:
    (check,) = (each for each in buttons() if each.get("onAction") == "JixiaoRecalculateAndCheck")
    assert "不会被改动" not in check.get("supertip", "")
    assert "换成正确的数" in check.get("supertip", "")


def test_the_menus_offer_every_profile_the_regions_own_first_and_both_forms() -> None:
    profiles = {each.get("tag"): each.get("label") for each in items("jixiaoProfileMenu")}
    titles = {name: load_profile(name).title for name in profile_names()}
    assert profiles == {BY_TITLE: "按表的标题识别", **titles}
    assert list(profiles)[1] == "xiaolan_2023"
    assert {each.get("tag") for each in items("jixiaoNewMenu")} == {str(kind) for kind in StandardForm}


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
    chosen = ("JixiaoChooseProfile", "JixiaoNewForm")  # by every item of their menus
    alone = [each for each in wired if each not in chosen]
    assert len(alone) == len(set(alone))
    assert {*wired, MACRO} == {*calls(), *NATIVE}
    assert all(name.startswith("Jixiao") for name in calls())  # unique among add-ins


def test_rows_come_and_go_without_python() -> None:
    callbacks = CALLBACKS.read_text(encoding="ascii")
    for name in NATIVE:
        body = re.search(rf"(?s)Public Sub {name}\(control As IRibbonControl\)\n(.*?)\nEnd Sub", callbacks)
        assert body and "RunPython" not in body[1]
    assert "RunPython" not in CALLBACKS.with_name("indicator_rows.bas").read_text(encoding="ascii")


def test_every_callback_is_let_through() -> None:
    """RunPython runs the macros on its list and nothing else."""
    let_through = re.findall(r'"(\w+\(\))"', SUPPORT.read_text(encoding="ascii"))
    let_through += [
        f"{name}()" for name in re.findall(r'IsChoice\(.*, "(\w+)"\)', SUPPORT.read_text(encoding="ascii"))
    ]
    assert {f"import addin.macros; addin.macros.{name}" for name in let_through} == {
        call if call.endswith(")") else f"{call})" for call in calls().values()
    }


def test_every_callback_names_a_python_macro() -> None:
    if not MACROS.exists():
        pytest.skip("addin/macros.py is not written yet")
    tree = ast.parse(MACROS.read_text(encoding="utf-8"))
    chosen_from_a_menu = {"choose_profile", "new_form"}  # with the tag of the item
    callable_without_arguments = {
        each.name
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
        and len(each.args.args) == len(each.args.defaults) + (each.name in chosen_from_a_menu)
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
