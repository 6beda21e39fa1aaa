"""What running text (总体评价, 存在问题) says: amounts, rates, scores, grades that it quotes, reasons it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from scoring.text.clauses import FULL_STOP, STOP, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity
from scoring.text.time_spoken_of import Period, only_year, period, without_times

_RATE = Pattern(
    "执行率|支出率|支付率|支出进度|执行进度|支付进度|(?<=资金)使用率|(?<=经费)使用率|(?<=预算)使用率|(?<=预算)完成率|(?<=支出)完成率"
)
_MONEY = Pattern(
    "(?P<budget>预算(?!支出)|下达资金|安排资金|批复)"
    "|(?P<spent>(?<!预算)支出|执行|使用|支付|(?<!财政)(?<!财政已)(?<!上级)拨付|花费|列支|决算)"
    "|(?P<invested>(?:共计?|合计|全年|本年度?|年度)(?:已|实际)?投入)"
)
_AT_FIRST = Pattern("年初|初始|期初|调整前")
_ADJUSTED = Pattern("全年预算|调整后")
# Between 预算 and its figure nothing else may stand: 预算安排为, but not 支付工程款, 预算由.
_GAP = Pattern(
    r"(?:[为是了共计总数额至约达到仅只有已均都：:\s]|[（(][%％万元A-Z/÷]+[)）]|合计|金额|资金|经费|财政|项目|专项|款项|额度|指标"
    "|安排|下达|批复|调整|调整后|实际|完成|人民币|支出|执行|提升至|提高到)*"
)
# Words that name no subject of their own.
_EMPTY_OF_FUNDS = Pattern(
    "项目|专项|财政(?:拨款|资金)?|资金|经费|预算|(?<!单位)决算|支出|执行|使用|支付|拨付|实际|共计|合计|总计|累计|总体|整体|综合|完成"
    "|安排|下达|批[复准]|调整[前后]?|年[中初]|初始|期初|最终|最后|截[至止]|情况|方面|绩效|评价|期间|到位|金额|总额"
    "|进度|完毕|全部|足额|及时|有效|良好|较好|严格|规范|一般公共|核定|确定|审批|纳入|(?:我|本)?单位|学校|[我本][市县区镇乡街村局校院所站馆中心]+"
    r"|[^，。；、]{0,10}(?:财政[局厅部所]|政府|人大|主管部门)(?=批|下|安|核|审|同|$)"
    "|[该本此其所实共总从看来在于经由按照根据通过的为是与和及均都也已并且且但而故因此即达用度数额率内]"
)
_EMPTY_OF_RESULTS = Pattern(
    "项目|专项|绩效|评[价定审分]组?|自[评我]|复[核评]|核查组?|[核扣]减|调整|打分|量化|财政|专家组?|最[终后]|综合|总体|整体|合计|支出|年度|单位"
    "|结[果论]|情况|综上|所述|等[级次]|得分|分[数值]|核定|认定|计算|加权|汇总|因此|经过|依据|根据|对照|按照"
    "|[该本此其次实共总经由按的为是我获取得出故即被可拟应予以后]"
)
_ASKED = Pattern("申请|申报|上报|报送|追加|调[增减]|[核压]减|拟|[人户]均")  # speak of their own figure only
_SOURCE = Pattern("补助|上级|中央|[省市县区镇]级|本级|配套|自筹|自有|贷款|债券|捐赠|其他资金")
_WHOLE = Pattern("全年|本年|年度|项目|总|合计|共|批复")
_NOT_SO = Pattern("其中|若|如果|剔除|不考虑|届时|预计")  # parts, and what is only supposed
_SUMMED_UP = Pattern("累计|总预算|总投资|总概算")
# A figure of several years, of a part, or in a rule: 500万元（三年）, 执行率低于90%的，扣分.
_NOT_ALL = Pattern(
    r"\s*(?:以[上下内])?[（(][^（()）]*(?:[两二三四五多\d]年|上年|不含|首期|一期)[^（()）]*[)）]"
    r"|\s*的[，,、]?\s*(?:扣|得|不得分|酌情)"
)
# The rate that the rules ask for: 按执行率100%得满分的规则, 按评分标准，执行率100%得满分, 未达到执行率100%的要求.
_RULE = "(?:规则|标准|原则|办法|规定|细则|方法|口径)"
_IN_A_RULE = Pattern(rf"[^，。；]{{0,6}}(?:[得计给扣]|满分)[^，。；]{{0,8}}{_RULE}")
_OF_THE_RULES = Pattern(rf"(?:评分|计分){_RULE}")
_EARNS = Pattern(r"\s*的?[得计给]\s*(?:满分|\d)")
_NOT_REACHED = Pattern("[未没不][^，。；]*$")
_ASKED_FOR = Pattern(r"\s*的(?:目标|要求|进度|标准)(?P<missed>[^，。；]{0,4}[未没不])?")
# 共投入资金30万元购置图书, 购置图书，共投入30万元 and 共投入90万元，其中自筹 are no figures of the table.
_ENDS = Pattern(r"\s*(?:[，。；;,！!\n]|$)")
_OTHER_SOURCES = Pattern("[^。；;\n]*(?:自筹|社会|捐|配套|企业|集体|群众)")
_SCORE = Pattern(
    r"(?P<key>自评分数?|复核分数?|综合分|得分|分数|总分|评分|得|(?P<bare>自评|复核))"
    r"(?:[为是达到了共计合总分约：:\s])*(?P<value>\d+(?:\.\d+)?)\s*"
    r"(?:分(?!\s*(?:[（(]含[)）])?(?:以[上下]|[-—~～至到]))|(?P<no_unit>(?=[（(，,。；;、!！]|$)))"
)
_GRADE = Pattern(
    r"(?P<key>等级|等次|档次|自评为|复核为|评[定级]?为|结果为|结论为"
    r"|^(?=[\s“\"‘'「]*(?:优秀?|[良中差])[等级”\"’'」\s]*(?:[，。；;,]|$))"  # the whole answer: 良。
    r"|(?P<result>(?:综合|总体|整体|绩效|最终)评[价定](?:结[果论])?|评价结[果论])|(?P<after>(?<=[\d分）)])[，,、]?\s*(?:为|属于?)))"
    r"(?:[为是属于达到评定：:\s“\"‘'「])*"
    r"(?P<grade>优秀?|良好?|中等?|较?差)(?=[”\"’'」]?(?:等[级次]|档|级|\s*(?:[，。；、！,;!.）)\n]|$)))"
)
_OWN = Pattern("自评|复核|评价|绩效|综合|最终|项目")
_TOTAL = Pattern("总(?!结)|综合|最终|实得")
_REVIEW = Pattern("复核|核查|财政|专家")
_ITEM = Pattern("指标|产出|效益|满意度|执行|决策|过程|管理|质量|数量|时效|成本|资金|单项|平均|满分")
_OF_AN_ITEM = Pattern("[该此本每各单分]项(?!目)|每|平均|扣|满分|指标")
_MOST_OF_AN_ITEM = 50
_POINTS = Pattern(r"\d\s*分")
_NAME = 3
_REASON = Pattern(r"因|由于|原因|所致|导致|受.{1,12}影响|尚未|未到|推迟|延期|结余")
_PART = "[未尚没不部首预前期第半%％]|进度款|季度"
_ALL_PAID = Pattern(
    rf"(?:已|均|全部)(?:(?!{_PART})[^，。；]){{0,14}}"
    "(?:[支拨]付完毕|[支拨]付到位|完成支付|支付完成|全额支付|[付结]清|支出完毕|使用完毕|用完)"
    rf"|已完成(?:(?!{_PART})[^，。；]){{0,14}}支付|全部(?:支付|拨付|(?:支出|使用|执行|花费)完毕?)"
    r"|[足全]额(?:支付|支出|付清)(?=\W|$|了?(?:款|资金|经费|费用|价款|合同款))"
    "|支付了?全部(?:款项?|资金|经费|费用|价款|合同款)"
    "|支付了?100[%％](?:的?(?:款项?|资金|经费|费用|价款|合同款))?|100[%％](?:支付|付清|支出)"
)
# Said of a part, of the future, or with a not: 尚未全部支付, 除质保金外已全部支付, 将于次年全部支付.
_NOT_PAID = Pattern(
    "(?:未|没|尚|不|无法|难以|部分|首[期付批]|预付|前期|第[一二三]|半|进度|季度|(?<!已)将|拟|预计|计划于|争取|力争|确保"
    "|应(?!付)|需|如(?!期))[^，。；]*$|(?:(?<![消拆清解扫])除|(?<!接)待|若|以外)[^。；]*$"
)
_PAID_LATER = Pattern("[^，。；]{0,2}(?:的|率|后|前|[0-9]|手续|申请|首|预付|进度|第)")
_SHARE = r"\d+(?:\.\d+)?\s*[%％]"
_SHIFTED = Pattern(
    rf"(?:由|从|自)[^。；]{{0,20}}?{_SHARE}[^。；]{{0,12}}?(?:到|至|为)[^。；]{{0,6}}?{_SHARE}"
)
_LAST, _THIS = r"(?:20\d\d年|上年|上一年|去年|往年)", r"(?:20\d\d年|本年|今年|当年)"
_LEVEL = rf"[^，。；提增升降减缩上下]{{0,12}}?{_SHARE}"
_BOTH_YEARS = Pattern(rf"{_LAST}{_LEVEL}.{{0,20}}?{_THIS}{_LEVEL}")


class Quoted(StrEnum):
    """What a figure in the text is said to be."""

    INITIAL = "年初预算"
    BUDGET = "预算"
    SPENT = "支出"
    RATE = "执行率"
    INVESTED = "投入"  # may be budget or spending


class Whose(StrEnum):
    """Whose score or grade a text quotes."""

    SELF = "自评"
    REVIEW = "复核"
    EITHER = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure of the funds table that the text quotes."""

    what: Quoted
    quantity: Quantity
    operator: Operator = Operator.NONE
    adjusted: bool = False  # 全年预算, 调整后预算: the initial one is not meant


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


