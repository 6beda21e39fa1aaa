"""Every layout is read field by field: the clean forms of tests/forms against what a person reads in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.checking.check import check
from addin.marking.mark import Checked
from addin.reading.labels import likely_label
from addin.reading.locate import locate
from addin.reading.read import read
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.form.model import FundLine
from scoring.text.characters import compact
from tests.addin.reading.sheets import under, with_blank_columns, with_blank_rows
from tests.forms import HERE, NAMES, form_sheet, sheet_of

TEXTS = ("project", "department", "expected", "achieved", "conclusion", "problems", "advice")
MORE_TEXTS = ("remarks", "date", "institution", "next_budget")


def expected(name: str) -> Any:
    return yaml.safe_load(Path(HERE / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))


def checked(name: str) -> Checked:
    (one,) = check([form_sheet(name)])
    return one


def shown(field: Field[Any] | None) -> str:
    return field.text if field is not None else ""


def number(field: Field[Decimal] | None) -> Decimal | str:
    """The value; the text where a stroke or nothing is written."""
    if field is None or field.value is None:
        return shown(field)
    return field.value


def wanted(text: str | None) -> Decimal | str:
    bare = (text or "").removesuffix("%")
    return Decimal(bare) if bare.replace(".", "", 1).isdigit() else bare


def fund_line(line: FundLine) -> dict[str, Any]:
    return {
        "row": line.row,
        "label": line.label.text,
        "initial": number(line.initial_budget),
        "budget": number(line.budget),
        "executed": number(line.executed),
        "rate": number(line.rate),
        "score": number(line.score),
        "reason": shown(line.reason),
    }


def indicator_row(indicator: Indicator) -> dict[str, Any]:
    return {
        "row": indicator.row,
        "level1": indicator.level1.text,
        "level2": indicator.level2.text,
        "name": indicator.name.text,
        "target": indicator.target.text,
        "actual": indicator.actual.text,
        "weight": number(indicator.weight),
        "self": number(indicator.self_score),
        "review": number(indicator.review_score),
        "reason": shown(indicator.deviation_reason),
        "opinion": shown(indicator.opinion),
    }


_NUMBERS = ("initial", "budget", "executed", "rate", "score", "weight", "self", "review")


def as_read(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {
        k: row[k] if k == "row" else wanted(row.get(k)) if k in _NUMBERS else row.get(k, "") for k in keys
    }


class TestFields:
    def test_every_form_has_its_expected_values(self) -> None:
        assert {path.stem for path in (HERE / "expected").glob("*.yaml")} == set(NAMES)

    @pytest.mark.parametrize("name", NAMES)
    def test_title_profile_and_texts(self, name: str) -> None:
        one, want = checked(name), expected(name)
        form = one.review.form
        assert (form.title.text, form.year, form.money_unit) == (
            want["title"],
            want["year"],
            want["money_unit"],
        )
        assert one.review.profile.name == want["profile"]
        assert shown(form.unit) == want["unit"]
        assert form.is_review is ("reviewed" in want or name == "review")
        for key in (*TEXTS, *MORE_TEXTS):
            assert form.text(key) == want.get(key, form.text(key))

    @pytest.mark.parametrize("name", NAMES)
    def test_fund_lines(self, name: str) -> None:
        one, want = checked(name), expected(name)
        lines = one.review.form.funds
        keys = ("row", "label", "initial", "budget", "executed", "rate", "score", "reason")
        assert [fund_line(line) for line in lines] == [as_read(row, keys) for row in want["funds"]]
        assert one.review.results.execution_weight == want["execution_weight"]
        (total,) = [line for line in lines if line.is_total]
        assert total is one.review.form.total_funds

    @pytest.mark.parametrize("name", NAMES)
    def test_indicators(self, name: str) -> None:
        form, want = checked(name).review.form, expected(name)
        keys = tuple(indicator_row(form.indicators[0]))
        rows = [as_read(row, keys) for row in want["indicators"]]
        assert [indicator_row(indicator) for indicator in form.indicators] == rows
        assert all(indicator.filled for indicator in form.indicators)

    @pytest.mark.parametrize("name", NAMES)
    def test_totals_grade_and_what_the_level_1_labels_state(self, name: str) -> None:
        form, want = checked(name).review.form, expected(name)
        totals = want["totals"]
        assert form.totals.present and form.totals.label.at.row == totals["row"]
        printed = (form.totals.weight, form.totals.self_score, form.totals.review_score)
        for field, key in zip(printed, ("weight", "self", "review"), strict=True):
            assert number(field) == wanted(totals.get(key))
        assert number(form.final_score) == wanted(want.get("final_score"))
        assert shown(form.grade) == want.get("grade", "")
        assert [area.a1 for area in form.shared_scores] == want.get("shared", [])
        assert [text.at.a1 for text in form.template_rows] == want.get("template_rows", [])
        if "stated" in want:
            said = {label: field.text for label, field in form.stated_weights.items()}
            assert list(said) == [compact(label) for label in want["stated"]]
            assert all(f"{points}分" in said[compact(label)] for label, points in want["stated"].items())

    @pytest.mark.parametrize("name", NAMES)
    def test_no_column_is_unknown(self, name: str) -> None:
        assert checked(name).review.form.unknown_headings == ()


class TestPlace:
    """The same form, wherever it stands."""

    @pytest.mark.parametrize("name", NAMES)
    def test_further_down_and_to_the_right(self, name: str) -> None:
        sheet = with_blank_columns(with_blank_rows(form_sheet(name), 1, 39), 1, 3)
        (layout,) = locate(sheet)
        moved = [indicator_row(i) for i in read(sheet, layout).indicators]
        assert moved == [
            {**indicator_row(i), "row": i.row + 39} for i in checked(name).review.form.indicators
        ]

    @pytest.mark.parametrize("upper", NAMES)
    @pytest.mark.parametrize("gap", [0, 1, 3])
    def test_two_forms_on_one_sheet(self, upper: str, gap: int) -> None:
        lower = NAMES[(NAMES.index(upper) + 5) % len(NAMES)]
        above, below = check([under(form_sheet(upper), form_sheet(lower), gap)])
        for one, alone in ((above, checked(upper)), (below, checked(lower))):
            assert one.review.form.text("project") == alone.review.form.text("project")
            assert one.review.profile == alone.review.profile
            assert one.review.results == alone.review.results
            assert [(f.rule, f.message) for f in one.review.findings] == [
                (f.rule, f.message) for f in alone.review.findings
            ]

    def test_a_form_a_sheet(self) -> None:
        sheets = [Sheet("封面", {}), *(form_sheet(name) for name in NAMES)]
        assert [one.review.form.text("project") for one in check(sheets)] == [
            expected(name)["project"] for name in NAMES
        ]


# Parts of forms as they are passed around: the end of a table without its heading.
FRAGMENTS = {
    "the end of a form": """|可持续影响指标|讲座知晓率|=|100|%|100|5|5
