"""The year that a form is of, as its title or a line of its own says: 2023年度, （ 2023 ）年度, 二〇二三年度."""

from __future__ import annotations

import re

from scoring.text.characters import compact, normalise

_DIGIT = "零一二三四五六七八九"
_ZEROS = str.maketrans("〇○Oo", "零零零零")
_IN_DIGITS = r"(?<!\d)2\s{0,2}0\s{0,2}\d\s{0,2}\d(?!\d)"
_IN_WORDS = rf"(?<![{_DIGIT}])[二两]零[{_DIGIT}]{{2}}(?=\s?[)\]]?\s?年)"
_NUMBER = rf"(?P<year>{_IN_DIGITS}|{_IN_WORDS})"
# What is no year of the form: the day on which it was filled in, 〔2023〕5号, 2021-2023年.
_FILLED_IN = re.compile(r"(?:日期|时间)\s*:?[^\n]*")
_DATE = re.compile(r"20\d\d ?(?:年 ?\d{1,2} ?月|[./-] ?\d{1,2}(?!\d))[^\n]{0,10}")
_DOCUMENT = re.compile(r"[\[(]20\d\d[\])] ?第?\d+ ?号")
_SPAN = re.compile(r"20\d\d ?年?度? ?[-—–~至到]+ ?20\d\d ?年?度?")
_UNIT_OF_MONEY = re.compile(r"[(]?(?:金额)?单位:(?:人民币)?万?元[)]?$")  # may share the line of the year
_BY_CERTAINTY = tuple(
    re.compile(rf"{_NUMBER}{behind}") for behind in (r"\s?[)\]]?\s?年度", r"\s?[)\]]?\s?年(?!\d)", "")
)
_LINES = (
    re.compile(rf"[(\[]{{0,2}}{_NUMBER}[)\]]?年度?[)\]]?"),
    re.compile(rf"(?:所属|预算|评价|自评|绩效|项目|填报)?年度:?[(\[]?{_NUMBER}(?:年度?)?[)\]]?"),
)


def year_in_title(title: str) -> int | None:
    """The year that a title names, one that is said to be a 年度 before others; None for a span of years."""
    plain = normalise(title).translate(_ZEROS)
    for other in (_FILLED_IN, _DATE, _DOCUMENT, _SPAN):
        plain = other.sub(" ", plain)
    found = next((match for certain in _BY_CERTAINTY if (match := certain.search(plain))), None)
    return _number(found["year"]) if found else None


def year_in_line(text: str) -> int | None:
    """The year that a cell says and nothing else: （2022年度）; None for 2022, a date, or a sentence."""
    line = _UNIT_OF_MONEY.sub("", compact(text)).translate(_ZEROS)
    found = next((match for one in _LINES if (match := one.fullmatch(line))), None)
    return _number(found["year"]) if found else None


def _number(year: str) -> int:
    digits = "".join(year.split()).replace("两", "二")
    return int("".join(str(_DIGIT.find(char)) if char in _DIGIT else char for char in digits))
