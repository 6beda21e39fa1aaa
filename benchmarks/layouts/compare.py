"""What differs between a clean form and the reading of the same form in another layout, and whether it is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from addin.marking.mark import Checked
from addin.reading.layout import Layout
from benchmarks.layouts.page import Page
from scoring.finding import Finding, Severity
from scoring.form.address import Address
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine, Totals

_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]|_x[0-9A-Fa-f]{4}_|\\s")
_LEADER = re.compile(r"^(?:指标\d*[:、.]?|[★☆*●]+|其中:?|\d+[.、)](?!\d)|\(\d+\)|[一二三四五六]、)+")
_CIRCLED = re.compile("^[①-⑳]")
_BRACKET = re.compile(r"\([^()]*\)$")
_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?|第\d+行")


@dataclass(frozen=True)
class Fact:
    """A field as it counts here: its kind in Chinese, what it says, its cell."""

    kind: str
    value: Any
    at: Address


@dataclass(frozen=True)
class Difference:
    """A fact that is another, missing or new (`cells` on the changed sheet), or a finding more or less."""

    kind: str
    key: str
    expected: Any
    found: Any
    cells: tuple[Address, ...] = ()
    field: bool = True  # else a finding
    accuses: bool = False  # a finding that the clean form does not deserve

    def __str__(self) -> str:
        return f"{self.key}：应为{self.expected!r}，读作{self.found!r}"


def plain(text: str) -> str:
    """A text as it counts: half width, without blanks and invisible characters."""
    uncircled = _CIRCLED.sub("", _INVISIBLE.sub("", text))  # NFKC makes 1 of ①
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", uncircled))


def name_of(text: str) -> str:
    """A name without what offices put before it: 1. ① 指标1： ★."""
    return _LEADER.sub("", plain(text)).rstrip(":")


def _class_of(text: str) -> str:
    """产出指标（50分）（续） is 产出; (续) and numbers before it are no part of the name."""
    bare = name_of(text)
    while (less := _BRACKET.sub("", bare)) != bare:
        bare = less
    return bare.removesuffix("指标")


def facts(form: EvaluationForm, renamed: Mapping[str, str]) -> dict[str, Fact]:
    """Every field of the form by a key that no layout changes; `renamed` are texts that are another now."""

    def said(text: str) -> str:
        now, passed = plain(text), set[str]()
        while now in renamed and now not in passed:
            passed.add(now)
            now = renamed[now]
        return now

    def number(kind: str, field: Field[Decimal]) -> Fact:
        empty = "" if field.empty else plain(field.text)
        return Fact(kind, empty if field.value is None else field.value, field.at)

    def words(kind: str, field: Field[Any]) -> Fact:
        return Fact(kind, said("" if field.dash else field.text), field.at)

    told = {
        "标题": words("标题", form.title),
        "年度": Fact("年度", form.year, form.title.at),
        "金额单位": Fact("金额单位", form.money_unit, form.title.at),
        "复核表": Fact("复核表", form.is_review, form.title.at),
        "复核总分": number("复核总分", form.final_score),
        "等级": words("等级", form.grade),
    }
    told |= {f"栏目.{key}": words(f"栏目{key}", field) for key, field in form.texts.items()}
    for line in form.funds:
        told |= _of_line(line, line is form.total_funds, said, number, words)
    for row in form.indicators:
        told |= _of_indicator(row, said, number, words)
    told |= _of_sums("合计", form.totals, number)
    for sums in form.subtotals:
        told |= _of_sums(f"小计{sums.self_score.text}", sums, number)
    for level1, stated in form.stated_weights.items():
        points = re.search(r"\d+(\.\d+)?(?=\s*分)", plain(stated.text))
        told[f"标明分值.{_class_of(said(level1))}"] = Fact("标明分值", points and points[0], stated.at)
    return told


def _of_line(line: FundLine, whole: bool, said: Any, number: Any, words: Any) -> dict[str, Fact]:
    key = "总额" if whole else name_of(said(line.name))
    fields = {
        "年初预算": line.initial_budget,
        "预算": line.budget,
        "执行": line.executed,
        "分值": line.weight,
        "执行率": line.rate,
        "得分": line.score,
    }
    told = {f"资金.{key}.{what}": number(f"资金{what}", field) for what, field in fields.items()}
    return told | {f"资金.{key}.原因": words("资金原因", line.reason)}


def _of_indicator(row: Indicator, said: Any, number: Any, words: Any) -> dict[str, Fact]:
    key = f"指标.{name_of(said(row.name.text)) or f'第{row.row}行'}"
    told = {
        f"{key}.一级": Fact("一级指标", _class_of(said(row.level1.text)), row.level1.at),
        f"{key}.二级": Fact("二级指标", _class_of(said(row.level2.text)), row.level2.at),
        f"{key}.指标值": words("指标值", row.target),
        f"{key}.完成值": words("完成值", row.actual),
        f"{key}.分值": number("分值", row.weight),
        f"{key}.自评得分": number("自评得分", row.self_score),
        f"{key}.复核分": number("复核分", row.review_score),
        f"{key}.意见": words("复核意见", row.opinion),
        f"{key}.原因": words("偏差原因", row.deviation_reason),
    }
    for what, field in (("指标值", row.target), ("完成值", row.actual)):
        meant = field.value
        understood = meant and (meant.kind, meant.operator, meant.quantity and plain(meant.quantity.text))
        told[f"{key}.{what}的读法"] = Fact(f"{what}的读法", understood, field.at)
    return told


def _of_sums(key: str, sums: Totals, number: Any) -> dict[str, Fact]:
    fields = {"分值": sums.weight, "自评": sums.self_score, "复核": sums.review_score}
    return {f"{key}.{what}": number(f"{key[:2]}{what}", field) for what, field in fields.items()}


def differences(page: Page, checked: Checked) -> list[Difference]:
    """What the reading of the changed page has otherwise than the clean form."""
    return [*_of_facts(page, checked), *_of_findings(page, checked)]


def _of_facts(page: Page, checked: Checked) -> Iterator[Difference]:
    places = page.read_at()
    before, after = facts(page.clean.form, page.renamed), facts(checked.review.form, page.renamed)
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        expected, found = ("" if fact is None or fact.value is None else fact.value for fact in (old, new))
        fact = old or new
        if fact is None or expected == found or _allowed(page, fact.kind, key):
            continue
        cells = [places[old.at]] if old is not None and old.at in places else []
        cells += [new.at] if new is not None and new.at.row else []
        yield Difference(fact.kind, key, expected, found, tuple(cells))


def _allowed(page: Page, kind: str, key: str) -> bool:
    beginnings = tuple(page.may_differ)
    return kind.startswith(beginnings) or key.startswith(beginnings)


def _of_findings(page: Page, checked: Checked) -> Iterator[Difference]:
    """By rule and cell where the cell is one that moved, else by rule and message without addresses."""
    places = page.read_at()
    origins = {now: old for old, now in places.items()}
    old = list(page.clean.review.findings)
    for finding in checked.review.findings:
        same = next((f for f in old if f.rule == finding.rule and f.cell == origins.get(finding.cell)), None)
        same = same or next((f for f in old if _alike(f, finding)), None)
        if same is not None:
            old.remove(same)
        elif not _is_notice(finding) and finding.rule not in page.may_differ:
            yield Difference(
                f"多报{finding.rule}", finding.rule, "", finding.message, finding.cells, False, accuses=True
            )
    for finding in old:
        if finding.rule not in page.may_differ:
            cells = tuple(places[at] for at in finding.cells if at in places)
            yield Difference(f"漏报{finding.rule}", finding.rule, finding.message, "", cells, field=False)


def _is_notice(finding: Finding) -> bool:
    """It says what was not understood, or what something was taken for: no accusation, whatever the layout."""
    return finding.rule.startswith("LY") and finding.level is Severity.INFO


def _alike(one: Finding, other: Finding) -> bool:
    """The same rule in the same words, wherever the cells stand now."""
    first, second = (plain(_ADDRESS.sub("", finding.message)) for finding in (one, other))
    return one.rule == other.rule and first == second


def unsaid(found: list[Difference], checked: Checked) -> list[Difference]:
    """Those that the reading says nothing of; a finding lost with a field that is spoken of is spoken of."""
    fields = [one for one in found if one.field and not is_said(one, checked)]
    wrong = [one for one in found if one.accuses]
    lost = [one for one in found if not one.field and not one.accuses]
    return [*fields, *wrong, *(lost if not any(one.field for one in found) else ())]


def is_said(difference: Difference, checked: Checked) -> bool:
    """Whether the reading itself says that this was not understood or is in doubt.

    That is: a cell of it is listed as not understood, or a finding of LY is about that cell, its column's
    heading, or the part of the form (资金表, 合计) that it belongs to.
    """
    listed = {getattr(one, "at", one) for one in getattr(checked.review.form, "not_understood", ())}
    notices = [f for f in checked.review.findings if _is_notice(f)]
    spoken_of = {at for f in notices for at in (*f.cells, *f.related)}
    parts = " ".join(f.expected for f in notices)
    if any(difference.kind.startswith(part) and part in parts for part in ("资金", "合计")):
        return True
    return any(
        at in listed or at in spoken_of or any(_heads(head, at, checked.layout) for head in spoken_of)
        for at in difference.cells
    )


def _heads(head: Address, at: Address, layout: Layout) -> bool:
    """Whether a cell is a heading over another: in its column, above it, in the same of the two tables."""
    below = layout.header_row
    return (
        head.column == at.column
        and head.row < at.row
        and head.row not in layout.rows
        and (head.row < below) == (at.row < below)
    )
