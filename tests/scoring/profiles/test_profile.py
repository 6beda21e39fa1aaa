"""Profiles: dated rules, each value with its reference."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from addin.checking.check import check
from addin.cli.profile_file import profile_from_file
from scoring.profiles.profile import DEFAULT_PROFILE, Profile, ProfileProblem, load_profile, profile_names
from scoring.profiles.recognition import recognise_profile, recognised
from scoring.review import review
from scoring.rules import RULES
from tests.forms import form_sheet


@pytest.fixture(params=profile_names())
def profile(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


def test_every_value_has_a_reference(profile: Profile) -> None:
    assert [key for key, parameter in profile.parameters.items() if not parameter.reference.strip()] == []


def test_every_profile_has_a_name_a_title_and_a_date(profile: Profile) -> None:
    assert profile.title and isinstance(profile.date, dt.date)
    assert load_profile(profile.name) is profile


def test_every_profile_has_every_value_of_the_default(profile: Profile) -> None:
    assert set(load_profile(DEFAULT_PROFILE).parameters) <= set(profile.parameters)


def test_numbers_are_decimals(profile: Profile) -> None:
    assert isinstance(profile.number("weights.full"), Decimal)
    assert isinstance(profile.number("scoring.over_achievement"), Decimal)
    assert all(isinstance(weight, Decimal) for weight in profile.table("weights.level1").values())


def test_grade_bands_fall_and_end_at_zero(profile: Profile) -> None:
    bounds = [bound for bound, _ in profile.bands("grades.bands")]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0


def test_the_level1_weights_and_execution_make_the_full_mark(profile: Profile) -> None:
    parts = sum(profile.table("weights.level1").values(), profile.number("execution.weight"))
    assert parts == profile.number("weights.full")


def test_every_basis_that_a_rule_takes_from_the_profile_is_there(profile: Profile) -> None:
    keys = [r.basis.removeprefix("profile:") for r in RULES.values() if r.basis.startswith("profile:")]
    assert [key for key in keys if key not in profile.parameters] == []


def test_xiaolan_gives_what_differs_and_inherits_the_rest() -> None:
    base, local = load_profile("mof_2020"), load_profile("xiaolan_2023")
    assert local.table("weights.level1") == {"产出指标": 50, "效益指标": 40}
    assert local.number("weights.full") == base.number("weights.full")
    assert local.parameters["scoring.forward"] is base.parameters["scoring.forward"]


def test_what_was_not_read_in_its_source_says_so() -> None:
    base = load_profile("mof_2020")
    assert "execution.weight" in base.unverified
    assert "grades.bands" not in base.unverified
    assert base.basis("execution.weight").endswith("（未核对原文）")
    assert base.own_setting("weights.largest_share")
    assert not base.own_setting("grades.bands")


def test_what_a_local_profile_read_is_verified_there() -> None:
    assert load_profile("xiaolan_2023").verified("execution.weight")


def test_nothing_is_cited_that_no_source_says() -> None:
    assert "scoring.reverse" in load_profile("mof_2020").unverified
    assert "classes.required" in load_profile("xiaolan_2023").unverified
    assert load_profile("hubei").verified("weights.level1")


def test_central_grades_have_the_usual_bounds() -> None:
    assert load_profile("central").bands("grades.bands") == load_profile("mof_2020").bands("grades.bands")
    assert recognise_profile("2024年度中央本级项目支出绩效自评表").name == "central"


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(ProfileProblem, match=r"没有名为“火星”.*mof_2020.*xiaolan_2023"):
        load_profile("火星")


@pytest.mark.parametrize("name", ["../mof_2020", "", "mof_2020.toml", "/etc/passwd"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(ProfileProblem):
        load_profile(name)


def test_the_title_chooses_the_profile() -> None:
    assert recognise_profile("2024年度中山市小榄镇财政项目支出绩效核查评分意见表").name == "xiaolan_2023"
    assert recognise_profile("财政项目支出绩效自评表").name == DEFAULT_PROFILE
    assert recognise_profile("").name == DEFAULT_PROFILE


@pytest.mark.parametrize(
    ("title", "unit", "by"),
    [
        ("2024年度中山市小榄镇财政项目支出绩效核查评分意见表", "", "按表名里的地区识别"),
        ("项目支出绩效自评表", "中山市小榄镇文化站", "按单位名称识别"),
        ("项目支出绩效自评表", "某县文化站", "表名、列名、单位都没有指明，用默认的"),
    ],
)
def test_by_what_it_was_recognised_is_said(title: str, unit: str, by: str) -> None:
    assert recognised(title, (), unit)[1] == by


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("湖北省项目自评表", "hubei"),
        ("2023年度湖北省文化厅项目支出绩效自评表", "hubei"),
        ("2023年湖北襄阳市财政项目绩效自评表", "hubei"),
        ("附件2：2022年度 江西项目支出绩效自评表", "jiangxi"),
        ("江西2017年项目支出绩效自评表", "jiangxi"),
        ("（四川省）部门预算项目支出绩效自评表", "sichuan"),
        ("四川省2023年部门预算项目支出绩效自评表", "sichuan"),
        ("四川大英县项目支出绩效自评表", "sichuan"),
        ("小榄镇2024年度财政支出绩效评分意见表", "xiaolan_2023"),
        ("2024年度广东省中山市小榄镇财政项目支出绩效核查评分意见表", "xiaolan_2023"),
        ("2023年巩固拓展脱贫攻坚成果和衔接推进乡村振兴补助资金绩效目标自评表", "anhui_transfer"),
        ("示例县衔接资金绩效目标自评表", "anhui_transfer"),
        # The same characters, and no such place.
        ("浙江西塘镇2024年度项目支出绩效自评表", DEFAULT_PROFILE),
        ("2024年度太湖北岸整治项目支出绩效自评表", DEFAULT_PROFILE),
        ("2024年湖北岸绿化项目支出绩效自评表", DEFAULT_PROFILE),
        ("四川北路街道2024年度项目支出绩效自评表", DEFAULT_PROFILE),
        ("上海市虹口区四川北路街道项目支出绩效自评表", DEFAULT_PROFILE),
        ("2024年江西路市政改造项目支出绩效自评表", DEFAULT_PROFILE),
        ("2024年度小榄水道整治项目支出绩效自评表", DEFAULT_PROFILE),
    ],
)
def test_a_region_counts_where_it_stands_as_a_place(title: str, name: str) -> None:
    assert recognise_profile(title).name == name


SICHUAN = {"年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "完成值", "未完成原因分析"}


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (SICHUAN, "sichuan"),
        (SICHUAN - {"调整后预算数"}, DEFAULT_PROFILE),
        ({"预算数(A)", "得分(20分*执行率)"}, "hubei"),
        ({"全年预算数(A)", "全年执行数(B)", "执行率(B/A)", "全年实际值", "分值"}, DEFAULT_PROFILE),
    ],
)
def test_headings_tell_where_they_are_peculiar(headings: set[str], name: str) -> None:
    assert recognise_profile("项目支出绩效自评表", headings).name == name


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("301002-中山市小榄镇文化服务中心", "xiaolan_2023"),
        ("小榄镇人民政府", "xiaolan_2023"),
        ("示例镇小榄水务工程公司", DEFAULT_PROFILE),
        ("湖北省地震局", DEFAULT_PROFILE),  # of the central government: its forms are the national ones
    ],
)
def test_the_name_of_the_unit_tells_where_all_units_have_one_procedure(unit: str, name: str) -> None:
    assert recognise_profile("项目支出绩效自评表", (), unit).name == name


MINE = """
name = "mine"
title = "我县的办法"
date = 2025-01-01
inherits = "mof_2020"

