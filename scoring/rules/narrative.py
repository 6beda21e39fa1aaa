"""NR 文字: what the texts of the form say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from scoring.claims.quoted_results import (
    Quote,
    Quoted,
    ScoreQuote,
    Whose,
    full_payment,
    funds_quoted,
    grades_quoted,
    names_alike,
    scores_quoted,
)
from scoring.claims.reported_years import EVENT, REPORTED_YEAR, TO_DO, reported_years, without_titles
from scoring.finding import Finding
from scoring.form.model import EvaluationForm, FundLine, Number, Text
from scoring.points.arithmetic import grade
from scoring.points.case import Case
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.text.characters import clean
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, rate_agrees, rounded, score_agrees
from scoring.text.quantity import Quantity

_PROMPT = Pattern(
    r"[0-9０-９]+\s*字\s*(?:以内|左右|以上|之内)"
    r"|^[（(【\[]?\s*(?:模板提示|填[写表报]说明|说明[:：]|此处|请(?:在此|填写|简要|对照|说明|结合)|简要说明|简述)"
    r"|^(?:对照|根据|结合)[^，。]{1,12}，(?:逐项|简要)?(?:说明|填写|描述)"
)
# What a tick is put into: brackets with nothing else in them, or a box; Wingdings has its own.
_CHOICE = Pattern(
    r"[（(]([\s√✓✔☑■●×✕VvXx是否\uf0fc\uf0fe\uf052]*)[)）]|([□☐■☑☒√✓✔\uf0fc\uf0fe\uf052\uf0a3\uf06f])"
)
_TICK = Pattern("[√✓✔☑☒■●Vv是\uf0fc\uf0fe\uf052]")
_TITLE_PROJECT = Pattern(r"20\d\d\s*年度?+(\S{4,30}?)项目(?:支出)?(?:绩效)?自评表")
_QUOTED_PROJECT = Pattern(
    r"^[“\"]([^”\"]{4,40})[”\"](?=项目|专项|经费|资金|全年|年初|年度|预算|实际支出|自评|复核)"
)
_OPENING_PROJECT = Pattern(
    r"^(?:20\d\d年度?+)?+([^，。；：“”\"]{4,30}?)(?:项目|专项)(?:经费|资金|支出)?(?=全年|年初|年度|预算|实际支出|自评|复核)"
)
_NO_NAME = Pattern("[该本此]|我[镇市县区单局校院]|各|一般公共|项目|整体")
_GENERIC = Pattern(
    "财政|部门|预算|支出|绩效|整体|转移支付|特定目标|运转|专项|专用|重点|延续|一次性|经常性|常年|中央|上级|本级"
    "|[省市县区镇乡]级|[省市县区]直|债券|民生实事|基本建设|政府投资|政府购买|追加|单位|其他|全部|所有|类$"
)
# A place or an organisation is no project: 永德县, 某某大学, 滨江新区.
_BODY = Pattern(
    "(?:[省市县区镇乡州盟旗局厅院校站馆队]|(?<!乡)村|街道|社区|大学|[中小]学|幼儿园|产业园|中心|公司|集团|政府|机关"
    "|管委会|委员会|联合会|协会|工会|妇联|[宣组统武][一-龥]{1,2}部|[事管][一-龥]处|(?:派出|研究|事务|财政|司法|管理|卫生)所"
    "|[党委]办|办公室|(?:教育|卫生|卫健|公安|政法|民政|交通|水利|农业)系统)$"
)
_ENOUGH_ALIKE = 0.6
_SOMEWHAT_ALIKE = 0.4  # for a name without quotation marks: the unit's name may stand before it
# Nothing written yet: XX, ……, 略, 待补充; the blanks of a date: 2025年  月  日, ____年__月__日.
_NOTHING = Pattern(
    r"[\s_＿.．。…·□]+|[\s（(]*[XxＸｘ×*＊某]{2,}[)）\s。]*|[（(]?略[)）]?。?|待(?:填写?|补充?|定|完善)。?"
)
_GAP = r"[\s_＿XxＸｘ×*＊〇○□.…]*"
_NO_DATE = Pattern(rf"^{_GAP}(?:20{_GAP})?年|年{_GAP}月|月{_GAP}日")
_DAY = Pattern(r"(20\d\d)\s*[年./-]\s*(\d{1,2})(?!\d)\s*(?:月|[./-])\s*(?:(\d{1,2})(?!\d))?")
_CLAUSE = Pattern("[，。；;\n]")
_SENTENCE = 6
_OPENING = 30  # characters in which the project is named behind the year
_THIS_YEAR = Pattern("今年|本年")
# 2024年项目实施完成 in a form of 2023: at the beginning of the text, or said of the project or all year.
_REPORTED_LATER = Pattern(
    r"(?:^|[。；;\n](?=\s*20\d\d\s*年度?(?:全年|[本该]?项目[^，。；]{0,6}(?:完成|实施|执行))))"
    r"\s*[“\"]?(?P<year>20\d\d)\s*年(?!\s*\d|[初底末上下]|第?[一二三四]季)"
)
_AFTERWARDS = Pattern(f"{TO_DO}|评价|自评|核查|复核|验收|尾款|质保|结算|审计|移交")
_FIGURE_OF_FUNDS = Pattern(r"(?:执行率|支出率|预算|支出|得分|等级)[^。；]*[\d优良中差]")
_DATE = Pattern(r"(20\d\d)\s*[年./-]\s*(\d{1,2})?\s*[月./-]?\s*(\d{1,2})?")
_WHY_LESS = Pattern(
    "节约|节余|结余|中标|招标|审减|核减|据实|按实|质保金|尾款|余款|剩余|结转|[未没][^，。；]{0,6}[付完]"
)
_FACTOR = {"万元": Decimal(10_000), "元": Decimal(1)}


@rule("NR01", "文字引用的资金数据与资金表不符", severity=ERROR, basis="总体评价引用的数据应与资金表一致")
def quoted_funds_differ(case: Case) -> Iterator[Finding]:
    """总体评价里写的预算、支出或执行率，与资金表对不上。

    为什么：总体评价会被摘录上报，与表内数据矛盾就成了错误信息。
    例：资金表全年预算169.9万元，总体评价写“全年预算为196.9万元”。
    改为：总体评价改为“169.9万元”。
    依据：总体评价引用的数据应与资金表一致，按文中的小数位四舍五入；其他年份、一部分、申请和计划、评分规则里的数不算。
    """
    text = case.form.texts.get("conclusion")
    if text is None or text.empty or not case.form.funds:
        return
    told = set()
    for quote in funds_quoted(text.text, case.form.year, _names(case.form)):
        right = _right_values(case, quote)
        if not right or quote in told or any(_agrees(quote, value) for value in right):
            continue
        told.add(quote)
        shown = (
            f"{plain(right[0])}%" if quote.what is Quoted.RATE else f"{plain(right[0])}{case.form.money_unit}"
        )
        yield Finding(
            cells=(text.at,),
            message=f"总体评价写{quote.what}“{quote.quantity.text}”，资金表为{shown}",
            found=quote.quantity.text,
            expected=shown,
            suggestion=f"核对资金表；资金表无误的，文中改为{shown}",
        )


def _right_values(case: Case, quote: Quote) -> list[Decimal]:
    """The figures of the table that the quote may mean, in the table's unit (rates in per cent); total first."""
    lines = sorted(case.form.funds, key=lambda line: not line.is_total)
    if quote.what is Quoted.RATE:
        rate = case.results.execution_rate
        own = [line.rate.value for line in lines if line.rate and line.rate.value and not line.is_total]
        return [rate, *own] if rate is not None else []
    if case.form.money_unit not in _FACTOR:
        return []
    reckoned = {Quoted.SPENT: case.results.executed, Quoted.BUDGET: case.results.budget}.get(quote.what)
    fields = [f.value for line in lines for f in _amounts(line, quote) if f is not None]
    return [value for value in (reckoned, *fields) if value is not None]


