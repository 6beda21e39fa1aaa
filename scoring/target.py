"""Read a target (年度指标值) and what was reported for it (实际完成值), and hold one against the other.

A target is whatever stands in the cell: a figure with an operator, a date, a trend, a word such as
有效, or nothing that can be measured. ``parse_target`` and ``parse_actual`` say which; ``compare``
says whether the one meets the other, and ``None`` wherever only a person can tell.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from scoring.quantity import (
    CELL_LIMIT,
    DateParts,
    Lazy,
    Mention,
    Operator,
    Quantity,
    canonical_unit,
    comparable,
    normalise,
    read_figures,
    read_symbol,
    unit_at,
)


class Kind(StrEnum):
    """What a target or an actual is."""

    NUMBER = "数值"
    DATE = "日期"
    TREND = "趋势"
    QUALITATIVE = "定性"
    PLACEHOLDER = "占位"
    QUESTION = "疑问"
    BLANK = "空"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date as far as it is given: 12月底前 has a month only."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def valid(self) -> bool:
        """False for 13月 and 2月30日."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        # A leap year where the year is not given, a long month where the month is not.
        return 1 <= self.day <= monthrange(self.year or 2000, self.month or 1)[1]


@dataclass(frozen=True, slots=True)
class Target:
    """A target or an actual as read; ``upper`` is the far end of a range (90%-95%)."""

    text: str
    kind: Kind
    operator: Operator = Operator.NONE
    quantity: Quantity | None = None
    deadline: Deadline | None = None
    rising: bool | None = None
    upper: Quantity | None = None

    @property
    def official(self) -> bool:
        """Whether the wording is one of the usual graded ones (有效, 显著提升, 及时…).

        Such words can be scored in bands; 好坏 or a slogan cannot.
        """
        plain = _words(self.text)
        if self.kind is not Kind.QUALITATIVE or any(scale in plain for scale in _BARE_SCALES):
            return False
        if self.operator is not Operator.NONE:
            return True  # 不高于上年 can be checked
        return plain in _GRADE_WORDS or any(stem in plain for stem in _OFFICIAL_STEMS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an actual stands to its target."""

    met: bool | None  # None: only a person can judge
    ratio: Decimal | None  # actual ÷ target in the same unit
    same_unit: bool | None  # False: 100% reported for 五十次, or for a date


_UNJUDGED = Comparison(None, None, None)
_OTHER_UNIT = Comparison(None, None, False)

# --------------------------------------------------------------------------------------------------
# Words

# A text that has one of these is a graded wording that reviewers know how to score.
_OFFICIAL = """
    有效 显著 明显 良好 及时 较好 优秀 优良 优质 合格 达标 完成 达成 达到 实现 完工 竣工 建成 严格 规范 有序 健全 完善
    提升 提高 增强 改善 优化 加强 促进 推动 推进 带动 扩大 保障 保证 确保 满意 稳定 平稳 安全 正常 准确
    完整 齐全 到位 按时 按期 按要求 按规定 按计划 按进度 符合 充分 长期 持续 不断 稳步 逐步 逐年 专款专用
    合理 合规 合法 科学 真实 较高 较大 较强 充足 可控 不超 控制在 预算内 不增加 不发生 未发生 无事故 无投诉 零事故
    全覆盖 全天候 24小时 减轻 减少 降低 下降 缩短 节约 杜绝 防止 避免 无重大 常态化
"""
_OFFICIAL_STEMS = tuple(_OFFICIAL.split())
# Words that say so only when they stand alone.
_GRADES = "优 良 中 好 高 强 大 快 是 有 通过 受益 满足 一般 全面 广泛 长效 深入 畅通"
_GRADE_WORDS = frozenset(_GRADES.split())
# The two ends of a scale name the scale and not a point on it.
_BARE_SCALES = (
    "好坏",
    "好/坏",
    "优良中",
    "优良差",
    "高中低",
    "大中小",
    "高低",
    "强弱",
    "多少",
    "优劣",
    "是/否",
)
_UNFINISHED = ("未", "部分", "基本", "尚", "正在", "没有", "不", "即将", "拟", "预计", "计划")
_DONE = Lazy(
    r"(?:已|均|全部|全面|按[时期]|如期|及时|按要求|按计划|按进度|提前|超额|圆满|顺利|保质保量|年[底末]前|目标)*"
    r"(?:完成|完毕|达标|达成|达到|实现|办结|全覆盖|完工|竣工|符合要求|达到要求|及时|按时|按期)"
    r"(?:目标|任务|年度|预期|指标|要求|全部|工作|支付|发放|拨付|计划|设定|值|了)*"
)
_REACHED = ("达标", "达到", "达成", "符合要求", "完成目标", "完成指标", "达到预期")
_NOTHING = frozenset(
    ("无", "没有", "未发生", "不发生", "无发生", "零发生", "没有发生", "未出现", "无事故", "无投诉", "零")
)

_DASHES = frozenset("-—–―/\\_~·.、:，。 ")
# 服务范… is a text cut off, 指标2：…… a row never filled in.
_PLACEHOLDER = Lazy(
    r"[xX×*＊□_]{2,}|(?:^|[:≥≤<>=]) ?(?:…+|\.{3,})|(?:^|[^A-Za-z])[XNxn](?=$|[%个次人项元天户年月])"
)
_LEFT_EMPTY = frozenset(("空", "(空)", "空白", "(空白)", "未填", "未填写"))
_TO_BE_FILLED = frozenset(
    ("定性", "定量", "待定", "待填", "暂定", "待补充", "未定", "填写", "请填写", "指标值", "目标值")
)
_QUESTION = Lazy(r"是否|能否|可否|有无|有没有|如何|怎样|[?吗]$")

_RISE = "提升|提高|增长|增加|上升|上涨|扩大|增强|改善|优化|增幅|涨幅|好转|向好|提速|增多|加快"
_FALL = "缩短|降低|减少|下降|压缩|压减|节约|节省|减轻|缩减|精简|回落|下调|降幅|减幅|下滑|降"
_MOVES = rf"(?<![不无未勿])(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
_TREND_BEFORE = Lazy(rf"{_MOVES}(?:幅度|比例|程度|比率)?了?(?:达|为|约|近|:|在| )?$")
# 降低成本10%: a noun may stand between, but not one that has a level of its own (提高参保率95%).
_TREND_ABOUT = Lazy(rf"{_MOVES}[^率度，。；;、0-9 ]{{1,6}}$")
_TREND_ALONE = Lazy(
    rf"(?:逐年|逐步|逐渐|稳步|持续|不断|稳中|同比|环比|比上年|较上年|比去年|较去年|年年|连续)[^，。；;]{{0,8}}?{_MOVES}"
)
# Bounds in words that have no figure: 不超过预算.
_WORD_BOUNDS = (
    (Operator.AT_MOST, ("不超", "未超", "不高于", "不大于", "不突破", "控制在", "以内", "之内", "预算内")),
    (Operator.AT_LEAST, ("不低于", "不少于", "不小于", "不亚于")),
    (Operator.BELOW, ("低于", "少于", "小于")),
    (Operator.ABOVE, ("高于", "超过", "优于", "大于")),
)
_NATURES = {
    "正向": Operator.AT_LEAST,
    "反向": Operator.AT_MOST,
    "逆向": Operator.AT_MOST,
    "负向": Operator.AT_MOST,
    "大于等于": Operator.AT_LEAST,
    "小于等于": Operator.AT_MOST,
    "等于": Operator.EQUAL,
    "大于": Operator.ABOVE,
    "小于": Operator.BELOW,
}
_DATE_UNITS = frozenset(("日期", "时间", "年月日", "年月", "年/月/日", "年-月-日", "年", "月", "日"))

_QUARTER = Lazy(r"(?<!每)(?:第|前)?([一二三四1-4])季度|Q([1-4])(?![0-9])")
_HALF_YEAR = Lazy(r"(?<!每)(上|下)半年")
_YEAR_END = Lazy(r"年[底末终]|年底")
_THIS_YEAR = Lazy(
    r"(?:在|于|截至|完成时间[为:]?)?(?:当年度?|本年度?|年内|年度内|全年|整年|全年度|当年内|本年内|年内完成)"
    r"(?:之?前|以前|内)?(?:全部|及时|按时)?(?:完成)?"
)
_ONLY_YEAR = Lazy(
    r"[^0-9]{0,6}(?:(?:19|20)[0-9]{2}[-~—至到]{1,2})?(?:19|20)[0-9]{2} ?年度?(?:[内底末终]|之内)?(?:之?前|以前)?"
    r"(?:全部|全面|及时|按[时期])?(?:完成|完工|竣工|建成|开工|交付|实施|投入使用)?"
)
_BY = Lazy(r"[之以]?前|不晚于|不迟于|截至|截止|以内|内完成|期限")
_ZERO_NOUN = Lazy(
    r"零(?:重大|安全|责任|质量)?(?:事故|投诉|差错|伤亡|死亡|案件|上访|违规|违纪|失误|发生|故障|感染|拖欠|欠薪)"
)


def _plain(text: str) -> str:
    """The text in plain characters; a lone 》 or 《 is an operator that the keyboard got wrong."""
    plain = normalise(text[:CELL_LIMIT]).strip()
    for wrong, other, right in (("》", "《", ">="), ("《", "》", "<="), ("〉", "〈", ">"), ("〈", "〉", "<")):
        if wrong in plain and other not in plain:
            plain = plain.replace(wrong + "=", right).replace(wrong, right)
    thousands = _SPLIT_THOUSANDS.re.match(plain)
    if thousands is not None:  # 50 000元, 5，000元
        plain = thousands[0].replace(" ", "").replace("，", "") + plain[thousands.end() :]
    return plain


_SPLIT_THOUSANDS = Lazy(r"[<>=≥≤]{0,2} ?[0-9]{1,3}(?:[ ，][0-9]{3})+(?![0-9])")


def _words(text: str) -> str:
    """A wording without the punctuation and spaces around it, for comparing one with another."""
    plain = _plain(text).strip(" 。.，,;；、!'\"“”").replace(" ", "")
    return plain.removeprefix("定性").lstrip(":")


# --------------------------------------------------------------------------------------------------
# Reading


@lru_cache(maxsize=4096)
def parse_target(text: str, nature: str = "", unit: str = "") -> Target:
    """Read a target from one cell, or from the columns 指标性质 | 指标值 | 度量单位.

    无 is read as a blank: as a target it says that none was set.

    >>> parse_target("设备检查次数不少于五十次").operator
    <Operator.AT_LEAST: '≥'>
    >>> parse_target("735", "≧", "人次").quantity.unit
    '人次'
    """
    operator, qualitative = _read_nature(nature)
    plain = _plain(text)
    for word in ("定性", "定量"):
        if plain.startswith(word) and plain[2:].strip(" :"):
            plain, qualitative = plain[2:].strip(" :"), word == "定性"
    target = _read(text.strip(), plain, canonical_unit(unit), levels=True)
    if target.kind is Kind.QUALITATIVE and plain == "无":
        target = replace(target, kind=Kind.BLANK)
    if qualitative and target.kind is Kind.TREND and target.quantity is None:
        target = replace(target, kind=Kind.QUALITATIVE)
    if target.operator is Operator.NONE and operator is not Operator.NONE:
        target = replace(target, operator=operator)
    return target


@lru_cache(maxsize=4096)
def parse_actual(text: str, unit: str = "") -> Target:
    """Read what was reported; ``unit`` is that of the column, for a number without one.

    Unlike in a target, 达到 and 提升至 report a level and bound nothing.
    """
    return _read(text.strip(), _plain(text), canonical_unit(unit), levels=False)


def _read_nature(nature: str) -> tuple[Operator, bool]:
    """The operator of the column 指标性质, and whether it says 定性 (qualitative)."""
    plain = _plain(nature)
    operator = read_symbol(plain)
    if operator is Operator.NONE:
        operator = next((found for word, found in _NATURES.items() if word in plain), Operator.NONE)
    return operator, "定性" in plain


def _read(text: str, plain: str, unit: str, levels: bool) -> Target:
    empty = _empty(text, plain)
    if empty is not None:
        return empty
    if _QUESTION.re.search(plain) is not None:
        return Target(text, Kind.QUESTION)
    dated = _dated(text, plain, unit)
    if dated is not None:
        return dated
    figures, dates = read_figures(plain, levels=levels)
    if not figures:
        figures, dates = read_figures(plain, loose=True, levels=levels)
    deadline = _deadline(plain, dates)
    if figures:
        return _measured(text, plain, unit, figures, deadline)
    if deadline is not None and _is_date(plain, deadline):
        return Target(text, Kind.DATE, _by(plain), deadline=deadline)
    return _worded(text, plain, deadline)


def _empty(text: str, plain: str) -> Target | None:
    """Nothing, dashes, or a template that was never filled in."""
    if not plain or plain in _LEFT_EMPTY or (_DASHES.issuperset(plain) and not plain.startswith("...")):
        return Target(text, Kind.BLANK)
    if plain in _TO_BE_FILLED or _PLACEHOLDER.re.search(plain) is not None:
        return Target(text, Kind.PLACEHOLDER, read_symbol(plain))
    rest = plain.lstrip("<>=≥≤± ")
    found = unit_at(rest, 0) if rest else None
    if not rest or (found is not None and found[1] == len(rest) and rest not in _GRADE_WORDS):
        return Target(text, Kind.PLACEHOLDER, read_symbol(plain))
    return None


_COMPACT_DATE = Lazy(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})?")


def _dated(text: str, plain: str, unit: str) -> Target | None:
    """20231231 or 2022 where the unit column says that it is a date."""
    if unit not in _DATE_UNITS:
        return None
    match = _COMPACT_DATE.re.fullmatch(plain)
    if match is not None:
        day = int(match[3]) if match[3] else None
        return Target(text, Kind.DATE, deadline=Deadline(int(match[1]), int(match[2]), day))
    if unit in ("年", "日期", "时间") and len(plain) == 4 and plain.isascii() and plain.isdigit():
        return Target(text, Kind.DATE, deadline=Deadline(int(plain), None, None))
    return None


def _measured(text: str, plain: str, unit: str, figures: list[Mention], deadline: Deadline | None) -> Target:
    """A figure, or a rise or cut by one."""
    chosen, upper = _choose(plain, figures)
    quantity = _in_unit(chosen.quantity, unit)
    rising = _direction(plain, chosen)
    return Target(
        text,
        Kind.NUMBER if rising is None else Kind.TREND,
        chosen.operator,
        quantity,
        deadline,
        rising,
        None if upper is None else _in_unit(upper, unit),
    )


def _choose(plain: str, figures: list[Mention]) -> tuple[Mention, Quantity | None]:
    """The figure that is meant: the first that has an operator, else the last."""
    bounded = [figure for figure in figures if figure.operator is not Operator.NONE]
    yearly = [figure for figure in bounded if not _PER_TERM.re.search(plain, 0, figure.start)]
    chosen = (yearly or bounded or figures[-1:])[0]
    if chosen.upper is not None:
        return chosen, chosen.upper
    following = figures[figures.index(chosen) + 1 :]
    if chosen.operator in (Operator.AT_LEAST, Operator.ABOVE) and following:
        far = following[0]
        joined = plain[chosen.end : far.start].strip(" 且并和但，,、~-至同时") == ""
        if joined and far.operator in (Operator.AT_MOST, Operator.BELOW):
            return chosen, far.quantity if far.quantity.unit else None
    return chosen, None


# 每季度不少于1次 is not the figure of the year when another follows.
_PER_TERM = Lazy(r"每(?:个?[年月周日天]|季度?|半年|个季度)[^，。；;]*$")


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A number without a unit takes that of its column; 5万 in a column 元 is 5万元."""
    if not unit or quantity.dimension:
        return quantity
    if not quantity.unit:
        return replace(quantity, unit=_COLUMN_UNITS.get(unit, unit))
    joined = canonical_unit(quantity.unit + unit)
    return replace(quantity, unit=unit if unit.startswith(quantity.unit) else joined)


# 月 and 日 in a unit column count months and days.
_COLUMN_UNITS = {"月": "月", "日": "天", "时": "小时", "分钟": "分钟"}


def _direction(plain: str, figure: Mention) -> bool | None:
    """True for 提升20%, False for 缩短20%, None for a plain figure."""
    before = plain[max(0, figure.start - 16) : figure.start]
    match = _TREND_BEFORE.re.search(before)
    if match is None and figure.quantity.dimension == "%" and figure.upper is None:
        match = _TREND_ABOUT.re.search(before)
    return None if match is None else match["rise"] is not None


def _worded(text: str, plain: str, deadline: Deadline | None) -> Target:
    """No figure and no date: a trend, or words."""
    if _ZERO_NOUN.re.search(plain) is not None or plain == "零":
        return Target(text, Kind.NUMBER, quantity=Quantity(Decimal(0), "", "零"))
    trend = _TREND_ALONE.re.search(plain)
    if trend is not None:
        return Target(text, Kind.TREND, deadline=deadline, rising=trend["rise"] is not None)
    operator = next(
        (found for found, words in _WORD_BOUNDS if any(word in plain for word in words)), Operator.NONE
    )
    return Target(text, Kind.QUALITATIVE, operator, deadline=deadline)


# --------------------------------------------------------------------------------------------------
# Dates


def _deadline(plain: str, dates: list[DateParts]) -> Deadline | None:
    """The last date of a text, or the part of the year that it names: 12月底前, 第四季度, 年底."""
    year = next((date.year for date in reversed(dates) if date.year is not None), None)
    if dates and dates[-1].month is not None:
        return Deadline(year, dates[-1].month, dates[-1].day)
    part = _part_of_year(plain, year)
    if part is not None or not dates:
        return part
    return Deadline(*dates[-1])


def _part_of_year(plain: str, year: int | None) -> Deadline | None:
    """第四季度, 上半年, 年底, 当年: by the end of that part."""
    quarter = _QUARTER.re.search(plain)
    if quarter is not None:
        number = quarter[1] or quarter[2]
        return Deadline(year, 3 * ("一二三四".find(number) + 1 or int(number)), None)
    half = _HALF_YEAR.re.search(plain)
    if half is not None:
        return Deadline(year, 6 if half[1] == "上" else 12, None)
    if _YEAR_END.re.search(plain) is not None or _THIS_YEAR.re.fullmatch(plain) is not None:
        return Deadline(year, 12, 31)
    return None


def _is_date(plain: str, deadline: Deadline) -> bool:
    """Whether a text without a figure is about its date; 2022年度考核优秀 is not."""
    return (
        deadline.month is not None or deadline.day is not None or _ONLY_YEAR.re.fullmatch(plain) is not None
    )


def _by(plain: str) -> Operator:
    return Operator.AT_MOST if _BY.re.search(plain) is not None else Operator.NONE


def _not_later(limit: Deadline, actual: Deadline) -> bool | None:
    """Whether ``actual`` is within ``limit``; what one of them leaves open counts in its favour,
    unless it may decide."""
    if not (limit.valid and actual.valid):
        return None
    if limit.year is not None and actual.year is not None and limit.year != actual.year:
        return actual.year < limit.year
    if limit.month is None and limit.day is None:
        return True
    if limit.month is not None:
        if actual.month is None:
            return True if limit.month == 12 and actual.day is None else None
        if limit.month != actual.month:
            return actual.month < limit.month
    if limit.day is None or actual.day is None:
        last = monthrange(limit.year or 2001, limit.month or 1)[1]
        return True if limit.day is None or limit.day >= last else None
    return actual.day <= limit.day


# --------------------------------------------------------------------------------------------------
# Comparing


def compare(target: Target, actual: Target, reverse: bool = False) -> Comparison:
    """Whether ``actual`` meets ``target``, and by how much.

    ``reverse``: less is better (故障率, 成本), for a target that has no operator of its own.
    """
    unreadable = (Kind.BLANK, Kind.PLACEHOLDER, Kind.QUESTION)
    if target.kind in unreadable or actual.kind in unreadable:
        return _UNJUDGED
    if target.quantity is not None:
        return _against_figure(target, target.quantity, actual, reverse)
    if target.kind is Kind.DATE:
        return _against_date(target, actual)
    if target.kind is Kind.TREND:
        return _against_trend(target, actual)
    same = _words(target.text) == _words(actual.text) or (_is_nothing(target) and _is_nothing(actual))
    return Comparison(True, None, None) if same else _UNJUDGED


def _is_nothing(value: Target) -> bool:
    """无, 未发生, 0起."""
    if value.quantity is not None:
        return value.quantity.value == 0
    return _words(value.text) in _NOTHING


def _against_figure(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    if actual.kind is Kind.DATE:
        return _figure_against_date(target, wanted, actual)
    if actual.quantity is None:
        return _figure_against_words(target, wanted, actual, reverse)
    got = _matching(wanted, actual)
    if got is None:
        return _OTHER_UNIT
    if target.rising is not None and actual.rising is not None and target.rising != actual.rising:
        return Comparison(None, None, True)
    operator = _effective(target.operator, wanted, reverse)
    if target.upper is not None:
        return _against_range(target, operator, wanted, target.upper, got)
    value, want = _in_one_unit(got.quantity, wanted)
    top = _in_one_unit(got.upper, wanted)[0] if got.upper is not None else value
    return Comparison(_met(operator, _span(got.operator, value, top), want), _ratio(value, want), True)


def _effective(operator: Operator, wanted: Quantity, reverse: bool) -> Operator:
    """The bound that a target sets: none written is ≥, or ≤ where less is better."""
    if operator in (Operator.NONE, Operator.EQUAL) and wanted.value == 0:
        return Operator.AT_MOST  # of 0起 nobody asks for more
    if operator is Operator.EQUAL and wanted.unit == "%" and wanted.value == 100:
        return Operator.AT_LEAST
    if operator is Operator.NONE:
        return Operator.AT_MOST if reverse else Operator.AT_LEAST
    return operator


class _Reported(NamedTuple):
    """The figure of an actual that answers the target."""

    quantity: Quantity
    operator: Operator
    upper: Quantity | None


def _matching(wanted: Quantity, actual: Target) -> _Reported | None:
    """The figure of the actual, or another of its text, that can be held against ``wanted``."""
    if actual.quantity is not None and comparable(wanted, actual.quantity):
        return _Reported(actual.quantity, actual.operator, actual.upper)
    for mention in read_figures(_plain(actual.text))[0]:
        if mention.quantity.unit and comparable(wanted, mention.quantity):
            return _Reported(mention.quantity, mention.operator, mention.upper)
    return None


def _against_range(
    target: Target, operator: Operator, low: Quantity, high: Quantity, got: _Reported
) -> Comparison:
    """90%-95% asks for 90 % (where less is better, for 95 % at most); ≥98%且≤100% asks for both.

    The ratio is to the end that the actual lies beyond, and 1 between them.
    """
    far = got.upper if got.upper is not None else got.quantity
    value, lowest = _in_one_unit(got.quantity, low)
    value_high, highest = _in_one_unit(got.quantity, high)
    at_least = Operator.AT_LEAST if operator is Operator.AT_MOST else operator
    above = _met(at_least, _span(got.operator, value, _in_one_unit(far, low)[0]), lowest)
    below = _met(Operator.AT_MOST, _span(got.operator, value_high, _in_one_unit(far, high)[0]), highest)
    met = below if operator is Operator.AT_MOST else above
    if target.operator is not Operator.NONE:
        met = _both(above, below)
    if value < lowest:
        return Comparison(met, _ratio(value, lowest), True)
    return Comparison(met, _ratio(value_high, highest) if value_high > highest else Decimal(1), True)


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _ratio(got: Decimal, want: Decimal) -> Decimal | None:
    return got / want if want else None


# Two units of one dimension differ by rounding at most by this share (a 亩 has no finite decimal).
_ROUNDING = Decimal("1e-9")


def _in_one_unit(got: Quantity, want: Quantity) -> tuple[Decimal, Decimal]:
    """Both values in one unit.

    A number without a unit is in that of the other, 28 against 30万元 is 28万元, unless reading it
    in the base unit brings the two much closer: 285000 against 30万元, 2.5万 against 2000. Against
    a percentage, 0.98 is 98 %.
    """
    if got.unit == want.unit:
        return got.value, want.value
    a, b = got.magnitude, want.magnitude
    if got.unit and want.unit:
        return (b, b) if abs(a - b) <= abs(b) * _ROUNDING else (a, b)
    if want.unit == "%" and want.value > 10 and 0 < got.value <= 1:
        return got.value * 100, want.value
    if _apart(a, b) * _MUCH_CLOSER <= _apart(got.value, want.value):
        return a, b
    return got.value, want.value


_MUCH_CLOSER = 10


def _apart(a: Decimal, b: Decimal) -> Decimal:
    """How many times the one is the other, whichever is larger."""
    return max(abs(a / b), abs(b / a)) if a and b else Decimal(1)


_Span = tuple[Decimal | None, Decimal | None, bool, bool]


def _span(operator: Operator, low: Decimal, high: Decimal) -> _Span:
    """What an actual says it lies between (None: open), and whether the ends are excluded."""
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        return low, None, operator is Operator.ABOVE, False
    if operator in (Operator.AT_MOST, Operator.BELOW):
        return None, high, False, operator is Operator.BELOW
    if operator is Operator.WITHIN:
        return -abs(high), abs(high), False, False
    return low, high, False, False


def _met(operator: Operator, actual: _Span, bound: Decimal) -> bool | None:
    """Whether all (True), none (False) or some (None) of what the actual may be meets the bound."""
    low, high, above_low, below_high = actual
    if operator is Operator.EQUAL:
        return _equals(low, high, bound)
    if operator is Operator.WITHIN:
        if low is None or high is None:
            return None
        return -abs(bound) <= low and high <= abs(bound)
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        strict = operator is Operator.ABOVE
        if low is not None and (low > bound or (low == bound and (above_low or not strict))):
            return True
        missed = high is not None and (high < bound or (high == bound and (below_high or strict)))
    else:
        strict = operator is Operator.BELOW
        if high is not None and (high < bound or (high == bound and (below_high or not strict))):
            return True
        missed = low is not None and (low > bound or (low == bound and (above_low or strict)))
    return False if missed else None


def _equals(low: Decimal | None, high: Decimal | None, bound: Decimal) -> bool | None:
    if low is not None and low == high:
        return low == bound
    outside = (low is not None and low > bound) or (high is not None and high < bound)
    return False if outside else None


def _figure_against_date(target: Target, wanted: Quantity, actual: Target) -> Comparison:
    """A date reported for a figure; ≤12月 and 10月 are both months."""
    assert actual.deadline is not None
    if wanted.unit == "月" and actual.deadline.day is None and wanted.value == int(wanted.value) <= 12:
        limit = Deadline(None, int(wanted.value), None)
        return Comparison(_not_later(limit, actual.deadline), None, True)
    if wanted.dimension == "time":
        return _UNJUDGED
    return _OTHER_UNIT


def _figure_against_words(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    """完成 says that a percentage was reached; for a count it does not say how many."""
    upper_bound = target.operator in (Operator.AT_MOST, Operator.BELOW) or reverse or wanted.value == 0
    if _is_nothing(actual) and (upper_bound or target.operator is Operator.EQUAL):
        return Comparison(True if upper_bound else None, None, True)
    if wanted.dimension != "%":
        bounded = actual.operator is not Operator.NONE or actual.kind is Kind.TREND
        return _UNJUDGED if bounded else _OTHER_UNIT
    if not _is_done(actual):
        return _UNJUDGED
    lower_is_better = target.operator in (Operator.AT_MOST, Operator.BELOW, Operator.WITHIN) or reverse
    if lower_is_better and not any(word in actual.text for word in _REACHED):
        return Comparison(None, None, True)
    return Comparison(True, None, True)


def _is_done(actual: Target) -> bool:
    """完成, 已按时完成, 达标; not 未完成 or 基本完成."""
    words = _words(actual.text)
    return not words.startswith(_UNFINISHED) and _DONE.re.fullmatch(words) is not None


def _against_date(target: Target, actual: Target) -> Comparison:
    assert target.deadline is not None
    if actual.kind is Kind.DATE and actual.deadline is not None:
        return Comparison(_not_later(target.deadline, actual.deadline), None, True)
    if actual.quantity is not None:
        if target.deadline.month is None and target.deadline.year is None and actual.quantity.unit == "天":
            return Comparison(actual.quantity.value <= (target.deadline.day or 0), None, True)  # 每月15日
        if actual.quantity.unit == "月" or actual.quantity.dimension != "time":
            return _OTHER_UNIT if actual.deadline is None else _dated_anyway(target, actual)
        return _UNJUDGED
    if _is_done(actual):
        return Comparison(True, None, True)
    same = _words(target.text) == _words(actual.text)
    return Comparison(True, None, True) if same else _UNJUDGED


def _dated_anyway(target: Target, actual: Target) -> Comparison:
    """11月30日完成100% gives the date too."""
    assert target.deadline is not None and actual.deadline is not None
    return Comparison(_not_later(target.deadline, actual.deadline), None, True)


def _against_trend(target: Target, actual: Target) -> Comparison:
    if _words(target.text) == _words(actual.text):
        return Comparison(True, None, None)
    if actual.kind is Kind.TREND and actual.rising is not None:
        return Comparison(actual.rising == target.rising, None, None)
    return _UNJUDGED
