"""Whether two indicator names measure one thing: the same object and the same measure.

A name is cut into words; order, synonyms and words that make no difference are taken out (doubles.toml), what
is in no table keeps its order. The shares of opposites (就业率, 失业率) are one measure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scoring.form.taxonomy import repeats_execution
from scoring.text.characters import clean, normalise
from scoring.text.pattern import Pattern
from scoring.text.units import canonical_unit, dimension_and_size

_NOT = "未"
_IN_BRACKETS = Pattern(r"\(([一-鿿]{2,})\)")


class _Measured(NamedTuple):
    """What a name measures."""

    words: tuple[str, ...]  # of its object and its measure, as they come
    by: str  # "%" for a share, "元" for money, "#册" for books counted, "#" for a number of no unit
    opposite: bool  # the share of those that do not: 失业率
    plain: str  # the name without filler


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("doubles.toml").read_text(encoding="utf-8"))


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """The words that a wording stands for; () for one that makes no difference."""
    tables = _tables()
    compounds = (word for words in tables["compounds"].values() for word in words)
    plain = {said: word for word, wordings in tables["synonyms"].items() for said in wordings}
    passive = tables["passive"]
    return {
        **{word: (word,) for word in (*tables["movable"]["words"], *tables["synonyms"], *compounds)},
        **dict.fromkeys(tables["filler"]["words"], ()),
        **{said: (word,) for said, word in plain.items()},
        **{f"不{word}": (_NOT, plain.get(word, word)) for word in tables["negated"]["words"]},
        **{
            voice + deed: (plain.get(deed, deed),) for voice in passive["before"] for deed in passive["deeds"]
        },
        **{said: (said,) for said in passive["either"]},
        **{said: tuple(words) for said, words in tables["compounds"].items()},
        **{word: (word,) for word in tables["whole"]["words"]},
        **{word: (word,) for entry in tables["implied"] for word in (*entry["with"], *entry["words"])},
    }


@cache
def _cutter() -> re.Pattern[str]:
    """The longest known wording, a run of digits or Latin letters, or one character."""
    after: dict[str, list[str]] = {}  # by the first character: few branches to try
    for word in sorted(_meanings(), key=lambda word: (-len(word), word)):
        after.setdefault(word[0], []).append(re.escape(word[1:]))
    known = (f"{first}(?:{'|'.join(rest)})" for first, rest in after.items())
    return re.compile("|".join((*known, "[0-9A-Za-z.]+", ".")))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_cutter().findall(text))


@cache
def _units() -> tuple[tuple[str, str], ...]:
    """Each ending of a number of things, the longest first, and its unit; "" where it names none."""
    tables = _tables()
    endings = [(ending, unit) for unit, words in tables["units"].items() for ending in words]
    endings += [(ending, "") for ending in tables["generic"]["words"]]
    return tuple(sorted(endings, key=lambda each: -len(each[0])))


@cache
def _share() -> re.Pattern[str]:
    return re.compile(_tables()["share"]["pattern"])


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_tables()["generic"]["as_number"])


@cache
def _asides() -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in _tables()["aside"]))


def _by(name: str) -> tuple[str, str]:
    """The name without the end that says how it is measured, and that."""
    share = _share().search(name)
    if share is not None:
        return name[: share.start()], "%"
    if name.endswith(tuple(f"{thing}数" for thing in _tables()["generic"]["things"])):
        return name.removesuffix("数"), "#"
    if _number().search(name) is not None:
        return name.removesuffix("量"), "#"
    for ending, unit in _units():
        if name.endswith(ending):
            return name.removesuffix(ending), f"#{unit}"
    if re.search(_tables()["money"]["standard"], name) is not None:
        return name.removesuffix("标准"), "元"
    money = next((word for word in _tables()["money"]["words"] if name.endswith(word)), "")
    return (name.removesuffix(money), "元") if money else (name, "")


def _words(text: str) -> Iterator[str]:
    for piece in _pieces(text):
        yield from _meanings().get(piece, (piece,))


def _of_whom(name: str) -> str:
    """培训人数（教师） is not 培训人数（学生）; what stands in brackets and is a unit says nothing of the object."""
    noted = [match[1] for match in _IN_BRACKETS.finditer(normalise(name))]
    return "".join(sorted(each for each in noted if dimension_and_size(canonical_unit(each))[0] == each))


@lru_cache(maxsize=4096)
def _measured(name: str) -> tuple[_Measured, ...]:
    """What a name measures; several where its measure is the opposite of several."""
    cleaned = _of_whom(name) + clean(name)
    plain = "".join(piece for piece in _pieces(cleaned) if _meanings().get(piece) != ())
    if repeats_execution(cleaned):
        return (_Measured(("预算", "执行"), "%", False, plain),)
    either = _tables()["share"]["either"]
    ending = next((word for word in either if cleaned.endswith(word)), "")
    if not ending:
        return tuple(_one_measured(meant, plain) for meant in _in_the_active(cleaned)) if plain else ()
    stem = cleaned.removesuffix(ending)
    return tuple(_one_measured(f"{stem}{_NOT}{other}率", plain) for other in either[ending])


def _in_the_active(name: str) -> Iterator[str]:
    """受助儿童 may be those of 资助儿童 or of 救助儿童; the name itself where it says which."""
    either = _tables()["passive"]["either"]
    pieces = _pieces(name)
    at = next((at for at, piece in enumerate(pieces) if piece in either), None)
    if at is None:
        yield name
        return
    yield from ("".join((*pieces[:at], deed, *pieces[at + 1 :])) for deed in either[pieces[at]])


def _one_measured(cleaned: str, plain: str) -> _Measured:
    stem, by = _by(_asides().sub("", cleaned))
    words = [*_words(stem + ("率" if by == "%" else ""))]
    if by == "%":
        words.remove("率")
    for entry in _tables()["implied"]:
        if set(entry["with"]) <= set(words):
            words = [word for word in words if word not in entry["words"]]
    if by == "%" and not set(_tables()["done"]["words"]).isdisjoint(words):
        words = [word for word in words if word != "完成"]
    opposite = words.count(_NOT) % 2 == 1 and by == "%"
    if by == "%":
        words = [word for word in words if word != _NOT]
    return _Measured(tuple(words), by, opposite, plain)


def _keys(measured: _Measured) -> Iterator[tuple[str, ...]]:
    """The keys that two names of one measure share: the plain name, and its words where they say of what.

    The words count in any order, except round 对: 教师对学生 is not 学生对教师, but may be 教师学生.
    """
    yield ("", measured.plain)
    words, by = measured.words, measured.by
    if not _says_of_what(words, by):
        return
    yield (by, "", *(word for word in words if word != "对"))
    if "对" in words:
        return
    key = _in_no_order(words)
    yield (by, *key)
    if by == "#" and not set(words) <= set(_tables()["generic"]["deeds"]):
        yield from ((f"#{unit}", *key) for unit in _tables()["units"])


def _in_no_order(words: Iterable[str]) -> tuple[str, ...]:
    """The known words sorted, and what no table knows as it comes: 甲乙 is not 乙甲."""
    known = sorted(word for word in words if word in _meanings())
    return (*known, "".join(word for word in words if word not in _meanings()))


def _says_of_what(words: Iterable[str], by: str) -> bool:
    return bool(set(words) - set(_tables()["share"]["qualities"] if by == "%" else ()))


@lru_cache(maxsize=4096)
def measures(name: str) -> tuple[tuple[str, ...], ...]:
    """The keys of what a name measures: two names of which `same_measure` says so have one in common."""
    return tuple(dict.fromkeys(key for measured in _measured(name) for key in _keys(measured)))


def same_measure(first: str, second: str) -> str | None:
    """Why two indicator names measure one thing, in Chinese; None where they do not."""
    if set(measures(first)).isdisjoint(measures(second)):
        return None
    one, other = _measured(first)[0], _measured(second)[0]
    if one.plain == other.plain:
        return "名称相同"
    how = "互为反面" if one.opposite != other.opposite else "同义"
    return f"“{clean(first)}”与“{clean(second)}”{how}"
