"""What a workbook says of not being written to."""

from __future__ import annotations

import pytest

from addin.hosts.xlsx import Workbook
from tests.addin.hosts.xlsx.conftest import OFFICE, Build, Parts, Write

VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


def with_property(parts: Parts, markup: str) -> Parts:
    parts["docProps/custom.xml"] = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}">{markup}</Properties>'
    link = f'<Relationship Id="rId4" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("</Relationships>", f"{link}</Relationships>")
    return parts


def final(said: str, name: str = "_MarkAsFinal") -> str:
    return f'<property fmtid="{{D5}}" pid="2" name="{name}"><vt:bool>{said}</vt:bool></property>'


@pytest.mark.parametrize(
    ("said", "is_final"),
    [(final("true"), True), (final("1"), True), (final("false"), False), (final("true", "x"), False)],
)
def test_marked_as_final(build: Build, write: Write, said: str, is_final: bool) -> None:
    reason = Workbook.open(write(with_property(build(), said))).reservation
    assert ("最终状态" in (reason or "")) == is_final


def test_properties_that_are_damaged_say_nothing(build: Build, write: Write) -> None:
    assert Workbook.open(write(with_property(build(), "<property"))).reservation is None


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<fileSharing userName="王欣" reservationPassword="CC1A"/>', "修改权限密码"),
        ('<fileSharing algorithmName="SHA-512" hashValue="eA==" saltValue="eA=="/>', "修改权限密码"),
        ('<workbookProtection workbookPassword="CC1A" lockStructure="1"/>', "结构受保护"),
        ('<workbookProtection lockStructure="true"/>', "结构受保护"),
        ('<fileSharing readOnlyRecommended="1"/>', None),
        ('<fileSharing userName="王欣"/>', None),
        ('<workbookProtection lockWindows="1"/>', None),
        ("<workbookProtection/>", None),
        ("", None),
    ],
)
def test_reserved_or_locked(build: Build, write: Write, markup: str, words: str | None) -> None:
    parts = build()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<workbookPr/>", f"{markup}<workbookPr/>"
    )
    reason = Workbook.open(write(parts)).reservation
    assert reason is None if words is None else words in (reason or "")
