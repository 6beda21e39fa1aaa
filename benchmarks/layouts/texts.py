"""What stands round the tables: title, year, labels of names and goals, totals in words, signatures, notes."""

from __future__ import annotations

from benchmarks.layouts.change import change
from benchmarks.layouts.compare import plain
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address
from scoring.text.printed_numbers import plain as digits

_YEAR = {"2024": "二〇二四", "2023": "二〇二三"}


def _title(page: Page) -> Address:
    if not page.clean.form.title.text:
        raise Impossible("no title")
    return page.at(page.clean.form.title.at)


def _year_cell(page: Page) -> Address:
    """The cell that tells the year: a line of its own under the title, or the title."""
    title = _title(page)
    for at in (Address(title.row + 1, title.column), title):
        if page.clean.form.year and str(page.clean.form.year) in page.text(at):
            return at
    raise Impossible("no year")


def _write_year(page: Page, year: str, whole: bool = True) -> None:
    at = _year_cell(page)
    number = str(page.clean.form.year)
    before = page.text(at)
    after = before.replace(f"{number}年度", year) if whole else before.replace(number, year)
    if after == before:
        raise Impossible("no 年度")
    page.write(at, after)
    page.renamed[plain(before)] = plain(after)


@change("年度写成（ 2024 ）年度")
def year_in_brackets(page: Page) -> None:
    _write_year(page, f"（ {page.clean.form.year} ）年度")


@change("年度写成二〇二四年度")
def year_in_chinese(page: Page) -> None:
    _write_year(page, _YEAR.get(str(page.clean.form.year), ""), whole=False)


@change("年度写成（2024年）")
def year_without_du(page: Page) -> None:
    at, year = _year_cell(page), page.clean.form.year
    if at == page.at(page.clean.form.title.at):
        raise Impossible("in the title")
    page.write(at, f"（{year}年）")


@change("没有标题")
def no_title(page: Page) -> None:
    page.clear(_title(page))
    page.may_differ |= {"标题", "年度", "DS06", "指标值的读法", "完成值的读法"}


@change("标题前有“附件1”")
def annex_above_title(page: Page) -> None:
    row = page.top
    page.insert_rows(row)
    page.write(Address(row, page.left), "附件1")


@change("标题在别的列")
def title_in_another_column(page: Page) -> None:
    old = _title(page)
    new = Address(old.row, old.column + 3)
    if new in page.cells:
        raise Impossible("taken")
    page.move(lambda at: new if at == old else at)


@change("标题分成两行")
def title_in_two_rows(page: Page) -> None:
    old = _title(page)
    text = page.text(old)
    at = text.find("年度") + 2
    if at < 2 or len(text) < at + 4:
        raise Impossible("no year in it")
    page.insert_rows(old.row)
    page.write(old, text[:at])
    page.write(Address(old.row + 1, old.column), text[at:])
    page.may_differ.add("标题")  # the whole or what stands in one of its rows


@change("标签竖写（每字换行）")
def vertical_labels(page: Page) -> None:
    done = False
    for key in ("project", "department", "expected", "problems"):
        for at in page.texts_labels(key):
            if "：" not in page.text(at):
                page.write(at, "\n".join(page.text(at)))
                done = True
    if not done:
        raise Impossible("no labels")


@change("标签字间有空格")
def blanks_in_labels(page: Page) -> None:
    for key in ("project", "unit", "unit_and_code", "department", "conclusion"):
        for at in page.texts_labels(key):
            if "：" not in page.text(at):
                page.write(at, " ".join(page.text(at)))


@change("标签带冒号")
def colons_after_labels(page: Page) -> None:
    for key in ("project", "unit", "department", "expected", "achieved", "conclusion"):
        for at in page.texts_labels(key):
            if "：" not in page.text(at):
                page.write(at, f"{page.text(at)}：")


def _joined(page: Page, key: str) -> None:
    """Label and content in the label's cell."""
    at, content = page.text_label(key), page.clean.form.field(key)
    if content.at not in page.places or page.at(content.at) == at:
        raise Impossible("in one cell")
    page.clear(page.at(content.at))
    page.write(at, f"{page.text(at)}：{content.text}")


@change("项目名称与内容在一格")
def project_in_one_cell(page: Page) -> None:
    _joined(page, "project")


@change("单位与内容在一格")
def unit_in_one_cell(page: Page) -> None:
    _joined(page, "unit_and_code" if page.clean.form.field("unit_and_code").present else "unit")


@change("标签与内容之间有空列")
def far_from_label(page: Page) -> None:
    content = page.at(page.clean.form.field("project").at)
    page.insert_columns(content.column)


@change("单位行在项目名称之前")
def unit_first(page: Page) -> None:
    one = page.text_label("project").row
    two = page.text_label("unit_and_code" if page.clean.form.field("unit_and_code").present else "unit").row
    if one >= two:
        raise Impossible("already so")
    swap = {one: two, two: one}
    page.move(lambda at: Address(swap.get(at.row, at.row), at.column))


