"""What tests of every room share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts a time: on a busy machine a single example may take long.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Convert = Callable[[Path, str], Path]

# LibreOffice shows the stored results of a workbook unless it is told to reckon anew when it opens one.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts a file with LibreOffice: ``convert(path, "pdf")`` is the path of the outcome, recalculated.

    Where there is no LibreOffice the test is skipped; under JIXIAO_REQUIRE_LIBREOFFICE=1 it fails.
    """
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("JIXIAO_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("LibreOffice (soffice) is required and not there")
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("libreoffice-profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def convert(path: Path, to: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
        done = subprocess.run(
            [*command, "--outdir", str(folder), str(path)], capture_output=True, timeout=180
        )
        outcome = folder / f"{path.stem}.{to.partition(':')[0]}"
        assert outcome.exists(), done.stderr.decode(errors="replace")
        return outcome

    return convert
