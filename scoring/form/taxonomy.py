"""The official classes of indicators (一级、二级指标), and what an indicator's name says of its class.

Rests on head words (中心词): the end of a name, 故障率 in 系统故障率. Never on whole names, nor on
likeness of spelling: 在岸 and 离岸 look alike and differ.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scoring.text.characters import clean, compact
from scoring.text.pattern import Pattern

_SAVING = Pattern("(?:降低|减少|节约|节省|压缩|减轻)")  # 降低办事成本 is a benefit, whatever it lowers


@dataclass(frozen=True, slots=True)
class Head:
    """A head word at the end of a name, and the level-2 classes it may stand under; the first is its own."""

    word: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heads:
    """Head words of one meaning, or a pattern that stands for many; `but` are words that take it away."""

    classes: tuple[str, ...]
    but: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Taxonomy:
    level1: dict[str, str]
    level2: dict[str, str]
    heads: dict[str, _Heads]
    patterns: tuple[tuple[Pattern, _Heads], ...]
    lower: tuple[str, ...]
    incidents: tuple[str, ...]
    unwanted: tuple[str, ...]
    handled: tuple[str, ...]
    complements: frozenset[frozenset[str]]
    synonyms: dict[str, int]
    filler: tuple[str, ...]
    bounded: tuple[str, ...]
    counts: tuple[str, ...]
    deeds: tuple[str, ...]
    setbacks: tuple[str, ...]
    no_shares: tuple[str, ...]
    either: tuple[str, ...]
    no_counts: tuple[str, ...]
    per: tuple[str, ...]
    higher: tuple[str, ...]
    longer: Pattern
    saved: Pattern
    shorter: Pattern
    unbounded: tuple[str, ...]
    execution: str
    money: tuple[str, ...]
    earned: tuple[str, ...]
    endings: tuple[str, ...]  # every known head word, longest first


@lru_cache(maxsize=1)
def _taxonomy() -> _Taxonomy:
    data = tomllib.loads(Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8"))
    heads: dict[str, _Heads] = {}
    patterns = []
    for entry in data["head"]:
        group = _Heads(tuple(entry["classes"]), tuple(entry.get("not", ())))
        heads |= dict.fromkeys(entry.get("words", ()), group)
        if "pattern" in entry:
            patterns.append((Pattern(f"(?:{entry['pattern']})$"), group))
    pairs = data["complements"]["pairs"]
    synonyms = {word: n for n, group in enumerate(data["synonyms"]["groups"]) for word in group}
    lower = data["lower_is_better"]["words"]
    words = {*heads, *lower, *synonyms, *(word for pair in pairs for word in pair)}
    return _Taxonomy(
        level1=_by_synonym(data["level1"]),
        level2=_by_synonym(data["level2"]),
        heads=heads,
        patterns=tuple(patterns),
        lower=_longest_first(lower),
        incidents=tuple(data["lower_is_better"]["incidents"]),
        unwanted=tuple(data["lower_is_better"]["unwanted"]),
        handled=tuple(data["lower_is_better"]["handled"]),
        complements=frozenset(frozenset(pair) for pair in pairs),
        synonyms=synonyms,
        filler=_longest_first(data["filler"]["words"]),
        bounded=tuple(data["bounded"]["words"]),
        counts=tuple(data["counts"]["words"]),
        deeds=tuple(data["counts"]["deeds"]),
        setbacks=tuple(data["counts"]["setbacks"]),
        no_shares=tuple(data["counts"]["no_shares"]),
        either=tuple(data["counts"]["either"]),
        no_counts=tuple(data["counts"]["no_counts"]),
        per=tuple(data["counts"]["per"]),
        higher=tuple(data["higher_is_better"]["words"]),
        longer=Pattern(data["durations"]["longer"]),
        saved=Pattern(data["durations"]["saved"]),
        shorter=Pattern(data["durations"]["shorter"]),
        unbounded=tuple(data["bounded"]["not"]),
        execution=data["spending"]["execution"],
        money=tuple(data["spending"]["money"]),
        earned=tuple(data["spending"]["earned"]),
        endings=_longest_first(words),
    )


def _by_synonym(classes: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


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
    if _SAVING.search(cleaned):
        return None
    words = _taxonomy()
    for pattern, group in words.patterns:
        found = pattern.search(cleaned)
        if found is not None:
            return Head(found[0], group.classes)
    word = next((w for w in words.endings if w in words.heads and cleaned.endswith(w)), None)
    if word is None or any(other in cleaned for other in words.heads[word].but):
        return None
    return Head(word, words.heads[word].classes)


@lru_cache(maxsize=4096)
def lower_is_better(name: str, level2: str = "") -> bool:
    """Whether less of it is better: a fault rate, a cost."""
    return clean(name).endswith(_taxonomy().lower) or level2_class(level2) in _COSTS


_COSTS = ("成本", "经济成本", "社会成本", "生态环境成本")


@lru_cache(maxsize=4096)
def shorter_is_better(name: str, level2: str = "") -> bool | None:
    """Whether a length of time is the better the shorter it is (工期, not 服务时长); None where nobody can tell."""
    cleaned, words = clean(name), _taxonomy()
    if words.longer.search(cleaned) is not None:
        return False
    if words.saved.search(cleaned) is not None:
        return None
    short = words.shorter.search(cleaned) is not None or cleaned.endswith(words.lower)
    return True if short or level2_class(level2) in _COSTS else None


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


@lru_cache(maxsize=4096)
def direction(name: str) -> int:
    """1 where more of it is better by its name (合格率, 培训人次), -1 where less is, 0 where it does not say."""
    cleaned = clean(name)
    words = _taxonomy()
    if cleaned.endswith(words.lower):
        return -1
    if _is_incident(cleaned):
        return -1
    if cleaned.endswith((*words.bounded, *words.higher)):
        return 1
    done = any(word in cleaned for word in words.deeds) and cleaned.endswith(words.counts)
    return 1 if done and not any(word in cleaned for word in (*words.setbacks, *words.either)) else 0


def _is_incident(cleaned: str) -> bool:
    """安全事故起数 is a number of bad things; 事故应急演练次数 is one of good deeds."""
    words = _taxonomy()
    if not cleaned.endswith(words.counts):
        return False
    return any(word in cleaned for word in words.incidents) and not any(w in cleaned for w in words.handled)


@lru_cache(maxsize=4096)
def names_an_incident(name: str) -> bool:
    """Whether a name is that of something bad that should not happen: 重大投诉, 负面舆情; not 投诉办理."""
    cleaned, words = clean(name), _taxonomy()
    bad = any(word in cleaned for word in (*words.incidents, *words.unwanted))
    return bad and not cleaned.endswith("率") and not any(word in cleaned for word in words.handled)


@lru_cache(maxsize=4096)
def is_bounded(name: str) -> bool:
    """Whether it is a share of a whole and cannot exceed 100 % (满意度, 合格率; not 完成率, 增长率)."""
    cleaned, words = clean(name), _taxonomy()
    return cleaned.endswith(words.bounded) and not any(word in cleaned for word in words.unbounded)


@lru_cache(maxsize=4096)
def name_kind(name: str) -> str:
    """``share`` for a name that is a rate (…率, （%）), ``count`` for one that is a number of things, else ""."""
    cleaned, words = clean(name), _taxonomy()
    if re.search(r"\([%％]\)$", compact(name)):
        return "share"
    if cleaned.endswith("率"):
        per = any(word in cleaned for word in words.per)
        return "" if per or cleaned.endswith(words.no_shares) else "share"
    return "count" if cleaned.endswith(words.counts) and not cleaned.endswith(words.no_counts) else ""


@lru_cache(maxsize=4096)
def repeats_execution(name: str) -> bool:
    """Whether a name is the execution rate under another word (资金使用率), which the funds table scores."""
    return re.search(_taxonomy().execution, clean(name)) is not None


@lru_cache(maxsize=4096)
def names_money(name: str) -> bool:
    """Whether a name is that of a sum of money spent (经费, 补助资金); money brought in is an output."""
    cleaned, words = clean(name), _taxonomy()
    return any(word in cleaned for word in words.money) and not any(word in cleaned for word in words.earned)


@lru_cache(maxsize=4096)
def names_a_deed(text: str) -> bool:
    """Whether a text speaks of something done (新建, 培训, 发放)."""
    return any(word in text for word in _taxonomy().deeds)
