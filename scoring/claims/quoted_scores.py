"""The total scores and grades that running text (总体评价) states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from scoring.claims.subject import MOST_CLAIMS, clause_before, other_subject
from scoring.text.clauses import sentence_before
from scoring.text.numerals import chinese_number
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import Period, only_year, period

# Words that name no subject of their own.
_EMPTY_OF_RESULTS = Pattern(
    "按?百分制|项目|专项|第三方|机构|绩效|评[价定审分]组?|自[评我]|复[核评]|核查组?|[核扣]减|调整|打分|量化|财政|专家组?|最[终后]|综合|总体|整体|合计|支出|年度|单位"
    "|结[果论]|情况|综上|所述|等[级次]|得分|分[数值]|核定|认定|计算|加权|汇总|因此|经过|依据|根据|对照|按照"
    "|[该本此其次实共总经由按的为是我获取得出故即被可拟应予以后]"
)
_SCORE = Pattern(
    r"(?P<key>自评分数?|复核分数?|(?:自评|复核|评价)结果|综合分|得分|分数|总分|评分结果|评分|打分|成绩|得|(?P<bare>自评|复核|最终|最后|认定|核定)|(?P<summed>合计|总计|共计|加总|相加))(?:后)?(?:调整|核定|确定|评定|调减|下调)?"
    r"[为是达到了共计合总分约：:\s]{0,20}(?P<value>\d{1,9}(?:\.\d{1,9})?)(?!\d)\s*"
    r"(?:分(?!\s*(?:[（(]含[)）])?(?:以[上下]|[-—~～至到]))|(?P<no_unit>(?=[（(，,。；;、!！]|$)))"
)
# 95.6分，是本项目本年度的自评总分
_BEHIND = Pattern(
    r"(?P<value>\d{1,3}(?:\.\d{1,9})?)\s*分[，,]?(?:这)?[是为即系](?P<clause>[^，。；\d]{0,40}?)(?P<key>(?:自评|复核|综合|评价|最终)(?:的)?(?:总得分|总分|得分|分数|评分|总成绩|成绩)|总得分|总分)(?=[，。；]|$)"
)
# 以93.9分的成绩结束自评, 给出92.4分的复核成绩
_GIVEN = Pattern(
    r"(?P<ends>以|给出|得出|取得|获得?|打出|评出|报出|交出)了?\s*(?P<value>\d{1,3}(?:\.\d{1,9})?)\s*分的"
    r"(?P<words>[^，。；\d]{0,10}?(?:成绩|得分|分数|评分|总分)[^，。；\d]{0,20})"
)
_JUDGED = Pattern("自评|复核|核查|评价|绩效评|评审")
_JUDGES = Pattern("自行|审核|审定|评[审议]|会审|部门|局")
# 总分由95分调减至90分: the unit's, and the reviewer's.
_RESCORED = Pattern(
    r"[由从]\s*(?:自评(?:得分|总分)?的?)?\s*(?P<own>\d{2,3}(?:\.\d{1,4})?)\s*分\s*(?:调整?|核减?|下调|上调|下?降|减少?|变更?|改)(?:低|减|整|少)?[为至到成]\s*(?P<review>\d{2,3}(?:\.\d{1,4})?)\s*分"
)
# 共扣8分，得92分: what is missing to the full mark.
_LOST = Pattern(
    r"(?:^|[，,。；;\n])(?:(?:本|该)?项目|自评|各项指标|全部指标|指标)*(?:共|合计|总共|累计|一共|总计)?扣[减除掉]?了?\s*(?P<lost>\d{1,2}(?:\.\d{1,4})?)\s*分[，,](?:故|因此|最[终后]|自评|综合|实际|项目)*(?:实得|得分?|总分|总得分)(?:为|是)?\s*(?P<left>\d{2,3}(?:\.\d{1,4})?)\s*分"
)
_ALL_ITEMS = Pattern(
    "(?:各|所有|全部)(?:项|级|类|个)?指标(?:的)?(?:得分|分值|分数)?(?=合计|汇总|加总|相加|总计|累计|共|总?得分|总分)"
)
# 得分为八十三分
_IN_NUMERALS = Pattern(
    "(?<=[得为分数:是评计])[一二三四五六七八九十百]{2,6}(?:点[零一二三四五六七八九]{1,2})?(?=分)"
)
_GRADE = Pattern(
    r"(?P<key>(?:评级|评价|评定|等级)(?:标准|办法)(?:应?属于?|应?为)|等级|等次|档次|评级|自评为|复核为|评[定级]?为|结果为|结论为"
    r"|^(?=[\s“\"‘'「]*(?:优秀?|[良中差])[等级”\"’'」\s]*(?:[，。；;,]|$))"  # the whole answer: 良。
    r"|(?P<result>(?:综合|总体|整体|绩效|最终)评[价定](?:结[果论])?|评价结[果论])|(?P<after>(?<=[\d分）)])[，,、]?\s*(?:为|属于?|达到?|处于|位于|列为|对应为?|相当于|[定评归划]为|[确认]定为|落入|进入|[（(])))"
    r"[为是属于达到评定：:\s“\"‘'「]{0,20}"
    r"(?P<grade>优秀?|良好?|中等?|较?差|(?:基本)?[合及]格|不[合及]格)(?=[”\"’'」]?(?:等[级次]|等(?=[，。；]|$)|档|级|\s*(?:[，。；、！,;!.）)\n]|[（(](?![^（()）]{0,12}(?:以[上下]|[≥≤<>~～至—-]))|$)))"
)
# 等级由优调整为良: the unit's, and the reviewer's.
_LETTER = "[“\"‘'「]*(?:优秀?|良好?|中等?|较?差)[”\"’'」]*"
_REGRADED = Pattern(
    rf"(?:等级|等次|档次|评级|评价结果|结果)[^，。；]{{0,6}}[由从]\s*(?P<own>{_LETTER})(?:等级?|级)?"
    rf"\s*(?:调整?|下调|上调|下?降|变更?|改)低?[为至到成]\s*(?P<review>{_LETTER})"
)
# 复核核减3分, 较自评低3分: how far the two totals are apart.
_CUT = Pattern(
    r"(?:[核扣调]减|核?扣除?|[下调][调低降]|[降压核]低|减少|相差|(?<=[较比]自评)[减少]|(?<=[较比]自评得分)[减少]|(?<=[较比]自评分)[减少]|[低高])了?(?P<value>\d{1,3}(?:\.\d{1,4})?)\s*分(?!\s*(?:以[上下]|[-—~～至到]))"
)
_ABOUT_THE_TOTAL = Pattern(
    "基础上?|审[核查定]|抽查|核[实查]|会审|评议|验收组?|主管部门|第三方|机构|局|[县市省区镇]|评审组?|评价组|[在较比与同经组对将上了后现]|总(?:得?分|计)"
)
_REVIEWED = Pattern("复核|审[核查定]|抽查|核查|财政|专家|第三方|评审|评价组|自评")
_OWN = Pattern("自评|复核|核查得|评定得|评价|绩效|综合|最终|项目")
_TOTAL = Pattern("总(?!结)|综合|最终|实得")
_REVIEW = Pattern("复核|核查|财政|专家")
_ITEM = Pattern("指标|产出|效益|满意度|执行|决策|过程|管理|质量|数量|时效|成本|资金|单项|平均|满分")
_ITEM_CUT = Pattern("指标|产出|效益|满意度|单项|[该本此每各]项(?!目)|执行率|资金部分|因")
_OF_AN_ITEM = Pattern("[该此本每各单分]项(?!目)|每|平均|扣|满分|指标")
_MOST_OF_AN_ITEM = 50
# 产出得46分，效益得27分，合计
_PARTS = Pattern(r"得\s*\d[^。；]{0,24}得\s*\d[^。；]{0,24}得\s*\d")
_SCORED = Pattern(r"\d{2,3}(?:\.\d+)?\s*分")
_ABOUT_A_TOTAL = Pattern(
    "总?评分|(?:财政)?(?:部门|局)|总?(?:得分|分数|分)|复核后?|自评|核查后?|评价|最终|项目|绩效|综合|[的经后将该本]"
)
_POINTS = Pattern(r"\d\s*分")


class Whose(StrEnum):
    """Whose score or grade a text quotes."""

    SELF = "自评"
    REVIEW = "复核"
    EITHER = ""


@dataclass(frozen=True, slots=True)
class ScoreQuote:
    """A total score that a text states."""

    value: Decimal
    whose: Whose = Whose.EITHER
    may_be_full: bool = False  # 总分100分 may be the full mark


@dataclass(frozen=True, slots=True)
class GradeQuote:
    """A grade that a text states."""

    letter: str
    whose: Whose = Whose.EITHER
    said: str = ""  # 合格, where it is no word of the scale


@lru_cache(maxsize=1024)
def scores_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[ScoreQuote, ...]:
    """Total scores that a text states: ``自评复核分数为98分``; those of single items and other years are left out."""
    return tuple(_scores_quoted(_IN_NUMERALS.sub(_digits, text), year or only_year(text), names))


def _digits(match: re.Match[str]) -> str:
    value = chinese_number(match[0])
    return match[0] if value is None else f"{value}"


def _scores_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[ScoreQuote]:
    for clause, match in _with_clause(_SCORE, text):
        quote = _score(text, clause, match, year, names)
        if quote is not None:
            yield quote
    yield from _restated(text, year, names)


def _restated(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[ScoreQuote]:
    """Scores that stand before the word for them, and those of both that a text reckons from one to the other."""
    for match in islice(_BEHIND.finditer(text), MOST_CLAIMS):
        value, words = Decimal(match["value"]), match["clause"] + match["key"]
        of_item = value <= _MOST_OF_AN_ITEM or _OF_AN_ITEM.search(words) or _ITEM.search(words)
        if not of_item and _is_of_the_year(sentence_before(text, match.start()) + words, year):
            yield ScoreQuote(value, _whose(words))
    yield from _given(text, year, names)
    for match in islice(_RESCORED.finditer(text), MOST_CLAIMS):
        sentence = sentence_before(text, match.start())
        own, review = Decimal(match["own"]), Decimal(match["review"])
        if min(own, review) <= _MOST_OF_AN_ITEM or not _OWN.search(sentence) or _ITEM.search(sentence):
            continue
        clause = clause_before(text, 0, match.start())
        if _is_of_the_year(sentence, year) and not other_subject(clause, _ABOUT_A_TOTAL, names):
            yield ScoreQuote(own, Whose.SELF)
            yield ScoreQuote(review, Whose.REVIEW)


def _given(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[ScoreQuote]:
    """The scores that are said to be given, or to end with: 给出92.4分的复核成绩."""
    for match in islice(_GIVEN.finditer(text), MOST_CLAIMS):
        value, words = Decimal(match["value"]), match["words"]
        before = clause_before(text, 0, match.start())
        of_item = value <= _MOST_OF_AN_ITEM and match["ends"] != "以"
        if of_item or not _JUDGED.search(words) or _ITEM.search(before + words) or "平均" in before:
            continue
        other = other_subject(_JUDGES.sub("", before), _EMPTY_OF_RESULTS, names)
        if not other and _is_of_the_year(sentence_before(text, match.start()), year):
            yield ScoreQuote(value, _whose(before + words))


@lru_cache(maxsize=1024)
def lost_and_left(text: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """The points that a text says are lost in all, each with the total that it says is left: 共扣8分，得92分."""
    return tuple(
        (Decimal(match["lost"]), Decimal(match["left"]))
        for match in islice(_LOST.finditer(text), MOST_CLAIMS)
    )


def _with_clause(pattern: Pattern, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The first 200 matches, each with what stands before it in its clause, since the last one."""
    end = 0
    for match in islice(pattern.finditer(text), MOST_CLAIMS):
        yield clause_before(text, end, match.start()), match
        end = match.end()