[weights]
level1 = { value = { "产出指标" = 40, "效益指标" = 30, "满意度指标" = 10 }, reference = "我县财绩〔2025〕1号" }

[execution]
weight = { value = 20, reference = "我县财绩〔2025〕1号" }

[rules]
DS07 = "off"
SC12 = "info"
"""


def own(tmp_path: Path, text: str, name: str = "mine.toml") -> Profile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return profile_from_file(path)


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(ProfileProblem) as problem:
        own(tmp_path, text)
    return str(problem.value)


def test_a_file_of_ones_own_over_one_that_comes_with_jixiao(tmp_path: Path) -> None:
    mine, base = own(tmp_path, MINE), load_profile("mof_2020")
    assert (mine.name, mine.title, mine.date) == ("mine", "我县的办法", dt.date(2025, 1, 1))
    assert mine.number("execution.weight") == 20
    assert mine.table("weights.level1")["产出指标"] == Decimal(40)
    assert mine.parameters["grades.bands"] is base.parameters["grades.bands"]
    assert mine.rules == {"DS07": "off", "SC12": "info"}


def test_a_file_needs_only_what_differs(tmp_path: Path) -> None:
    mine = own(tmp_path, '[classes]\nfewest = { value = 5, reference = "局务会" }\n')
    assert mine.name == "mine" and "mine.toml" in mine.title
    assert mine.number("classes.fewest") == 5
    assert mine.date == load_profile(DEFAULT_PROFILE).date


def test_a_file_inherits_from_a_region(tmp_path: Path) -> None:
    mine = own(tmp_path, 'inherits = "hubei"\n')
    assert mine.word("filling.shared_scores") == "allowed"


def test_a_file_with_the_mark_of_the_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8-sig")
    assert profile_from_file(path).name == "mine"


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    assert own(tmp_path, MINE).title == "我县的办法"
    assert own(tmp_path, MINE.replace("我县的办法", "我县的新办法")).title == "我县的新办法"


@pytest.mark.parametrize("name", profile_names())
def test_those_that_come_with_jixiao_stand_the_same_examination(name: str) -> None:
    path = Path(__file__).parents[3] / "scoring" / "profiles" / f"{name}.toml"
    assert profile_from_file(path).name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[execution]\nweigth = { value = 10, reference = "a" }',
            "第2行：[execution] 里没有“weigth”，是不是“weight”",
        ),
        ("\n[excution]\n", "第2行：没有“excution”这一节，是不是“execution”"),
        (
            '[execution]\nweight = { value = "10分", reference = "a" }',
            "第2行：“execution.weight”的 value 应为不小于0的数",
        ),
        ('[execution]\nweight = { value = -1, reference = "a" }', "应为不小于0的数"),
        ('[execution]\nweight = { value = nan, reference = "a" }', "应为不小于0的数"),
        ("[execution]\nweight = 10", "第2行：“execution.weight”要写明取值和依据"),
        ('[execution]\nweight = { reference = "a" }', "第2行：“execution.weight”缺少取值 value"),
        ("[execution]\nweight = { value = 10 }", "第2行：“execution.weight”缺少依据 reference"),
        ('[execution]\nweight = { value = 10, reference = " " }', "缺少依据 reference"),
        (
            '[execution]\nweight = { value = 10, reference = "a", verifed = true }',
            "没有“verifed”，是不是“verified”",
        ),
        (
            '[execution]\nweight = { value = 10, reference = "a", verified = "否" }',
            "verified 应为 true 或 false",
        ),
        ('[execution.weight]\nvalue = 10\nreferenec = "a"', "第1行：“execution.weight”里没有“referenec”"),
        ('[scoring]\nreverse = { value = "A/T", reference = "a" }', '应为"T/A" 或 "1-(A-T)/T"'),
        ('[grades]\nbands = { value = [[80, "良"], [90, "优"]], reference = "a" }', "由高到低的下限和名称"),
        ('[weights]\nlevel1 = { value = [50, 40], reference = "a" }', "应为名称和数"),
        ('[classes]\nofficial = { value = { "产出指标" = "数量" }, reference = "a" }', "应为名称和一列文字"),
        ('[classes]\nrequired = { value = "数量", reference = "a" }', "应为一列文字"),
        (
            '[execution]\nweight = { value = 20, reference = "a" }',
            "合计90分，加 execution.weight 20分，不是 weights.full 100分",
        ),
        ('inherits = "hubai"', "第1行：没有名为“hubai”的评分办法。可用的有：anhui_transfer、central、hubei"),
        ("inherits = []", "没有名为“[]”的评分办法"),
        ('date = "2025-01-01"', "第1行：“date”应为日期"),
        ("title = 3", "第1行：“title”应为文字"),
        ('[recognise]\ntitel = ["湖北"]', "第2行：[recognise] 里没有“titel”，是不是“title”"),
        ('[recognise]\ntitle = "湖北"', "第2行：“recognise.title”应为一列文字"),
        ('[rules]\nDS77 = "off"', "第2行：没有编号为“DS77”的规则"),
        ('[rules]\nDS07 = "关"', "第2行：规则“DS07”应为"),
        ("rules = 3", "第1行：“rules”是一节"),
        ("weights = 3", "第1行：“weights”是一节"),
        ("[weights\n", "第1行：方括号没有配对"),
        ("\n\nweights\n", "第3行：名称后面缺少“=”"),
        ("title ＝ 3\n", "第1行：名称后面缺少“=”；这一行有全角的“＝”"),
        ("title = 我县\n", "第1行：值写得不对；文字要放在英文引号里"),
        ('title = "a"\ntitle = "b"\n', "第2行：同一项写了两次"),
        ("[rules]\nDS07 = {", "第2行"),
        ("x = " + "[" * 5000, "mine.toml"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    told = complaint(tmp_path, text)
    assert "mine.toml" in told
    assert said in told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = complaint(tmp_path, '[execution]\nweight = 1\n\n[rules]\nXX01 = "off"\n')
    assert "有2处要改" in told
    assert told.index("第2行") < told.index("第5行")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ProfileProblem, match="没有这个文件"):
        profile_from_file(tmp_path / "none.toml")
    with pytest.raises(ProfileProblem, match="不能读取"):
        profile_from_file(tmp_path)
    path = tmp_path / "mine.toml"
    path.write_bytes("title = '我县'".encode("gbk"))
    with pytest.raises(ProfileProblem, match="UTF-8"):
        profile_from_file(path)
    path.write_bytes(b"#" * 2_000_000)
    with pytest.raises(ProfileProblem, match="太大"):
        profile_from_file(path)


def test_a_rule_is_switched_off_or_given_another_severity(tmp_path: Path) -> None:
    (checked,) = check([form_sheet("review", {"F21": "良", "I18": ""})])
    form = checked.review.form
    codes = {
        finding.rule: str(finding.level) for finding in review(form, load_profile("xiaolan_2023")).findings
    }
    assert codes["SC05"] == "error" and codes["OP04"] == "warning"
    mine = own(tmp_path, 'inherits = "xiaolan_2023"\n[rules]\nOP04 = "off"\nSC05 = "info"\n')
    codes = {finding.rule: str(finding.level) for finding in review(form, mine).findings}
    assert codes["SC05"] == "info" and "OP04" not in codes


def test_a_rule_that_is_off_silences_no_other(tmp_path: Path) -> None:
    changes = {"D14": "系统故障率", "E14": "低于10%", "F14": "100%"}
    (checked,) = check([form_sheet("self", changes)])
    assert checked.review.of("TG06") and not checked.review.of("SC06")
    mine = own(tmp_path, '[rules]\nTG06 = "off"\n')
    again = review(checked.review.form, mine)
    assert again.of("SC06") and not again.of("TG06")
