"""Read figures (数值) in Chinese text: 五十次, 98%, 169.9万元, 1.5万, 不低于90%, 5-6次.

Nothing here knows what a target is. Text goes in, ``Quantity`` and ``Mention`` come out; what
cannot be read is ``None`` or left out, and no text raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

# A cell is read up to here, running text further: nobody writes a figure behind 2,000 characters.
CELL_LIMIT = 2_000
TEXT_LIMIT = 20_000
# No form holds a longer number; what is longer is a code or damage.
LONGEST_NUMBER = 30


class Operator(StrEnum):
    """How a figure bounds what is measured (指标性质)."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    EQUAL = "="
    WITHIN = "±"
    NONE = ""


class Lazy:
    """A regular expression that is compiled when first used: loading this module must stay fast."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def re(self) -> re.Pattern[str]:
        return re.compile(self.source)


# --------------------------------------------------------------------------------------------------
# Units

# dimension -> canonical unit -> (size in the base unit of the dimension, spellings)
_MEASURES: dict[str, dict[str, tuple[str, str]]] = {
    "%": {
        "%": ("1", "% 百分比 百分数 百分率"),
        "‰": ("0.1", "‰ 千分比"),
        "百分点": ("1", "百分点 个百分点"),
    },
    "money": {"元": ("1", "元 块钱 圆 人民币 人民币元 元人民币 rmb")},
    "美元": {"美元": ("1", "美元 美金 usd")},
    "欧元": {"欧元": ("1", "欧元 eur")},
    "港元": {"港元": ("1", "港元 港币 hkd")},
    "length": {
        "毫米": ("0.001", "毫米 mm ㎜"),
        "厘米": ("0.01", "厘米 公分 cm ㎝"),
        "米": ("1", "米 m 延米 延长米 公尺"),
        "公里": ("1000", "公里 千米 km ㎞"),
        "海里": ("1852", "海里"),
    },
    "area": {
        "平方厘米": ("0.0001", "平方厘米 cm2 cm²"),
        "平方米": ("1", "平方米 平米 平方 ㎡ m2 m² M2 M²"),
        "亩": ("666.6666666666666666666666667", "亩"),
        "公顷": ("10000", "公顷 hm2 hm²"),
        "平方公里": ("1000000", "平方公里 平方千米 km2 km² ㎢"),
    },
    "volume": {
        "毫升": ("0.000001", "毫升 ml"),
        "升": ("0.001", "升 L 公升"),
        "立方米": ("1", "立方米 立方 方 ㎥ m3 m³ M3 M³"),
    },
    # A month is a twelfth of a year, so that 12个月 is 1年.
    "time": {
        "秒": ("1", "秒 秒钟"),
        "分钟": ("60", "分钟 min"),
        "小时": ("3600", "小时 个小时 钟头 h"),
        "天": ("86400", "天 日 自然日 个自然日 日历天"),
        "工作日": ("86400", "工作日 个工作日"),
        "周": ("604800", "周 星期 个星期 个周"),
        "月": ("2628000", "个月 个自然月"),
        "季度": ("7884000", "个季度"),
        "年": ("31536000", "年 周年 个年度 年度"),
    },
    "data": {
        "KB": ("0.0009765625", "kb"),
        "MB": ("1", "mb 兆"),
        "GB": ("1024", "gb G"),
        "TB": ("1048576", "tb T"),
        "PB": ("1073741824", "pb"),
    },
    "bandwidth": {"Mbps": ("1", "mbps"), "Gbps": ("1000", "gbps")},
    "weight": {
        "微克": ("0.000000001", "微克 ug μg µg"),
        "毫克": ("0.000001", "毫克 mg"),
        "克": ("0.001", "克 g"),
        "斤": ("0.5", "斤 市斤"),
        "千克": ("1", "千克 公斤 kg ㎏"),
        "吨": ("1000", "吨 t 公吨"),
    },
    "energy": {"千瓦时": ("1", "千瓦时 kwh kw·h 度电 度"), "吨标准煤": ("8141", "吨标准煤 吨标煤 tce")},
    "power": {"千瓦": ("1", "千瓦 kw"), "兆瓦": ("1000", "兆瓦 mw")},
    "voltage": {"伏": ("1", "伏"), "千伏": ("1000", "千伏 kv")},
    "temperature": {"℃": ("1", "℃ 摄氏度 °C")},
    "sound": {"分贝": ("1", "分贝 db")},
}  # fmt: skip

# Count words (量词) by what they count. Figures of one kind are compared with each other (5个 and
# 5家, 10场 and 10次); across kinds (50次 against 50人) they are not.
_COUNTED: dict[str, str] = {
    "people": "人 名 位 人次 人份",
    "events": "次 场 场次 期 批 批次 回 趟 节 班 届 班次 轮 轮次",
    "things": """个 家 所 处 座 项 件 台 套 条 份 篇 册 本 辆 艘 只 头 羽 株 棵 盏 张 幅 块 支 例 起 宗 笔 间
        床 门 组 对 副 把 樘 扇 口 眼 根 段 片 栋 幢 层 部 种 类 枚 瓶 箱 包 袋 桶 盒 卷 页 面 颗 架 匹 尾
        标段 岗位 点位 台套 台件 台(套) 个(套) 个(次) 处(个)""",
    "": """户 户次 分 级 倍 字 课时 学时 人天 人月 车次 架次 台次 台班 头次 亩次 家次 件次 剂 剂次 单 股 村 乡
        镇 县 社区 街道 学期 学年 星""",
}

# A unit of any kind may be counted in these: 万元, 亿元, 万人次, 千万元, 百人.
_MULTIPLIERS: dict[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "十亿": Decimal(1_000_000_000),
    "百亿": Decimal(10_000_000_000),
    "千亿": Decimal(100_000_000_000),
    "万亿": Decimal(1_000_000_000_000),
}

# What stands behind 每 or / and is no unit of its own: 元/生·月, 张/千人.
_PER_NOUNS = frozenset("生月人床校班村季户车点站口") | {"学期", "学年", "季度", "标准煤"}
# 人/次 is how some write 人次.
_VISITS = {f"{counted}/次": f"{counted}次" for counted in "人户台车家件"}

# spelling -> canonical unit; canonical unit -> (dimension, size)
_SPELLINGS: dict[str, str] = (
    {
        spelling: unit
        for family in _MEASURES.values()
        for unit, (_, spellings) in family.items()
        for spelling in spellings.split()
    }
    | {word: word for words in _COUNTED.values() for word in words.split()}
    | {"人(次)": "人次"}
)
_SIZES: dict[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(size))
    for dimension, family in _MEASURES.items()
    for unit, (size, _) in family.items()
}
_COUNT_KIND: dict[str, str] = {word: kind for kind, words in _COUNTED.items() for word in words.split()}
_LONGEST_UNIT = max(map(len, _SPELLINGS))


def _spelled(text: str, at: int) -> tuple[str, int] | None:
    """The longest unit that stands at ``at``, without multiplier, and where it ends."""
    for end in range(min(at + _LONGEST_UNIT, len(text)), at, -1):
        piece = text[at:end]
        unit = _SPELLINGS.get(piece)
        if unit is None and end - at > 1 and piece.isascii():
            unit = _SPELLINGS.get(piece.lower())
        # Latin letters are a unit only where the word ends: 5m, not 5minor.
        if unit is not None and not (_latin(piece[-1]) and end < len(text) and _latin(text[end])):
            return unit, end
    return None


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _multiplied(text: str, at: int) -> tuple[str, int] | None:
    """A unit with its multiplier (万元), or a bare multiplier (万)."""
    plain = _spelled(text, at)
    for width in (2, 1):
        if text[at : at + width] in _MULTIPLIERS and at + width <= len(text):
            multiplier, behind = text[at : at + width], at + width
            unit = _spelled(text, behind)
            if unit is not None and unit[0] != "%":
                with_unit = multiplier + unit[0], unit[1]
                return plain if plain is not None and plain[1] >= with_unit[1] else with_unit
            return plain if plain is not None else (multiplier, behind)
    return plain


def _denominator(text: str, at: int) -> tuple[str, int] | None:
    """What follows the stroke of 元/人·月."""
    best = _multiplied(text, at)
    for end in range(min(at + 3, len(text)), at, -1):
        if text[at:end] in _PER_NOUNS and (best is None or end > best[1]):
            return text[at:end], end
    return best


@lru_cache(maxsize=2048)
def _unit_in(text: str) -> tuple[str, int] | None:
    """The unit that ``text`` begins with, in its canonical spelling, and where it ends."""
    first = _multiplied(text, 0)
    if first is None:
        return None
    unit, end = first
    joint = "/"
    for _ in range(3):
        if end >= len(text) or text[end] not in "/每·*":
            break
        below = _denominator(text, end + 1)
        if below is None:
            break
        unit, end, joint = f"{unit}{joint}{below[0]}", below[1], "·"
    return _VISITS.get(unit, unit), end


def unit_at(text: str, at: int) -> tuple[str, int] | None:
    """The unit behind a number, in its canonical spelling, and where it ends: ``万元``, ``元/人·月``.

    Spaces before it and brackets around it, 100 （份）, belong to it.
    """
    while at < len(text) and text[at] == " ":
        at += 1
    bracketed = text[at : at + 1] == "("
    # No unit is longer than this slice; cutting it keeps the cache small and useful.
    found = _unit_in(text[at + bracketed : at + bracketed + 16])
    if found is None:
        return None
    end = at + bracketed + found[1]
    if not bracketed:
        return found[0], end
    return (found[0], end + 1) if text[end : end + 1] == ")" else None


@lru_cache(maxsize=1024)
def _size(unit: str) -> tuple[str, Decimal]:
    """Dimension and size of a canonical unit; an unknown word is its own dimension."""
    above, stroke, below = unit.partition("/")
    factor = Decimal(1)
    for width in (2, 1):
        if above not in _SIZES and above not in _COUNT_KIND and above[:width] in _MULTIPLIERS:
            factor, above = _MULTIPLIERS[above[:width]], above[width:]
            break
    dimension, size = _SIZES.get(above, (above, Decimal(1)))
    return dimension + stroke + below, size * factor


def canonical_unit(text: str) -> str:
    """The canonical spelling of a unit that stands alone (度量单位); an unknown word stays as it is.

    >>> canonical_unit("百分比"), canonical_unit("KM"), canonical_unit("--")
    ('%', '公里', '')
    """
    plain = normalise(text).strip()[:16]
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    if not plain.strip("-/—_无"):
        return ""
    found = unit_at(plain, 0)
    if found is None:
        return plain
    rest = plain[found[1] :]
    # 批（次） is 批: what stands in brackets is another word for it.
    return found[0] if not rest or (rest.startswith("(") and rest.endswith(")")) else plain


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, as written: 169.9万元 is ``Quantity(169.9, "万元")``."""

    value: Decimal
    unit: str
    text: str

    @property
    def dimension(self) -> str:
        """What is measured: ``"%"``, ``"money"``, ``"length"`` …; for count words the word itself."""
        return _size(self.unit)[0]

    @property
    def magnitude(self) -> Decimal:
        """The value in the base unit of the dimension: 169.9万元 is 1699000, in 元."""
        return self.value * _size(self.unit)[1]


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be held against each other.

    They can when they measure one thing, when one has no unit (735 against 735人次, 100 against
    100%), when both count one kind of thing (5个, 5家), and when only one says per what
    (500元 against 500元/人).
    """
    if not a.dimension or not b.dimension:
        return True
    above_a, _, below_a = a.dimension.partition("/")
    above_b, _, below_b = b.dimension.partition("/")
    if below_a and below_b and below_a != below_b:
        return False
    return above_a == above_b or _same_count(above_a, above_b)


def _same_count(a: str, b: str) -> bool:
    """个 counts anything; the other words count people, events or things."""
    kind_a, kind_b = _COUNT_KIND.get(a, "-"), _COUNT_KIND.get(b, "-")
    if "-" in (kind_a, kind_b):
        return False
    return "个" in (a, b) or (kind_a == kind_b != "")


# --------------------------------------------------------------------------------------------------
# Characters and numbers

_PLAIN: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# One character stands for one, so that positions in the text stay.
for _plain_char, _variants in {
    "%": "﹪",
    "≥": "≧⩾≮",
    "≤": "≦⩽≯",
    "=": "﹦═",
    "<": "﹤",
    ">": "﹥",
    "-": "−‒﹣",
    "~": "〜∼",
    "+": "﹢",
    "(": "﹙",
    ")": "﹚",
    "[": "〔【",
    "]": "〕】",
    "·": "•・",
    " ": "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\r",
}.items():
    _PLAIN |= {ord(variant): _plain_char for variant in _variants}
# The full-width comma is punctuation and separates no thousands.
del _PLAIN[ord("，")]


def normalise(text: str) -> str:
    """The text in plain characters (half width, one spelling of each operator), position by position."""
    return text.translate(_PLAIN)


_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_PLAIN_NUMBER = Lazy(
    r"[-+]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(?:(?<=[0-9])|(?=\.))(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?"
)
_LOOSE_SPACE = Lazy(r"(?<=[-+,.]) +| +(?=[,.])")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """A plain number: ``215,457.6``, ``１００``, `` 16.67 ``; None with anything else, as in 98%.

    A space inside is let pass beside a separator and in front of three digits (1 000 000);
    ``10 20`` are two numbers, hence none.
    """
    if len(text) > CELL_LIMIT:
        return None
    plain = _LOOSE_SPACE.re.sub("", normalise(text).replace("，", ",").strip())
    if not plain or len(plain) > LONGEST_NUMBER or _PLAIN_NUMBER.re.fullmatch(plain) is None:
        return None
    return Decimal(plain.replace(",", "").replace(" ", ""))


_NUMERAL = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_FORMAL = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "零零二一二三四五六七八九十百千万亿二三六")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}
_ONE_TO_NINE = "[一二三四五六七八九]"
_THOUSANDS = Lazy(
    rf"(?:({_ONE_TO_NINE})千)?(零?)(?:({_ONE_TO_NINE})百)?(零?)(?:({_ONE_TO_NINE}?)(十))?(零?)({_ONE_TO_NINE})?"
)


@lru_cache(maxsize=1024)
def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (中文数字): 一百零五, 两千三百, 三点五万, 半; None when it is none.

    五六 (five or six) is no number, nor is a bare 百 or 万.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    plain = text.strip().translate(_FORMAL).replace("廿", "二十").replace("卅", "三十")
    if plain == "半":
        return Decimal("0.5")
    whole, point, rest = plain.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    decimals = rest.rstrip("十百千万亿")
    if not decimals or any(char not in _VALUES for char in decimals):
        return None
    scale = rest[len(decimals) :]
    if scale and scale not in _MULTIPLIERS:
        return None
    number = Decimal(f"{value}.{''.join(str(_VALUES[char]) for char in decimals)}")
    return number * _MULTIPLIERS[scale] if scale else number


def _whole(text: str) -> int | None:
    """A whole number, split at 亿 and 万."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(name)
        if not found:
            continue
        above = _whole(high)
        if above is None or above == 0:
            return None
        if not low:
            return above * size
        if len(low) == 1 and low in _VALUES and low != "零":
            return above * size + _VALUES[low] * size // 10  # 一万二 is 12,000
        below = _whole(low) if low.strip("零") else None
        return None if below is None or below >= size else above * size + below
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    if text and all(char in _VALUES for char in text):
        # Digit by digit, as years and room numbers are read; 五六 is a guess, not 56.
        if len(text) == 1 or len(text) > 3 or (len(text) == 3 and "零" in text):
            return int("".join(str(_VALUES[char]) for char in text))
        if text[0] != "零" or len(text) > 2:
            return None
    match = _THOUSANDS.re.fullmatch(text)
    if match is None or not text:
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = match.groups()
    value = 1000 * _VALUES[thousands or "零"] + 100 * _VALUES[hundreds or "零"]
    if ten:
        value += 10 * _VALUES[tens or "一"]
    if ones:
        # 一百五 is 150, 一千二 is 1,200; with 零 between, 一百零五, the last digit counts ones.
        gap = not ten and not any(match.group(2, 4, 7)) and (hundreds or thousands)
        value += _VALUES[ones] * ((10 if hundreds else 100) if gap else 1)
    return value


