"""Words in place of figures: 有效, 显著提升, 已按时完成, 未发生. The lists are those of graded_words.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scoring.text.characters import cell_text
from scoring.text.pattern import Pattern


class _Words(NamedTuple):
    """The tables of graded_words.toml."""

    stems: tuple[str, ...]
    alone: frozenset[str]
    bare_scales: tuple[str, ...]
    unfinished: tuple[str, ...]
    reached: tuple[str, ...]
    nothing: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("graded_words.toml").read_text(encoding="utf-8"))
    graded, done = data["graded"], data["done"]
    return _Words(
        stems=tuple(graded["stems"]),
        alone=frozenset(graded["alone"]),
        bare_scales=tuple(graded["bare_scales"]),
        unfinished=tuple(done["unfinished"]),
        reached=tuple(done["reached"]),
        nothing=frozenset(data["nothing"]["words"]),
    )


_DONE = Pattern(
    r"(?:已|均|全部|全面|按[时期]|如期|及时|按要求|按计划|按进度|提前|超额|圆满|顺利|保质保量|年[底末]前|目标)*"
    r"(?:完成|完毕|达标|达成|达到|实现|办结|全覆盖|完工|竣工|符合要求|达到要求|及时|按时|按期)"
    r"(?:目标|任务|年度|预期|指标|要求|全部|工作|支付|发放|拨付|计划|设定|值|了)*"
)


def bare_words(text: str) -> str:
    """A wording without the punctuation and spaces around it, for comparing one with another."""
    plain = cell_text(text).strip(" 。.，,;；、!！'\"“”").replace(" ", "")
    return plain.removeprefix("定性").lstrip(":")


def same_wording(one: str, other: str) -> bool:
    """Whether two wordings are one, but for punctuation and spaces."""
    return bare_words(one) == bare_words(other)


def is_graded(text: str) -> bool:
    """Whether a wording is one of the usual graded ones (有效, 显著提升, 及时…), which are scored in bands."""
    words = bare_words(text)
    return words in _words().alone or any(stem in words for stem in _words().stems)


def is_grade(text: str) -> bool:
    """Whether the whole text is a grade or its like: 优, 好, 通过."""
    return text in _words().alone


def is_bare_scale(text: str) -> bool:
    """好坏, 优良中差: a scale without a point on it."""
    words = bare_words(text)
    return any(scale in words for scale in _words().bare_scales)


def says_done(text: str) -> bool:
    """完成, 已按时完成, 达标; not 未完成 or 基本完成."""
    words = bare_words(text)
    return not words.startswith(_words().unfinished) and _DONE.fullmatch(words) is not None


_WHOLE = Pattern(
    "(?:已|均|基?本?实现|达到|做到|完成|[^0-9未没不无部基]{0,8}?)?(?:全(?:面|部|员|域|县|区|市|镇|乡|村)?覆盖|应[^未不]尽[^未不]|应[^未不]{1,2}尽[^未不]{1,2}|百分之?百|100%覆盖"
    "|(?:全部|全额|足额|100%)(?:完成|发放|拨付|支付|到位|落实|覆盖|兑现|办结|达标|合格|通过|整改|纳入|参保|上报|安装|更换)?|无一遗漏|零遗漏|一个不漏)(?:到位|完毕|了)?"
)


def says_whole(text: str) -> bool:
    """全覆盖, 应保尽保, 全部发放: all of it, 100 %."""
    return _WHOLE.fullmatch(bare_words(text)) is not None


_STANDS = Pattern(
    "完成|完工|竣工|建成|通过验收|已验收|交付|上线|投入使用|投用|启用|印发|出台|发布|提交|报送|上报"
)
_GOT = Pattern(
    "(?:已经?|按[时期]|如期|全部)+(?:采购|购置|购买|配备|配置|安装|签订|聘请|聘用|招聘|举办|召开|开展|编制|制定|制作|拍摄|出版|建立|设立|成立|组织|收到|取得|获得|拨付|支付|发放|修订|撰写|形成|创建|开通|更换|维修|改造|实施)(?:到位|完成|完毕|成功|1[^0-9]{1,3})?"
)
_ON_THE_WAY = Pattern(
    "[不未无没]|部分|基本|正在|尚|在建|即将|拟|预计|招标|采购|前期|立项|可研|勘察|设计|主体|批复|签订|合同"
)


def says_it_stands(text: str) -> bool:
    """已建成, 系统已上线运行: of one thing this says that it is there; not 招标已完成."""
    words = bare_words(text)
    if _GOT.fullmatch(words) is not None:
        return True
    return _STANDS.search(words) is not None and _ON_THE_WAY.search(words) is None


def says_reached(text: str) -> bool:
    """达到, 完成目标: not only done, but as it was asked."""
    return any(word in text for word in _words().reached)


def says_nothing(text: str) -> bool:
    """无, 未发生, 零."""
    return bare_words(text) in _words().nothing


def in_points(text: str) -> str:
    """A score as a sentence names it: 98 and 98分 are 98分."""
    return f"{text.strip().removesuffix('分').rstrip()}分"