def _amounts(line: FundLine, quote: Quote) -> tuple[Number | None, ...]:
    """预算 alone may be either column, 投入 any; 年初预算 and 全年预算 name theirs."""
    if quote.what is Quoted.SPENT:
        return (line.executed,)
    if quote.what is Quoted.INVESTED:
        return (line.executed, line.budget, line.initial_budget)
    if quote.what is Quoted.INITIAL:
        return (line.initial_budget,)
    return (line.budget,) if quote.adjusted else (line.budget, line.initial_budget)


def _names(form: EvaluationForm) -> tuple[str, ...]:
    """What the project and its unit are called: a figure of theirs is one of the whole project."""
    unit = re.sub(r"^[\W\d_]+", "", form.unit.text) if form.unit is not None else ""
    return tuple(name for name in (form.text("project"), unit) if name)


def _agrees(quote: Quote, value: Decimal) -> bool:
    quantity = quote.quantity
    if quote.operator in (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW):
        return _within(quote, value)
    if quote.what is Quoted.RATE:
        return rate_agrees(quantity.value, f"{quantity.value}%", value)
    return any(_same_amount(quantity, value * factor) for factor in _FACTOR.values())


def _within(quote: Quote, value: Decimal) -> bool:
    """95%以上 is right for 95.5 %."""
    bound, exact = quote.quantity.magnitude, [value]
    if quote.what is not Quoted.RATE:
        exact = [value * factor for factor in _FACTOR.values()]
    upward = quote.operator in (Operator.AT_LEAST, Operator.ABOVE)
    return any(v >= bound if upward else v <= bound for v in exact)


