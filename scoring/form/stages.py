"""The course that a thing takes (开工, 完工, 验收), and at which stage of which thing an indicator looks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scoring.text.characters import clean
from scoring.text.pattern import Pattern

_SHORTEST = 2  # characters of a name that say which thing is meant


class Stage(NamedTuple):
    """A stage of a thing: 完工 of 引水渠 is the fourth of the first course."""

    thing: str
    course: int
    place: int
    word: str
    is_counted: bool  # more at a later stage than at an earlier one is a contradiction


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("stages.toml").read_text(encoding="utf-8"))


@cache
def _undone() -> Pattern:
    return Pattern(_data()["undone"]["pattern"])


@lru_cache(maxsize=4096)
def stages_of(name: str) -> tuple[Stage, ...]:
    """The stages that a name speaks of, one for each course that has such a word; () where it says none."""
    cleaned = clean(name)
    found = []
    for course, entry in enumerate(_data()["course"]):
        words = [
            (word, place) for place, said in enumerate(entry["stages"]) for word in said if word in cleaned
        ]
        if words:
            word, place = max(words, key=lambda one: (cleaned.rfind(one[0]) + len(one[0]), len(one[0])))
            thing = _thing(cleaned, word, [earlier for earlier, at in words if at < place])
            stock = entry.get("stock", False)
            if len(thing) >= _SHORTEST and not (stock and thing in _data()["vague"]["words"]):
                found.append(Stage(thing, course, place, word, not stock))
    return tuple(found)


def _thing(name: str, word: str, earlier: Iterable[str]) -> str:
    """The name without the stage and what is measured: 引水渠 of 引水渠工程完工率 and of 引水渠竣工验收."""
    at = name.rfind(word)
    before = name[:at]
    for stage in earlier:
        before = before.removesuffix(stage)
    rest = before + name[at + len(word) :]
    for filler in _data()["rest"]["words"]:
        rest = rest.replace(filler, "")
    return rest


@lru_cache(maxsize=4096)
def is_undone(actual: str) -> bool:
    """Whether an actual says that the thing was not done: 未验收, 尚未上线, 0期."""
    return _undone().search(actual.strip()) is not None


def is_of_time(name: str) -> bool:
    """Whether a name asks if the thing was done in time: 按期完工率."""
    return _on_time()["name"].search(name) is not None


@lru_cache(maxsize=4096)
def is_late(actual: str) -> bool:
    """Whether an actual says that the thing was done too late: 12月，延期三个月."""
    return _on_time()["late"].search(_on_time()["not_late"].sub("", actual)) is not None


@cache
def _on_time() -> dict[str, Pattern]:
    return {key: Pattern(pattern) for key, pattern in _data()["on_time"].items()}
