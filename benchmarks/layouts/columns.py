"""Columns of the indicator table in another order, more of them, fewer of them, split and put together."""

from __future__ import annotations

import re
from decimal import Decimal

from benchmarks.layouts.change import change
from benchmarks.layouts.compare import plain
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address, Area
from scoring.targets.target import TargetKind
from scoring.text.printed_numbers import plain as digits

_TARGET = re.compile(r"(≥|≤|=|>=|<=|＞|不少于|不低于|不超过)?\s*(\d+(?:\.\d+)?)\s*(\D{0,5})")
_SIGNS = {"不少于": "≥", "不低于": "≥", "不超过": "≤", None: "="}


def _reorder(page: Page, moved: str, before: str) -> None:
    keys = [key for key in sorted(page.keys, key=page.column) if key != moved]
    if moved not in page.keys or before not in keys:
        raise Impossible(moved)
    keys.insert(keys.index(before), moved)
    page.order_columns(keys)


@change("列序：分值在指标值之前")
def weight_before_target(page: Page) -> None:
    _reorder(page, "weight", "nature" if "nature" in page.keys else "target")


@change("列序：分值在完成值之前")
def weight_before_actual(page: Page) -> None:
    _reorder(page, "weight", "actual")


@change("列序：得分在分值之前")
def score_before_weight(page: Page) -> None:
    _reorder(page, page.score_key, "weight")


@change("列序：完成值在指标值之前")
def actual_before_target(page: Page) -> None:
    _reorder(page, "actual", "nature" if "nature" in page.keys else "target")


@change("列序：偏差原因在得分之前")
def reason_before_score(page: Page) -> None:
    _reorder(page, "deviation_reason", page.score_key)


@change("列序：复核意见在复核分之前")
def opinion_before_score(page: Page) -> None:
    _reorder(page, "opinion", "review_score")


@change("左边加序号列")
def serial_numbers(page: Page) -> None:
    texts = {now: n for n, (_, now) in enumerate(page.rows(), 1)}
    page.add_column(page.column("level1"), "序号", texts)


@change("三级指标前加序号列")
def serial_numbers_before_names(page: Page) -> None:
    texts = {now: n for n, (_, now) in enumerate(page.rows(), 1)}
    page.add_column(page.column("name"), "编号", texts)


def _last(page: Page) -> int:
    """The column after the last of the indicator table."""
    return max(page.columns().values()) + 1


@change("右边加佐证材料列")
def evidence(page: Page) -> None:
    page.add_column(_last(page), "佐证材料", {now: "台账、照片" for _, now in page.rows()})


@change("三级指标后加指标解释列")
def explanation(page: Page) -> None:
    texts = {now: f"反映{row.name.text}的情况" for row, now in page.rows()}
    page.add_column(page.column("name") + 1, "指标解释", texts)


@change("完成值后加评分标准列")
def standards(page: Page) -> None:
    if "standard" in page.keys:
        raise Impossible("has one")
    texts = {now: "完成得满分，未完成按比例扣分" for _, now in page.rows()}
    page.add_column(page.column("actual") + 1, "评分标准", texts)


@change("分值前加名单外的评分规则列")
def unknown_standards(page: Page) -> None:
    texts = {now: "达到目标得满分，每低1个百分点扣1分，扣完为止" for _, now in page.rows()}
    page.add_column(page.column("weight"), "计分规则说明", texts)


@change("指标值前加上年完成值列")
def last_year(page: Page) -> None:
    texts = {now: row.actual.text for row, now in page.rows()}
    page.add_column(page.column("nature" if "nature" in page.keys else "target"), "上年完成值", texts)


@change("完成值后加完成率列")
def share_done(page: Page) -> None:
    texts = {now: "100%" for row, now in page.rows() if not row.actual.blank}
    page.add_column(page.column("actual") + 1, "累计完成率", texts)


@change("右边加备注列")
def remarks(page: Page) -> None:
    first = page.first_row
    page.add_column(_last(page), "备注", {first: "见附件"})


@change("右边加责任科室列")
def section_in_charge(page: Page) -> None:
    page.add_column(_last(page), "责任科室", {now: "业务科" for _, now in page.rows()})


@change("中间加一空列")
def blank_column(page: Page) -> None:
    page.insert_columns(page.column("actual"))


@change("左边加一空列")
def blank_column_left(page: Page) -> None:
    page.insert_columns(1)


@change("隐藏的辅助列")
def hidden_helper(page: Page) -> None:
    texts = {now: row.counting_score.value for row, now in page.rows() if row.counting_score.value}
    column = page.add_column(_last(page) + 1, "", texts)
    page.hidden_columns.add(column)


@change("没有偏差原因列")
def no_reasons(page: Page) -> None:
    column = page.column("deviation_reason")
    _emptied(page, column)
    page.may_differ |= {"偏差原因"}


# Without scores nothing can be said of them: that all are full (SC14), that one part is much better (SC13).
_OF_SCORES = {"SC13", "SC14"}


def _emptied(page: Page, column: int) -> None:
    """Heading and values gone, to the last indicator."""
    rows = range(page.header_rows[0], page.last_row + 1)
    for at in [at for at in page.cells if at.column == column and at.row in rows]:
        page.clear(at)


@change("没有分值列、得分列（转移支付）")
def no_weights_and_scores(page: Page) -> None:
    if "review_score" in page.keys:
        raise Impossible("a review")
    row = page.totals.row
    for key in ("weight", "self_score"):
        column = page.column(key)
        _emptied(page, column)
    page.clear_rows((row,))
    page.may_differ |= {"分值", "自评得分", "合计", "小计", "等级", *_OF_SCORES}