# --------------------------------------------------------------------------------------------------
# Dates, as far as figures must not be taken from them

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r" ?(?:-{1,2}|—{1,2}|–|~|至|到) ?"
# 2021年12月31日, 2021年, 9月, 2020-2022年, 1-12月, 2023-12-31, 2023.12.31, 10日前. Of a span the
# groups are those of its end; %sm and %sd name them apart where a pattern is used twice.
_MONTH_DAY = rf"(?:{_MONTH} ?月?{_TO})?(?P<%sm>{_MONTH}) ?月份?(?: ?(?P<%sd>{_DAY}) ?[日号])?"
_DATE = (
    rf"(?<![0-9.])(?:{_YEAR} ?(?:年度?)?{_TO})?(?P<yy>{_YEAR}|二[〇零○][〇零○一二三四五六七八九]{{2}}) ?年度?(?: ?{_MONTH_DAY % ('y', 'y')})?"
    rf"|(?<![0-9.])(?P<iy>{_YEAR})(?P<stroke>[-/.])(?P<im>[0-9]{{1,2}})(?P=stroke)(?P<id>[0-9]{{1,2}})(?![0-9])"
    rf"|(?<![0-9.])(?P<sy>{_YEAR})[-/](?P<sm>[0-9]{{1,2}})(?![-/0-9.])"
    rf"|(?<![0-9.])(?P<py>{_YEAR})\.(?P<pm>0[1-9]|1[0-2])(?![0-9.%‰十百千万亿元])"
    rf"|(?<![0-9.一二三四五六七八九十百千万亿]){_MONTH_DAY % ('m', 'm')}"
    r"|(?<![0-9.])(?P<od>[0-9]{1,2}) ?[日号](?=之?前|以前)"
)
_DATE_PARTS = (("yy", "iy", "sy", "py"), ("ym", "im", "sm", "pm", "mm"), ("yd", "id", "md", "od"))


