"""On what evidence a field is taken for what it is: its label, how that is spelt, where the content stands."""

from __future__ import annotations

from addin.checking.check import check
from scoring.form.columns import FieldReading
from scoring.form.model import EvaluationForm
from tests.forms import form_sheet, sheet_of


def form(name: str, **changes: object) -> EvaluationForm:
    (checked,) = check([form_sheet(name, changes)])
    return checked.review.form


def one(read: EvaluationForm, key: str) -> FieldReading:
    (reading,) = [reading for reading in read.fields if reading.key == key and reading.used]
    return reading


def told(reading: FieldReading) -> tuple[str, str, tuple[str, ...]]:
    return reading.label_at.a1, reading.at.a1, reading.evidence


class TestOfTexts:
    def test_a_content_beside_below_or_behind_its_label(self) -> None:
        read = form("review")
        assert told(one(read, "project")) == ("C2", "D2", ("标签“项目名称”", "内容在右边"))
        assert told(one(read, "expected")) == ("C8", "C9", ("标签“预期目标”", "内容在下面"))
        assert told(one(read, "date")) == ("A30", "A30", ("标签“日期”", "内容在冒号后面"))

    def test_a_label_that_is_a_slip_away(self) -> None:
        reading = one(form("self", C4="项目实施单伟"), "unit")
        assert reading.evidence[0] == "标签“项目实施单伟”与“实施单位”的写法只差一个字"
        assert not reading.guessed

    def test_a_label_that_is_told_by_its_words_is_a_guess(self) -> None:
        reading = one(form("self", A3="专项名称（全称）及立项名称"), "project")
        assert reading.guessed
        assert reading.evidence[0].endswith("的用字")

    def test_what_was_done_is_the_second_text_beside_the_goal(self) -> None:
        reading = one(
            form("self", A10="总体目标", B10="开班20期", F10="开班24期", B11="", F11=""), "achieved"
        )
        assert told(reading) == ("A10", "F10", ("标签“总体目标”", "内容是右边的第二段文字"))

    def test_a_second_cell_for_one_field_is_told_and_not_used(self) -> None:
        (other,) = [reading for reading in form("no_weights").fields if not reading.used]
        assert (other.key, other.at.a1) == ("unit", "E4")

    def test_a_label_over_another_label_announces_nothing(self) -> None:
        rows = [["项目支出绩效自评表"], ["年初绩效目标"]]
        rows += [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]]
        rows += [["产出指标", "数量指标", "房屋间数", "≥3间", "3间", "100", "100"]]
        (checked,) = check([sheet_of([list(row) for row in rows])])
        assert "expected" not in checked.review.form.texts


class TestOfResults:
    def test_totals_and_grade(self) -> None:
        read = form("review")
        assert told(one(read, "totals"))[:2] == ("A19", "A19")
        assert told(one(read, "final_score")) == ("A20", "F20", ("标签“财政复核总分”",))
        assert one(read, "grade").label_at.a1 == "A21"
        assert one(read, "grade").at.a1 == "F21"

    def test_a_total_and_a_grade_in_cells_of_their_own(self) -> None:
        read = form("self", A20="", G20="", H20="", E2="自评得分：99.03分", H2="等级：优")
        assert told(one(read, "totals")) == ("E2", "E2", ("“自评得分:99.03分”里写明",))
        assert told(one(read, "grade")) == ("H2", "H2", ("“等级:优”里写明",))

    def test_a_row_of_totals_by_its_words_is_a_guess(self) -> None:
        assert one(form("self", A20="自评总分合计数"), "totals").guessed

    def test_the_year_and_where_it_is_said(self) -> None:
        assert told(one(form("review"), "year")) == ("A1", "A1", ("表名里写明",))
        assert told(one(form("self"), "year")) == ("A2", "A2", ("写有年度的一格",))


class TestOfTheFunds:
    def test_the_columns_are_told_by_their_headings(self) -> None:
        columns = {column.role: column for column in form("self").funds_columns}
        assert columns["executed"].at.a1 == "E5"
        assert columns["executed"].evidence == ("表头“全年执行数”",)

    def test_a_heading_of_two_rows_says_what_stands_over_it(self) -> None:
        rows = [["项目支出绩效自评表"], ["项目名称", "某项目"]]
        rows += [["资金", "", "预算数", "", "执行情况", ""], ["", "", "年初", "调整后", "执行数", "执行率"]]
        rows += [["", "总额", 80, 80, 76, "95%"]]
        rows += [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]]
        rows += [["产出指标", "数量指标", "房屋间数", "≥3间", "3间", "100", "100"]]
        (checked,) = check([sheet_of([list(row) for row in rows])])
        initial = next(c for c in checked.review.form.funds_columns if c.role == "initial_budget")
        assert initial.evidence == ("“预算数”之下的表头“年初”的用字",)

    def test_the_total_by_its_label_and_the_sources(self) -> None:
        read = form("self")
        assert told(one(read, "total")) == ("B6", "B6", ("标签“年度资金总额”",))
        assert [r.label_at.a1 for r in read.fields if r.key == "source"] == ["B7", "B8", "B9"]
        assert one(form("self", B6="全部资金"), "total").guessed


def test_execution_as_a_row_of_the_indicators_is_told_once() -> None:
    rows = [["项目支出绩效自评表"], ["项目名称", "某项目"]]
    rows += [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]]
    rows += [["预算执行", "预算执行率", "预算执行率", "100%", "95%", "10", "9.5"]]
    rows += [["产出指标", "数量指标", "房屋间数", "≥3间", "3间", "90", "90"]]
    (checked,) = check([sheet_of([list(row) for row in rows])])
    assert one(checked.review.form, "execution_row").at.a1 == "C4"
