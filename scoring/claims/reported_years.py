"""The years that running text reports on: 2022年完成了, not those of documents, plans, events or comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from scoring.claims.subject import names_alike
from scoring.text.clauses import FULL_STOP, sentence_before
from scoring.text.pattern import Pattern

_IN_A_TITLE = Pattern("《[^《》]*》|〔[^〔〕]*〕")
_SPACE = r"\s{0,20}"  # bounded: where a line of blanks may begin anywhere, each blank would be tried with all behind it
_SPAN = Pattern(rf"20\d\d{_SPACE}年?{_SPACE}[-—–~～至到]+\s*(?:20\d\d|\d\d)\s*年(?!\s*\d)")
# A year that is reported on opens its clause, or follows the project or the unit.
_REPORTED = Pattern(
    r"(?:^|[，。；：！？,;:!?\n]|[一二三四五六1-6][、.]|项目|单位|学校|公司|[我该本局镇乡校院所站馆委办厅区县市村]|中心|经评价|综上|通过(?=20\d\d\s*年度?项目))"
    rf"{_SPACE}[“\"]?(?P<year>20\d\d)\s*年"
)
_BASED = Pattern("(?:依据|根据|按|遵照|参照|依照|对照|落实)(?:(?!计划|要求|目标|进度)[^，。；]){0,12}$")
_COMPARED = Pattern(r"(?:较|比|与|同比|对比|上年|上一年|去年|截至|截止|自|从|由)[^，。；]{0,4}$")
_EVENT = "启动|立项|成立|建成|开工|动工|始建|投入使用|印发|出台|批复|获评|结转|获批|签订|签署|招标|中标|竣工|审计|巡察|巡视|督[查导]"
_OTHER_YEAR = Pattern(
    r"\s*年?度?(?:相比|比|同期|(?:全[国省市县区])?(?:同类|类似|其他|同行)|至|到|-|—|～|~|起|以来|以前|之前|以后|[初底末]"
    "|(?:绩效)?(?:评价|自评|核查|复核|审计|检查|考核)(?:中|时)?(?:所)?(?:发现|提出|指出|反馈|结果|意见|报告|整改)"
    rf"|(?:(?!按)[^，。；]){{0,12}}(?:{_EVENT}|(?:方案|文件|通知|规划|合同|协议|办法|标准)(?:[的要规实执]|$|(?=[，。；]))))"
)
_TO_DO = "将|拟|有望|计划|继续|进一步|预计|建议|争取|力争|(?<![供响适相对反])应(?![用急对])|须|(?<!必)需(?!求)|(?<![主重必需])要(?!求)"
_LATER_EVENT = Pattern(rf"\s*年\s*\d{{1,2}}\s*月|年?度?[，,]?[^，。；]{{0,20}}(?:{_TO_DO}|预算)")
# 2024年项目实施完成 in a form of 2023: at the beginning of the text, or said of the project or all year.
_REPORTED_LATER = Pattern(
    r"(?:^|[。；;\n](?=\s{0,20}20\d\d\s*年度?(?:全年|[本该]?项目[^，。；]{0,6}(?:完成|实施|执行))))"
    rf"{_SPACE}[“\"]?(?:(?P<year>20\d\d)\s*年(?!\s*\d|[初底末上下]|第?[一二三四]季)"
    # Of the end of a later year nobody can know: the form is older.
    r"|截[至止]到?\s*(?P<end>20\d\d)\s*年(?:\s*12\s*月(?:\s*31\s*日|底|末)|底|末))"
)
_AFTERWARDS = Pattern(f"{_TO_DO}|若|如能|评价|自评|核查|复核|验收|尾款|质保|结算|审计|移交")
_HISTORY = Pattern(f"{_EVENT}|延续|跨年|续建|试点|试运行|筹[备建]|申[报请]")
_FUNDS_OR_RESULT = Pattern("执行率|支出率|预算|支出|得分|等级")
_FIGURE = Pattern(r"[\d优良中差]")
_THIS_YEAR = Pattern("今年|本年")
# 评价期间为2022年1月1日至12月31日; 截至2021年12月31日，计划已完成.
_EVALUATED = Pattern(
    rf"(?:评价|自评|绩效|考核|核查|复核)(?:期间|对象|基准日|基准期|时段|周期|年度|期限?|区间|时间范围|范围)(?:为|是|[:：])*{_SPACE}(?P<year>20\d\d)\s*年"
    r"(?P<span>[^，。；]{0,24})"
)
_OF_A_YEAR = Pattern("(?!考核对象)..(?:对象|年度|周期|基准期|区间|范围|期间)")
_WHOLE_YEAR = Pattern(r"度|\s*1\s*月(?:\s*1\s*日)?\s*[-—–~～至到]+\s*(?:20\d\d\s*年)?\s*12\s*月")
_BY_YEAR_END = Pattern(
    rf"(?:^|[。；;\n]){_SPACE}截[至止]到?{_SPACE}(?P<year>20\d\d)\s*年\s*(?:12\s*月(?:\s*31\s*日|[底末])?|年?[底末]|末)"
)
# 对2022年度保洁项目开展绩效自评
_EVALUATES = Pattern(
    rf"(?:^|[，,。；;\n]|单位|[局镇乡街办委校院所站馆中心组])(?:我|本)?(?:单位)?对{_SPACE}(?:本单位|我单位|项目|[^，。；]{{0,8}}?)(?P<year>20\d\d)\s*年度?"
    "(?![初底末]|\\s*\\d)[^，。；]{0,30}?(?:自评|评价|复核|核查|评分)(?!中|时|所|发现|提出|指出|反馈|意见|整改|报告|问题|结果)"
)
# A year of which the figures in its sentence are told: 街道2022年度保洁项目预算…
_TOLD_OF = Pattern(
    r"(?P<year>20\d\d)\s*年(?:(?P<whole>\s*0?1\s*月?(?:\s*1\s*日)?\s*[-—–~～至到]\s*(?:20\d\d\s*年)?\s*12\s*月)"
    r"|(?!\s*\d|[初底末]|[以之]?前)(?P<fiscal>度|(?P<within>[内间]|全年|期间))?)(?P<behind>[^，,。；;\n]{0,40})"
)
# 兑现2022年度种粮补贴: the year is that of what was done something to.
_GOVERNED = Pattern(
    "(?:兑[现付]|发放|[支给交]付|补[发付助贴]|服务|缴纳|退还|归还|结[算清]|落实|完成|使用|[拨偿]付|消化|开展|组织|针对|涉及|购买|采购|安排|下达|享受|执行|实施|通过|"
    "获得?|评选|表彰|奖励|包?含|包括|及|和|与|将|把|用于|解决|弥补|续签|验收)$"
)
_OF_THE_PROJECT = Pattern("项目|专项|工作|任务|经费|资金|预算|支出|补助|补贴|绩效")
_DONE = Pattern(r"(?:共|累计|已|实际|全面|顺利)*(?:完成|实施|开展|组织|举办)(?:了)?[^，,。；;\n的]+$")
_MADE_THEN = Pattern(r"\s*(?!度)[^，,。；;\n的]{2,8}的(?!情况|工作|任务)")
_OTHER_YEARS = Pattern(r"20\d\d(?=\s*年)")
_NAMED_YEAR = Pattern(r"20\d\d")
_CLAUSE = Pattern("[，。；;\n]")
_SENTENCE = Pattern("[。；;\n]")
_OPENING = 30  # characters in which the project is named behind the year
_LONG = 200  # characters: a sentence is read on as far as this
_MOST_YEARS = 10


@lru_cache(maxsize=1024)
def without_titles(text: str) -> str:
    """A text without the titles and spans of years in it: 《2022年实施方案》, 2021-2023年."""
    return _SPAN.sub("", _IN_A_TITLE.sub("", text))


@lru_cache(maxsize=1024)
def reported_years(text: str, year: int) -> tuple[re.Match[str], ...]:
    """The other years that a text reports on; those it compares with (较2022年), documents and plans are none.

    No more than the first ten: nobody reports on more.
    """
    return tuple(islice(_other_years(text, year), _MOST_YEARS))


def _other_years(text: str, year: int) -> Iterator[re.Match[str]]:
    for match in _REPORTED.finditer(text):
        before = sentence_before(text, match.start("year"))
        if int(match["year"]) == year or _COMPARED.search(before) or _BASED.search(before):
            continue
        if _is_history(text, match, before, year):
            continue
        planned = int(match["year"]) > year and _LATER_EVENT.match(text, match.start("year") + 4)
        if not planned and not _OTHER_YEAR.match(text, match.end()):
            yield match


def years_told_of(text: str, year: int) -> Iterator[tuple[int, str]]:
    """The other years of which sentences may tell figures, each with its sentence; no events, plans or comparisons."""
    for match in islice(_TOLD_OF.finditer(text), _MOST_YEARS):
        before = sentence_before(text, match.start())
        if int(match["year"]) == year or _COMPARED.search(before) or _BASED.search(before):
            continue
        if (
            _GOVERNED.search(before)
            or _OTHER_YEAR.match(text, match.end("year") + 1)
            or _HISTORY.search(match["behind"])
        ):
            continue
        if match["within"] and _MADE_THEN.match(match["behind"]):
            continue
        whole = match["whole"] or match["fiscal"] or not match["behind"] or _DONE.match(match["behind"])
        if whole or _OF_THE_PROJECT.search(match["behind"]):
            yield int(match["year"]), before + _sentence(text, match.start())


def _is_history(text: str, match: re.Match[str], before: str, year: int) -> bool:
    """Whether a year tells when a thing was made (2022年购置的12台设备), or is one of several: 2021年立项，2022年设计."""
    sentence = before + _sentence(text, match.start("year"))
    if len({*_OTHER_YEARS.findall(sentence)} - {f"{year}"}) > 1:
        return True
    behind = FULL_STOP.search(text[: match.start("year")]) is not None
    return behind and _MADE_THEN.match(text, match.end()) is not None


def evaluated_year(text: str, year: int) -> int | None:
    """The other year that a text says it evaluates, or the year before whose end it reports of as if it were this one's.

    Where it speaks of the year evaluated elsewhere, the end of the year before is what that is compared with.
    """
    for match in islice(_EVALUATED.finditer(text), _MOST_YEARS):
        named = [int(match["year"]), *(int(other) for other in _NAMED_YEAR.findall(match["span"]))]
        if max(named) < year:
            return named[0]
        # 评价时间为2024年3月 is when it was evaluated; 评价对象为2024年度 is what was.
        if min(named) > year and _OF_A_YEAR.match(match[0]) and _WHOLE_YEAR.match(match["span"]):
            return named[0]
    for match in islice(_EVALUATES.finditer(text), _MOST_YEARS):
        if int(match["year"]) != year and f"{year}年" not in text and not speaks_of_this_year(text):
            return int(match["year"])
    for match in islice(_BY_YEAR_END.finditer(text), _MOST_YEARS):
        sentence = _sentence(text, match.start("year"))
        rest = text.replace(sentence, "", 1)
        if int(match["year"]) < year and f"{year}年" not in text and not _THIS_YEAR.search(rest):
            return int(match["year"])
    return None


def reported_later(text: str, year: int) -> int | None:
    """The later year that a text reports on as if it were over, saying nothing of the year evaluated."""
    for match in islice(_REPORTED_LATER.finditer(text), _MOST_YEARS):
        told = match["year"] or match["end"]
        sentence = _sentence(text, match.start())
        if int(told) > year and not _AFTERWARDS.search(sentence) and f"{year}年" not in sentence:
            return int(told)
    return None


def reports_on(text: str, year: int) -> bool:
    """Whether a text reports on a year."""
    return any(int(match["year"]) == year for match in _REPORTED.finditer(text))


def speaks_of_this_year(text: str) -> bool:
    """Whether a text names the year evaluated without its number: 今年."""
    return _THIS_YEAR.search(text) is not None


def gives_figure_of_funds(text: str, reported: re.Match[str]) -> bool:
    """Whether a text gives, for a year that it reports on, figures of the funds or a result: 2022年执行率为92%."""
    sentence = _sentence(text, reported.start("year"))
    matter = _FUNDS_OR_RESULT.search(sentence)
    return matter is not None and _FIGURE.search(sentence, matter.end()) is not None


def opens_with_project(text: str, reported: re.Match[str], names: tuple[str, ...]) -> bool:
    """Whether a text opens with the year and the project, 2022年“夜间开放服务”完成了: a report, not its history."""
    if reported.start() > 0:
        return False
    clause = _CLAUSE.split(text[reported.end() : reported.end() + _LONG], 1)[0]
    if _HISTORY.search(clause):
        return False
    return any(names_alike(clause[:_OPENING], name) for name in names)


def _sentence(text: str, at: int) -> str:
    """What follows in the sentence, up to 200 characters."""
    return _SENTENCE.split(text[at : at + _LONG], 1)[0]