class DateParts(NamedTuple):
    """A date as far as a text gives it; the numbers are as written, 13月 is 13."""

    year: int | None
    month: int | None
    day: int | None


def _date(match: re.Match[str]) -> DateParts | None:
    """The date in a match of ``_DATE``, None when the match is of something else."""
    groups = match.groupdict()
    written = [next((groups[name] for name in names if groups[name]), None) for names in _DATE_PARTS]
    if written == [None, None, None]:
        return None
    return DateParts(*(None if part is None else int(_value(part) or 0) for part in written))


# --------------------------------------------------------------------------------------------------
# Figures in running text


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in running text with the words that bound it; ``upper`` is the far end of 5-6次."""

    quantity: Quantity
    operator: Operator
    start: int
    end: int
    upper: Quantity | None = None


# Words in front of a figure. Those of the second table say where a thing is, and bound it only
# where they stand in a target: 满意度达到95% asks for 95 % in a target and reports it elsewhere.
_BEFORE: dict[str, Operator] = {
    word: operator
    for operator, words in {
        Operator.AT_LEAST: "至少 最少 最低 大于等于 大于或等于 高于或等于 多于等于 不小于",
        Operator.ABOVE: "超过 高于 大于 多于 超出 突破 超 逾 优于 长于",
        Operator.AT_MOST: "最多 最高 至多 小于等于 小于或等于 低于或等于 少于等于 不超 不突破",
        Operator.BELOW: "低于 少于 小于 不足 不到 不满 未达到 未达 短于",
        Operator.EQUAL: "等于",
        Operator.WITHIN: "正负 上下浮动 浮动",
    }.items()
    for word in words.split()
}
_LEVELS: dict[str, Operator] = {
    word: operator
    for operator, words in {
        Operator.AT_LEAST: """达到 达 达成 保持在 稳定在 提升到 提升至 提高到 提高至 增加到 增加至
            增长到 增长至 上升到 上升至 扩大到 扩大至""",
        Operator.AT_MOST: """控制在 控制到 降到 降至 下降到 下降至 降低到 降低至 减少到 减少至 压缩到
            压缩至 缩短到 缩短至 压减到 压减至""",
    }.items()
    for word in words.split()
}
_NEGATED = {Operator.BELOW: Operator.AT_LEAST, Operator.ABOVE: Operator.AT_MOST}
_NEGATIONS = frozenset(
    ("不", "未", "不得", "不能", "不应", "不会", "不可", "不宜", "不准", "没有", "严禁", "不允许")
)
# Words between an operator and its figure, or alone in front of one: 约70次.
_ABOUT = ("大约", "约为", "将近", "约", "近", "为")
_SYMBOLS = "<>=≥≤±"
_LONGEST_WORD = max(map(len, _BEFORE | _LEVELS))

_AFTER = Lazy(
    r" ?(?:\(不?含(?:本数)?\)|含)? ?(?:(?P<least>[及或]?以上|之上)"
    r"|(?P<most>[及或]?以下|之下|以内|之内|范围内|的?时间内"
    r"|内(?!容|部|外|在|涵|资|科|环|河|网|存|墙|心|地|置|蒙|设|业|控|审))"
    r"|(?P<about>左右|上下(?!游|班|级)))"
)

# Fixed expressions in which a numeral stands before a measure word and counts nothing.
_EXPRESSIONS = (
    "一次性|一件事|一张[网图表]|一本账|一条[龙线]|一次办|跑一次|一户一|一人一|一村一|一校一|一盘棋|一把手",
    "[一二三四五]期(?:工程|项目|建设|改造)|一方面|一系列|一部分|十分(?!之|钟)|[二三]次(?:供水|元|分配|产业|污染)|[三四五]位一体|八项规定|三项制度",
    "[两三四五六八九十]个(?:意识|自信|维护|确立|代表|全面|责任|专项|一批|统筹|结合)|7 ?[×xX*] ?24(?: ?小时)?",
    f"(?<!百分之)(?<!千分之){_ONE_TO_NINE}分之{_ONE_TO_NINE}|[0-9]{{3,5}}热线|[0-9.]{{1,8}}版|[2-6]G(?![A-Za-z])",
)
# Digits and numerals that count nothing.
_NO_FIGURES = (
    _DATE,
    # ordinals: 第三季度, 四季度
    rf"第 ?(?:[0-9]+|[{_NUMERAL}]+)(?:季度|阶段|[期批次届条章款名类级年项个方轮])?|[1-4一二三四]季度",
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
_CANDIDATE = Lazy(
    rf"(?=[0-9A-Za-z({_NUMERAL}点半第跑指附表图注\[])(?:"
    rf"(?P<skip>{'|'.join(_NO_FIGURES)})"
    rf"|(?P<per>百分之|千分之)(?P<share>{_DIGITS}|[{_NUMERAL}点]+)"
    rf"|(?P<digits>{_DIGITS})"
    rf"|(?P<numeral>[{_NUMERAL}点]+|半))"
)
_BETWEEN = Lazy(rf"(?:\(不?含\))?{_TO}(?:(?P<digits>{_DIGITS})|(?P<numeral>[{_NUMERAL}]+))")
_NEXT_NUMBER = Lazy(_DIGITS)
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
        self.dates: list[DateParts] = []

    def read(self) -> None:
        search = _CANDIDATE.re.search
        match = search(self.text)
        while match is not None:
            end = match.end()
            if match["skip"] is not None:
                date = _date(match)
                if date is not None:
                    self.dates.append(date)
            else:
                mention = self._figure(match)
                if mention is not None:
                    self.mentions.append(mention)
                    end = max(end, mention.end)
            self.bound = end
            match = search(self.text, end)

    def _figure(self, match: re.Match[str]) -> Mention | None:
        start = match.start()
        if match["per"]:
            unit = "%" if match["per"] == "百分之" else "‰"
            value = Decimal(100) if match["share"] == "百" else _value(match["share"])
            return None if value is None else self._bounded(value, unit, start, match.end(), None)
        value = _value(match["digits"] or match["numeral"])
        if value is None:
            return None
        if match["digits"]:
            start, value = self._signed(start, value)
        return self._with_unit(match, value, start)

    def _signed(self, start: int, value: Decimal) -> tuple[int, Decimal]:
        """-5%, but not 演练-3次, where the stroke joins a name and its figure."""
        if self.text[start - 1 : start] != "-" or start <= self.bound:
            return start, value
        before = self.text[start - 2 : start - 1] if start > 1 else " "
        return (start - 1, -value) if before in _BEFORE_MINUS else (start, value)

    def _with_unit(self, match: re.Match[str], value: Decimal, start: int) -> Mention | None:
        end = match.end()
        numeral = match["numeral"] is not None
        unit, end, more = self._unit(end)
        if numeral and not self._counts(match, unit, value):
            return None
        if not unit and self.text[start - 1 : start] in ("¥", "￥"):
            unit = "元"
        between = None if more else _BETWEEN.re.match(self.text, end)
        upper: Quantity | None = None
        if between is not None:
            far = self._upper(between, value, unit)
            if far is not None:
                upper, end = far
                unit = unit or upper.unit
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

    def _counts(self, match: re.Match[str], unit: str, value: Decimal) -> bool:
        """Whether a Chinese numeral is a figure here, and not part of a word."""
        whole = match.start() == 0 and match.end() == len(self.text)
        before = self.text[match.start() - 1 : match.start()]
        if not unit:
            return whole and self.loose
        if before in _WORD_BEFORE or unit in _MULTIPLIERS or unit in _NAMES:
            return False
        if self.loose:
            return not (match["numeral"] == "半" and before in ("上", "下"))
        if unit in _DIGITS_ONLY or (match["numeral"] == "半"):
            return False
        dimension = _size(unit)[0]
        return value != 1 or unit in _ONE_COUNTS or (dimension in _MEASURES and dimension != "time")

    def _is_code(self, start: int, end: int, unit: str) -> bool:
        """Digits of a name (10号, 3D, 256001-…), or of a measure applied to another figure (每3天)."""
        before, behind = self.text[start - 1 : start], self.text[end : end + 1]
        if before == "每" or behind in ("号", "#", "×"):
            return True
        if unit or not behind:
            return False
        return _latin(behind) or (behind == "-" and self.text[end + 1 : end + 2].isalpha())

    def _is_year(self, mention: Mention) -> bool:
        """2023 without a unit inside a longer text is a year; alone it is a number."""
        value = mention.quantity.value
        alone = mention.end - mention.start == len(self.text)
        return not alone and not mention.operator and value == int(value) and 1990 <= value <= 2049

    def _upper(self, between: re.Match[str], low: Decimal, unit: str) -> tuple[Quantity, int] | None:
        """The far end of a range: 5-6次, 90%-95%; None when the two do not make one."""
        high = _value(between["digits"] or between["numeral"])
        if high is None:
            return None
        found = unit_at(self.text, between.end())
        high_unit, end = found if found is not None else (unit, between.end())
        quantity = Quantity(high, high_unit, self.text[between.start() : end].strip(" -—–~至到"))
        lower = Quantity(low, unit or high_unit, "")
        if not comparable(lower, quantity) or lower.magnitude > quantity.magnitude:
            return None
        return quantity, end

    def _compound(self, value: Decimal, unit: str, end: int) -> tuple[Decimal, str, int]:
        """1亿2000万元 is 12000万元, 1小时30分钟 is 90分钟: the sum, in the smaller unit."""
        dimension, size = _size(unit)
        if unit not in ("亿", "万") and dimension != "time":
            return value, unit, end
        match = _NEXT_NUMBER.re.match(self.text, end)
        found = unit_at(self.text, match.end()) if match is not None else None
        if match is None or found is None:
            return value, unit, end
        low_dimension, low_size = _size(found[0])
        fits = low_dimension in ("", "money") if dimension == "" else low_dimension == dimension
        if not fits or low_size >= size or match.end() - match.start() > LONGEST_NUMBER:
            return value, unit, end
        return value * size / low_size + Decimal(match[0].replace(",", "")), *found

    def _bounded(self, value: Decimal, unit: str, start: int, end: int, upper: Quantity | None) -> Mention:
        quantity = Quantity(value, unit, self.text[start:end].strip())
        operator, opening = self._before(start)
        after = _AFTER.re.match(self.text, end)
        if after is not None and self._applies(after, unit):
            end = after.end()
            # What follows is what is meant: 达到5%以下.
            if operator is not Operator.WITHIN:
                operator = self._after_operator(after) or operator
        return Mention(quantity, operator, opening, end, upper)

    def _applies(self, after: re.Match[str], unit: str) -> bool:
        """内 alone bounds a measure (3个工作日内), not a count (5项内…)."""
        return not after[0].strip().startswith("内") or _size(unit)[0] in _MEASURES

    @staticmethod
    def _after_operator(after: re.Match[str]) -> Operator:
        if after["least"]:
            return Operator.AT_LEAST
        return Operator.AT_MOST if after["most"] else Operator.NONE

    def _before(self, start: int) -> tuple[Operator, int]:
        """The operator in front of a figure, and where its words begin."""
        text = self.text
        at, opening = self._about(start)
        if at > self.bound and text[at - 1] in _SYMBOLS:
            return self._symbol(at)
        for width in range(min(_LONGEST_WORD, at - self.bound), 0, -1):
            word = text[at - width : at]
            operator = _BEFORE.get(word) or (_LEVELS.get(word) if self.levels else None)
            if operator is not None:
                return self._negated(operator, at - width)
        return Operator.NONE, opening

    def _about(self, start: int) -> tuple[int, int]:
        """Where 约 and its like begin in front of a figure, and where the figure begins with them."""
        text, at, opening = self.text, start, start
        while at > self.bound and text[at - 1] == " ":
            at -= 1
        for word in _ABOUT:
            if text.endswith(word, self.bound, at):
                at -= len(word)
                opening = start if word == "为" else at
                break
        while at > self.bound and text[at - 1] == " ":
            at -= 1
        return at, opening

    def _symbol(self, at: int) -> tuple[Operator, int]:
        """≥, and what people type for it: > =, ≥=, >=."""
        start = max(self.bound, at - 5)
        run = self.text[start:at]
        symbols = run[len(run.rstrip(_SYMBOLS + " ")) :].lstrip(" ")
        return read_symbol(symbols), at - len(symbols)

    def _negated(self, operator: Operator, at: int) -> tuple[Operator, int]:
        """不低于 is at least, 不得超过 is at most."""
        if operator not in _NEGATED:
            return operator, at
        for width in (3, 2, 1):
            if at - width >= self.bound and self.text[at - width : at] in _NEGATIONS:
                return _NEGATED[operator], at - width
        return operator, at


def read_symbol(symbols: str) -> Operator:
    """The operator that a run of symbols stands for, in any of its spellings: ``> =``, ``≥``, ``=``."""
    if "±" in symbols:
        return Operator.WITHIN
    if "≥" in symbols or (">" in symbols and "=" in symbols):
        return Operator.AT_LEAST
    if "≤" in symbols or ("<" in symbols and "=" in symbols):
        return Operator.AT_MOST
    if ">" in symbols:
        return Operator.ABOVE
    if "<" in symbols:
        return Operator.BELOW
    return Operator.EQUAL if "=" in symbols else Operator.NONE


def _value(number: str) -> Decimal | None:
    """A number in digits or in Chinese numerals."""
    if len(number) > LONGEST_NUMBER or (number.startswith("00") and number.isdigit()):
        return None  # 007 and the end of 5，000 are no numbers
    return Decimal(number.replace(",", "")) if number[0] in "0123456789" else chinese_number(number)


def read_figures(
    text: str, *, loose: bool = False, levels: bool = False
) -> tuple[list[Mention], list[DateParts]]:
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
