"""Rows of the indicator table: blank ones, 小计, execution as an indicator, levels repeated, merged, numbered."""

from __future__ import annotations

import re
from decimal import Decimal

from benchmarks.layouts.change import change
from benchmarks.layouts.compare import plain
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address, Area


@change("表头下加一空行")
def blank_row_under_heading(page: Page) -> None:
    page.insert_rows(page.header_rows[-1] + 1)


@change("指标之间加空行")
def blank_rows_between(page: Page) -> None:
    for _, now in reversed(list(page.rows())[1:]):
        page.insert_rows(now)


@change("合计前加空行")
def blank_row_before_totals(page: Page) -> None:
    page.insert_rows(page.totals.row, 2)


@change("每个一级指标后加小计行")
def subtotals(page: Page) -> None:
    """A row of 小计 after the indicators of each level 1."""
    if page.clean.form.subtotals:
        raise Impossible("has some")
    keys = [key for key in ("weight", "self_score", "review_score") if key in page.keys]
    for _, rows in reversed(page.groups()):
        below = page.row_after(rows[-1][1])
        page.insert_rows(below)
        page.write(Address(below, page.column("level2")), "小计")
        for key in keys:
            numbers = [getattr(row, key).value for row, _ in rows]
            if any(number is not None for number in numbers):
                total = sum((number for number in numbers if number is not None), Decimal(0))
                page.write(Address(below, page.column(key)), total)
    page.may_differ.add("小计")


def _execution_row(page: Page, level1: str, level2: str, name: str) -> None:
    """A row for execution before the others, with the weight, rate and score of the funds table."""
    line = page.clean.form.total_funds
    if line.weight.value is None or line.score.value is None or line.weight.inferred:
        raise Impossible("no score of execution")
    row = page.first_row
    if page.text(Address(row - 1, page.column("name"))).startswith("预算执行"):
        raise Impossible("a row already")  # two such rows are a fault of the form, and no layout of it
    page.insert_rows(row)
    cells = {"level1": level1, "level2": level2, "name": name, "weight": line.weight.value}
    cells |= {"actual": f"'{line.rate.text}%".replace("%%", "%")[1:], page.score_key: line.score.value}
    if "nature" in page.keys:
        cells |= {"nature": "≥", "target": "100", "unit": "%"}
    else:
        cells["target"] = "100%"
    if "review_score" in page.keys and any(i.review_score.value is not None for i, _ in page.rows()):
        cells["review_score"] = line.score.value
    for key, value in cells.items():
        page.write(Address(row, page.column(key)), value)


def _funds_without_score(page: Page) -> None:
    for key in ("weight", "score"):
        at = page.fund_heading(key)
        for row in page.fund_rows():
            page.clear(Address(row, at.column))


@change("预算执行是指标表的一行，资金表没有分值、得分")
def execution_as_a_row(page: Page) -> None:
    _execution_row(page, "预算执行", "预算执行", "预算执行率")
    _funds_without_score(page)


@change("预算执行是指标表的一行，前两级写横线")
def execution_after_strokes(page: Page) -> None:
    _execution_row(page, "——", "——", "预算执行")
    _funds_without_score(page)


@change("预算执行两处都有")
def execution_twice(page: Page) -> None:
    _execution_row(page, "预算执行指标", "预算执行率", "预算执行率")


def _points(page: Page) -> list[tuple[Address, str, Decimal]]:
    """The label of each level 1, what it says, and the sum of its weights; none states its points yet."""
    if page.clean.form.stated_weights or "weight" not in page.keys:
        raise Impossible("stated already")
    found = []
    for level1, rows in page.groups():
        numbers = (row.weight.value for row, _ in rows)
        total = sum((number for number in numbers if number is not None), Decimal(0))
        found.append((page.at(rows[0][0].level1.at), level1, total))
    page.may_differ.add("标明分值")
    return found


@change("一级指标带分值（产出指标（50分））")
def points_with_level(page: Page) -> None:
    for at, text, total in _points(page):
        page.write(at, f"{text}（{total.normalize():f}分）")


@change("一级指标的分值另起一行写在同格")
def points_on_a_line(page: Page) -> None:
    for at, text, total in _points(page):
        page.write(at, f"{text}\n({total.normalize():f}分)")


@change("一级指标的分值写在下一格")
def points_below_level(page: Page) -> None:
    done = False
    for at, _, total in _points(page):
        below = Address(at.row + 1, at.column)
        if below not in page.cells and below.row <= page.last_row:
            page.write(below, f"({total.normalize():f}分)")
            done = True
    if not done:
        raise Impossible("no room")


@change("一级、二级指标不带“指标”二字")
def bare_levels(page: Page) -> None:
    for row, _ in page.rows():
        for field in (row.level1, row.level2):
            if field.at in page.places and field.text.replace("(", "（").partition("（")[0].strip().endswith(
                "指标"
            ):
                page.write(page.at(field.at), field.text.replace("指标", "", 1))


@change("一级指标带序号（一、产出指标）")
def numbered_levels(page: Page) -> None:
    for number, (_, rows) in zip("一二三四五六", page.groups(), strict=False):
        for at in {page.at(row.level1.at) for row, _ in rows}:
            page.write(at, f"{number}、{page.text(at)}")


