"""What we build, against the schemas of Microsoft's Open XML SDK as openxml-audit carries them.

It checks elements and attribute values of the ribbon; what it lets pass (an unknown attribute there) is
test_ribbon.py's matter. openpyxl writes the parts of a font out of order, in our forms as in everybody's:
that alone is let pass.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from addin.checking.files import check_file
from addin.templates import TEMPLATES
from tests.forms import write_form

Found = set[tuple[str, str]]


def schema_errors(path: Path) -> Found:
    """Part and complaint; advice on how Excel would rewrite a sound file is no error."""
    errors = OpenXmlValidator().validate(str(path)).errors
    found = {(str(e.part_uri), e.description) for e in errors if e.severity.value == "error"}
    return {(part, said) for part, said in found if part != "/xl/styles.xml"}


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.xl*")), ids=lambda path: path.name)
def test_what_people_open_and_install_is_valid(path: Path) -> None:
    assert schema_errors(path) == set()


def test_a_wrong_ribbon_would_be_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xlam"
    with zipfile.ZipFile(TEMPLATES / "jixiao.xlam") as source, zipfile.ZipFile(wrong, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'size="large"', b'size="huge"'))
    assert {part for part, _ in schema_errors(wrong)} == {"/customUI/customUI.xml"}


def test_marking_a_form_adds_nothing_that_is_not_valid(tmp_path: Path) -> None:
    form = write_form(tmp_path / "a.xlsx", "review", "self", changes={"F21": "良", "E12": "100%"})
    copy = check_file(form).copy
    assert copy is not None
    assert schema_errors(copy) <= schema_errors(form)
    validate = OpenXmlValidator().validate
    styles = [
        [e.description for e in validate(str(path)).errors if e.part_uri == "/xl/styles.xml"]
        for path in (form, copy)
    ]
    assert styles[1] == styles[0]
