"""Other words for headings and labels: those that labels.toml lists, and those that only a person understands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from addin.reading.labels import label, words
from benchmarks.layouts.change import change
from benchmarks.layouts.compare import plain
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address

UNKNOWN: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
)
CHINESE = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "nature": "指标性质",
    "target": "指标值",
    "unit": "度量单位",
    "actual": "完成值",
    "weight": "分值",
    "self_score": "自评得分",
    "review_score": "复核分",
    "opinion": "复核意见",
    "deviation_reason": "偏差原因",
    "standard": "评分标准",
    "initial_budget": "年初预算",
    "budget": "全年预算",
    "executed": "全年执行",
    "rate": "执行率",
    "score": "得分",
    "total": "资金总额",
    "totals": "合计",
    "final_score": "复核总分",
    "grade": "等级",
    "project": "项目名称",
    "unit_and_code": "单位及代码",
    "department": "主管部门",
    "expected": "预期目标",
    "achieved": "完成情况",
    "conclusion": "评价结论",
    "problems": "存在问题",
    "advice": "改进建议",
    "title": "标题",
}
_BRACKET = re.compile(r"[（(].*[）)]$", re.DOTALL)
_TEXTS = {**CHINESE, "unit": "实施单位"}
_PARTS = {"indicator": "指标表列名", "funds": "资金表列名", "fund_lines": "资金行", "results": "结果行"}


def _place(page: Page, table: str, key: str) -> Address:
    """Where the label of that key stands."""
    if table == "indicator":
        return page.heading(key)
    if table == "funds":
        return page.fund_heading(key)
    if table == "fund_lines":
        line = page.clean.form.total_line
        if not line.present:
            raise Impossible(key)
        return page.at(line.label.at)
    if table == "results":
        return _result(page, key)
    return page.text_label(key)


def _result(page: Page, key: str) -> Address:
    for old, one in page.clean.sheet.cells.items():
        last = max((row.row for row in page.clean.form.indicators), default=0)
        if old.row > last and old.column < page.clean.layout.right and label("results", one.text) == key:
            return page.at(old)
    raise Impossible(key)


def _renaming(table: str, key: str, word: str) -> Callable[[Page], None]:
    def rename(page: Page) -> None:
        at = _place(page, table, key)
        old = page.text(at)
        if plain(old).partition("(")[0].rstrip(":") == plain(word):
            raise Impossible("called so already")
        bracket = _BRACKET.search(old)
        new = word + (bracket[0] if bracket and "（" not in word else "")
        again = page.repeated_headings(key) if table == "indicator" else []
        for place in (at, *again):
            page.write(place, new)
        page.renamed[plain(old)] = plain(new)

    return rename


def _retitling(title: str) -> Callable[[Page], None]:
    def retitle(page: Page) -> None:
        field = page.clean.form.title
        if not field.text:
            raise Impossible("no title")
        kept = next(
            (field.text[:n] for n in range(len(field.text), 0, -1) if field.text[n - 1] in "年度镇区省"), ""
        )
        page.write(page.at(field.at), kept + title)
        page.renamed[plain(field.text)] = plain(kept + title)

    return retitle


def _register() -> None:
    for table, part in _PARTS.items():
        for key in UNKNOWN[table]:
            for word in words(table, key):
                change(f"{part}用名单上的另一写法：{CHINESE[key]}", word)(_renaming(table, key, word))
            for word in UNKNOWN[table][key]:
                change(f"{part}用名单外的写法：{CHINESE[key]}", word)(_renaming(table, key, word))
    for word in words("indicator", "standard"):
        change("指标表列名用名单上的另一写法：评分标准", word)(_renaming("indicator", "standard", word))
    for key in UNKNOWN["texts"]:
        for word in words("texts", key) if key != "project" else ():  # 项目名称 has no other
            change(f"栏目用名单上的另一写法：{_TEXTS[key]}", word)(_renaming("texts", key, word))
        for word in UNKNOWN["texts"][key]:
            change(f"栏目用名单外的写法：{_TEXTS[key]}", word)(_renaming("texts", key, word))
    for word in UNKNOWN["title"]["title"]:
        change("标题用名单外的写法", word)(_retitling(word))


_register()
