"""The blank forms: what is open to staff, what computes, how they print; and `jixiao new`."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from addin.checking.check import check
from addin.cli.main import app
from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook
from addin.reading.locate import locate
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from addin.templates import FILES, TEMPLATES, Level1, StandardForm, file_name, new_form, profile_cells
from scoring.form.address import Address
from scoring.form.taxonomy import level1_class, level2_class
from scoring.profiles.profile import DEFAULT_PROFILE, Parameter, load_profile, profile_names
from tests import forms

KINDS = list(StandardForm)
ROWS = {StandardForm.REVIEW: range(12, 24), StandardForm.SELF: range(13, 25)}
RESULTS = {
    StandardForm.REVIEW: {
        "execution_rate": "H7",
        "execution_score": "I7",
        "weight_total": "F24",
        "self_total": "G24",
        "review_total": "H24",
        "final_score": "F25",
        "grade": "F26",
    },
    StandardForm.SELF: {
        "execution_rate": "H6",
        "execution_score": "I6",
        "weight_total": "G25",
        "self_total": "H25",
    },
}
# Open to staff, some of all: amounts, the weight of execution, levels, targets, scores, words.
INPUTS = {
    StandardForm.REVIEW: "A1 D2 D3 D5 F7 G7 C9 F9 A12 A18 B12 C12 D23 E15 F12 G12 H23 I12 C27 C29 C30 C32 G40 A41 A43",
    StandardForm.SELF: "A2 D3 D4 G4 D6 F9 G6 B11 F11 B13 B19 B23 C13 D13 E24 F13 G13 H24 I13",
}
CLOSED = {
    StandardForm.REVIEW: "A2 C2 A4 D4 C5 G5 H5 I5 H7 I7 A8 C8 A10 A24 F24 I24 F25 A26 F26 A27 C31",
    StandardForm.SELF: "A1 A3 F4 A5 B5 D5 B6 G7 H6 I6 A10 B10 A12 A25 G25 H25 I25",
}
UDFS = {"PERF_EXEC_RATE", "PERF_EXEC_SCORE", "PERF_TOTAL", "PERF_GRADE"}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> StandardForm:
    return StandardForm(request.param)


@pytest.fixture
def book(kind: StandardForm) -> openpyxl.Workbook:
    return openpyxl.load_workbook(TEMPLATES / FILES[kind])


@pytest.fixture
def sheet(book: openpyxl.Workbook) -> Worksheet:
    return book.worksheets[0]


def formulas(sheet: Worksheet) -> dict[str, str]:
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    return {cell.coordinate: str(cell.value) for cell in cells}


def test_a_check_says_only_that_nothing_is_filled_in(kind: StandardForm) -> None:
    (checked,) = check(Workbook.open(TEMPLATES / FILES[kind]).sheets)
    assert [f.rule for f in checked.review.findings] == ["LY09"]


def test_the_reader_finds_every_part_of_it(kind: StandardForm) -> None:
    form, instructions = Workbook.open(TEMPLATES / FILES[kind]).sheets
    (layout,) = locate(form)
    assert layout.rows == tuple(ROWS[kind])
    assert layout.funds is not None and layout.totals_row == ROWS[kind][-1] + 1
    assert (layout.grade is not None) == (kind is StandardForm.REVIEW)
    assert instructions.name == "填表说明"
    with pytest.raises(NoForm):
        locate(instructions)


def test_what_staff_fill_in_is_open_and_tinted(kind: StandardForm, sheet: Worksheet) -> None:
    for cell in INPUTS[kind].split():
        assert not sheet[cell].protection.locked, cell
        assert sheet[cell].fill.fill_type == "solid", cell
    for cell in CLOSED[kind].split():
        assert sheet[cell].protection.locked, cell
        assert sheet[cell].fill.fill_type is None, cell


def test_a_merged_input_is_open_in_all_its_cells(sheet: Worksheet) -> None:
    for area in sheet.merged_cells.ranges:
        locked = {sheet.cell(*place).protection.locked for place in area.cells}
        assert len(locked) == 1, area


def test_the_sheet_is_not_protected(sheet: Worksheet) -> None:
    assert not sheet.protection.sheet


def test_every_result_computes_with_and_without_the_addin(kind: StandardForm, sheet: Worksheet) -> None:
    found = {cell: formula for cell, formula in formulas(sheet).items() if "PERF_" in formula}
    assert set(RESULTS[kind].values()) <= set(found)
    for cell, formula in found.items():
        outer = re.match(r"=IFERROR\((PERF_[A-Z_]+)\(.*\),IF\(ISERROR\(", formula)
        assert outer and outer[1] in UDFS, cell
        assert formula.count("PERF_") == 1 and "ISNUMBER(" in formula
        assert len(formula) < 8192 and formula.count("(") == formula.count(")")
        assert sheet[cell].protection.locked


def test_totals_take_in_all_rows_of_indicators(kind: StandardForm, sheet: Worksheet) -> None:
    for name in ("weight_total", "self_total", "review_total", "final_score"):
        if name in RESULTS[kind]:
            formula = str(sheet[RESULTS[kind][name]].value)
            assert not re.search(r"[A-Z]+\d+:[A-Z]+\d+", formula)  # a fixed range loses rows at its ends
            heading = re.findall(r"ROW\(\$[A-Z]+\$(\d+)\)\+1", formula)
            totals = re.findall(r"ROW\(\$[A-Z]+\$(\d+)\)-1", formula)
            assert set(heading) == {str(ROWS[kind][0] - 1)}, name
            assert set(totals) == {str(ROWS[kind][-1] + 1)}, name


def test_results_have_names(kind: StandardForm, book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0].title
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    for name, cell in RESULTS[kind].items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
        assert names[f"jixiao_{name}"] == f"'{sheet}'!${column}${row}"
    assert names["jixiao_profile"].startswith("'填表说明'!")


def named_values(book: openpyxl.Workbook, name: str) -> list[Any]:
    ((sheet, area),) = book.defined_names[name].destinations
    cells = book[sheet][area]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


def test_the_blank_form_reckons_by_the_national_profile(book: openpyxl.Workbook) -> None:
    profile = load_profile(DEFAULT_PROFILE)
    assert named_values(book, "jixiao_profile") == [None]
    assert named_values(book, "jixiao_profile_weight") == [profile.number("execution.weight")]
    assert named_values(book, "jixiao_execution_weight") == [profile.number("execution.weight")]
    bounds = named_values(book, "jixiao_grade_bounds")
    assert bounds == sorted(bounds)
    grades = zip(bounds, named_values(book, "jixiao_grade_names"), strict=True)
    assert tuple(grades) == profile.bands("grades.bands")[::-1]


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_fits_the_named_cells(name: str) -> None:
    national, other = profile_cells(None), profile_cells(load_profile(name))
    assert {key: len(values) for key, values in national.items()} == {
        key: len(values) for key, values in other.items()
    }


def test_validations_help_and_can_be_overruled(kind: StandardForm, sheet: Worksheet) -> None:
    rules = sheet.data_validations.dataValidation
    assert {rule.type for rule in rules} == {None, "decimal", "list", "textLength"}
    for rule in rules:
        assert rule.showInputMessage and 0 < len(rule.promptTitle) <= 32 and 0 < len(rule.prompt) <= 255
        assert rule.errorStyle in (None, "warning") and len(rule.error or "") <= 225
        for area in rule.sqref.ranges:
            inputs = (
                at for at in area.cells if at[0] != ROWS[kind][0] - 1
            )  # a heading lends its row to a new one
            assert not any(sheet.cell(*at).protection.locked for at in inputs), rule.sqref


def test_whoever_writes_more_than_a_merged_cell_prints_is_told_so(
    kind: StandardForm, sheet: Worksheet
) -> None:
    said = {str(r.sqref): (int(r.formula1), r.error) for r in rules_of(sheet) if r.type == "textLength"}
    goals = ("C9", "F9") if kind is StandardForm.REVIEW else ("B11", "F11")
    for cell in goals:  # seven lines
        assert sheet.row_dimensions[sheet[cell].row].height == 7 * 13.5
        fits, error = said.pop(cell)
        assert fits % 7 == 0 and f"约{fits // 10 * 10}个字" in error and "拉高" in error
    assert all(fits > 600 for fits, _ in said.values())
    assert set(said) == ({"C27", "C28", "C29"} if kind is StandardForm.REVIEW else set())


def rules_of(sheet: Worksheet) -> list[Any]:
    return list(sheet.data_validations.dataValidation)


def test_headings_have_the_formats_of_a_row_and_look_like_headings(
    kind: StandardForm, sheet: Worksheet
) -> None:
    """A row inserted below them takes their formats, in Excel as in LibreOffice."""
    first = ROWS[kind][0]
    columns = "ABCDEFGHI" if kind is StandardForm.REVIEW else "BCDEFGHI"
    for column in columns:
        heading, row = sheet[f"{column}{first - 1}"], sheet[f"{column}{first}"]
        for cell in (heading, row):
            assert (cell.font.name, cell.font.sz, cell.font.b) == ("宋体", 10, False), cell
            assert cell.border.bottom.style == "thin"
        assert heading.fill.start_color.rgb == row.fill.start_color.rgb
        assert heading.number_format == row.number_format
        assert heading.protection.locked
    looks = f"ROW()=ROW(${columns[0]}${first - 1})"
    (area,) = (
        area
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.formula == [looks] and rule.dxf.font.b and rule.dxf.fill.bgColor.rgb == "FFFFFFFF"
    )
    assert str(area.sqref) == f"{columns[0]}{first - 1}:I{first - 1}"


LEVEL1 = ("产出指标", "效益指标", "满意度指标", "成本指标")
OF_LEVEL1 = {
    Level1.NATIONAL: ["产出指标", "效益指标", "满意度指标"],
    Level1.NO_SATISFACTION: ["产出指标", "效益指标"],
    Level1.COST: ["成本指标", "产出指标", "效益指标", "满意度指标"],
}


def shown_label(value: Any) -> str | None:
    """What a live label of level 1 shows while nothing is filled in."""
    label = re.match(r"""=IF\(ROW\(\)=ROW\(.*?\),"([^"]+)"&""", value or "")
    return label[1] if label else value


