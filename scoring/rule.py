"""What a rule is. ``@rule`` is the only registration; the docstring is the rule's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from scoring.finding import Finding, Severity, in_short
from scoring.form.field import Number, Text
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine, Shift
from scoring.points.case import Case
from scoring.profiles.profile import Profile

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

T = TypeVar("T")
Check = Callable[[T, Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Scope(Generic[T]):
    """What a rule judges at a time; `walk` gives every such thing of a form.

    `of_row`: a row of the indicator table is enough to judge by; the rest of the form is not needed.
    """

    walk: Callable[[EvaluationForm], Iterable[T]]
    of_row: bool = False


class LabelledText(NamedTuple):
    """A text of the form with its key in labels.toml: 总体评价 is ``conclusion``."""

    key: str
    field: Text


FORM: Scope[EvaluationForm] = Scope(lambda form: (form,))
FUND_LINE: Scope[FundLine] = Scope(lambda form: form.funds)
# Each indicator that is filled in, or all of them at once, where one finding may speak of several.
INDICATOR: Scope[Indicator] = Scope(lambda form: form.filled_indicators, of_row=True)
# Each indicator that is filled in by the unit's actual, and once more by the reviewer's where a form has both.
EACH_ACTUAL: Scope[Indicator] = Scope(
    lambda form: [
        view for row in form.filled_indicators for view in (row, row.as_reviewed) if view is not None
    ],
    of_row=True,
)
INDICATORS: Scope[tuple[Indicator, ...]] = Scope(lambda form: (form.filled_indicators,), of_row=True)
# Those that a person has put down, filled in or not.
NAMED_INDICATORS: Scope[tuple[Indicator, ...]] = Scope(lambda form: (form.named_indicators,), of_row=True)
# Each row of the table, those of the template too.
INDICATOR_ROWS: Scope[tuple[Indicator, ...]] = Scope(lambda form: (form.indicators,), of_row=True)
NUMBERS: Scope[tuple[Number, ...]] = Scope(lambda form: (form.numbers,), of_row=True)
SHIFT: Scope[Shift] = Scope(lambda form: form.shifts, of_row=True)


def texts(*keys: str) -> Scope[LabelledText]:
    """The texts of the form under these keys, each that the layout has."""

    def walk(form: EvaluationForm) -> Iterable[LabelledText]:
        return [LabelledText(key, form.texts[key]) for key in keys if key in form.texts]

    return Scope(walk)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `basis` is a text, or ``profile:KEY`` for the reference of a value of the profile. `silences` names
    the rules that say nothing more of what this one has spoken of; ``EVERYTHING`` names all.
    """

    code: str
    title: str
    severity: Severity
    basis: str
    scope: Scope[Any]
    silences: tuple[str, ...]
    since: str
    check: Check[Any]

    @property
    def page(self) -> str:
        """The explanation for staff."""
        return (self.check.__doc__ or "").strip()

    def apply(self, case: Case) -> list[Finding]:
        """The findings of this rule on a form, stamped with what belongs to the rule; none where it is off."""
        if not case.profile.checks(self.code):
            return []
        check = self.check
        found = [finding for subject in case.walked(self.scope.walk) for finding in check(subject, case)]
        return [self._stamp(finding, case.profile) for finding in found] if found else found

    def _stamp(self, finding: Finding, profile: Profile) -> Finding:
        basis, severity = finding.basis or self.basis, finding.severity or self.severity
        if basis.startswith("profile:"):
            key = basis.removeprefix("profile:")
            basis = profile.basis(key)
            # A threshold that no source gives accuses nobody.
            severity = Severity.INFO if profile.own_setting(key) else severity
        if self.code in profile.rules:
            severity = Severity(profile.rules[self.code])
        return in_short(finding)._replace(rule=self.code, title=self.title, severity=severity, basis=basis)


REGISTERED: dict[str, Rule] = {}  # by code
EVERYTHING = ("*",)  # for `silences`
FIRST_VERSION = "0.1.0"
# Codes that rules had before, by what they are called now; a code is never used again.
RENAMED: dict[str, str] = {}


def rule(
    code: str,
    title: str,
    *,
    severity: Severity,
    basis: str,
    scope: Scope[T],
    silences: tuple[str, ...] = (),
    since: str = FIRST_VERSION,
) -> Callable[[Check[T]], Check[T]]:
    """Register a check under its code. Raises ValueError where the code is or was another rule's."""

    def register(check: Check[T]) -> Check[T]:
        if code in REGISTERED or code in RENAMED:
            raise ValueError(f"the code {code} is taken")
        REGISTERED[code] = Rule(code, title, severity, basis, scope, silences, since, check)
        return check

    return register
