"""NR 文字: texts of the form that are not written: left blank, left as the template has them, or copied."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.claims.placeholders import is_placeholder, is_prompt
from scoring.claims.project_names import bare
from scoring.claims.signed_date import is_incomplete, names_no_day
from scoring.finding import Finding, report
from scoring.form.field import Text
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.rule import INFO, WARNING, LabelledText, rule, texts
from scoring.text.pattern import Pattern

# What a tick is put into: brackets with nothing else in them, or a box; Wingdings has its own.
_CHOICE = Pattern(
    r"[（(]([\s√✓✔☑■●×✕VvXx是否\uf0fc\uf0fe\uf052]*)[)）]|([□☐■☑☒√✓✔\uf0fc\uf0fe\uf052\uf0a3\uf06f])"
)
_TICK = Pattern("[√✓✔☑☒■●Vv是\uf0fc\uf0fe\uf052]")
_SENTENCE = 6  # characters: what is shorter may be the same by chance
_REQUIRED = {
    "expected": "预期目标",
    "achieved": "实际完成情况",
    "conclusion": "总体评价",
    "problems": "存在问题",
    "advice": "改进建议",
}
_SIGNATURE = {"group": "评价组", "institution": "机构名称", "date": "日期"}


def _is_due(form: EvaluationForm) -> bool:
    """The form is filled in, and its reviewer, where it has one, has begun."""
    return bool(form.filled_indicators) and (form.reviewed or not form.is_review)


@rule(
    "NR03",
    "必填的文字空着或还是模板",
    severity=WARNING,
    basis="预期目标、实际完成情况、总体评价、存在问题、改进建议为必填",
    scope=texts(*_REQUIRED),
)
def required_text_is_missing(text: LabelledText, case: Case) -> Iterator[Finding]:
    """总体评价、存在问题、改进建议等栏空着，只有“XX”“略”，或者还是模板的提示语；预期目标只写了项目名称。

    为什么：没有结论和建议，评价就没有用处。
    例：评价结论一栏还是“（填写说明：……100字以内）”。
    改为：写出结论、问题和建议；确实没有的，写“无”。
    依据：预期目标、实际完成情况、总体评价、存在问题、改进建议为必填；复核还没有开始的表不提。
    """
    key, field = text
    if field.calculated or not _is_due(case.form):
        return
    why = _why_missing(key, field, bare(case.form.project_name))
    if why is not None:
        name = _REQUIRED[key]
        yield report(
            field,
            f"{name}{why}",
            found=field.text[:40] or "空",
            expected=name,
            suggestion=f"填写{name}" + ("；确实没有的，写“无”" if key in ("problems", "advice") else ""),
        )


def _why_missing(key: str, field: Text, project: str) -> str | None:
    """In what way a required text is not written."""
    if field.blank:
        return "没有填"
    if is_placeholder(field.plain):
        return f"只有“{field.text.strip()}”"
    if is_prompt(field.plain):
        return "还是模板的提示语"
    words = bare(field.plain)
    return "只写了项目名称" if key == "expected" and len(words) >= 4 and words in project else None


@rule(
    "NR04",
    "下年度预算安排建议选择有误",
    severity=WARNING,
    basis="对下年度预算安排的建议应当选一项",
    scope=texts("next_budget"),
)
def budget_advice_is_not_one(text: LabelledText, case: Case) -> Iterator[Finding]:
    """对下年度预算安排的建议，一项也没有选，或者选了不止一项。

    为什么：这一栏直接用于安排下年度预算。
    例：“保留（ ）； 保留但建议部分核减（ ）； 取消（ ）”三项都没有打勾。
    改为：选一项打“√”。
    依据：对下年度预算安排的建议应当选一项。
    """
    advice = text.field
    if case.form.is_review and not case.form.reviewed:
        return
    ticked = [bool(_TICK.search("".join(marks))) for marks in _CHOICE.findall(advice.plain)]
    if advice.blank or (len(ticked) > 1 and sum(ticked) != 1):
        yield report(
            advice,
            "对下年度预算安排的建议" + ("没有选" if not any(ticked) else f"选了{sum(ticked)}项"),
            found=advice.text[:60] or "空",
            expected="选一项",
            suggestion="在一项的括号里打“√”，其余留空",
        )


@rule(
    "NR06",
    "实际完成情况照抄预期目标",
    severity=INFO,
    basis="实际完成情况应写实际做了什么、达到什么结果",
    scope=texts("achieved"),
)
def achieved_copies_expected(text: LabelledText, case: Case) -> Iterator[Finding]:
    """实际完成情况与预期目标一字不差。

    为什么：照抄目标，看不出实际完成得怎么样。
    例：两栏都写“改善办学条件，提高教学质量”。
    改为：写实际做了什么，例如“新建教室6间，2000名学生受益”。
    依据：实际完成情况应写实际做了什么、达到什么结果。
    """
    expected, achieved = case.form.plain("expected"), text.field
    if len(expected) >= _SENTENCE and bare(expected) == bare(achieved.plain):
        yield report(
            achieved,
            "实际完成情况照抄了预期目标",
            found=achieved.text[:40],
            expected="实际完成的情况",
            suggestion="写明实际做了什么、数量多少、效果如何",
        )


@rule(
    "NR07",
    "缺少评价人、机构或日期",
    severity=WARNING,
    basis="评价组、机构名称、日期为必填",
    scope=texts(*_SIGNATURE),
)
def signature_is_missing(text: LabelledText, case: Case) -> Iterator[Finding]:
    """评价组、机构名称或日期空着，或者日期没有填全、没有这一天。

    为什么：没有署名和日期的评价没有人负责，也不能归档。
    例：“填报日期：”后面空着；“2025年  月  日”；“2025年2月30日”。
    改为：补填，或者改成真实的日期。
    依据：评价组、机构名称、日期为必填；复核还没有开始的表不提。
    """
    wrong = _why_unsigned(text) if _is_due(case.form) else None
    if wrong is not None:
        name, written = _SIGNATURE[text.key], "" if text.field.blank else text.field.text.strip()
        yield report(
            text.field,
            f"{name}“{written}”{wrong}" if written else f"没有填{name}",
            found=written or "空",
            expected=name,
            suggestion=f"改成真实的{name}" if written else f"补填{name}",
        )


def _why_unsigned(text: LabelledText) -> str | None:
    """What is wrong with a signature or a date."""
    key, field = text
    if field.blank or (is_placeholder(field.plain) and "略" not in field.plain):
        return "没有填写"
    if key != "date":
        return None
    if is_incomplete(field.plain):
        return "没有填全"
    return "不是真实的日期" if names_no_day(field.plain) else None