def _same_amount(quantity: Quantity, yuan: Decimal) -> bool:
    """Equal at the decimals that the text prints: 21.55万元 for 215457.6元."""
    size = quantity.magnitude / quantity.value if quantity.value else Decimal(1)
    exponent = quantity.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return rounded(yuan / size, places) == quantity.value


@rule("NR02", "文字引用的总分或等级与表内不符", severity=ERROR, basis="总体评价引用的分数、等级应与表内一致")
def quoted_result_differs(case: Case) -> Iterator[Finding]:
    """总体评价里写的总分或等级，与表内的不一致。

    为什么：同一张表上两个结论，不知道以哪个为准。
    例：复核总分98分，总体评价写“复核分数为96分”。
    改为：总体评价改为“98分”。
    依据：总体评价引用的分数、等级应与表内一致；自评的与自评比，复核的与复核比，上年的、单项的不算。
    """
    text = case.form.texts.get("conclusion")
    if text is None or text.empty:
        return
    year, names = case.form.year, _names(case.form)
    yield from _other_scores(case, text, scores_quoted(text.text, year, names))
    told = set()
    for quote in grades_quoted(text.text, year, names):
        grades = _grades(case, quote.whose)
        if not grades or quote.letter in grades or quote.letter in told:
            continue
        told.add(quote.letter)
        yield Finding(
            cells=(text.at,),
            message=f"总体评价写等级“{quote.letter}”，按总分应为“{grades[0]}”",
            found=quote.letter,
            expected=grades[0],
            suggestion=f"核对等级；总分无误的，文中改为“{grades[0]}”",
        )


def _other_scores(case: Case, text: Text, quotes: tuple[ScoreQuote, ...]) -> Iterator[Finding]:
    full = case.profile.number("weights.full")
    right = [q for q in quotes if any(score_agrees(q.value, f"{q.value}", s) for s in _scores(case, q.whose))]
    for quote in dict.fromkeys(quotes):
        scores = _scores(case, quote.whose)
        # 总分100分，实得98.55分: the full mark beside a score is no score.
        excused = len(quotes) > 1 and quote.may_be_full and quote.value == full
        if scores and quote not in right and not excused:
            yield Finding(
                cells=(text.at,),
                message=f"总体评价写{quote.whose}总分{plain(quote.value)}分，表内为{plain(scores[0])}分",
                found=plain(quote.value),
                expected=plain(scores[0]),
                suggestion=f"核对总分；表内无误的，文中改为{plain(scores[0])}分",
            )


def _scores(case: Case, whose: Whose) -> list[Decimal]:
    """The totals that the text may mean: recomputed ones first, then the printed ones."""
    form, results = case.form, case.results
    row = form.totals
    review = [results.total, _value(form.final_score), _value(row.review_score if row else None)]
    own = [results.self_total, _value(row.self_score if row else None)]
    if results.total and results.review_total and results.self_total:
        # The row of totals may leave execution out, and the text not.
        own.append(results.self_total + results.total - results.review_total)
    if not form.reviewed:
        review, own = [*review, *own], [*own, results.total, _value(form.final_score)]
    meant = {Whose.SELF: own, Whose.REVIEW: review, Whose.EITHER: review + own}[whose]
    return [value for value in meant if value is not None]


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None


def _grades(case: Case, whose: Whose) -> list[str]:
    earned = [case.results.grade] if case.results.grade is not None else []
    review = earned + _printed_grade(case.form)
    if whose is Whose.REVIEW or not case.form.reviewed:
        return review
    own = [grade(score, case.profile) for score in _scores(case, Whose.SELF)]
    return own if whose is Whose.SELF else review + own


