"""The labels of a form (labels.toml): which field a text on the sheet announces."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.text.characters import clean, compact
from scoring.text.pattern import Pattern

_TABLES = ("indicator", "funds", "fund_lines", "results", "texts", "sections")
_SHORTEST, _LONGEST = 4, 16  # a slip in fewer characters makes another word, a longer text is no label
_ALIKE = 0.8  # one character of five
_ENDS = 2
_LONGEST_TITLE = 60
_POINTS_ELSEWHERE = ("见", "详见", "附", "按", "根据", "请", "注")
_TITLE = Pattern(
    "(?:绩效|自评|评价).*(?:自评|评价|评分|复核|核查|目标|考核|打分|情况).{0,4}表$|绩效.{0,2}表$"
)
_PART_OF_A_FORM = Pattern("(?<=表)\\([一二三四五1-5]\\)[一-鿿]{1,10}$")  # 自评表（一）基本情况
_TRANSLATION = Pattern("(?<=[一-鿿])[A-Za-z][A-Za-z .]+$")
# What is printed on a form or says who filled it in: no field, and nothing that is checked.
_NOTE = Pattern(
    r"(?:备?注\d*[:.、]|说明[:：]|填表?[报写]?说明|附[件表]\d*[:：]?|公开\d*表|表\d|(?:报表|表单|项目|文件)?编号[:：]"
    r"|\(?(?:金额)?单位[:：](?:人民币)?(?:万?元)\)?$|\(?\d{0,4}年度?\)?$|\(?20\d\d年?度?\)?(?:金额)?单位[:：](?:人民币)?万?元$"
    r"|第?\d+页(?:[,，/]?共\d+页)?$|-\d+-$|\(?续表?\)?$|\(?(?:盖章|公章|签字|签章|签名)\)?[:：]?$"
    r"|20\d\d[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?$|年月日$|金额单位$)"
)
_SIGNATURE = Pattern(
    r"(?:填表|填报|制表|编制|审核|复核|经办|联系|负责|专家|评委|财务|单位|项目|部门|主管|分管|评价|科室|机构|法定代表)*"
    r"(?:人|负责人|领导|组长|组成员|签名|签字|签章|电话|手机|传真|邮箱|地址|日期|时间)(?:及(?:联系)?电话)?(?:\((?:签字|签章|盖章|签名)\))?[:：]"
)
_BEFORE_MONEY = Pattern(r"^\(?(?:(?:金额|货币|计量|资金)?单位[:：]?)?")
_NOTHING: Mapping[str, str] = {}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def spellings(table: str) -> Mapping[str, str]:
    """Each spelling in a table of labels.toml, cleaned, and the key that it stands for."""
    return {clean(word): key for key, words in _data()[table].items() for word in words}


@lru_cache(maxsize=8192)
def label(table: str, text: str) -> str | None:
    """The key in a table of labels.toml that the text stands for: ``label("funds", "全年预算数（A）")``."""
    return spellings(table).get(untranslated(text))


@lru_cache(maxsize=8192)
def untranslated(text: str) -> str:
    """A label as it is compared: `clean`, and without its translation: ``目标值 Target``."""
    cleaned = clean(text)
    return _TRANSLATION.sub("", cleaned) or cleaned


@lru_cache(maxsize=8192)
def likely_label(table: str, text: str) -> str | None:
    """As `label`; where no label is spelled so, the one that is a slip away: ``实际完成直``."""
    return label(table, text) or _nearest(text).get(table)


@lru_cache(maxsize=8192)
def _nearest(text: str) -> Mapping[str, str]:
    """The keys by table of the label that differs from a text by one character; none where two labels do."""
    name = untranslated(text)
    if not _SHORTEST <= len(name) <= _LONGEST or name in _spellings():
        return _NOTHING  # what is a label in one table is no misspelt one of another
    starts, ends = _by_ends()
    candidates = starts.get(name[:_ENDS], ()) + ends.get(name[-_ENDS:], ())
    alike = [(_likeness(name, word), word) for word in candidates if _differ_by_one(name, word)]
    best = max((ratio for ratio, _ in alike), default=0.0)
    nearest = {word for ratio, word in alike if ratio == best}
    if best < _ALIKE:
        return _NOTHING
    meant = {tuple(_keys(word).items()) for word in nearest}
    return dict(meant.pop()) if len(meant) == 1 else _NOTHING


def _differ_by_one(text: str, word: str) -> bool:
    """Whether at most one character is another, too many or missing."""
    longest, shortest = max(len(text), len(word)), min(len(text), len(word))
    if longest - shortest > 1:
        return False
    same = 0
    while same < shortest and text[same] == word[same]:
        same += 1
    from_end = longest - same - 1
    return from_end <= 0 or (from_end <= shortest and text[-from_end:] == word[-from_end:])


def _likeness(text: str, word: str) -> float:
    """0 to 1; 0 where the text has a character that makes it another word: 实际完成率, 上年执行数."""
    if any(mark in _data()["telling"] for mark in set(text) - set(word)):
        return 0.0
    return SequenceMatcher(None, text, word, autojunk=False).ratio()


@lru_cache(maxsize=1024)
def _keys(word: str) -> Mapping[str, str]:
    """What a spelling stands for, by table."""
    return {table: key for table in _TABLES if (key := spellings(table).get(word)) is not None}


@lru_cache(maxsize=1)
def _spellings() -> frozenset[str]:
    return frozenset(word for table in _TABLES for word in spellings(table))


@lru_cache(maxsize=1)
def _by_ends() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """The spellings by their first and by their last characters: one slip leaves the one or the other."""
    starts: dict[str, tuple[str, ...]] = {}
    ends: dict[str, tuple[str, ...]] = {}
    for word in sorted(_spellings()):
        if len(word) >= _SHORTEST:
            starts[word[:_ENDS]] = (*starts.get(word[:_ENDS], ()), word)
            ends[word[-_ENDS:]] = (*ends.get(word[-_ENDS:], ()), word)
    return starts, ends


@lru_cache(maxsize=1024)
def is_ignored_heading(text: str) -> bool:
    """Whether a column heading is known to hold nothing that is checked (序号, 佐证材料)."""
    return untranslated(text) in _data()["ignored"]


def signs(table: str) -> Mapping[str, Mapping[str, int]]:
    """The words that make a column heading more or less like one of each role, with their weights."""
    found: Mapping[str, Mapping[str, int]] = _data()["signs"][table]
    return found


def words(table: str, key: str) -> tuple[str, ...]:
    """The spellings of one label, the usual one first."""
    return tuple(_data()[table][key])


def title_of(key: str, *tables: str) -> str:
    """What a key is called on forms: 年度资金总额 for ``total``; the tables named go before the others."""
    names: Mapping[str, str] = _data()["names"]
    if key in names and not tables:
        return names[key]
    found = (
        words(table, key)
        for table in (*tables, "texts", "results", "fund_lines", "funds")
        if key in _data()[table]
    )
    return next(found, (names.get(key, key),))[0]


def below_keys() -> tuple[str, ...]:
    """The text fields whose content may stand under their label."""
    return tuple(_data()["texts_below"]["keys"])


def instead() -> Mapping[str, list[str]]:
    """Keys of labels that stand for a field, the first of theirs, where a form has none of these."""
    return _data()["texts_instead"]  # type: ignore[no-any-return]


@lru_cache(maxsize=1024)
def is_unit_of_money(text: str) -> bool:
    """Whether a text is the unit that amounts are in, its label too: 万元, 金额单位：万元 name no body."""
    bare = _BEFORE_MONEY.sub("", compact(text)).rstrip(")")
    return bare.removeprefix("人民币") in _data()["money_units"]


def live_subtotals() -> tuple[str, str]:
    """The labels of the first and last row of the live table beside our blank forms."""
    words = _data()["live_subtotals"]
    return words["first"], words["last"]


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a text is a form's title rather than a remark that mentions one."""
    cleaned = clean(_PART_OF_A_FORM.sub("", compact(text)))
    if not len(cleaned) <= _LONGEST_TITLE or cleaned.startswith(_POINTS_ELSEWHERE):
        return False
    return cleaned.endswith(tuple(_data()["title"])) or _TITLE.search(cleaned) is not None


@lru_cache(maxsize=4096)
def is_any_label(text: str) -> bool:
    """Whether a text is one of the known labels, so that it cannot be another label's content."""
    if len(text) > 120:
        return False
    tables = ("indicator", "funds", "results", "texts", "sections")
    return any(label(table, text) is not None for table in tables)


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Whether a text is a remark printed on the form: 注：…, 附件2, 单位：万元, （2023年度）, 填表人：王某."""
    plain = compact(text)
    return _NOTE.match(plain) is not None or _SIGNATURE.match(plain) is not None


@lru_cache(maxsize=4096)
def is_subtotal(text: str) -> bool:
    """小计, 产出指标小计; an indicator that is called so is none."""
    return label("results", text) == "subtotal" or (len(text) <= 12 and clean(text).endswith("小计"))
