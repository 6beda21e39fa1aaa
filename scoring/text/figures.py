"""Find the figures (数值) of a text: those that running text mentions, or the one that a whole text is.

What cannot be read is left out, and no text raises.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scoring.text.characters import CELL_LIMIT, is_latin, normalise
from scoring.text.dates import DATE, Deadline, written_date
from scoring.text.numerals import (
    DIGITS,
    LONGEST_NUMBER,
    MULTIPLIERS,
    NUMERALS,
    ONE_TO_NINE,
    TO,
    written_number,
)
from scoring.text.operators import Operator, operator_after, operator_before
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.units import dimension_and_size, is_measure, unit_at

# Running text is read up to here.
TEXT_LIMIT = 20_000

# Fixed expressions in which a numeral stands before a measure word and counts nothing.
_EXPRESSIONS = (
    "一次性|一件事|一张[网图表]|一本账|一条[龙线]|一次办|跑一次|一户一|一人一|一村一|一校一|一盘棋|一把手",
    "[一二三四五]期(?:工程|项目|建设|改造)|一方面|一系列|一部分|十分(?!之|钟)|[二三]次(?:供水|元|分配|产业|污染)|[三四五]位一体|八项规定|三项制度",
    "[两三四五六八九十]个(?:意识|自信|维护|确立|代表|全面|责任|专项|一批|统筹|结合)|7 ?[×xX*] ?24(?: ?小时)?",
    f"(?<!百分之)(?<!千分之){ONE_TO_NINE}分之{ONE_TO_NINE}|[0-9]{{3,5}}热线|[0-9.]{{1,8}}版|[2-6]G(?![A-Za-z])",
)
# Digits and numerals that count nothing.
_NO_FIGURES = (
    DATE,
    # ordinals: 第三季度, 四季度
    rf"第 ?(?:[0-9]+|[{NUMERALS}]+)(?:季度|阶段|[期批次届条章款名类级年项个方轮])?|[1-4一二三四]季度",
    # document numbers: 〔2020〕10号
    r"\[[12][0-9]{3}\] ?第? ?[0-9]+ ?号?|\((?:19|20)[0-9]{2}\) ?第? ?[0-9]+ ?号",
    # times of day and scales: 8:30, 1:5000
    r"(?<![0-9])[0-9]{1,9}[:∶][0-9]{1,9}(?::[0-9]{2})?",
    # list numbers: 1. 2、 3） (4) 附件2：
    r"(?:^|(?<=[。；;，\n ]))[0-9]{1,2}(?:、|\.(?![0-9])|\)(?![0-9]))|\([0-9]{1,2}\)",
    r"(?:指标|附件|附表|表|图|注)[0-9]{1,3}(?= ?[:、.]|$)",
    # codes: A4, PM2.5, GB-1234
    r"[A-Za-z][-_]?[0-9][-_0-9A-Za-z.]*",
    *_EXPRESSIONS,
)
# The look ahead costs one step where none of the alternatives can begin, which is nearly everywhere.
_CANDIDATE = Pattern(
    rf"(?=[0-9A-Za-z({NUMERALS}点半第跑指附表图注\[])(?:"
    rf"(?P<skip>{'|'.join(_NO_FIGURES)})"
    rf"|(?P<per>百分之|千分之)(?P<share>{DIGITS}|[{NUMERALS}点]+)"
    rf"|(?P<digits>{DIGITS})"
    rf"|(?P<numeral>[{NUMERALS}点]+|半))"
)
_BETWEEN = Pattern(
    rf"(?:\(不?含\))?{TO}(?P<minus>(?:-|零下)(?=[0-9]))?(?:(?P<digits>{DIGITS})|(?P<numeral>[{NUMERALS}]+))"
)
_NEXT_NUMBER = Pattern(DIGITS)
# Behind these a stroke is a minus.
_BEFORE_MINUS = frozenset(" (:,，;；、为率长<>=≥≤±\n")
# In front of a Chinese numeral these make it a word: 统一, 唯一, 第一, 每一次, 数十次.
_WORD_BEFORE = frozenset("第统唯逐单专同任某每这那另初数几其之")
# 一 is an article in 一项工作, 一个平台; it counts where things are counted.
_ONE_COUNTS = frozenset(("次", "场", "场次", "人次", "起", "例"))
# With a Chinese numeral these are more often parts of words: 三方, 二级, 二期工程, 一部门.
_DIGITS_ONLY = frozenset("期口班对节分星单股字届片段") | {"立方米", "平方米", "千瓦时"}
# And these are so everywhere: 一级甲等, 二类苗木.
_NAMES = frozenset("级类层部门面点")


# Of these the far end of a range may be the colder one.
_COLD = frozenset(("temperature", "%", ""))
_CHANGED_FROM = Pattern("[由从自] ?-?[0-9.]{1,12}[^0-9，。；]{0,3}$")


class Mention(NamedTuple):
    """A figure in running text with the words that bound it; ``upper`` is the far end of 5-6次."""

    quantity: Quantity
    operator: Operator
    start: int
    end: int
    upper: Quantity | None = None


class _Reader:
    """Reads the figures of one text from left to right.

    ``loose`` also takes Chinese numerals for figures that in running text are mostly words (一个,
    二期); ``levels`` reads 达到 and its like as bounds.
    """

    def __init__(self, text: str, loose: bool, levels: bool) -> None:
        self.text = text
        self.loose = loose
        self.levels = levels
        self.bound = 0  # the end of the last figure: operators are not looked for before it
        self.mentions: list[Mention] = []
        self.dates: list[Deadline] = []

    def read(self) -> None:
        """Go through the text once, bringing together its figures and dates."""
        search = _CANDIDATE.search
        match = search(self.text)
        while match is not None:
            end = match.end()
            if match["skip"] is not None and self._measured(match):
                mention = self._with_unit(match, Decimal(match["skip"]), match.start())
                if mention is not None:
                    self.mentions.append(mention)
                    end = max(end, mention.end)
            elif match["skip"] is not None:
                date = written_date(match)
                if date is not None:
                    self.dates.append(date)
            else:
                mention = self._figure(match)
                if mention is not None:
                    self.mentions.append(mention)
                    end = max(end, mention.end)
            self.bound = end
            match = search(self.text, end)

    def _measured(self, match: re.Match[str]) -> bool:
        """2021.08亩 is an area, and 2021.08 a month."""
        found = unit_at(self.text, match.end()) if match["py"] else None
        return found is not None and dimension_and_size(found[0])[0] != "time"

    def _figure(self, match: re.Match[str]) -> Mention | None:
        start = match.start()
        if match["per"]:
            unit = "%" if match["per"] == "百分之" else "‰"
            value = Decimal(100) if match["share"] == "百" else written_number(match["share"])
            return None if value is None else self._bounded(value, unit, start, match.end(), None)
        value = written_number(match["digits"] or match["numeral"])
        if value is None:
            return None
        if match["digits"] or self.text[max(0, start - 2) : start] == "零下":
            start, value = self._signed(start, value)
        return self._with_unit(match, value, start)

    def _signed(self, start: int, value: Decimal) -> tuple[int, Decimal]:
        """-5%, 零下18℃, but not 演练-3次, where the stroke joins a name and its figure."""
        if self.text[max(0, start - 2) : start] == "零下":
            return start - 2, -value
        if self.text[start - 1 : start] != "-" or start <= self.bound:
            return start, value
        before = self.text[start - 2 : start - 1] if start > 1 else " "
        return (start - 1, -value) if before in _BEFORE_MINUS else (start, value)

    def _with_unit(self, match: re.Match[str], value: Decimal, start: int) -> Mention | None:
        end = match.end()
        numeral = match["numeral"] is not None
        unit, end, more = self._unit(end)
        if value < 0 and self.text[match.end() : end].strip() == "度":
            unit = "℃"  # 零下二十度; else 度 is of power
        if numeral and not self._counts(match, unit or self._unit_of_range(end), value):
            return None
        if not unit and self.text[start - 1 : start] in ("¥", "￥"):
            unit = "元"
        between = None if more else _BETWEEN.match(self.text, end)
        upper: Quantity | None = None
        if between is not None:
            far = self._upper(between, value, unit)
            if far is not None:
                upper, end = far
                unit = unit or upper.unit
                if upper.magnitude < Quantity(value, unit, "").magnitude:  # -18℃至-22℃
                    value, upper = upper.value, replace(upper, value=value, unit=unit)
        if not numeral and self._is_code(match.start(), end, unit):
            return None
        value, unit, end = self._compound(value, unit, end)
        mention = self._bounded(value, unit, start, end, upper)
        if more and mention.operator is Operator.NONE:
            return Mention(mention.quantity, Operator.AT_LEAST, mention.start, mention.end)
        if not unit and not numeral and self._is_year(mention):
            return None
        return mention

    def _unit(self, at: int) -> tuple[str, int, bool]:
        """Unit, where it ends, and whether 余 or 多 stands there: 300余人, 5万多元."""
        text = self.text
        behind = at + 1 if text[at : at + 1] in ("万", "亿") else at
        if text[behind : behind + 1] in ("余", "多", "几"):
            found = unit_at(text, behind + 1)
            if found is not None:
                return text[at:behind] + found[0], found[1], True
        found = unit_at(text, at)
        return ("", at, False) if found is None else (found[0], found[1], False)

    def _unit_of_range(self, at: int) -> str:
        """The unit behind the far end of 三至五个."""
        between = _BETWEEN.match(self.text, at)
        found = None if between is None or not between["numeral"] else unit_at(self.text, between.end())
        return "" if found is None else found[0]

    def _counts(self, match: re.Match[str], unit: str, value: Decimal) -> bool:
        """Whether a Chinese numeral is a figure here, and not part of a word."""
        whole = match.start() == 0 and match.end() == len(self.text)
        before = self.text[match.start() - 1 : match.start()]
        if not unit:
            return whole and self.loose
        is_name = unit in _NAMES and self.text != f"{match['numeral']}部"  # 三部 is what was filmed
        if before in _WORD_BEFORE or unit in MULTIPLIERS or is_name:
            return False
        if self.loose:
            return not (match["numeral"] == "半" and before in ("上", "下"))
        if unit in _DIGITS_ONLY or (match["numeral"] == "半"):
            return False
        if value != 1 or unit in _ONE_COUNTS:
            return True
        return is_measure(unit) and dimension_and_size(unit)[0] != "time"

    def _is_code(self, start: int, end: int, unit: str) -> bool:
        """Digits of a name (10号, 3D, 256001-…), or of a measure applied to another figure (每3天)."""
        before, behind = self.text[start - 1 : start], self.text[end : end + 1]
        if before == "每" or behind in ("号", "#", "×"):
            return True
        if unit or not behind:
            return False
        return is_latin(behind) or (behind == "-" and self.text[end + 1 : end + 2].isalpha())

    def _is_year(self, mention: Mention) -> bool:
        """2023 without a unit inside a longer text is a year; alone it is a number."""
        value = mention.quantity.value
        alone = mention.end - mention.start == len(self.text)
        return not alone and not mention.operator and value == int(value) and 1990 <= value <= 2049

    def _upper(self, between: re.Match[str], low: Decimal, unit: str) -> tuple[Quantity, int] | None:
        """The far end of a range: 5-6次, 90%-95%; None when the two do not make one."""
        high = written_number(between["digits"] or between["numeral"])
        if high is None:
            return None
        high = -high if between["minus"] else high
        found = unit_at(self.text, between.end())
        high_unit, end = found if found is not None else (unit, between.end())
        quantity = Quantity(high, high_unit, self.text[between.start() : end].strip(" -—–~至到"))
        lower = Quantity(low, unit or high_unit, "")
        if not comparable(lower, quantity):
            return None
        if lower.magnitude > quantity.magnitude and not self._is_cold(lower, quantity, between.start()):
            return None
        return quantity, end

    def _is_cold(self, one: Quantity, other: Quantity, at: int) -> bool:
        """Whether both are below zero and in one unit, where the colder may stand behind; not 由-3%至-5%."""
        if one.value >= 0 or other.value >= 0 or one.unit != other.unit or other.dimension not in _COLD:
            return False
        return _CHANGED_FROM.search(self.text[max(0, at - 20) : at]) is None

    def _compound(self, value: Decimal, unit: str, end: int) -> tuple[Decimal, str, int]:
        """1亿2000万元 is 12000万元, 1小时30分钟 is 90分钟: the sum, in the smaller unit."""
        dimension, size = dimension_and_size(unit)
        if unit not in ("亿", "万") and dimension != "time":
            return value, unit, end
        match = _NEXT_NUMBER.match(self.text, end)
        found = unit_at(self.text, match.end()) if match is not None else None
        if match is None or found is None:
            return value, unit, end
        low_dimension, low_size = dimension_and_size(found[0])
        fits = low_dimension in ("", "money") if dimension == "" else low_dimension == dimension
        if not fits or low_size >= size or match.end() - match.start() > LONGEST_NUMBER:
            return value, unit, end
        return value * size / low_size + Decimal(match[0].replace(",", "")), *found

    def _bounded(self, value: Decimal, unit: str, start: int, end: int, upper: Quantity | None) -> Mention:
        quantity = Quantity(value, unit, self.text[start:end].strip())
        operator, opening = operator_before(self.text, start, self.bound, self.levels)
        behind, end = operator_after(self.text, end, unit)
        # What follows is what is meant: 达到5%以下.
        if operator is not Operator.WITHIN:
            operator = behind or operator
        return Mention(quantity, operator, opening, end, upper)


def read_figures(
    text: str, *, loose: bool = False, levels: bool = False
) -> tuple[list[Mention], list[Deadline]]:
    """All figures and all dates of a normalised text.

    ``loose``: also Chinese numerals that are mostly words in running text (一个, 二期).
    ``levels``: 达到, 控制在, 提升至 are bounds, as in a target.
    """
    reader = _Reader(text, loose, levels)
    reader.read()
    return reader.mentions, reader.dates


@lru_cache(maxsize=512)
def find_mentions(text: str) -> tuple[Mention, ...]:
    """All figures of running Chinese text, in order: 一年共检查约70次左右 has one, 70次.

    Years, dates, list numbers, document numbers, ordinals and codes are none; Chinese numerals are
    figures only with a measure word.
    """
    return tuple(read_figures(normalise(text[:TEXT_LIMIT]))[0])


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity | None:
    """The quantity that the whole text is, with 约 or 左右 if need be; None when there is more to it.

    >>> parse_quantity("约五十次")
    Quantity(value=Decimal('50'), unit='次', text='五十次')
    >>> parse_quantity("≥50次") is None
    True
    """
    if len(text) > CELL_LIMIT:
        return None
    plain = normalise(text).strip()
    found, _ = read_figures(plain, loose=True)
    if len(found) != 1:
        return None
    mention = found[0]
    whole = mention.start == 0 and mention.end == len(plain)
    if not whole or mention.operator is not Operator.NONE or mention.upper is not None:
        return None
    return mention.quantity