def _printed_grade(form: EvaluationForm) -> list[str]:
    if form.grade is None or form.grade.empty:
        return []
    return [letter for letter in ("优", "良", "中", "差") if letter in form.grade.text][:1]


_REQUIRED = {
    "expected": "预期目标",
    "achieved": "实际完成情况",
    "conclusion": "总体评价",
    "problems": "存在问题",
    "advice": "改进建议",
}


@rule(
    "NR03",
    "必填的文字空着或还是模板",
    severity=WARNING,
    basis="预期目标、实际完成情况、总体评价、存在问题、改进建议为必填",
)
def required_text_is_missing(case: Case) -> Iterator[Finding]:
    """总体评价、存在问题、改进建议等栏空着，只有“XX”“略”，或者还是模板的提示语；预期目标只写了项目名称。

    为什么：没有结论和建议，评价就没有用处。
    例：评价结论一栏还是“（填写说明：……100字以内）”。
    改为：写出结论、问题和建议；确实没有的，写“无”。
    依据：预期目标、实际完成情况、总体评价、存在问题、改进建议为必填；复核还没有开始的表不提。
    """
    form = case.form
    if (form.is_review and not form.reviewed) or not form.filled_indicators:
        return
    project = _bare(form.text("project"))
    for key, name in _REQUIRED.items():
        text = form.texts.get(key)
        if text is None or text.calculated:
            continue
        why = _why_missing(key, text, project)
        if why is not None:
            yield Finding(
                cells=(text.at,),
                message=f"{name}{why}",
                found=text.text[:40] or "空",
                expected=name,
                suggestion=f"填写{name}" + ("；确实没有的，写“无”" if key in ("problems", "advice") else ""),
            )


def _why_missing(key: str, text: Text, project: str) -> str | None:
    """In what way a required text is not written."""
    if text.blank:
        return "没有填"
    if _NOTHING.fullmatch(text.text):
        return f"只有“{text.text.strip()}”"
    if _PROMPT.search(text.text):
        return "还是模板的提示语"
    words = _bare(text.text)
    return "只写了项目名称" if key == "expected" and len(words) >= 4 and words in project else None


@rule("NR04", "下年度预算安排建议选择有误", severity=WARNING, basis="对下年度预算安排的建议应当选一项")
def budget_advice_is_not_one(case: Case) -> Iterator[Finding]:
    """对下年度预算安排的建议，一项也没有选，或者选了不止一项。

    为什么：这一栏直接用于安排下年度预算。
    例：“保留（ ）； 保留但建议部分核减（ ）； 取消（ ）”三项都没有打勾。
    改为：选一项打“√”。
    依据：对下年度预算安排的建议应当选一项。
    """
    text = case.form.texts.get("next_budget")
    if text is None or (case.form.is_review and not case.form.reviewed):
        return
    ticked = [bool(_TICK.search("".join(marks))) for marks in _CHOICE.findall(text.text)]
    if text.blank or (len(ticked) > 1 and sum(ticked) != 1):
        yield Finding(
            cells=(text.at,),
            message="对下年度预算安排的建议" + ("没有选" if not any(ticked) else f"选了{sum(ticked)}项"),
            found=text.text[:60] or "空",
            expected="选一项",
            suggestion="在一项的括号里打“√”，其余留空",
        )


@rule("NR05", "项目名称前后不一", severity=WARNING, basis="表内各处的项目名称应当一致")
def project_names_differ(case: Case) -> Iterator[Finding]:
    """标题或总体评价里的项目名称，与“项目名称”栏不是同一个。

    为什么：多半是用去年或别的项目的表改的，有没改到的地方。
    例：标题写“长江禁捕项目自评表”，项目名称写“渔业补贴”。
    改为：核对后改成同一个名称。
    依据：表内各处的项目名称应当一致；一个包含另一个的算一致，地名、单位名不是项目名称。
    """
    form = case.form
    project = _bare(form.text("project"))
    if len(project) < 4:
        return
    conclusion = form.texts.get("conclusion")
    titled = _TITLE_PROJECT.findall(form.title.text)
    quoted = [(form.title, name, _ENOUGH_ALIKE) for name in titled]
    if conclusion is not None:
        text = conclusion.text.strip()
        quoted += [(conclusion, name, _ENOUGH_ALIKE) for name in _QUOTED_PROJECT.findall(text)]
        opening = [name for name in _OPENING_PROJECT.findall(text) if not _NO_NAME.search(name)]
        quoted += [(conclusion, name, _SOMEWHAT_ALIKE) for name in opening]
    for place, name, alike in quoted:
        other = _bare(name)
        if _GENERIC.search(name) or _BODY.search(name) or other in _bare(form.unit.text if form.unit else ""):
            continue
        if len(other) < 4 or other in project or project in other or _common(other, project) >= alike:
            continue
        yield Finding(
            cells=(place.at,),
            message=f"这里的项目是“{name}”，项目名称栏写“{form.text('project')[:30]}”",
            found=name,
            expected=form.text("project"),
            suggestion="核对项目名称，改成一致",
        )