def _goals(page: Page) -> tuple[Address, Address, Address, Address]:
    """The labels of the expected and the achieved, and what stands under them."""
    one, two = page.text_label("expected"), page.text_label("achieved")
    contents = [page.at(page.clean.form.field(key).at) for key in ("expected", "achieved")]
    if any(content.row != one.row + 1 for content in contents) or one.row != two.row:
        raise Impossible("not under the labels")
    return one, two, contents[0], contents[1]


@change("目标在标签同一行，分两行")
def goals_beside_labels(page: Page) -> None:
    one, two, expected, achieved = _goals(page)
    row = one.row
    below = Address(row + 1, one.column)
    target = {two: below, expected: Address(row, one.column + 1), achieved: Address(row + 1, one.column + 1)}
    page.move(lambda at: target.get(at, at))


@change("只有年度绩效目标一行")
def one_goal(page: Page) -> None:
    one, _, expected, _ = _goals(page)
    texts = page.text(expected)
    page.clear_rows((one.row, expected.row))
    page.write(Address(one.row, page.left), "年度绩效目标")
    page.write(Address(one.row, page.left + 1), texts)
    page.move(lambda at: Address(at.row - 1, at.column) if at.row > expected.row else at)
    page.may_differ |= {"栏目achieved", "NR06"}


@change("目标分几行写")
def goals_in_rows(page: Page) -> None:
    _, _, expected, achieved = _goals(page)
    page.insert_rows(expected.row + 1)
    for at in (expected, achieved):
        before = page.text(at)
        page.write(at, f"目标1：{before}" if at == expected else before)
        more = "目标2：办事群众满意。" if at == expected else "办事群众满意。"
        page.write(Address(at.row + 1, at.column), more)
        page.renamed[plain(before)] = plain(page.text(at) + more)


@change("目标标签占两行（合并）")
def goals_label_merged(page: Page) -> None:
    one, _, _, _ = _goals(page)
    if Address(one.row + 1, page.left) in page.cells or Address(one.row, page.left) not in page.cells:
        raise Impossible("no label at the side")
    page.merge(one.row, page.left, one.row + 1, page.left)


def _total_said(page: Page) -> str:
    field = page.clean.form.totals.self_score
    if field.value is None:
        raise Impossible("no total")
    return digits(field.value)


def _under_title(page: Page) -> Address:
    """The first cell of a new row under the title and the line with the year."""
    title = _title(page)
    below = Address(title.row + 1, title.column)
    row = title.row + (2 if "年" in page.text(below) and len(page.text(below)) < 12 else 1)
    page.insert_rows(row)
    return Address(row, page.left)


@change("总分只写在标题下（自评得分：98分）")
def total_above(page: Page) -> None:
    total, at = _total_said(page), page.totals
    page.clear_rows(range(at.row, page.row_after(*at)))
    page.write(_under_title(page), f"自评得分：{total}分")
    page.may_differ |= {"合计分值", "合计复核", "等级"}


@change("总分写成一句话（自评总分：98分）")
def total_in_a_sentence(page: Page) -> None:
    total, at = _total_said(page), page.totals
    page.clear_rows(range(at.row, page.row_after(*at)))
    page.write(Address(at.row, page.left), f"自评总分：{total}分，自评等级为优。")
    page.may_differ |= {"合计分值", "合计复核", "等级"}


@change("总分同时写在标题行右边")
def total_beside_title(page: Page) -> None:
    total, title = _total_said(page), _title(page)
    page.write(Address(title.row, title.column + 6), f"自评得分：{total}分")


@change("没有合计行")
def no_totals(page: Page) -> None:
    at = page.totals
    page.clear_rows(range(at.row, page.row_after(*at)))
    page.may_differ |= {"合计", "等级"}


@change("表下签字行")
def signatures(page: Page) -> None:
    row = page.bottom + 1
    for n, text in enumerate(("填表人：（略）", "审核人：（略）", "联系电话：（略）")):
        page.write(Address(row, page.left + 3 * n), text)
    page.may_differ |= {"栏目contact", "栏目signed"}


@change("表下注释")
def notes_below(page: Page) -> None:
    row = page.bottom + 1
    page.write(
        Address(row, page.left), "注：1.一级指标分值合计为90分，预算执行率10分。2.得分精确到小数点后两位。"
    )
    page.write(Address(row + 1, page.left), "3.未完成的指标请说明原因。")
    page.may_differ |= {"栏目notes"}


@change("标题下填报单位行")
def filled_in_by(page: Page) -> None:
    unit = page.clean.form.unit.text
    at = _under_title(page)
    page.write(at, f"填报单位：{unit}")
    page.write(Address(at.row, at.column + 4), "填报日期：2025年3月6日")
    page.may_differ |= {"栏目unit", "栏目date"}
