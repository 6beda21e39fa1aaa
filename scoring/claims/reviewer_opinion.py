"""What a reviewer's opinion (复核意见) says in words: full marks, less than full marks, a fault."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from scoring.claims.subject import MOST_CLAIMS
from scoring.text.clauses import clauses
from scoring.text.pattern import Pattern

_FULL = Pattern(
    r"(?<![不未难])(?:得|给予?|计|评|打|记)(?:了|为|予)?满分|满分(?:通过|认定)|(?:^|[，。；,])\s*满分(?=[，。；,]|$)|(?:不|[未没]有?|[无毋][需须]|不[需必应])(?:予以?)?扣分(?!标准)"
    r"|无(?:需要?)?扣分(?:事项|情形|情况|项|点)?"
)
_NO_FULL = Pattern(
    r"(?:不能|不应|不宜|未能|未|不|无法|难以|方可|才可|方能|才能|本可|本应|原可|原应|则可|即可)"
    r"(?:再|予以|给予|获|达到)*(?:得|给|计|评|打)(?:予)?满分"
    r"|(?:自[评查我报填]|单位|原|初[评审次])[^，。；]{0,8}满分"  # 单位自评得满分 is none of the reviewer's
)
# Not the full mark, without a number: 不得满分, 酌情扣分.
_LESS = Pattern(
    r"(?:不能|不应|不宜|未能|未|不予?|无法)(?:再|获)?[得给计评打]予?满分"
    r"|(?:酌情|适当|予以?|应当?|[须需故])(?:予以?)?扣分(?![值标规细项的]|\s*[\d一二两三四五])"
)
UNLESS = Pattern(
    r"(?:不(?:予|再|[做作应宜需必须]|需要)?|未(?:予|[做作])?|无[需须]|没有|免予?|可以?|的|则|若[^，。；]*|如果[^，。；]*|以[上下]|否则)$"
    r"|(?:低于|高于|未达到?|不足|超过|少于|大于|小于|不到|未满)\s*\d[^，。；]*[，,]?$"
)
_FAULT = Pattern(
    r"[核调]减|减\s*\d|不得[分满]|[未没不缺无少低差偏晚迟延错仅只但漏]|重复|滞后|逾期|超|有待|欠|问题|较弱|不足"
)
# What a verdict is made of, and what says that all is well: neither is a reason.
_VERDICT = Pattern(
    r"(?:[扣核调]减?|减|得|给予?|评|[计记打]|以|按)[除去掉了其为至到]*(?:权重|分值|得分|分数)?的?[为:：]?\s*[\d.一二两三四五六七八九十壹贰叁肆伍半点零%％/折成]+\s*(?:分|为宜)?"
    r"|酌情|适当|予以?|综合|考虑|因素|评[议定审判估价]|研究|讨论|[该本此]项|指标|复核|核查|专家组?|财政|评价组|小组|最终|建议|认定|核定|实际|情况|[核调]减"
    r"|根据|按照?|依据|结合|评分|计分|得分|标准|细则|办法|规定|规则|意见|同意|自评|扣分|分[值数]?|[经后故因此所以则应为的现共合计总扣给得予再各项]"
)
_LOWERS = Pattern(
    r"扣|[核调]减|下调|减\s*\d|[得给计]\s*[\d一二两三四五六七八九]|[调降改]低?[至到为成]|[应以]为?得?\s*\d|折|减半|计分"
)
_NO_FAULT = Pattern(
    "(?:[未没](?:见|发现|有|查出)?|无|不存在)(?:明显|重大)?(?:异常|问题|误|疑[问义]|差错|偏差|扣分(?:事项|情形)?)"
)
_WELL = Pattern(
    "已(?:按|完成|达|实现)|完成|齐[全备]|符合|达[标到成]|良好|较好|优[秀良]|属实|认可|一致|真实|规范|显著|满意|有效|充分"
)

_LONG = 200  # characters that are looked at before 不得满分


@lru_cache(maxsize=1024)
def says_less_than_full(opinion: str) -> bool:
    """Whether an opinion denies the full mark without saying how many points it takes: 不得满分, 酌情扣分."""
    if says_full_marks(opinion):
        return False
    return any(
        not UNLESS.search(opinion[max(0, match.start() - _LONG) : match.start()])
        for match in islice(_LESS.finditer(opinion), MOST_CLAIMS)
    )


@lru_cache(maxsize=1024)
def says_full_marks(opinion: str) -> bool:
    """Whether an opinion says that the indicator earns its full mark."""
    return _FULL.search(_NO_FULL.sub("", opinion)) is not None


@lru_cache(maxsize=1024)
def gives_words(opinion: str) -> bool:
    """Whether an opinion is more than blank, a stroke or a bare number."""
    return re.search(r"[^\W\d_]{2}", opinion.removesuffix("分")) is not None


@lru_cache(maxsize=1024)
def names_a_fault(opinion: str) -> bool:
    """Whether an opinion names something that is not as it should be.

    同意 or 达到目标 does not, nor does 酌情扣1分. Where points are deducted, whatever else is said and is no praise
    will be what for: 台账有涂改，扣1分.
    """
    if not gives_words(opinion):
        return False
    said = [_VERDICT.sub("", _NO_FAULT.sub("", clause)) for clause in clauses(opinion)]
    if any(_FAULT.search(clause) for clause in said):
        return True
    return _LOWERS.search(opinion) is not None and any(
        len(re.findall(r"[^\W\d_]", rest)) > 1 and _is_no_praise(rest) for rest in said
    )


def _is_no_praise(clause: str) -> bool:
    return _WELL.search(clause) is None
