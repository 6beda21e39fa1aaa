"""NR 文字: the errors that these rules claim to find."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.mutations.mutant import Clean, Mutants, mutation, swapped
from scoring.text.printed_numbers import plain


@mutation("NR01")
def quoted_funds_changed(c: Clean) -> Mutants:
    """A budget, a spending or a rate quoted in 总体评价, one digit off."""
    text = c.form.texts.get("conclusion")
    if text is None or not c.line.budget.present or not c.line.executed.present:
        return
    rate = c.line.rate.text
    for field, unit in (
        (c.line.budget.text, "万元"),
        (c.line.executed.text, "万元"),
        (rate.rstrip("%"), "%"),
    ):
        number = plain(Decimal(field)) if field else ""
        if number and f"{number}{unit}" in text.text:
            for other in (swapped(Decimal(number)), Decimal(number) + 1, Decimal(number) * 10):
                if other is not None:
                    told = text.text.replace(f"{number}{unit}", f"{plain(other)}{unit}")
                    yield f"总体评价把{number}{unit}写成{plain(other)}{unit}", c.put({text.at: told})


@mutation("NR02")
def quoted_result_changed(c: Clean) -> Mutants:
    """A total or a grade quoted in 总体评价 that is another one."""
    text, total = c.form.texts.get("conclusion"), c.review.results.total
    if text is None or text.blank:
        return
    own = c.review.results.self_total
    for score in sorted({plain(total or Decimal(0)), plain(own or Decimal(0))}):
        if f"{score}分" in text.text:
            for other in (swapped(Decimal(score)), Decimal(score) - 2):
                if other is not None:
                    told = text.text.replace(f"{score}分", f"{plain(other)}分")
                    yield f"总体评价写{plain(other)}分", c.put({text.at: told})
    if "为优" in text.text:
        for letter in "良中差":
            yield f"总体评价写等级{letter}", c.put({text.at: text.text.replace("为优", f"为{letter}")})


@mutation("NR03", "NR07")
def text_missing(c: Clean) -> Mutants:
    for key in ("achieved", "conclusion", "problems", "advice"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank and (c.form.reviewed or not c.form.is_review):
            for words in (None, "（填写说明：100字以内）", "请填写"):
                yield f"{key}写{words}", c.put({text.at: words})


@mutation("NR04")
def advice_not_one(c: Clean) -> Mutants:
    text = c.form.texts.get("next_budget")
    if text is not None and c.form.reviewed:
        yield "没有打勾", c.put({text.at: text.text.replace("√", " ")})
        yield "打了两个勾", c.put({text.at: text.text.replace("（ ）", "（√）", 1)})
        yield "三项都打勾", c.put({text.at: text.text.replace("（ ）", "（√）")})


@mutation("NR05")
def another_project(c: Clean) -> Mutants:
    project, conclusion = c.form.texts.get("project"), c.form.texts.get("conclusion")
    if project is not None and project.text.strip() in c.form.title.text:
        for name in ("农村供水管网维修", "渔业油价补贴"):
            yield f"项目名称写{name}", c.put({project.at: name})
    if conclusion is not None and not conclusion.blank:
        told = f"“农村供水管网维修”项目{conclusion.text.partition('项目')[2]}"
        yield "总体评价写另一个项目", c.put({conclusion.at: told})


@mutation("NR06", "DS08")
def achieved_copied(c: Clean) -> Mutants:
    expected, achieved = c.form.texts.get("expected"), c.form.texts.get("achieved")
    if expected is not None and achieved is not None:
        yield "实际完成情况照抄", c.put({achieved.at: expected.text})
        yield "实际完成情况照抄，标点不同", c.put({achieved.at: expected.text.rstrip("。") + "！"})


@mutation("NR07")
def signature_missing(c: Clean) -> Mutants:
    for key, label in (("date", "日期："), ("group", "评价组："), ("institution", "机构名称：")):
        text = c.form.texts.get(key)
        if text is not None and not text.blank and (c.form.reviewed or not c.form.is_review):
            whole = c.sheet.cells[text.at].text
            left = whole[: whole.find("：") + 1] if "：" in whole else None
            yield f"没有{label}", c.put({text.at: left})


@mutation("NR08")
def another_year(c: Clean) -> Mutants:
    year = c.form.year or 0
    for key in ("conclusion", "achieved"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank:
            yield f"{key}写上一年", c.put({text.at: f"{year - 1}年{text.text}"})
            yield f"{key}写上一年度", c.put({text.at: f"{year - 1}年度，{text.text}"})
    date = c.form.texts.get("date")
    if date is not None and not date.blank:
        label = c.sheet.cells[date.at].text.partition("：")[0]
        for early in (f"{year}年10月8日", f"{year}.3.18", f"{year - 1}年12月30日"):
            yield f"日期写{early}", c.put({date.at: f"{label}：{early}"})


@mutation("NR09", "FD08", "SC13", "SC05", "NR03")
def all_paid_it_says(c: Clean) -> Mutants:
    for key in ("achieved", "conclusion"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank:
            for words in ("已完成相关经费支付。", "资金已全部支付到位。"):
                yield f"{key}写{words}", c.put({**c.executed(Decimal("0.45")), text.at: words})
