"""Scales (等级) of words: 优秀 before 良好 before 合格; Ⅱ类 before Ⅲ类. The lists are those of graded_words.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scoring.text.pattern import Pattern


class _Scales(NamedTuple):
    ranks: tuple[dict[str, int], ...]  # of each scale: word → place, 0 is the best
    strong: tuple[str, ...]
    weak: tuple[str, ...]


@lru_cache(maxsize=1)
def _scales() -> _Scales:
    data = tomllib.loads(Path(__file__).with_name("graded_words.toml").read_text(encoding="utf-8"))
    ranks = tuple(
        {word: at for at, row in enumerate(scale["rows"]) for word in row} for scale in data["scales"]
    )
    degrees = data["degrees"]
    return _Scales(ranks, tuple(degrees["strong"]), tuple(degrees["weak"]))


_AROUND = Pattern(
    "^(?:工程|项目|竣工|质量|综合|年度|年终|绩效|最终|一次性?|全部|均|评[价定为]|考核|考评|评估|结果|等[级次]|为|达到|达|获得?|获评|被评为|评为|以上|已|验收|"
    "审[核查]|顺利|水质|国家(?!级)|执行|总体|整体|满足|符合|[:：])+"
)
_BEHIND = Pattern("(?:及以上|以上|等级|等次|等|标准|水平|验收|检查|评审|审[核查]|考核|档|的)+$")


@lru_cache(maxsize=2048)
def places(text: str) -> dict[int, int]:
    """On which scales a wording has a place, and which: 0 is the best."""
    words = {text, _AROUND.sub("", text), _BEHIND.sub("", text), _BEHIND.sub("", _AROUND.sub("", text))} - {
        ""
    }
    found: dict[int, int] = {}
    for at, ranks in enumerate(_scales().ranks):
        here = {ranks[word] for word in words if word in ranks}
        if len(here) == 1:
            found[at] = here.pop()
    return found


def place(scale: int, text: str) -> int:
    """The place of a wording on a scale on which it has one."""
    return places(text)[scale]


def worst(scale: int) -> int:
    """The last place of a scale."""
    return max(_scales().ranks[scale].values())


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
_CHINESE = {word: at for at, word in enumerate("一二三四五", start=1)}
_CLASS = Pattern(
    "(?:不低于|不劣于|[^0-9ⅠⅡⅢⅣⅤIV劣，,；;。、未没不基接近部尚]{0,16}?)"
    "(?P<bad>劣)?(?P<class>III|IV|II|I|V|[ⅠⅡⅢⅣⅤ]|[一二三四五])类(?:水?(?:及|或)?以上|水?标准|水?水?质?标?准?|水体)*(?:要求)?"
)


def water_class(text: str) -> int | None:
    """3 for Ⅲ类, 达到或优于Ⅲ类, III类; 6 for 劣Ⅴ类; None for any other text."""
    found = _CLASS.fullmatch(text)
    if found is None:
        return None
    name = found["class"]
    return 6 if found["bad"] else _ROMAN.get(name) or _CHINESE[name]


_NEAR, _NEXT = frozenset(("显著", "明显", "有力")), frozenset(("有所", "有一定", "一定程度"))


def weaker(reported: str, asked: str) -> bool:
    """Whether a wording names far less of the same: 略有提升 for 显著提升; 有所 is too near to 显著 for that."""
    strong = next((word for word in _scales().strong if word in asked), "")
    weak = next((word for word in _scales().weak if word in reported), "")
    if not strong or not weak or (strong in _NEAR and weak in _NEXT):
        return False
    return asked.replace(strong, "", 1) == reported.replace(weak, "", 1)
