"""The blank forms that staff open, and making a new one from them.

A template keeps the chosen profile (评分办法) on its sheet 填表说明, in the cell named ``jixiao_profile``; blank
there means "by the form's title". Beside it stand those of its values that native formulas need.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from shutil import copyfile

from addin.hosts.problems import Refused, reason
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.saving import save
from addin.hosts.xlsx.sheet_data import SheetData, number_text
from addin.marking.edits import PROFILE_NAME
from scoring.form.address import Address, Area
from scoring.profiles.profile import DEFAULT_PROFILE, Profile, load_profile

TEMPLATES = Path(__file__).parent.parent / "workbook_templates"

# Names in a template's workbook.
PROFILE_WEIGHT = "jixiao_profile_weight"
GRADE_BOUNDS = "jixiao_grade_bounds"
GRADE_NAMES = "jixiao_grade_names"
EXECUTION_WEIGHT = "jixiao_execution_weight"  # on the form itself: where staff may change it
GRADE_LABEL = "jixiao_grade_label"

_COUNTS = "零一二三四五六七八九"


class StandardForm(StrEnum):
    """The two standard forms."""

    REVIEW = "review"  # 绩效核查评分意见表
    SELF = "self"  # 项目支出绩效自评表


class Level1(StrEnum):
    """The level 1 of the indicators, by which there are several blank forms of each kind."""

    NATIONAL = ""  # 产出、效益、满意度
    NO_SATISFACTION = "no_satisfaction"  # 产出、效益（含满意度）
    COST = "cost"  # 成本、产出、效益、满意度


FILES = {StandardForm.REVIEW: "evaluation_form.xlsx", StandardForm.SELF: "self_evaluation_form.xlsx"}


def new_form(kind: StandardForm, path: Path, profile: Profile | None = None) -> None:
    """A fresh blank form at `path`; raises Refused where something is there already.

    With a profile its name goes into the cell ``jixiao_profile`` and its weight of execution and grade
    bands into theirs, so that the native formulas reckon by them; the rows are those of its level 1.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"“{path.name}”不是 .xlsx 文件名，空白表是 .xlsx 工作簿")
    template = TEMPLATES / file_name(kind, _level1(profile))
    with _in_words(path):
        if path.exists():
            raise Refused(f"“{path}”已经存在，没有覆盖它。请换一个文件名")
        if not path.parent.is_dir():
            raise Refused(f"文件夹“{path.parent}”不存在")
        if profile is None:
            copyfile(template, path)
            return
    package = Package(template)
    _write(package, profile_cells(profile))
    save(package, path)


def file_name(kind: StandardForm, level1: Level1 = Level1.NATIONAL) -> str:
    """The blank form with these level 1: ``evaluation_form_cost.xlsx``."""
    name = Path(FILES[kind])
    return f"{name.stem}_{level1}{name.suffix}" if level1 else name.name


def put(source: Path, target: Path) -> None:
    """Copy a file of ours into a folder of ours; raises Refused where a person has made it their own."""
    with _in_words(target):
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            copyfile(source, target)
        elif target.read_bytes() != source.read_bytes():
            raise Refused(f"“{target}”已经存在，而且改动过，没有覆盖它。请将“{target.parent}”改名后再试")


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What the system says of a file that cannot be written, in Chinese."""
    try:
        yield
    except PermissionError:
        raise Refused(f"没有读写“{path}”的权限，请换一个文件夹") from None
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise Refused(f"已经有同名的文件或文件夹“{error.filename or path}”，请将它改名") from None
    except OSError as error:
        raise Refused(f"无法写入“{path}”：{reason(error)}") from None


def profile_cells(profile: Profile | None) -> dict[str, tuple[Decimal | str, ...]]:
    """The values of the named cells, from the top down; without a profile those of the national default."""
    rules = profile or load_profile(DEFAULT_PROFILE)
    bands = rules.bands("grades.bands")[::-1]  # LOOKUP wants them ascending
    weight = rules.number("execution.weight")
    return {
        PROFILE_NAME: (profile.name if profile is not None else "",),
        PROFILE_WEIGHT: (weight,),
        EXECUTION_WEIGHT: (weight,),
        GRADE_NAMES: tuple(name for _, name in bands),
        GRADE_BOUNDS: tuple(bound for bound, _ in bands),
        GRADE_LABEL: (grade_label(rules),),
    }


def _level1(profile: Profile | None) -> Level1:
    """Which of the forms has the level 1 of a profile; one that says nothing of satisfaction has the national."""
    if profile is None:
        return Level1.NATIONAL
    if "成本指标" in profile.table("weights.level1"):
        return Level1.COST
    homes = [name for name, words in profile.classes("classes.official").items() if "服务对象满意度" in words]
    return Level1.NATIONAL if not homes or "满意度指标" in homes else Level1.NO_SATISFACTION


def grade_label(profile: Profile) -> str:
    """The label of 评价等级 with the bands of a profile in words."""
    bands = profile.bands("grades.bands")
    uppers = (profile.number("weights.full"), *(bound for bound, _ in bands))
    words = [
        f"{bound}（含）-{upper}分为“{name}”" if bound else f"{upper}分以下为“{name}”"
        for upper, (bound, name) in zip(uppers, bands, strict=False)
    ]
    half = len(words) // 2  # in two lines of like length, so that no bracket stands alone
    lines = "、\n".join("、".join(part) for part in (words[:half], words[half:]) if part)
    return f"评价等级(等级分为{_COUNTS[len(bands)]}档：{lines})"


def _write(package: Package, cells: dict[str, tuple[Decimal | str, ...]]) -> None:
    contents = Contents(package)
    parts = {entry.name: entry.part for entry in contents.listed()}
    grids: dict[str, SheetData] = {}
    for name, (sheet, area) in _named_areas(contents).items():
        if name not in cells:
            continue
        if area.bottom - area.top + 1 != len(cells[name]):
            raise Refused("这个评分办法的等级数与空白表不同，空白表里写不下")
        part = parts[sheet]
        grid = grids.setdefault(part, SheetData(package.root(part), contents.strings))
        for row, value in zip(range(area.top, area.bottom + 1), cells[name], strict=True):
            content = f"n:{number_text(value)}" if isinstance(value, Decimal) else f"s:{value}"
            grid.put(Address(row, area.left), content)
        package.touch(part)


def _named_areas(contents: Contents) -> dict[str, tuple[str, Area]]:
    """Our names, each with its sheet and area: ``'填表说明'!$B$20``."""
    found = {}
    for item in contents.root.iterfind(f"{contents.ns}definedNames/{contents.ns}definedName"):
        name = item.get("name", "")
        if name.startswith("jixiao_"):
            sheet, _, area = (item.text or "").rpartition("!")
            found[name] = (sheet.strip("'"), Area.parse(area))
    return found
