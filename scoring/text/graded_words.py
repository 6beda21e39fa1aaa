"""Words in place of figures: 有效, 显著提升, 已按时完成, 未发生."""

from __future__ import annotations

from scoring.text.characters import cell_text
from scoring.text.pattern import Pattern

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
GRADE_WORDS = frozenset(_GRADES.split())
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
_DONE = Pattern(
    r"(?:已|均|全部|全面|按[时期]|如期|及时|按要求|按计划|按进度|提前|超额|圆满|顺利|保质保量|年[底末]前|目标)*"
    r"(?:完成|完毕|达标|达成|达到|实现|办结|全覆盖|完工|竣工|符合要求|达到要求|及时|按时|按期)"
    r"(?:目标|任务|年度|预期|指标|要求|全部|工作|支付|发放|拨付|计划|设定|值|了)*"
)
_REACHED = ("达标", "达到", "达成", "符合要求", "完成目标", "完成指标", "达到预期")
_NOTHING = frozenset(
    ("无", "没有", "未发生", "不发生", "无发生", "零发生", "没有发生", "未出现", "无事故", "无投诉", "零")
)


def bare_words(text: str) -> str:
    """A wording without the punctuation and spaces around it, for comparing one with another."""
    plain = cell_text(text).strip(" 。.，,;；、!'\"“”").replace(" ", "")
    return plain.removeprefix("定性").lstrip(":")


def same_wording(one: str, other: str) -> bool:
    """Whether two wordings are one, but for punctuation and spaces."""
    return bare_words(one) == bare_words(other)


def is_graded(text: str) -> bool:
    """Whether a wording is one of the usual graded ones (有效, 显著提升, 及时…), which are scored in bands."""
    words = bare_words(text)
    return words in GRADE_WORDS or any(stem in words for stem in _OFFICIAL_STEMS)


def is_bare_scale(text: str) -> bool:
    """好坏, 优良中差: a scale without a point on it."""
    words = bare_words(text)
    return any(scale in words for scale in _BARE_SCALES)


def says_done(text: str) -> bool:
    """完成, 已按时完成, 达标; not 未完成 or 基本完成."""
    words = bare_words(text)
    return not words.startswith(_UNFINISHED) and _DONE.fullmatch(words) is not None


_STANDS = Pattern("完成|完工|竣工|建成|通过验收|已验收|交付|上线|投入使用|投用|启用|印发|出台|发布")
_ON_THE_WAY = Pattern(
    "[不未无没]|部分|基本|正在|尚|在建|即将|拟|预计|招标|采购|前期|立项|可研|勘察|设计|主体|批复|签订|合同"
)


def says_it_stands(text: str) -> bool:
    """已建成, 系统已上线运行: of one thing this says that it is there; not 招标已完成."""
    words = bare_words(text)
    return _STANDS.search(words) is not None and _ON_THE_WAY.search(words) is None


def says_reached(text: str) -> bool:
    """达到, 完成目标: not only done, but as it was asked."""
    return any(word in text for word in _REACHED)


def says_nothing(text: str) -> bool:
    """无, 未发生, 零."""
    return bare_words(text) in _NOTHING


def in_points(text: str) -> str:
    """A score as a sentence names it: 98 and 98分 are 98分."""
    return f"{text.strip().removesuffix('分').rstrip()}分"