@pytest.mark.parametrize("level1", Level1)
def test_a_label_stands_ready_in_each_row_of_its_block(kind: StandardForm, level1: Level1) -> None:
    """Below what is merged: whatever shows it when the row above is deleted."""
    path = TEMPLATES / file_name(kind, level1)
    cells = Workbook.open(path).sheets[0].cells
    column = 1 if kind is StandardForm.REVIEW else 2
    labels = {row: cells[Address(row, column)] for row in ROWS[kind]}
    assert {shown_label(f"={cell.formula}") for cell in labels.values()} == set(OF_LEVEL1[level1])
    assert [cell.text for cell in labels.values() if cell.text] == OF_LEVEL1[level1]


def test_level_2_is_chosen_from_known_classes(
    kind: StandardForm, book: openpyxl.Workbook, sheet: Worksheet
) -> None:
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert all(len(rule.formula1) <= 255 for rule in lists)
    level2 = next(rule for rule in lists if "jixiao_level2_list" in rule.formula1)
    names = re.findall(r"jixiao_level2_list\d", level2.formula1)
    offered = [named_values(book, name) for name in names]
    assert all(level2_class(word) for words in offered for word in words)
    for key, words in zip(named_values(book, "jixiao_level1_keys"), offered, strict=False):
        (official,) = {name for name in LEVEL1 if name.startswith(key)}
        assert set(words) < set(offered[-1]), official
    column = "B" if kind is StandardForm.REVIEW else "C"
    assert str(level2.sqref) == f"{column}{ROWS[kind][0] - 1}:{column}{ROWS[kind][-1]}"
    for row in ROWS[kind]:
        assert level2_class(sheet[f"{column}{row}"].value) is not None
        first = shown_label(sheet.cell(row, sheet[f"{column}{row}"].column - 1).value)
        assert first is None or level1_class(first) is not None, first