def money_quoted(text: str) -> tuple[Mention, ...]:
    """The amounts of money in a text."""
    return tuple(m for m in find_mentions(text) if m.quantity.dimension == "money")


@lru_cache(maxsize=1024)  # in Excel the same texts are checked again at every click
def funds_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[Quote, ...]:
    """Budget, spending and execution rate of the project in the year evaluated, as a text quotes them.

    A figure with another subject (培训支出, 上级补助, 申请预算) or of another time is left out: what
    stands around 预算 or 支出 has to be empty words, or one of the ``names`` (project, unit).
    """
    return tuple(_funds_quoted(text, year or only_year(text), names))


def _funds_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[Quote]:
    end, part = 0, False
    for mention in map(_in_yuan, find_mentions(text)):
        sentence = sentence_before(text, mention.start)
        part = part and FULL_STOP.search(text[end : mention.start]) is None
        said = STOP.split(text[end : mention.start])[-1]
        end = mention.end
        key = _key(said, mention.quantity)
        if key is None:
            part = part or (mention.quantity.dimension == "money" and _SOURCE.search(said) is not None)
            continue
        other = _other_subject(said[: key.start()], _EMPTY_OF_FUNDS, names)
        if other:
            part = part or not _ASKED.search(said)
        elif _WHOLE.search(said):
            part = False
        if other or part or _NOT_SO.search(sentence) or not _GAP.fullmatch(said[key.end() :]):
            continue
        when = period(sentence, year)
        if not when.evaluated or (_SUMMED_UP.search(said) and when is not Period.OWN):
            continue
        if _NOT_ALL.match(text, mention.end) or _is_a_rule(sentence, text, mention.end):
            continue
        quote = _quote(said, key, mention)
        if quote.what is not Quoted.INVESTED or _is_all(sentence, text, mention.end):
            yield quote


