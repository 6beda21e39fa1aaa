"""Read every clean form in every layout, and in pairs of layouts, and say what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, product

from addin.checking.check import check
from addin.marking.mark import Checked
from addin.reading.refusal import NoForm
from benchmarks.layouts import CHANGES, Change, Impossible, Page
from benchmarks.layouts.compare import Difference, differences, unsaid
from benchmarks.mutations import Clean
from tests.forms import NAMES

PAIRS = 3000  # of all that are possible, by a fixed seed
_SEED = 10


class Outcome(StrEnum):
    """What a reading comes to."""

    SAME = "相同"
    PARTLY = "不同，说了"
    SILENT = "不同，没说"
    REFUSED = "拒绝"


@dataclass(frozen=True)
class Trial:
    """One form with one change or two."""

    form: str
    changes: tuple[Change, ...]
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    silent: tuple[Difference, ...] = ()  # those that the reading does not own up to
    message: str = ""  # of a refusal, or of what broke

    @property
    def name(self) -> str:
        return "＋".join(change.name for change in self.changes)


@dataclass
class Measure:
    """The trials of single changes and of pairs."""

    singles: list[Trial] = field(default_factory=list)
    pairs: list[Trial] = field(default_factory=list)


def measure(names: Iterable[str] = NAMES, pairs: int | None = PAIRS) -> Measure:
    """Try every change on every form that can have it, and so many pairs of changes; None: all pairs."""
    forms = [Clean(name) for name in names]
    singles = [trial for one, form in product(CHANGES, forms) if (trial := tried(form, (one,))) is not None]
    some = _all_pairs(forms) if pairs is None else _sampled(forms, pairs)
    return Measure(singles, list(some))


def laid_out(form: Clean, changes: Sequence[Change]) -> Page:
    """The form with these changes made, one after the other; raises Impossible."""
    page = Page(form)
    for one in changes:
        one.make(page)
    if page.is_as_it_was():
        raise Impossible("already so")
    return page


def tried(form: Clean, changes: tuple[Change, ...]) -> Trial | None:
    """What comes of a form with these changes; None where it cannot have them."""
    try:
        page = laid_out(form, changes)
    except Impossible:
        return None
    sheets = page.sheets()
    try:
        found = check(sheets)
    except NoForm as refusal:
        return Trial(form.name, changes, Outcome.REFUSED, message=str(refusal))
    return _judged(form, changes, page, found)


def _judged(form: Clean, changes: tuple[Change, ...], page: Page, found: Sequence[Checked]) -> Trial:
    wrong = differences(page, found[0])
    silent = unsaid(wrong, found[0])
    count = 1 if page.below is None else 2
    if len(found) != count:
        odd = Difference("张数", "张数", count, len(found), accuses=True)
        wrong, silent = [*wrong, odd], [*silent, odd]
    elif page.below is not None:
        second = differences(Page(page.below), found[1])
        wrong, silent = [*wrong, *second], [*silent, *unsaid(second, found[1])]
    outcome = Outcome.SILENT if silent else Outcome.PARTLY if wrong else Outcome.SAME
    return Trial(form.name, changes, outcome, tuple(wrong), tuple(silent))


def _groups() -> list[list[Change]]:
    """The changes by name, in their order: each synonym of a heading is a variant of one."""
    groups: dict[str, list[Change]] = {}
    for one in CHANGES:
        groups.setdefault(one.name, []).append(one)
    return list(groups.values())


def _all_pairs(forms: Sequence[Clean]) -> Iterator[Trial]:
    """Every pair of names on every form, with a variant of each that the seed picks."""
    chance = random.Random(_SEED)
    for (one, two), form in product(combinations(_groups(), 2), forms):
        trial = tried(form, (chance.choice(one), chance.choice(two)))
        if trial is not None:
            yield trial


def _sampled(forms: Sequence[Clean], count: int) -> Iterator[Trial]:
    """So many possible pairs, spread over names and forms."""
    chance, groups = random.Random(_SEED), _groups()
    while count:
        one, two = sorted(chance.sample(range(len(groups)), 2))
        form = chance.choice(forms)
        trial = tried(form, (chance.choice(groups[one]), chance.choice(groups[two])))
        if trial is not None:
            count -= 1
            yield trial


def outcomes(trials: Iterable[Trial]) -> Counter[Outcome]:
    return Counter(trial.outcome for trial in trials)


def only_together(measured: Measure) -> list[Trial]:
    """The pairs that do not come out the same though each of the two alone always does."""
    alone = {trial.name for trial in measured.singles if trial.outcome is not Outcome.SAME}
    return [trial for trial in measured.pairs if not any(one.name in alone for one in trial.changes)]


def causes(trials: Iterable[Trial]) -> list[tuple[str, Counter[str], Trial]]:
    """The changes that do not come out the same, most frequent first: name, what differs, an example."""
    failed: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.outcome is not Outcome.SAME:
            failed.setdefault(trial.name, []).append(trial)
    told = []
    for name, some in sorted(failed.items(), key=lambda item: -len(item[1])):
        kinds = Counter(kind for trial in some for kind in {one.kind for one in trial.differences})
        kinds += Counter({"拒绝": sum(trial.outcome is Outcome.REFUSED for trial in some)})
        told.append((name, kinds, some[0]))
    return told