def test_the_tick_is_chosen_from_a_list() -> None:
    sheet = openpyxl.load_workbook(TEMPLATES / FILES[StandardForm.REVIEW]).worksheets[0]
    rule = next(r for r in sheet.data_validations.dataValidation if "√" in (r.formula1 or ""))
    choices = rule.formula1.strip('"').split(",")
    assert str(rule.sqref) == "C30"
    assert [choice.count("√") for choice in choices] == [1, 1, 1]
    assert {choice.replace("√", " ") for choice in choices} == {sheet["C30"].value}


def test_it_prints_on_a4(kind: StandardForm, book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    form = book.worksheets[0]
    bottom = 43 if kind is StandardForm.REVIEW else 25
    assert form.print_area == f"'{form.title}'!$A$1:$I${bottom}"


def test_the_headings_of_indicators_stay_and_come_again(kind: StandardForm, sheet: Worksheet) -> None:
    heading = ROWS[kind][0] - 1
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.page_setup.orientation == "landscape"


def test_on_a_small_screen_a_blank_form_leaves_room_below_its_frozen_head(
    kind: StandardForm, sheet: Worksheet
) -> None:
    """Of 768 pixels Excel leaves some 460 to the sheet."""
    heights = [sheet.row_dimensions[row].height for row in range(1, ROWS[kind][0])]
    assert all(heights) and sum(heights) * 96 / 72 * sheet.sheet_view.zoomScale / 100 < 350


def test_every_input_has_a_prompt(kind: StandardForm, sheet: Worksheet) -> None:
    prompted = {
        at
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for at in area.cells
    }
    for cell in INPUTS[kind].split():
        place = sheet[cell]
        assert (place.row, place.column) in prompted, cell


def test_long_texts_begin_at_the_top(kind: StandardForm, sheet: Worksheet) -> None:
    goals = ("C9", "F9") if kind is StandardForm.REVIEW else ("B11", "F11")
    texts = ("C27", "C28", "C29") if kind is StandardForm.REVIEW else ()
    for cell in (*goals, *texts):
        assert sheet[cell].alignment.vertical == "top" and sheet[cell].alignment.wrap_text, cell
    for cell in texts:  # nine lines of 65 characters
        assert sheet.row_dimensions[sheet[cell].row].height >= 9 * 13


def test_numbers_look_as_on_the_official_forms(kind: StandardForm, sheet: Worksheet) -> None:
    for column in "FGH" if kind is StandardForm.REVIEW else "GH":
        assert {sheet[f"{column}{row}"].number_format for row in ROWS[kind]} == {"0.00"}
    assert all(sheet[cell].number_format == "0.00" for cell in RESULTS[kind].values() if cell != "F26")


def test_the_sum_of_sources_may_be_typed_over(kind: StandardForm, sheet: Worksheet) -> None:
    row = 7 if kind is StandardForm.REVIEW else 6
    for column in "DEF":
        assert str(sheet[f"{column}{row}"].value).startswith("=IF(COUNT(")
        assert not sheet[f"{column}{row}"].protection.locked


def test_nine_indicators_may_be_suggested() -> None:
    sheet = openpyxl.load_workbook(TEMPLATES / FILES[StandardForm.REVIEW]).worksheets[0]
    assert "A31:B40" in sheet.merged_cells and all(
        f"G{row}:I{row}" in sheet.merged_cells for row in range(31, 41)
    )


def test_rows_of_indicators_grow_with_their_text(kind: StandardForm) -> None:
    with zipfile.ZipFile(TEMPLATES / FILES[kind]) as archive:
        worksheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', worksheet))
    for row in ROWS[kind]:
        assert "ht=" in rows[str(row)] and "customHeight" not in rows[str(row)]


def test_fonts_are_songti(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert {c.font.name for row in sheet.iter_rows() for c in row if c.value is not None} == {"宋体"}


# A form that is filled in without a fault

INDICATORS = {  # by the position of the row in the table: name, target, actual, weight
    0: ("培训人次", "≥200人次", "210人次", 10),
    1: ("设备购置数量", "5台", "5台", 10),
    2: ("设备验收合格率（%）", "≥95%", "98%", 10),
    4: ("培训完成时间", "12月底前", "11月20日", 10),
    5: ("培训人均成本", "≤300元", "280元", 10),
    7: ("受训人员上岗人数", "≥120人", "131人", 15),
    9: ("长效管理机制", "健全", "健全", 15),
    10: ("群众满意度（%）", "≥90%", "95%", 10),
}
GOALS = ("开展业务培训不少于200人次，购置设备5台。", "全年培训210人次，购置设备5台并全部验收合格。")
AMOUNTS = {"D": 80, "E": 80, "F": 76}
HEADS: dict[StandardForm, dict[str, Any]] = {
    StandardForm.REVIEW: {
        "D2": "业务培训及设备购置",
        "D3": "301002-示例镇公共服务办",
        "C9": GOALS[0],
        "F9": GOALS[1],
        **{f"{column}{row}": 0 for column in "DEF" for row in (5, 6, 7)},
        **{f"{column}{row}": amount for column, amount in AMOUNTS.items() for row in (5, 7)},
        **{"H5": 95, "H6": "", "H7": 95, "I7": 9.5},
        **{"F24": 100, "G24": 99.5, "H24": 99.5, "F25": 99.5, "F26": "优"},
        "C27": "项目预算执行率为95%，复核得分99.5分，等级为优。",
        "C28": "培训时间偏晚。",
        "C29": "提前制定计划。",
        "C30": "保留（√）； 保留但建议部分核减（ ）； 取消（ ）。",
        "A41": "评价组：（略）",
        "A42": "机构名称（全称）：（略）",
        "A43": "日期：2025年4月8日",
    },
    StandardForm.SELF: {
        "A2": "（2024年度）",
        "D3": "业务培训及设备购置",
        "D4": "示例镇公共服务办",
        "G4": "示例镇培训中心",
        "B11": GOALS[0],
        "F11": GOALS[1],
        **{f"{column}{row}": 0 for column in "DEF" for row in (8, 9)},
        **{f"{column}{row}": amount for column, amount in AMOUNTS.items() for row in (6, 7)},
        **{"H6": 95, "H7": 95, "H8": "", "H9": "", "I6": 9.5, "G25": 100, "H25": 99.5},
    },
}


def filled(path: Path, kind: StandardForm, profile: str | None, title: str) -> list[Sheet]:
    """The sheets of a new form, filled in, with the results that Excel would have stored."""
    new_form(kind, path, load_profile(profile) if profile else None)
    form, *others = Workbook.open(path).sheets
    cells, first = dict(form.cells), 3 if kind is StandardForm.REVIEW else 4
    values = dict(HEADS[kind]) | ({"A1": title} if kind is StandardForm.REVIEW else {})
    for position, (name, target, actual, weight) in INDICATORS.items():
        scores = [weight] * (3 if kind is StandardForm.REVIEW else 2)
        opinion = (
            [f"查阅台账，{name}实际为{actual}，达到目标，得满分。"] if kind is StandardForm.REVIEW else []
        )
        for column, value in enumerate([name, target, actual, *scores, *opinion], first):
            values[Address(ROWS[kind][position], column).a1] = value
    for a1, value in values.items():
        at = Address.parse(a1)
        formula = cells[at].formula if at in cells else None
        cells[at] = forms.cell(
            {"value": f"'{value}" if isinstance(value, str) else value, "formula": formula}
        )
    return [replace(form, cells=cells), *others]


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        (None, "2024年度示例镇财政项目支出绩效核查评分意见表"),
        (None, "2024年度示例区教育局财政项目支出绩效核查评分意见表"),
        ("mof_2020", "2024年度示例镇财政项目支出绩效核查评分意见表"),
        ("xiaolan_2023", "2024年度小榄镇财政项目支出绩效核查评分意见表"),
    ],
)
def test_a_faultless_form_is_faultless(
    kind: StandardForm, tmp_path: Path, profile: str | None, title: str
) -> None:
    (checked,) = check(filled(tmp_path / "表.xlsx", kind, profile, title), profile and load_profile(profile))
    assert checked.review.results.total == Decimal("99.5")
    weights = load_profile(profile or DEFAULT_PROFILE).table("weights.level1")
    assert checked.review.results.level1_weights == weights
    assert [(f.rule, f.cell.a1, f.message) for f in checked.review.findings] == []