def _in_yuan(mention: Mention) -> Mention:
    """What 80万 is where it is money."""
    quantity = mention.quantity
    if quantity.unit not in ("万", "亿"):
        return mention
    return mention._replace(quantity=Quantity(quantity.value, f"{quantity.unit}元", quantity.text))


def _is_a_rule(sentence: str, text: str, end: int) -> bool:
    """Whether a figure is what the rules ask for."""
    asked = _ASKED_FOR.match(text, end)
    if _IN_A_RULE.match(text, end) or (asked and (asked["missed"] or _NOT_REACHED.search(sentence))):
        return True
    return _OF_THE_RULES.search(sentence) is not None and _EARNS.match(text, end) is not None


def _is_all(sentence: str, text: str, end: int) -> bool:
    """Whether 共投入90万元 speaks of the project, and of nothing that it was spent on or that others gave."""
    *earlier, _ = STOP.split(sentence)
    about = re.search(r"\w", without_times("，".join(earlier)))
    return about is None and _ENDS.match(text, end) is not None and not _OTHER_SOURCES.match(text, end)


def _key(said: str, quantity: Quantity) -> re.Match[str] | None:
    """The last word of a clause that says what its figure is."""
    if quantity.unit != "%" and quantity.dimension != "money":
        return None
    keys = _RATE if quantity.unit == "%" else _MONEY
    return max(keys.finditer(said), key=lambda match: match.end(), default=None)


