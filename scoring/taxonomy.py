"""The official classes of indicators (一级、二级指标), and what an indicator's name says of its class.

Rests on head words (中心词): the end of a name, 故障率 in 系统故障率. Never on whole names, nor on
likeness of spelling: 在岸 and 离岸 look alike and differ.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_LEADER = re.compile(r"^(?:指标\d+[:、.]?|[★☆*●◆]+|其中:?|\d+[.、)]|\(\d+\)|[①-⑳])+")
_SAVING = re.compile("(?:降低|减少|节约|节省|压缩|减轻)")  # 降低办事成本 is a benefit, whatever it lowers
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """A head word at the end of a name, and the level-2 classes it may stand under; the first is its own."""

    word: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Taxonomy:
    level1: dict[str, str]
    level2: dict[str, str]
    heads: dict[str, tuple[str, ...]]
    lower: tuple[str, ...]
    complements: frozenset[frozenset[str]]
    synonyms: dict[str, int]
    filler: tuple[str, ...]
    endings: tuple[str, ...]  # every known head word, longest first


@lru_cache(maxsize=1)
def _taxonomy() -> _Taxonomy:
    data = tomllib.loads(Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8"))
    heads = {word: tuple(entry["classes"]) for entry in data["head"] for word in entry["words"]}
    pairs = data["complements"]["pairs"]
    synonyms = {word: n for n, group in enumerate(data["synonyms"]["groups"]) for word in group}
    lower = data["lower_is_better"]["words"]
    words = {*heads, *lower, *synonyms, *(word for pair in pairs for word in pair)}
    return _Taxonomy(
        level1=_by_synonym(data["level1"]),
        level2=_by_synonym(data["level2"]),
        heads=heads,
        lower=_longest_first(lower),
        complements=frozenset(frozenset(pair) for pair in pairs),
        synonyms=synonyms,
        filler=_longest_first(data["filler"]["words"]),
        endings=_longest_first(words),
    )


def _by_synonym(classes: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """A text in half-width characters and without white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text[:200]))


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A label or name without spaces, brackets and list marks: ``1.系统故障率（%）`` is 系统故障率."""
    flat = _LEADER.sub("", compact(text))
    while (bare := _BRACKETS.sub("", flat)) != flat:
        flat = bare
    return flat.partition("(")[0].strip(":;,。、") or flat


@lru_cache(maxsize=1024)
def level1_class(label: str) -> str | None:
    """The official level-1 name of a label such as ``产出指标（50分）``; None for an unknown one."""
    name = re.sub(r"\d+(\.\d+)?分$", "", clean(label))
    return _taxonomy().level1.get(name)


@lru_cache(maxsize=1024)
def level2_class(label: str) -> str | None:
    """The official level-2 class of a label such as 数量指标 or 环境效益; None for an unknown one."""
    name = re.sub(r"\d+(\.\d+)?分$", "", clean(label))
    known = _taxonomy().level2
    for ending in ("", "指标", "指标等", "等指标", "等"):
        stem = name.removesuffix(ending)
        if stem in known:
            return known[stem]
    return None


@lru_cache(maxsize=4096)
def head_of(name: str) -> Head | None:
    """The head word of an indicator's name where it says the class; None where it does not."""
    cleaned = clean(name)
    if _SAVING.match(cleaned):
        return None
    heads = _taxonomy().heads
    word = next((w for w in _taxonomy().endings if w in heads and cleaned.endswith(w)), None)
    return Head(word, heads[word]) if word else None


@lru_cache(maxsize=4096)
def lower_is_better(name: str, level2: str = "") -> bool:
    """Whether less of it is better: a fault rate, a cost."""
    cleaned = clean(name)
    return cleaned.endswith(_taxonomy().lower) or level2_class(level2) in (
        "成本",
        "经济成本",
        "社会成本",
        "生态环境成本",
    )


@lru_cache(maxsize=4096)
def same_measure(first: str, second: str) -> str | None:
    """Why two indicator names measure one thing, in Chinese; None where they do not."""
    one, two = clean(first), clean(second)
    if not one or not two:
        return None
    if _subject(one) == _subject(two):
        return "名称相同"
    (subject1, head1), (subject2, head2) = _split(one), _split(two)
    if not head1 or not head2 or not subject1 or _subject(subject1) != _subject(subject2):
        return None
    if frozenset((head1, head2)) in _taxonomy().complements:
        return f"“{head1}”与“{head2}”互为反面"
    group = _taxonomy().synonyms
    if head1 in group and group[head1] == group.get(head2):
        return f"“{head1}”与“{head2}”同义"
    return None


def _split(name: str) -> tuple[str, str]:
    word = next((w for w in _taxonomy().endings if name.endswith(w)), "")
    return name.removesuffix(word) if word else name, word


def _subject(text: str) -> str:
    for word in _taxonomy().filler:
        if text != word:
            text = text.replace(word, "")
    return text