# jixiao new


def new(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["new", *(str(word) for word in words)])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("words", "made"), [((), StandardForm.REVIEW), (("--form", "self"), StandardForm.SELF)]
)
def test_new_copies_the_template(tmp_path: Path, words: tuple[str, ...], made: StandardForm) -> None:
    path = tmp_path / "评分表.xlsx"
    code, said = new(*words, path)
    assert code == 0 and "评分表.xlsx" in said.replace("\n", "")  # a long path is wrapped
    assert path.read_bytes() == (TEMPLATES / FILES[made]).read_bytes()


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    for words in ((), ("--profile", "xiaolan_2023")):
        code, said = new(*words, path)
        assert code == 2 and "已经存在" in said
    assert path.read_bytes() == b"mine"


def test_new_says_what_is_wrong(tmp_path: Path) -> None:
    assert new(tmp_path / "a.xls") == (2, "没有新建评分表：“a.xls”不是 .xlsx 文件名，空白表是 .xlsx 工作簿\n")
    code, said = new(tmp_path / "nowhere" / "a.xlsx")
    assert code == 2 and "不存在" in said
    code, said = new(tmp_path / "a.xlsx", "--profile", "mars")
    assert code == 2 and "mars" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("profile", "level1"),
    [
        ("mof_2020", Level1.NATIONAL),
        ("sichuan", Level1.NATIONAL),
        ("hubei", Level1.NATIONAL),
        ("xiaolan_2023", Level1.NO_SATISFACTION),
        ("mof_2021", Level1.COST),
    ],
)
def test_new_writes_the_profile_into_the_form_of_its_level_1(
    kind: StandardForm, tmp_path: Path, profile: str, level1: Level1
) -> None:
    path = tmp_path / "a.xlsx"
    assert new("--form", kind, "--profile", profile, path)[0] == 0
    template = Workbook.open(TEMPLATES / file_name(kind, level1))
    before = {(s.name, at): c for s in template.sheets for at, c in s.cells.items()}
    sheets = Workbook.open(path).sheets
    after = {(s.name, at): c for s in sheets for at, c in s.cells.items()}
    changed = {at for at in {*before, *after} if before.get(at) != after.get(at)}
    written = {after[at].text for at in changed}
    assert profile in written and all(
        text == profile or text.replace(".", "").isdigit() or "档" in text for text in written
    )
    assert named_values(openpyxl.load_workbook(path), "jixiao_profile") == [profile]
    (checked,) = check(sheets)
    assert [f.rule for f in checked.review.findings] == ["LY09"]