def _quote(said: str, key: re.Match[str], mention: Mention) -> Quote:
    if mention.quantity.unit == "%":
        return Quote(Quoted.RATE, mention.quantity, mention.operator)
    if key["spent"] or key["invested"]:
        what = Quoted.SPENT if key["spent"] else Quoted.INVESTED
        return Quote(what, mention.quantity, mention.operator)
    what = Quoted.INITIAL if _AT_FIRST.search(said) else Quoted.BUDGET
    return Quote(what, mention.quantity, mention.operator, _ADJUSTED.search(said) is not None)


def _other_subject(before: str, empty: Pattern, names: tuple[str, ...]) -> bool:
    """Whether the words before 预算, 得分 … name something else than the project."""
    if any(names_alike(before, name) for name in names):
        return False
    project, _, rest = before.rpartition("项目")
    return _named(rest, empty) or (bool(names) and _named(project, empty))


def _named(words: str, empty: Pattern) -> bool:
    return re.search(r"\w", empty.sub("", without_times(words))) is not None


def names_alike(words: str, name: str) -> bool:
    """Whether the words hold more than half of a name in one piece."""
    half = len(name) // 2 + 1
    return half >= _NAME and any(name[i : i + half] in words for i in range(len(name) - half + 1))


@lru_cache(maxsize=1024)
def scores_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[ScoreQuote, ...]:
    """Total scores that a text states: ``自评复核分数为98分``; those of single items and other years are left out."""
    return tuple(_scores_quoted(text, year or only_year(text), names))


def _scores_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[ScoreQuote]:
    for said, match in _with_clause(_SCORE, text):
        quote = _score(text, said, match, year, names)
        if quote is not None:
            yield quote


