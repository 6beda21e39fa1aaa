"""The official classes of indicators (一级、二级指标), and what a name says of its figure: which way is better,
share or count, money spent.

Every word is in taxonomy.toml, table by table with what it means; here a table is got by its name. Which class
a name belongs to, and whether two names measure one thing, is told in scoring.form.naming.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from scoring.text.characters import clean, compact
from scoring.text.pattern import Pattern


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("taxonomy.toml").read_text(encoding="utf-8"))


@cache
def _words(table: str, key: str = "words") -> tuple[str, ...]:
    return tuple(_tables()[table][key])


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    return re.compile(_tables()[table][key])


def _holds(name: str, table: str, key: str = "words") -> bool:
    return any(word in name for word in _words(table, key))


def _ends(name: str, table: str, key: str = "words") -> bool:
    return name.endswith(_words(table, key))


@cache
def _official(table: str) -> dict[str, str]:
    """The official name of a level-1 or level-2 class by each way to write it."""
    return {word: name for name, words in _tables()[table].items() for word in words}


# 一、产出指标, 1.1 数量指标, A1 数量
_ORDINAL = Pattern(
    r"^\s*(?:[(（]?[一二三四五六七八九十]{1,2}(?:[)）]、?|[、.．])|[A-Z]?[0-9]*(?:\.[0-9]+)*[、.．\s]*(?=[一-鿿]))"
)
_POINTS = Pattern(r"\d+(\.\d+)?分$")


def _bare(label: str) -> str:
    """Without its points and its number: 一、产出指标（50分）."""
    return _POINTS.sub("", clean(_ORDINAL.sub("", label)))


@lru_cache(maxsize=1024)
def level1_class(label: str) -> str | None:
    """The official level-1 name of a label such as ``产出指标（50分）``; None for an unknown one."""
    return _official("level1").get(_bare(label))


@lru_cache(maxsize=1024)
def level2_class(label: str) -> str | None:
    """The official level-2 class of a label such as 数量指标 or 环境效益; None for an unknown one."""
    name, official = _bare(label), _official("level2")
    stems = [name.removesuffix(ending) for ending in ("", "指标", "指标等", "等指标", "等")]
    if any(stem.endswith("满意度") for stem in stems):  # 公众满意度, 游客满意度指标
        return official["满意度"]
    return next((official[stem] for stem in stems if stem in official), None)


@lru_cache(maxsize=1024)
def is_process(label: str) -> bool:
    """Whether a level 1 is of how a project is decided and run (投入, 过程), and none of what it achieves."""
    return _bare(label).removesuffix("指标") in _words("process")


def cost_classes() -> tuple[str, ...]:
    """The level-2 classes of what was spent: 成本, 经济成本 …"""
    return classes_alone("成本指标")


def classes_alone(level1: str) -> tuple[str, ...]:
    """The level-2 classes of a level 1 that not every profile has (满意度指标, 成本指标); () for any other."""
    return tuple(_tables()["level1_alone"].get(level1, ()))


@lru_cache(maxsize=4096)
def lower_is_better(name: str, level2: str = "") -> bool | None:
    """Whether less of it is better: a fault rate, a cost; None for what is saved of it or left (降低成本)."""
    cleaned = clean(name)
    lower = _ends(cleaned, "lower_is_better") or level2_class(level2) in cost_classes()
    return None if lower and _holds(cleaned, "savings") else lower


@lru_cache(maxsize=4096)
def shorter_is_better(name: str, level2: str = "") -> bool | None:
    """Whether a length of time is the better the shorter it is (工期, not 服务时长); None where nobody can tell."""
    cleaned = clean(name)
    if _pattern("durations", "longer").search(cleaned) is not None:
        return False
    if _pattern("durations", "saved").search(cleaned) is not None:
        return None
    short = _pattern("durations", "shorter").search(cleaned) is not None or _ends(cleaned, "lower_is_better")
    return True if short or level2_class(level2) in cost_classes() else None


@lru_cache(maxsize=4096)
def direction(name: str) -> int:
    """1 where more of it is better by its name (合格率, 培训人次), -1 where less is, 0 where it does not say."""
    cleaned = clean(name)
    if _ends(cleaned, "lower_is_better") or _counts_incidents(cleaned):
        return 0 if _holds(cleaned, "savings") else -1  # 降低成本: how much is saved, or how much is left
    if _ends(cleaned, "bounded") or _ends(cleaned, "higher_is_better"):
        return 1
    done = _holds(cleaned, "deeds") and _ends(cleaned, "counts")
    return (
        1
        if done and not _holds(cleaned, "deeds", "setbacks") and not _holds(cleaned, "deeds", "either")
        else 0
    )


def _counts_incidents(cleaned: str) -> bool:
    """安全事故起数 is a number of bad things; 事故应急演练次数 is one of good deeds."""
    return (
        _ends(cleaned, "counts")
        and _holds(cleaned, "incidents")
        and not _holds(cleaned, "incidents", "handled")
    )


@lru_cache(maxsize=4096)
def names_an_incident(name: str) -> bool:
    """Whether a name is that of something bad that should not happen: 重大投诉, 负面舆情; not 投诉办理."""
    cleaned = clean(name)
    bad = _holds(cleaned, "incidents") or _holds(cleaned, "incidents", "unwanted")
    return bad and not cleaned.endswith("率") and not _holds(cleaned, "incidents", "handled")


@lru_cache(maxsize=4096)
def is_bounded(name: str) -> bool:
    """Whether it is a share of a whole and cannot exceed 100 % (满意度, 合格率; not 完成率, 增长率)."""
    cleaned = clean(name)
    return _ends(cleaned, "bounded") and not _holds(cleaned, "bounded", "not")


@lru_cache(maxsize=4096)
def name_kind(name: str) -> str:
    """``share`` for a name that is a rate (…率, （%）), ``count`` for one that is a number of things, else ""."""
    cleaned = clean(name)
    if re.search(r"\([%％]\)$", compact(name)):
        return "share"
    if cleaned.endswith("率"):
        return "" if _holds(cleaned, "rates", "per") or _ends(cleaned, "rates", "not") else "share"
    return "count" if _ends(cleaned, "counts") and not _ends(cleaned, "counts", "not") else ""


@lru_cache(maxsize=4096)
def repeats_execution(name: str) -> bool:
    """Whether a name is the execution rate under another word (资金使用率), which the funds table scores."""
    return _pattern("spending", "execution").search(clean(name)) is not None


@lru_cache(maxsize=4096)
def names_money(name: str) -> bool:
    """Whether a name is that of a sum of money spent (经费, 补助资金); money brought in is an output."""
    return _holds(clean(name), "spending", "money") and not names_money_earned(name)


@lru_cache(maxsize=4096)
def names_money_earned(name: str) -> bool:
    """Whether a name is that of money brought in, saved or set as a rate (争取资金, 人均补助标准)."""
    return _holds(clean(name), "spending", "earned")


def first_deed(text: str) -> int:
    """Where the first deed of a text (新建, 培训, 发放) ends; 0 where none is named."""
    ends = [at + len(word) for word in _words("deeds") if (at := text.find(word)) >= 0]
    return min(ends, default=0)