@pytest.mark.parametrize("level1", Level1)
def test_each_level_1_has_its_rows_and_is_named_in_the_totals(kind: StandardForm, level1: Level1) -> None:
    sheet = openpyxl.load_workbook(TEMPLATES / file_name(kind, level1)).worksheets[0]
    (layout,) = locate(Workbook.open(TEMPLATES / file_name(kind, level1)).sheets[0])
    assert layout.rows == tuple(ROWS[kind])
    column = layout.columns["level1"]
    blocks = sorted(
        (area.min_row, area.max_row)
        for area in sheet.merged_cells.ranges
        if area.min_col == area.max_col == column and area.min_row in ROWS[kind]
    )
    assert [shown_label(sheet.cell(top, column).value) for top, _ in blocks] == OF_LEVEL1[level1]
    assert [row for top, bottom in blocks for row in range(top, bottom + 1)] == list(ROWS[kind])
    profile = load_profile(
        {Level1.NO_SATISFACTION: "xiaolan_2023", Level1.COST: "mof_2021"}.get(level1, "mof_2020")
    )
    official = profile.classes("classes.official")
    for top, bottom in blocks:
        for row in range(top, bottom + 1):
            level2 = level2_class(sheet.cell(row, column + 1).value)
            assert level2 in official[str(shown_label(sheet.cell(top, column).value))], row
    if kind is StandardForm.REVIEW:
        assert sheet["A24"].value == f"合计（{'+'.join(['项目资金情况', *OF_LEVEL1[level1]])}）"


