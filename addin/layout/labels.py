"""The labels of a form (labels.toml): which field a text on the sheet announces."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.taxonomy import clean


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _vocabulary(table: str) -> dict[str, str]:
    return {clean(word): key for key, words in _data()[table].items() for word in words}


@lru_cache(maxsize=8192)
def label(table: str, text: str) -> str | None:
    """The key in a table of labels.toml that the text stands for: ``label("funds", "全年预算数（A）")``."""
    return _vocabulary(table).get(clean(text))


def words(table: str, key: str) -> tuple[str, ...]:
    """The spellings of one label, the usual one first."""
    return tuple(_data()[table][key])


def below_keys() -> tuple[str, ...]:
    """The text fields whose content may stand under their label."""
    return tuple(_data()["texts_below"]["keys"])


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a text is a form's title rather than a remark that mentions one."""
    cleaned = clean(text)
    return len(cleaned) <= 60 and cleaned.endswith(tuple(_data()["title"]))


@lru_cache(maxsize=4096)
def is_any_label(text: str) -> bool:
    """Whether a text is one of the known labels, so that it cannot be another label's content."""
    if len(text) > 120:
        return False
    tables = ("indicator", "funds", "results", "texts", "sections")
    return any(label(table, text) is not None for table in tables)