@change("一级指标竖写（每字换行）")
def vertical_levels(page: Page) -> None:
    for at in {page.at(row.level1.at) for row, _ in page.rows()}:
        name, bracket, points = page.text(at).replace("(", "（").replace("\n", "").partition("（")
        page.write(at, "\n".join(name.strip()) + (f"\n{bracket}{points}" if bracket else ""))


@change("一级指标独占一行")
def level_on_its_own_row(page: Page) -> None:
    for _, rows in reversed(page.groups()):
        at = page.at(rows[0][0].level1.at)
        if at.row != rows[0][1] or any(Address(now, at.column) in page.cells for _, now in rows[1:]):
            raise Impossible("more in the column")
        top = rows[0][1]
        page.insert_rows(top)
        page.move(lambda here, top=top, at=at: at if here == (top + 1, at.column) else here)  # type: ignore[misc]


@change("一级、二级指标每行重复，不合并")
def levels_repeated(page: Page) -> None:
    for row, now in page.rows():
        page.merges = [
            a for a in page.merges if not (a.top <= now <= a.bottom and a.left == page.column("level1"))
        ]
        for key, field in (("level1", row.level1), ("level2", row.level2)):
            at = Address(now, page.column(key))
            if field.text and at not in page.cells:
                page.write(at, page.text(page.at(field.at)))


@change("一级、二级指标合并单元格")
def levels_merged(page: Page) -> None:
    spans: dict[tuple[str, Address], list[int]] = {}
    for row, now in page.rows():
        for key, field in (("level1", row.level1), ("level2", row.level2)):
            if field.text:
                spans.setdefault((key, field.at), []).append(now)
    for (key, _), rows in spans.items():
        column = page.column(key)
        written = [r for r in range(rows[0], rows[-1] + 1) if Address(r, column) in page.cells]
        if len(rows) > 1 and written == rows[:1]:
            page.merges.append(Area(rows[0], column, rows[-1], column))


_MARK = re.compile("[★①-⑩0-9]|指标|其中")


def _prefixed(page: Page, *marks: str) -> None:
    for n, (row, now) in enumerate(page.rows()):
        at = Address(now, page.column("name"))
        if row.name.blank or _MARK.match(page.text(at)):
            raise Impossible("has a mark")
        page.write(at, marks[n % len(marks)].format(n + 1) + page.text(at))


@change("三级指标前有“指标1：”")
def indicator_numbers(page: Page) -> None:
    _prefixed(page, "指标{}：")


@change("三级指标前有“1.”")
def arabic_numbers(page: Page) -> None:
    _prefixed(page, "{}.")


@change("三级指标前有①②③")
def circled_numbers(page: Page) -> None:
    _prefixed(page, *"①②③④⑤⑥⑦⑧⑨⑩")


@change("三级指标前有★")
def starred(page: Page) -> None:
    _prefixed(page, "★")


@change("“其中：”子行没有分值")
def part_row(page: Page) -> None:
    first, row = next(page.rows())
    if first.weight.value is None:
        raise Impossible("no weights")
    name, values = "其中：第一批任务完成率", {"target": "≥90%", "actual": "96%"}
    if "nature" in page.keys:
        values = {"nature": "≥", "target": "90", "unit": "%", "actual": "96"}
    below = page.row_after(row)
    page.insert_rows(below)
    for key, value in {"name": name, **values}.items():
        page.write(Address(below, page.column(key)), value)
    page.may_differ.add("指标.第一批任务完成率")


@change("没有用到的二级指标留空行")
def unused_class(page: Page) -> None:
    for level1, rows in page.groups():
        below = page.row_after(rows[-1][1])
        if "效益" in level1 and all("经济" not in row.level2.text for row, _ in rows):
            page.insert_rows(below)
            page.write(Address(below, page.column("level2")), "经济效益指标")
            return
    raise Impossible("all used")


@change("百分数写成文字")
def percent_as_text(page: Page) -> None:
    changed = False
    for at, one in list(page.cells.items()):
        if isinstance(one.value, Decimal) and one.text.endswith("%") and at.row not in page.fund_rows():
            page.write(at, one.text)
            changed = True
    if not changed:
        raise Impossible("none")


@change("没有偏差原因的空格写横线")
def strokes_for_nothing(page: Page) -> None:
    if "deviation_reason" not in page.keys:
        raise Impossible("no reasons")
    for _, now in page.rows():
        at = Address(now, page.column("deviation_reason"))
        if at not in page.cells:
            page.write(at, "—")


@change("一级指标带“项目”二字（项目产出）")
def levels_of_the_project(page: Page) -> None:
    """项目产出 for 产出指标."""
    done = False
    for at in {page.at(row.level1.at) for row, _ in page.rows()}:
        text = page.text(at)
        for word in ("产出指标", "效益指标"):
            if text.startswith(word):
                page.write(at, f"项目{text.replace('指标', '', 1)}")
                page.renamed[plain(text)] = plain(page.text(at))
                bare, now = (re.split(r"[（(\n]", one)[0] for one in (text, page.text(at)))
                page.renamed[plain(bare)] = plain(now)  # its points may be behind it
                done = True
    if not done:
        raise Impossible("other levels")
