"""What a reviewer's opinion (复核意见) says in words: full marks, less than full marks, a fault."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from scoring.claims.subject import MOST_CLAIMS
from scoring.text.clauses import clauses
from scoring.text.pattern import Pattern

# 给足10分, 得全分, 全额得分
_WHOLE_MARK = (
    r"(?:给|得|计|评|打)(?:予|了)?足(?:额)?(?:满?分|\d)|(?:得|给予?|计)(?:了)?全分|全额(?:得|给|计)分"
)
_FULL = Pattern(
    r"(?<![不未难])(?:得|给予?|计|评|打|记)(?:了|为|予)?满分|满分(?:通过|认定)|(?:^|[，。；,])\s*满分(?=[，。；,]|$)|(?:不|[未没]有?|[无毋][需须]|不[需必应])(?:予以?)?扣分(?!标准)"
    rf"|(?<![不能未难])[按以]满分(?:予以)?(?:计|认定|评|给|打|记|得)(?!为?\s*\d)|满分(?:计[分算入]|给分|得分)(?![标依办规条原])|{_WHOLE_MARK}"
    r"|不存在(?:任何|需要?|应予?)*扣分(?!标准|依据)|无(?:需要?)?扣分(?:事项|情形|情况|项|点)?"
)
_NO_FULL = Pattern(
    r"(?:不能|不应|不宜|不足以|不够|未能|未|不|无法|难以|方可|才可|方能|才能|本可|本应|原可|原应|则可|即可)"
    r"(?:再|予以|给予|获|达到)*(?:(?:得|给|计|评|打|按|以)(?:予)?满分|给足|(?:得|给|计)(?:予)?全分|全额)"
    r"|(?:自[评查我报填]|单位|原|初[评审次])[^，。；]{0,8}(?:满分|给足|全分|全额)"  # 单位自评得满分 is none of the reviewer's
    r"|(?<=[一-鿿])的[^，。；、标]{0,6}(?<![项指])不扣分"  # 台账完整的村不扣分: of others
    r"|(?:部分|方面|[评得]分点|要点|环节|分项|小项|子项|[前后]者)[^，。；]{0,8}(?:满分|给足|全分|全额|扣分)"  # of a part
    r"|(?:若|倘|假如|(?:^|[，。；])如果?(?![下图期实数约上前]))[^。；]{0,30}(?:满分|给足|全分|全额|扣分)"  # only supposed
    r"|除[^。；]{1,40}外[，,]?[^，。；]{0,8}(?:无|不存在|[没未]有?)[^，。；]{0,6}扣分"  # 除缺签字扣1分外，无扣分情形
)
# Not the full mark, without a number: 不得满分, 酌情扣分.
_LESS = Pattern(
    r"(?:不能|不应|不宜|未能|未|不予?|无法)(?:再|获)?[得给计评打]予?满分"
    r"|(?:酌情|适当|予以?|应当?|[须需故]|相应|按(?:照)?(?:规定|标准|比例|细则|办法|要求))(?:予以?|酌情|相应)?扣分(?![值标规细项的事情]|\s*[\d一二两三四五])"
)
UNLESS = Pattern(
    r"(?:标准|规则|细则|办法)[为是：:][^，。；]*$|(?:若|如果?|倘)[^，。；]*[，,]$|"
    r"(?:不(?:予|再|[做作应宜需必须]|需要)?|未(?:予|[做作])?|无[需须]?|没有|免予?|可以?|的|则|若[^，。；]*|如果[^，。；]*|以[上下]|否则)$"
    r"|(?:低于|高于|未达到?|不足|超过|少于|大于|小于|不到|未满)\s*\d[^，。；]*[，,]?$"
)
_FAULT = Pattern(
    r"[核调]减|减\s*\d|不得[分满]|[未没不缺无少低差偏晚迟延错仅只但漏]|重复|滞后|逾期|超|有待|欠|问题|较弱|不足"
)
# 85%-90%的扣1分: the band of the rules; 完成率90%: it was not all done.
_BAND = Pattern(
    r"(?:完成(?:率|比例|程度)|(?:完成|达到|实现)了?(?:年度|全年)?(?:目标|指标|计划|任务)值?的)(?:只有|仅|为|是|达到?|约)*\s*\d{1,2}(?:\.\d{1,2})?\s*[%％]|"
    r"\d\s*[%％]?\s*(?:[-—－~～]+|至|到)\s*\d+(?:\.\d+)?\s*[%％]?[^，。；\d]{0,8}[扣减]"
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
    "(?:[未没](?:见|发现|有|查出)?|无|不存在)(?:明显|重大)?(?:异常|异议|问题|误|疑[问义]|差错|偏差|扣分(?:事项|情形)?)(?!的?(?:原因|说明|分析|依据))"
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


# A fault is denied: 不低于目标, 没有超支, 未出现逾期.
_DENIED = Pattern(
    "(?:(?<!达)不|未|没有|[无毋]|并无|未见|未发现|未出现|不存在|没有发现)(?:明显|任何|重大|再)*"
    "(?:低于|少于|小于|滞后|逾期|超[支期标概]|超出?预算|延[期误迟]|遗漏|漏[报记登项]|缺[漏项失]|重复|拖[延欠]|差错|偏差|偏离|问题)(?!的?(?:说明|原因|分析|依据))"
)
# What is said of a target that was to be reached, and was: 超过目标值, 超额完成. How far makes a fault of it.
_BEYOND_TARGET = Pattern(
    r"(?:略有?|已|均|远|大幅|小幅)*(?:超[过出]?|高[于出])了?(?:年度|预期|预定|计划|设定|考核)*(?:目标|指标|计划|任务|预期|要求)值?(?:要求|任务|数)?(?!\s*[\d一二两三四五六七八九十]|[^，。；]{0,4}(?:过|较|太|偏))"
    r"|超(?:额|计划|目标)(?:地)?(?:完成|实现|达成)(?:了|年度|目标|任务|计划|指标)*(?!\s*\d|[^，。；]{0,4}(?:过|较|太|偏))"
)


@lru_cache(maxsize=1024)
def names_a_fault(opinion: str, reached: bool = False) -> bool:
    """Whether an opinion names something that is not as it should be.

    同意 or 达到目标 does not, nor does 酌情扣1分. Where points are deducted, whatever else is said and is no praise
    will be what for: 台账有涂改，扣1分. ``reached``: the row's own figures reach its target, so that 超过目标值 is praise.
    """
    if not gives_words(opinion):
        return False
    said = [_VERDICT.sub("", _NO_FAULT.sub("", _without_praise(c, reached))) for c in clauses(opinion)]
    if any(_FAULT.search(clause) for clause in said) or _BAND.search(opinion):
        return True
    return _LOWERS.search(opinion) is not None and any(
        len(re.findall(r"[^\W\d_]", rest)) > 1 and _is_no_praise(rest) for rest in said
    )


def _without_praise(clause: str, reached: bool) -> str:
    """A clause without what sounds like a fault and is none."""
    if not reached or _LOWERS.search(clause):
        return clause
    return _DENIED.sub("", _BEYOND_TARGET.sub("完成", clause))


def _is_no_praise(clause: str) -> bool:
    return _WELL.search(clause) is None