@rule("NR06", "实际完成情况照抄预期目标", severity=INFO, basis="实际完成情况应写实际做了什么、达到什么结果")
def achieved_copies_expected(case: Case) -> Iterator[Finding]:
    """实际完成情况与预期目标一字不差。

    为什么：照抄目标，看不出实际完成得怎么样。
    例：两栏都写“改善办学条件，提高教学质量”。
    改为：写实际做了什么，例如“新建教室6间，2000名学生受益”。
    依据：实际完成情况应写实际做了什么、达到什么结果。
    """
    expected, achieved = case.form.text("expected"), case.form.texts.get("achieved")
    if achieved is not None and len(expected) >= _SENTENCE and _bare(expected) == _bare(achieved.text):
        yield Finding(
            cells=(achieved.at,),
            message="实际完成情况照抄了预期目标",
            found=achieved.text[:40],
            expected="实际完成的情况",
            suggestion="写明实际做了什么、数量多少、效果如何",
        )


@rule("NR07", "缺少评价人、机构或日期", severity=WARNING, basis="评价组、机构名称、日期为必填")
def signature_is_missing(case: Case) -> Iterator[Finding]:
    """评价组、机构名称或日期空着，或者日期没有填全、没有这一天。

    为什么：没有署名和日期的评价没有人负责，也不能归档。
    例：“填报日期：”后面空着；“2025年  月  日”；“2025年2月30日”。
    改为：补填，或者改成真实的日期。
    依据：评价组、机构名称、日期为必填；复核还没有开始的表不提。
    """
    form = case.form
    if (form.is_review and not form.reviewed) or not form.filled_indicators:
        return
    for key, name in (("group", "评价组"), ("institution", "机构名称"), ("date", "日期")):
        field = form.texts.get(key)
        wrong = _unsigned(key, field) if field is not None else None
        if field is not None and wrong is not None:
            text = field.text.strip()
            yield Finding(
                cells=(field.at,),
                message=f"{name}“{text}”{wrong}" if text else f"没有填{name}",
                found=text or "空",
                expected=name,
                suggestion=f"改成真实的{name}" if text else f"补填{name}",
            )


def _unsigned(key: str, field: Text) -> str | None:
    """What is wrong with a signature or a date."""
    if field.blank or (_NOTHING.fullmatch(field.text) and "略" not in field.text):
        return "没有填写"
    if key == "date" and _NO_DATE.search(field.text):
        return "没有填全"
    match = _DAY.search(field.text) if key == "date" else None
    return "不是真实的日期" if match is not None and not _is_a_day(match) else None


