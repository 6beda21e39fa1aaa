"""The class (二级指标) that the name of an indicator speaks of, by what it measures and of what.

A name ends in a measure (人数, 合格率, 工期, 费用), and the measure has a class; or it speaks of a change
(提升…, …减少) or of a state (…能力), and then the object says which benefit. The words are in classes.toml;
nothing there is a whole name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scoring.text.characters import clean

# What a project does to society and nature may be a harm as well as a benefit (101号: 社会成本、生态环境成本).
_HARMS = ("社会成本", "生态环境成本")


class Head(NamedTuple):
    """The word of a name that says its class, and the classes it may stand under; the first is its own."""

    word: str
    classes: tuple[str, ...]


class _Ending(NamedTuple):
    """A measure at the end of names."""

    kind: str
    pattern: re.Pattern[str]
    without: tuple[str, ...]
    last: bool  # where no other fits


class _Topic(NamedTuple):
    """An object, and the benefits that a change of it may be."""

    pattern: re.Pattern[str]
    without: tuple[str, ...]
    classes: tuple[str, ...]
    beside: bool  # it only adds what may also be said
    saved: bool  # it counts where something is saved


class _Beside(NamedTuple):
    """Words that let a measure of these kinds stand under other classes too; under any where there are none."""

    kinds: tuple[str, ...]
    words: tuple[str, ...]
    without: tuple[str, ...]
    classes: tuple[str, ...]

    def fits(self, kind: str, name: str) -> bool:
        return kind in self.kinds and _holds(name, self.words) and not _holds(name, self.without)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("classes.toml").read_text(encoding="utf-8"))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _holds(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)


@cache
def _endings() -> tuple[_Ending, ...]:
    return tuple(
        _Ending(
            entry["kind"],
            re.compile(f"(?:{entry.get('pattern') or _any_of(entry['words'])})$"),
            tuple(entry.get("without", ())),
            entry.get("last", False),
        )
        for entry in _tables()["ending"]
    )


@cache
def _besides(table: str) -> tuple[_Beside, ...]:
    return tuple(
        _Beside(
            tuple(entry["kinds"]),
            tuple(entry["words"]),
            tuple(entry.get("not", ())),
            tuple(entry.get("classes", ())),
        )
        for entry in _tables()[table]
    )


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(
        _Topic(
            re.compile(_any_of(entry["words"])),
            tuple(entry.get("not", ())),
            tuple(entry["classes"]),
            entry.get("beside", False),
            entry.get("saved", False),
        )
        for entry in _tables()["topic"]
    )


class _ChangeWords(NamedTuple):
    """The words that speak of a change, before and behind the object, and of a state."""

    lead: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    deeds: tuple[str, ...]
    saved: tuple[str, ...]
    states: tuple[str, ...]


@cache
def _change_words() -> _ChangeWords:
    words = _tables()["change"]
    changed, kept = _any_of(words["changed"]), _any_of(words["kept"])
    return _ChangeWords(
        lead=re.compile(words["lead"]),
        before=re.compile(_any_of(words["before"])),
        after=re.compile(f"(?:(?:{changed}){words['finish']}|(?:{kept}){words['grade']})$"),
        deeds=tuple(words["deeds"]),
        saved=tuple(words["saved"]),
        states=tuple(_tables()["state"]["endings"]),
    )


@lru_cache(maxsize=4096)
def head_of(name: str) -> Head | None:
    """What an indicator's name says of its class; None where it may stand under any, or says nothing."""
    cleaned = clean(name)
    words = _change_words()
    measure = _measure(cleaned)
    after = words.after.search(cleaned) is not None
    if measure is not None and measure[0] in ("满意", "及时", "时间") and not after:
        return _of_measure(*measure, cleaned)
    if after or words.before.match(words.lead.sub("", cleaned)) is not None:
        return _of_change(cleaned, measure)
    if measure is not None:
        return _of_measure(*measure, cleaned)
    return _of_objects(cleaned, also=("质量",)) if cleaned.endswith(words.states) else _of_deed(cleaned)


def _measure(name: str) -> tuple[str, str] | None:
    """The measure that a name ends in: its kind and its word, the longest of them."""
    found = [
        ((ending.last, match.start()), ending.kind, match[0])
        for ending in _endings()
        if (match := ending.pattern.search(name)) is not None and not _holds(name, ending.without)
    ]
    if not found:
        return None
    _, kind, word = min(found, key=lambda each: each[0])
    return kind, word


def _of_measure(kind: str, word: str, name: str) -> Head | None:
    if any(silence.fits(kind, name) for silence in _besides("silence")):
        return None
    besides = (beside.classes for beside in _besides("beside") if beside.fits(kind, name))
    return Head(word, _once(_tables()["kind"][kind], *besides))


def _of_change(name: str, measure: tuple[str, str] | None) -> Head | None:
    """What a change of the object benefits; a measure named with it (合格率提升, 提升合格率) has its say."""
    outputs = _tables()["change"]["measures"]
    head = _of_measure(*measure, name) if measure is not None and measure[0] in outputs else None
    if name.endswith(_change_words().deeds):
        return None
    objects = _of_objects(name) or _of_unknown(name)
    if objects is None:
        return None
    return Head(objects.word, _once(objects.classes, head.classes if head is not None else ()))


def _of_objects(name: str, also: tuple[str, ...] = ()) -> Head | None:
    """The benefit that the objects of a name speak of, the last of them first."""
    main: list[tuple[int, str, tuple[str, ...]]] = []
    beside: list[tuple[str, ...]] = [also]
    for topic in _topics():
        if _holds(name, topic.without) or (topic.saved and not _holds(name, _change_words().saved)):
            continue
        for match in topic.pattern.finditer(name):
            if topic.beside:
                beside.append(topic.classes)
            else:
                main.append((match.end(), match[0], topic.classes))
    if not main:
        return None
    main.sort(key=lambda each: (-each[0], -len(each[1])))
    return Head(main[0][1], _once(*(classes for _, _, classes in main), *beside, _HARMS))


def _of_unknown(name: str) -> Head | None:
    """A change for the better of nobody knows what: a benefit, and neither a time nor a cost."""
    unknown = _tables()["change"]["unknown"]
    word = next((word for word in unknown["words"] if word in name), None)
    if word is None or _holds(name, _change_words().saved):
        return None
    beside = (topic.classes for topic in _topics() if topic.beside and topic.pattern.search(name))
    return Head(word, _once(unknown["classes"], *beside))


def _of_deed(name: str) -> Head | None:
    """购置执法记录仪 says what was done, without a measure."""
    deed = _tables()["deed"]
    word = next((word for word in deed["words"] if name.startswith(word) and name != word), None)
    return None if word is None or _holds(name, deed["without"]) else Head(word, tuple(deed["classes"]))


def _once(*groups: Iterable[str]) -> tuple[str, ...]:
    """The classes of all groups, each once."""
    return tuple(dict.fromkeys(each for group in groups for each in group))