@change("没有完成值列、得分列（计划）")
def no_actuals(page: Page) -> None:
    if "review_score" in page.keys:
        raise Impossible("a review")
    row = page.totals.row
    for key in ("actual", "self_score", "deviation_reason"):
        if key in page.keys:
            _emptied(page, page.column(key))
    for at in [at for at in page.cells if at.row == row and at != page.totals]:
        if at.column != page.columns().get("weight"):
            page.clear(at)
    page.may_differ |= {"完成值", "自评得分", "偏差原因", "合计自评", "小计", "等级", *_OF_SCORES}


def _level_weights(page: Page, level: str, heading: str) -> None:
    """The sums of the weights of each label of a level beside it, in a column of their own."""
    sums: dict[Address, Decimal] = {}
    for row, _ in page.rows():
        if row.weight.value is None:
            continue
        at = row.level1.at if level == "level1" else row.level2.at
        sums[at] = sums.get(at, Decimal(0)) + row.weight.value
    if not sums:
        raise Impossible("no weights")
    page.may_differ.add("标明分值")
    texts = {page.at(at).row: total for at, total in sums.items() if at in page.places}
    page.add_column(page.column(level) + 1, heading, texts)


@change("每级一列权重（都叫权重）")
def weights_a_level(page: Page) -> None:
    _reorder_weight_after_name(page)
    page.write(page.heading("weight"), "权重")
    _level_weights(page, "level2", "权重")
    _level_weights(page, "level1", "权重")


@change("一级指标后加分值列")
def weights_of_level1(page: Page) -> None:
    _level_weights(page, "level1", "分值")


def _reorder_weight_after_name(page: Page) -> None:
    keys = sorted(page.keys, key=page.column)
    after = keys[keys.index("name") + 1]
    if after != "weight":
        _reorder(page, "weight", after)


def _points_to_be_joined(page: Page) -> tuple[int, int]:
    """The columns of weights and scores of a form in which both can be one."""
    if page.clean.form.subtotals:
        raise Impossible("subtotals keep their columns")
    page.on_one_page()
    return page.column("weight"), page.column(page.score_key)


@change("分值和得分在一格（15/15）")
def weight_and_score_in_one(page: Page) -> None:
    """``15/14`` under one heading."""
    weight, score = _points_to_be_joined(page)
    heading = page.heading("weight")
    rows = [*(now for _, now in page.rows()), page.totals.row]
    page.write(heading, "分值/得分")
    page.clear(page.heading(page.score_key))
    for row in rows:
        one, two = (page.text(Address(row, column)) for column in (weight, score))
        page.clear(Address(row, score))
        if one or two:
            page.write(Address(row, weight), f"{one}/{two}")
    page.may_differ |= {"LY02"}


@change("得分在分值下一行")
def score_beneath_weight(page: Page) -> None:
    """Each row is two, the score in the lower one; all else is merged over both."""
    weight, score = _points_to_be_joined(page)
    heading = page.heading("weight")
    page.write(heading, "分值")
    page.clear(page.heading(page.score_key))
    for row in reversed([heading.row, *(now for _, now in page.rows()), page.totals.row]):
        page.insert_rows(row + 1)
        old = Address(row, score)
        new = Address(row + 1, weight)
        if row == heading.row:
            page.write(new, "得分")
        page.move(lambda at, old=old, new=new: new if at == old else at)  # type: ignore[misc]
        for column in {at.column for at in page.cells if at.row == row} - {weight}:
            page.merges.append(Area(row, column, row + 1, column))


@change("指标值拆成指标性质、指标值、度量单位")
def target_in_three(page: Page) -> None:
    """≥ | 95 | % in columns of their own."""
    if "nature" in page.keys or len(page.header_rows) > 1:
        raise Impossible("in three already")
    page.on_one_page()
    column = page.column("target")
    page.insert_columns(column + 1)
    page.insert_columns(column)
    row = page.header_rows[0]
    for n, text in enumerate(("指标性质", "指标值", "度量单位")):
        page.write(Address(row, column + n), text)
    for indicator, now in page.rows():
        found = _TARGET.fullmatch(indicator.target.text)
        if indicator.target.value is not None and indicator.target.value.kind is TargetKind.DATE:
            parts: tuple[str, ...] = ("", indicator.target.text, "")
        elif found is not None:
            sign = _SIGNS.get(found[1], found[1])
            parts = (str(sign), found[2], found[3])
        else:
            parts = ("定性", indicator.target.text, "")
        for n, text in enumerate(parts):
            page.write(Address(now, column + n), text)
        page.renamed[plain(indicator.target.text)] = plain("".join(parts))
    page.may_differ |= {"指标值的读法"}


@change("三位专家评分和平均分")
def experts(page: Page) -> None:
    column = page.column("review_score")
    page.write(page.heading("review_score"), "平均分")
    for n in (3, 2, 1):
        texts = {
            now: digits(row.review_score.value)
            for row, now in page.rows()
            if row.review_score.value is not None
        }
        page.add_column(column, f"专家{n}评分", texts)


@change("两个完成值：自评完成值、复核完成值")
def two_actuals(page: Page) -> None:
    page.write(page.heading("actual"), "自评完成值")
    texts = {now: row.actual.text for row, now in page.rows()}
    page.add_column(page.column("review_score"), "复核完成值", texts)
    page.write(page.heading("review_score"), "复核得分")
