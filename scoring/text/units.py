"""Units (度量单位): how they are spelled, what they measure or count, and how large they are."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from scoring.text.characters import is_latin, normalise
from scoring.text.numerals import MULTIPLIERS

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
        if unit is not None and not (is_latin(piece[-1]) and end < len(text) and is_latin(text[end])):
            return unit, end
    return None


def _multiplied(text: str, at: int) -> tuple[str, int] | None:
    """A unit with its multiplier (万元), or a bare multiplier (万)."""
    plain = _spelled(text, at)
    for width in (2, 1):
        if text[at : at + width] in MULTIPLIERS and at + width <= len(text):
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

    The text is in plain characters. Spaces before the unit and brackets around it, 100 (份), belong to it.
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
def dimension_and_size(unit: str) -> tuple[str, Decimal]:
    """Dimension and size of a canonical unit; an unknown word is its own dimension."""
    above, stroke, below = unit.partition("/")
    factor = Decimal(1)
    for width in (2, 1):
        if above not in _SIZES and above not in _COUNT_KIND and above[:width] in MULTIPLIERS:
            factor, above = MULTIPLIERS[above[:width]], above[width:]
            break
    dimension, size = _SIZES.get(above, (above, Decimal(1)))
    return dimension + stroke + below, size * factor


def is_measure(unit: str) -> bool:
    """Whether a canonical unit measures (万元, 公里) rather than counts (次, 人)."""
    return dimension_and_size(unit)[0] in _MEASURES


def same_count(a: str, b: str) -> bool:
    """Whether two words count one kind of thing: people, events or things; 个 counts anything, 户次 is 户."""
    if a.removesuffix("次") == b.removesuffix("次") != "":
        return True
    kind_a, kind_b = _COUNT_KIND.get(a, "-"), _COUNT_KIND.get(b, "-")
    if "-" in (kind_a, kind_b):
        return False
    return "个" in (a, b) or (kind_a == kind_b != "")


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