def _score(
    text: str, clause: str, match: re.Match[str], year: int | None, names: tuple[str, ...]
) -> ScoreQuote | None:
    value, words = Decimal(match["value"]), clause + match["key"]
    own = _OWN.search(words) is not None and value > _MOST_OF_AN_ITEM
    total = own or _TOTAL.search(words) is not None
    if match["summed"]:
        total = value > _MOST_OF_AN_ITEM and _PARTS.search(sentence_before(text, match.start())) is not None
        if not total:
            return None
    if (match["bare"] and not own) or (match["no_unit"] is not None and not total):
        return None
    sentence = sentence_before(text, match.start())
    if not _is_result(sentence, clause, total, year, names):
        return None
    whose = _whose(words)
    return ScoreQuote(value, whose, match["key"] == "总分" and whose is Whose.EITHER)


@lru_cache(maxsize=1024)
def cuts_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[Decimal, ...]:
    """By how many points a text says that the reviewer's total is below or above the unit's: 复核核减3分.

    Points taken from an item (质量指标扣减2分), or for a reason (因资料不全扣2分), are none.
    """
    return tuple(_cuts_quoted(text, year or only_year(text), names))


def _cuts_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[Decimal]:
    for clause, match in _with_clause(_CUT, text):
        sentence = sentence_before(text, match.start())
        if not _REVIEWED.search(sentence) or _ITEM_CUT.search(sentence):
            continue
        words = _ABOUT_THE_TOTAL.sub("", _SCORED.sub("", clause))
        if other_subject(words, _EMPTY_OF_RESULTS, names):
            continue
        if period(sentence, year).evaluated:
            yield Decimal(match["value"])


