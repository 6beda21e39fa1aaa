"""One check, whoever holds the sheet: locate, read, review; then the edits that a host carries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from addin.hosts.problems import Unreadable
from addin.marking.edits import Edit
from addin.marking.mark import Checked, marks
from addin.marking.result_sheet import result_sheet
from addin.marking.settlements import Settlements
from addin.reading.joined import located
from addin.reading.read import read
from addin.reading.refusal import NEEDED_COLUMNS, NoForm
from addin.reading.sheet import Sheet
from scoring.profiles.profile import Profile
from scoring.profiles.recognition import recognised
from scoring.review import review

MOST_FORMS = 150  # in one workbook: what they and their marks take fits into the bound on memory
_NAMED = 3  # sheets that a message names


def check(
    sheets: Iterable[Sheet],
    profile: Profile | None = None,
    adapted: Callable[[Profile], Profile] = lambda profile: profile,
) -> tuple[Checked, ...]:
    """Every form on the sheets of a workbook, given in their order, with its review; others are passed over.

    Without a profile each form's title chooses its own, `adapted` to what the workbook says of it. Raises NoForm
    where no sheet holds a form, Unreadable where there are more than `MOST_FORMS`.
    """
    found: list[Checked] = []
    missing: list[NoForm] = []
    places = located(sheets)
    count = sum(len(one.layouts) for one in places)
    if count > MOST_FORMS:
        raise Unreadable(f"文件里有{count}张表，一次最多核查{MOST_FORMS}张，请分成几个文件再核查")
    for one in places:
        if one.refusal is not None:
            missing.append(one.refusal)
        for layout in one.layouts:
            form = read(one.sheet, layout)
            chosen, by = profile, ""
            if chosen is None:
                told, by = recognised(form.title.compact, form.headings, form.unit.compact)
                chosen = adapted(told)
            found.append(Checked(one.sheet, layout, review(form, chosen), by))
    if not found:
        raise _nowhere(missing)
    return tuple(found)


def _nowhere(missing: Sequence[NoForm]) -> NoForm:
    """What to say of a whole workbook, in one line: the sheets that come nearest to a form."""
    if not missing:
        return NoForm("工作簿里没有可以读取的工作表。")
    if len(missing) == 1:
        return missing[0]
    nearest = sorted(missing, key=lambda sheet: -sheet.labels)[:_NAMED]
    found = "；".join(sheet.found for sheet in nearest)
    others = f"；等{len(missing)}张工作表" if len(missing) > _NAMED else ""
    return NoForm(
        f"没有找到绩效自评表的指标表：要找的列是{NEEDED_COLUMNS}，要在同一个表头里。{found}{others}。"
    )


def edits(forms: Sequence[Checked], settled: Settlements) -> Iterator[Edit]:
    """Everything that a check writes into the workbook."""
    yield from marks(forms, settled)
    yield result_sheet(forms, settled)
