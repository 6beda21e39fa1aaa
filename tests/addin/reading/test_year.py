"""The year of a form: from its title, else from a line of its own beside it."""

from __future__ import annotations

import pytest

from addin.checking.check import check
from addin.reading.year import year_in_line, year_in_title
from tests.forms import form_sheet


@pytest.mark.parametrize(
    "title",
    [
        "2023年度项目支出绩效自评表",
        "2023 年度项目支出绩效自评表",
        "２０２３年度项目支出绩效自评表",
        "项目支出绩效自评表（2023年）",
        "项目支出绩效自评表（ 2023 ）年度",
        "项目支出绩效自评表（\u200b2023年度）",
        "二〇二三年度项目支出绩效自评表",
        "二○二三年项目支出绩效自评表",
        "（二零二三）年度项目支出绩效自评表",
        "（ 二〇二三 ）年度项目支出绩效自评表",
        "项目支出绩效自评表2023",
        "附件2 2023年度项目支出绩效自评表",
        "2022年结转资金2023年度绩效自评表",
        "2 0 2 3 年度项目支出绩效自评表",
        "项目支出绩效自评表（2023年度）\n填报日期：2024年3月1日",
        "项目支出绩效自评表（财预〔2020〕10号）（2023年度）",
    ],
)
def test_a_title_names_the_year(title: str) -> None:
    assert year_in_title(title) == 2023


@pytest.mark.parametrize(
    "title",
    [
        "项目支出绩效自评表",
        "项目支出绩效自评表 填报日期：2024年3月1日",
        "项目支出绩效自评表（2024.3.1）",
        "项目支出绩效自评表（填报时间：2024年）",
        "财预〔2020〕10号项目支出绩效自评表",
        "2021-2023年项目支出绩效自评表",
        "51000020230019951项目支出绩效自评表",
        "二零二项目支出绩效自评表",
        "3000年项目支出绩效自评表",
    ],
)
def test_a_title_without_a_year_of_the_form(title: str) -> None:
    assert year_in_title(title) is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "（2022年度）",
            "（ 2022 ）年度",
            "(2022年)",
            "2022 年度",
            "二〇二二年度",
            "2022年",
            "〔２０２２〕年度",
        ),
        *("年度：2022", "评价年度：2022年", "（２０２２\u200b年度）", "（2022\n年度）"),
    ],
)
def test_a_line_that_says_the_year_alone(line: str) -> None:
    assert year_in_line(line) == 2022


@pytest.mark.parametrize(
    "line",
    [
        *(
            "2022",
            "2022年8月",
            "2022年8月10日",
            "填报日期：2022年",
            "2022.8.10",
            "2022年完成",
            "第2022号",
            "22年度",
        ),
        *("2021-2022年度", "2022元", "12022年度", ""),
    ],
)
def test_a_line_that_says_something_else(line: str) -> None:
    assert year_in_line(line) is None


@pytest.mark.parametrize(
    ("cells", "year"),
    [
        ({"A1": "项目支出绩效自评表（2021年）", "A2": ""}, 2021),
        ({"A2": "（ 2021 ）年度"}, 2021),
        ({"A2": "二〇二一年度"}, 2021),
        ({"A2": "单位名称：示例中心", "E2": "2021年"}, 2021),
        ({"A2": "填报日期：2021年"}, None),
        ({"A2": "填报日期：2021年8月10日"}, None),
        ({"A2": "填报日期：", "B2": "2021年"}, None),
        ({"A2": "实施期限：2021年至2024年"}, None),
    ],
)
def test_the_year_of_a_form(cells: dict[str, str], year: int | None) -> None:
    (checked,) = check([form_sheet("self", cells)])
    assert checked.review.form.year == year


@pytest.mark.parametrize(
    "lines",
    [
        {"A2": "（2024年度）      金额单位：元"},
        {"A2": "（（ 2024 ）年度）"},
        {"A1": "示例区2024年度", "A2": "财政项目支出绩效自评表"},
    ],
    ids=["beside the unit of money", "in two brackets", "over the title"],
)
def test_the_line_of_the_year_may_hold_more(lines: dict[str, str]) -> None:
    (checked,) = check([form_sheet("self", lines)])
    assert checked.review.form.year == 2024


def test_the_line_over_the_title_may_be_of_something_else() -> None:
    (checked,) = check([form_sheet("self", {"A1": "财预〔2023〕15号附件", "A2": "财政项目支出绩效自评表"})])
    assert checked.review.form.year is None