def _with_clause(pattern: Pattern, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every match with what stands before it in its clause, since the last one."""
    end = 0
    for match in pattern.finditer(text):
        yield STOP.split(text[end : match.start()])[-1], match
        end = match.end()


def _score(
    text: str, said: str, match: re.Match[str], year: int | None, names: tuple[str, ...]
) -> ScoreQuote | None:
    value, words = Decimal(match["value"]), said + match["key"]
    own = _OWN.search(words) is not None and value > _MOST_OF_AN_ITEM
    total = own or _TOTAL.search(words) is not None
    if (match["bare"] and not own) or (match["no_unit"] is not None and not total):
        return None
    sentence = sentence_before(text, match.start())
    if not _is_result(sentence, said, total, year, names):
        return None
    whose = _whose(words)
    return ScoreQuote(value, whose, match["key"] == "总分" and whose is Whose.EITHER)


@lru_cache(maxsize=1024)
def grades_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[GradeQuote, ...]:
    """Grades that a text states of the project: ``复核等级为优``; 良好 is 良."""
    return tuple(_grades_quoted(text, year or only_year(text), names))


def _grades_quoted(text: str, year: int | None, names: tuple[str, ...]) -> Iterator[GradeQuote]:
    for said, match in _with_clause(_GRADE, text):
        sentence = sentence_before(text, match.start())
        whose = _whose_grade(sentence, _POINTS.split(said)[-1], match, year, names)
        if whose is not None:
            yield GradeQuote(match["grade"].removeprefix("较")[0], whose)


def _whose_grade(
    sentence: str, said: str, match: re.Match[str], year: int | None, names: tuple[str, ...]
) -> Whose | None:
    """Whose grade it is; None for that of something else. 自评得分98分，等级为优 is of what was scored."""
    words = said + match["key"]
    own = _OWN.search(words) is not None or _TOTAL.search(words) is not None
    scores = [] if own else list(_with_clause(_SCORE, sentence))
    score = _score(sentence, *scores[-1], year, names) if scores else None
    vague = match["key"] in ("结果为", "结论为") and match["grade"] == "良好" and not own
    vague = vague or (match["result"] is not None and match["grade"] == "良好")
    if vague or (score is None and (scores or match["after"])):
        return None
    if not _is_result(sentence, said, own or score is not None, year, names):
        return None
    return score.whose if score is not None else _whose(words)


def _is_result(sentence: str, said: str, own: bool, year: int | None, names: tuple[str, ...]) -> bool:
    """Whether a score or grade is the project's, of the year evaluated."""
    if not period(sentence, year).evaluated or _OF_AN_ITEM.search(said):
        return False
    if _other_subject(said, _EMPTY_OF_RESULTS, names):
        return False
    return own or not _ITEM.search(sentence)


def _whose(said: str) -> Whose:
    own, review = "自评" in said, _REVIEW.search(said) is not None
    if own == review:
        return Whose.EITHER
    return Whose.SELF if own else Whose.REVIEW


def gives_reason(text: str, words: Iterable[str]) -> bool:
    """Whether a text gives a reason and speaks of one of the words (支付, 结余 …) while it does."""
    sentences = re.split(r"[。；;\n]", text)
    return any(_explains(s) and any(word in s for word in words) for s in sentences)


def _explains(sentence: str) -> bool:
    """Whether a sentence gives a reason; 已按合同支付全部款项 gives none."""
    if _REASON.search(sentence):
        return True
    return "按合同" in sentence and full_payment(sentence) is None


def full_payment(text: str) -> str | None:
    """The words by which a text says that all is paid."""
    for claim in _ALL_PAID.finditer(text):
        before = sentence_before(text, claim.start())
        if not _NOT_PAID.search(before) and not _PAID_LATER.match(text, claim.end()):
            return claim[0]
    return None


@lru_cache(maxsize=1024)
def compares_periods(text: str) -> bool:
    """Whether a text gives figures of both periods: two counts in one unit, or 由 60% 提高到 80%.

    One percentage alone (较2022年提升20%以上) is no evidence of itself.
    """
    figures = find_mentions(text)
    counts = [m.quantity.dimension for m in figures if m.quantity.unit not in ("%", "百分点", "")]
    if any(counts.count(dimension) > 1 for dimension in set(counts)):
        return True
    shares = [m for m in figures if m.quantity.unit == "%"]
    return len(shares) > 1 and any(said.search(text) is not None for said in (_SHIFTED, _BOTH_YEARS))