@lru_cache(maxsize=1024)
def grades_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[GradeQuote, ...]:
    """Grades that a text states of the project: ``复核等级为优``; 良好 is 良."""
    return tuple(_grades_quoted(text, year or only_year(text), names))


def _grades_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[GradeQuote]:
    for match in islice(_REGRADED.finditer(text), MOST_CLAIMS):
        if period(sentence_before(text, match.start()), year).evaluated:
            yield GradeQuote(_letter(match["own"]), Whose.SELF)
            yield GradeQuote(_letter(match["review"]), Whose.REVIEW)
    for clause, match in _with_clause(_GRADE, text):
        sentence = sentence_before(text, match.start())
        whose = _whose_grade(sentence, _POINTS.split(clause)[-1], match, year, names)
        if whose is not None:
            yield GradeQuote(
                _letter(match["grade"]), whose, "" if match["grade"][0] in "优良中差较" else match["grade"]
            )


def _letter(grade: str) -> str:
    """优 of “优秀”; a pass is what lies above 60 points (中), a fail what lies below."""
    if "格" in grade:
        return "差" if grade.startswith("不") else "中"
    return grade.strip("“\"‘'「”’」较")[0]


def _whose_grade(
    sentence: str, clause: str, match: re.Match[str], year: int | None, names: tuple[str, ...]
) -> Whose | None:
    """Whose grade it is; None for that of something else. 自评得分98分，等级为优 is of what was scored."""
    words = clause + match["key"]
    own = _OWN.search(words) is not None or _TOTAL.search(words) is not None
    scores = [] if own else list(_with_clause(_SCORE, sentence))
    score = _score(sentence, *scores[-1], year, names) if scores else None
    vague = match["key"] in ("结果为", "结论为") and match["grade"] == "良好" and not own
    scored = any(_score(sentence, *found, year, names) for found in _with_clause(_SCORE, sentence))
    vague = vague or (match["result"] is not None and match["grade"] == "良好" and not scored)
    vague = vague or ("格" in match["grade"] and match["key"] not in ("等级", "等次", "档次", "评级"))
    if vague or (score is None and (scores or match["after"])):
        return None
    if not _is_result(sentence, clause, own or score is not None, year, names):
        return None
    return score.whose if score is not None else _whose(words)


def _is_result(sentence: str, clause: str, own: bool, year: int | None, names: tuple[str, ...]) -> bool:
    """Whether a score or grade is the project's, of the year evaluated."""
    sentence = _ALL_ITEMS.sub("", sentence)
    clause = _ALL_ITEMS.sub("", clause)
    if not _is_of_the_year(sentence, year) or _OF_AN_ITEM.search(clause):
        return False
    if other_subject(clause, _EMPTY_OF_RESULTS, names):
        return False
    return own or not _ITEM.search(sentence)


def _is_of_the_year(sentence: str, year: int | None) -> bool:
    """Whether a score is of the year evaluated: a month before it (8月才进场，自评88分) is that of something else."""
    when = period(sentence, year)
    last = sentence.rpartition("，")[2]
    return when.evaluated or (when is Period.PART and period(last, year).evaluated)


def _whose(words: str) -> Whose:
    own, review = "自评" in words, _REVIEW.search(words) is not None
    if own == review:
        return Whose.EITHER
    return Whose.SELF if own else Whose.REVIEW
