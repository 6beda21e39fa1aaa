"""What a rule is. ``@rule`` is the only registration; the docstring is the rule's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scoring.finding import Finding, Severity
from scoring.points.results import Case
from scoring.profiles.profile import Profile

Check = Callable[[Case], Iterable[Finding]]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `basis` is a text, or ``profile:KEY`` for the reference of a value of the profile. `silences` names
    the rules that say nothing more where this one has spoken on the same row.
    """

    code: str
    title: str
    severity: Severity
    basis: str
    silences: tuple[str, ...]
    check: Check

    @property
    def page(self) -> str:
        """The explanation for staff."""
        return (self.check.__doc__ or "").strip()

    def apply(self, case: Case) -> list[Finding]:
        """The findings of this rule on a form, stamped with what belongs to the rule; none where it is off."""
        if case.profile.rules.get(self.code) == "off":
            return []
        found = list(self.check(case))
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
        return finding._replace(rule=self.code, title=self.title, severity=severity, basis=basis)


RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, *, severity: Severity, basis: str, silences: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Register a check under its code."""

    def register(check: Check) -> Check:
        assert code not in RULES, f"{code} is taken"
        RULES[code] = Rule(code, title, severity, basis, silences, check)
        return check

    return register