def _is_a_day(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return False
    return True


@rule("NR08", "年度前后不一", severity=WARNING, basis="标题、文字和日期应属于同一评价年度")
def years_disagree(case: Case) -> Iterator[Finding]:
    """文字里说的年度与标题不同，或者填表日期早于评价年度结束。

    为什么：多半是用上一年的表改的，有没改到的地方。
    例：标题是2024年度，总体评价写“2023年全年预算为……”，后面的数却是表内2024年的。
    改为：改成2024年。
    依据：标题、文字和日期应属于同一评价年度；用来比较的年份（较2023年）、文件和计划的年份不算。
    """
    year = case.form.year
    if year is None:
        return
    for key, name in (("conclusion", "总体评价"), ("achieved", "实际完成情况")):
        text = case.form.texts.get(key)
        other = _other_year(case, text.text, year) if text is not None else None
        if text is not None and other is not None:
            yield Finding(
                cells=(text.at,),
                message=f"标题是{year}年度，{name}写的是{other}年",
                found=f"{other}年",
                expected=f"{year}年",
                suggestion="核对年度，改成一致",
            )
    signed = case.form.texts.get("date")
    match = _DATE.search(signed.text) if signed is not None and not _unsigned("date", signed) else None
    if signed is not None and match is not None and int(match[1]) <= year and not _last_day(match):
        yield Finding(
            cells=(signed.at,),
            message=f"评价{year}年度，日期却是{signed.text}，早于年度结束",
            found=signed.text,
            expected=f"{year}年12月31日以后",
            suggestion="核对日期和评价年度",
        )


def _other_year(case: Case, text: str, year: int) -> int | None:
    """The year that a text reports on, where it is not the one evaluated."""
    text = without_titles(text)
    for match in _REPORTED_LATER.finditer(text):
        sentence = _sentence(text, match.start("year"))
        if int(match["year"]) > year and not _AFTERWARDS.search(sentence) and f"{year}年" not in sentence:
            return int(match["year"])
    named, own = f"{year}年" in text, any(int(m["year"]) == year for m in REPORTED_YEAR.finditer(text))
    beside = bool(funds_quoted(text, year, _names(case.form)))
    for match in reported_years(text, year):
        other, at = int(match["year"]), match.start("year")
        if _tells_the_table(case, text, year, other):
            return other
        # 2022年预算执行率为92% beside the figures of the year itself
        if _THIS_YEAR.search(text) or (beside and _FIGURE_OF_FUNDS.search(_sentence(text, at))):
            continue
        if not named or (not own and _of_the_project(text, match, case.form)):
            return other
    return None


def _tells_the_table(case: Case, text: str, year: int, other: int) -> bool:
    """Whether what a text says of another year are the figures of the table: then only the year is wrong."""
    names = _names(case.form)
    own = funds_quoted(text, year, names)
    quotes = [quote for quote in funds_quoted(text, other, names) if quote not in own]
    if not {q.what for q in quotes}.isdisjoint(q.what for q in own):
        return False
    enough = len(quotes) > 1 or any(quote.what is Quoted.SPENT for quote in quotes)
    return enough and all(any(_agrees(q, value) for value in _right_values(case, q)) for q in quotes)


def _of_the_project(text: str, match: re.Match[str], form: EvaluationForm) -> bool:
    """Whether a text opens with the year and the project, 2022年“夜间开放服务”完成了: a report, not its history."""
    said = _CLAUSE.split(text[match.end() :], 1)[0]
    if match.start() > 0 or re.search(f"{EVENT}|试点|试运行|筹[备建]|申[报请]", said):
        return False
    return any(names_alike(said[:_OPENING], name) for name in _names(form))


def _sentence(text: str, at: int) -> str:
    """What follows in the sentence."""
    return re.split("[。；;\n]", text[at:], maxsplit=1)[0]


def _last_day(match: re.Match[str]) -> bool:
    return (int(match[2] or 12), int(match[3] or 31)) >= (12, 31)


@rule("NR09", "执行率低而文字说已全部支付", severity=WARNING, basis="文字应与资金执行情况一致")
def claims_full_payment(case: Case) -> Iterator[Finding]:
    """执行率不高，文字却说已经完成支付。

    为什么：说法与数字矛盾，要么数字没更新，要么话说过了。
    例：执行率45.17%，实际完成情况写“已完成相关经费支付”。
    改为：写明支付了多少、还有多少没付、为什么。
    依据：文字应与资金执行情况一致；低于评分办法规定的执行率时核对。
    """
    rate, limit = case.results.execution_rate, case.profile.number("execution.explain_below")
    if rate is None or rate >= limit:
        return
    for key in ("achieved", "conclusion"):
        text = case.form.texts.get(key)
        claim = full_payment(text.text) if text is not None else None
        if text is not None and claim is not None and not _WHY_LESS.search(text.text):
            yield Finding(
                cells=(text.at,),
                message=f"执行率只有{plain(rate)}%，文字却说“{claim}”",
                found=claim,
                expected=f"与执行率{plain(rate)}%一致",
                suggestion="核对支付情况，改正文字或资金表",
            )


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    """A text without punctuation and the words that every project's name has."""
    return re.sub(r"\W|项目|专项|经费|资金|年度?|20\d\d", "", clean(text))


def _common(one: str, two: str) -> float:
    """The share of the shorter name's characters that the other one has too."""
    return len(set(one) & set(two)) / min(len(set(one)), len(set(two)))