|满意度指标|服务对象满意度指标|参加人员满意度|≥|95|%|95|5|5
合计||||||||100|100
评价结论|活动参加人数多，反映好""",
    "rows with a standard": """|成本指标（5分）|成本控制率|5分|±10%|达标|±10%以内5分|5
效益指标（30分）|社会效益指标（30分）|履职情况|30分|达标|达标|组织活动|30
总分|||||||99.3""",
    "rows without actuals": """产出指标|数量指标|足额保障率|=|100|%||22.5
|时效指标|按时发放率|=|100|%||22.5
合计||||||100""",
}


@pytest.mark.parametrize("text", FRAGMENTS.values(), ids=list(FRAGMENTS))
def test_a_fragment_without_a_heading_is_refused_in_so_many_words(text: str) -> None:
    sheet = sheet_of([line.split("|") for line in text.split("\n")], "片段")
    with pytest.raises(NoForm) as problem:
        check([sheet])
    for part in ("片段", "没有绩效自评表的指标表", "三级指标", "实际完成值", "一个也没有找到"):
        assert part in str(problem.value)


class TestMisspeltLabels:
    @pytest.mark.parametrize(
        ("table", "text", "key"),
        [
            ("indicator", "实际完成直", "actual"),
            ("indicator", "年度指标", "target"),
            ("indicator", "偏差原因分析和改进措施", "deviation_reason"),
            ("indicator", "未完成原因分折：", "deviation_reason"),
            ("funds", "调整后预算书（万元）", "budget"),
            ("results", "财政复核总得分", "final_score"),
            ("fund_lines", "本年资金总额", "total"),
            ("texts", "其他需说明事项", "remarks"),
            # One character that makes another word, or two words as near: not guessed.
            ("indicator", "实际完成率", None),
            ("indicator", "三级指标值", None),
            ("indicator", "完成情况分析", None),
            ("funds", "上年执行数", None),
            ("funds", "预算执行", None),
            ("fund_lines", "上年资金总额", None),
            ("texts", "实施单位意见", None),
            # A label of one table is no misspelt one of another.
            ("indicator", "预期目标", None),
            ("indicator", "质量指标", None),
        ],
    )
    def test_a_slip_of_one_character(self, table: str, text: str, key: str | None) -> None:
        assert likely_label(table, text) == key

    @pytest.mark.parametrize(
        "slips",
        [
            {"F12": "实际完成直", "E12": "年度指标直", "I12": "偏差原因分折及改进措施"},
            {"B6": "年度资金总领", "E5": "全年执行束", "D5": "全年预算书"},
            {"A3": "项目名称：", "F10": "实际完成情兄"},
        ],
    )
    def test_a_form_with_slips_reads_as_without(self, slips: dict[str, str]) -> None:
        (slipped,) = check([form_sheet("self", slips)])
        assert slipped.review.results == checked("self").review.results
        assert slipped.review.findings == checked("self").review.findings

    def test_the_exact_label_is_the_column_where_both_are_there(self) -> None:
        (layout,) = locate(form_sheet("self", {"J12": "实际完成直"}))
        assert layout.columns["actual"] == 6
