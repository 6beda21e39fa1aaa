"""What is typed and not seen: blanks, invisible characters, full and half width."""

from __future__ import annotations

from benchmarks.layouts.change import change
from benchmarks.layouts.page import Impossible, Page


def _after_each_text(page: Page, mark: str) -> None:
    for at, one in list(page.cells.items()):
        if isinstance(one.value, str) and one.formula is None:
            page.write(at, one.text + mark)


@change("文字后有零宽空格（U+200B）")
def zero_width(page: Page) -> None:
    _after_each_text(page, "\u200b")


@change("文字后有不换行空格（U+00A0）")
def no_break_space(page: Page) -> None:
    _after_each_text(page, "\u00a0")


@change("文字后有从左至右标记（U+200E）")
def left_to_right(page: Page) -> None:
    _after_each_text(page, "\u200e")


@change("文字后有_x000D_")
def carriage_return(page: Page) -> None:
    _after_each_text(page, "_x000D_")


@change("文字前有字节序标记（U+FEFF）")
def byte_order_mark(page: Page) -> None:
    for at, one in list(page.cells.items()):
        if isinstance(one.value, str) and one.formula is None:
            page.write(at, "\ufeff" + one.text)


@change("标签中间有软连字符（U+00AD）")
def soft_hyphen(page: Page) -> None:
    for at in list(page.labels()):
        text = page.text(at)
        page.write(at, f"{text[:1]}\u00ad{text[1:]}")


@change("标签前后有全角空格")
def wide_blanks(page: Page) -> None:
    for at in list(page.labels()):
        page.write(at, f"\u3000{page.text(at)}\u3000")


@change("标签末尾换行")
def line_break_after(page: Page) -> None:
    for at in list(page.labels()):
        page.write(at, page.text(at) + "\n")


@change("括号、冒号换全角或半角")
def other_width(page: Page) -> None:
    pairs = str.maketrans("()（）:：", "（）()：:")
    done = False
    for at, one in list(page.cells.items()):
        if isinstance(one.value, str) and one.text.translate(pairs) != one.text:
            page.write(at, one.text.translate(pairs))
            done = True
    if not done:
        raise Impossible("no brackets")


@change("百分号用全角％")
def wide_percent(page: Page) -> None:
    done = False
    for at, one in list(page.cells.items()):
        if isinstance(one.value, str) and "%" in one.text:
            page.write(at, one.text.replace("%", "％"))
            done = True
    if not done:
        raise Impossible("no per cent")


@change("指标值的数字用全角")
def wide_digits(page: Page) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    columns = [page.column(key) for key in ("target", "actual")]
    for _, now in page.rows():
        for at in [at for at in page.cells if at.row == now and at.column in columns]:
            if isinstance(page.cells[at].value, str):
                page.write(at, page.text(at).translate(wide))
