"""The JSON that programs read is what its schema says, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from typer.testing import CliRunner

from addin.cli import main
from tests.addin.books import FAULTS
from tests.forms import NAMES, write_form

SCHEMA: dict[str, Any] = json.loads(
    (Path(main.__file__).with_name("check.schema.json")).read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def lines(*words: str) -> list[dict[str, Any]]:
    return printed("check", "--no-copy", *words)


def printed(*words: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main.app, [*words, "--format", "json"])
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", NAMES)
def test_every_form_is_told_as_the_schema_says(name: str, tmp_path: Path) -> None:
    (line,) = lines(str(write_form(tmp_path / "表.xlsx", name, changes=FAULTS.get(name, {}))))
    VALIDATOR.validate(line)
    assert line["form"]["indicators"]


@pytest.mark.parametrize("name", NAMES)
def test_what_explain_prints_is_as_the_schema_says(name: str, tmp_path: Path) -> None:
    (line,) = printed("explain", str(write_form(tmp_path / "表.xlsx", name, changes=FAULTS.get(name, {}))))
    VALIDATOR.validate(line)
    assert line["reading"]["columns"]


def test_a_file_that_cannot_be_read_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"no workbook")
    (line,) = lines(str(path))
    VALIDATOR.validate(line)
    assert line["error"]


def test_a_field_that_the_schema_does_not_know_is_refused(tmp_path: Path) -> None:
    (line,) = lines(str(write_form(tmp_path / "表.xlsx", "self")))
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**line, "new": 1})