def test_a_profile_that_differs_changes_bands_weight_and_label(tmp_path: Path) -> None:
    national = load_profile(DEFAULT_PROFILE)
    bands = Parameter(
        [[Decimal(95), "优"], [Decimal(85), "良"], [Decimal("62.5"), "中"], [Decimal(0), "差"]], ""
    )
    changed = {"grades.bands": bands, "execution.weight": Parameter(Decimal(20), "")}
    new_form(
        StandardForm.REVIEW,
        tmp_path / "a.xlsx",
        replace(national, parameters={**national.parameters, **changed}),
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert named_values(book, "jixiao_grade_bounds") == [0, 62.5, 85, 95]
    assert (
        named_values(book, "jixiao_profile_weight") == named_values(book, "jixiao_execution_weight") == [20]
    )
    assert "95（含）-100分为“优”、85（含）-95分为“良”" in named_values(book, "jixiao_grade_label")[0]


def test_a_profile_with_other_bands_than_four_is_refused(tmp_path: Path) -> None:
    national = load_profile(DEFAULT_PROFILE)
    bands = Parameter([[Decimal(60), "合格"], [Decimal(0), "不合格"]], "")
    profile = replace(national, parameters={**national.parameters, "grades.bands": bands})
    with pytest.raises(Refused):
        new_form(StandardForm.REVIEW, tmp_path / "a.xlsx", profile)
    assert not (tmp_path / "a.xlsx").exists()
