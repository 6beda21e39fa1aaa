"""Text in plain characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.characters import CELL_LIMIT, cell_text, clean, normalise


@given(st.text(max_size=60))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("９５％（Ａ）：－１．５", "95%(A):-1.5"),
        ("产出指标\ufe55︵50分︶", "产出指标:(50分)"),
        ("执行\u200b率\ufeff\u00ad\u200e\u200f\u2060", "执行率"),
        ("\u202a得分\u202c\ufe0f", "得分"),
        ("10\u00a0万\u3000元", "10 万 元"),
        ("产出\r\n指标", "产出\n指标"),
        ("产出\r指标", "产出\n指标"),
        ("产出_x000D_\n指标", "产出\n指标"),
        ("得分_x200B_", "得分"),
        ("⼆级指标", "二级指标"),  # radicals, as a PDF file gives them
    ],
)
def test_what_is_compared_is_not_what_was_typed(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    "text", ["50m²", "8m³", "26℃", "①数量", "5，000", "完成；验收！好？", "_x0041_", "A_x5B57_", "½", "—"]
)
def test_what_means_something_else_stays(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("得　分", "得分"),
        ("一\n级\n指\n标", "一级指标"),
        ("合 \u200b计", "合计"),
        ("①开放天数", "开放天数"),
        ("⑵开放天数", "开放天数"),
        ("1.系统故障率（%）", "系统故障率"),
        ("三、自评总分", "自评总分"),
        ("三、四级公路里程", "三、四级公路里程"),
        ("绿化面积（m²）", "绿化面积"),
    ],
)
def test_a_label_is_known_without_space_marks_and_brackets(label: str, name: str) -> None:
    assert clean(label) == name


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" ９５％ ", "95%"),
        ("≧５０次", "≥50次"),
        ("》90%", ">=90%"),
        ("《=5", "<=5"),
        ("〉3", ">3"),
        ("《规划》", "《规划》"),
        ("50 000元", "50000元"),
        ("≥5，000元", "≥5000元"),
        ("5，6月", "5，6月"),
    ],
)
def test_what_the_keyboard_got_wrong(text: str, plain: str) -> None:
    assert cell_text(text) == plain


def test_a_cell_is_read_up_to_its_limit() -> None:
    assert len(cell_text("有" * 100_000)) == CELL_LIMIT
