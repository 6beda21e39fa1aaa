"""review(form, profile) -> Review: the recomputed results and everything that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.finding import WHOLE_FORM, Finding, Severity, Subject
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.points.results import Results, recompute
from scoring.profiles.profile import Profile
from scoring.rule import EVERYTHING
from scoring.rules import RULES


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome of a check. Equal forms give equal reviews."""

    form: EvaluationForm
    profile: Profile
    results: Results
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(finding.level is severity for finding in self.findings)

    def of(self, *codes: str) -> tuple[Finding, ...]:
        """The findings of these rules."""
        return tuple(finding for finding in self.findings if finding.rule in codes)


def review(form: EvaluationForm, profile: Profile) -> Review:
    """Reckon the form again and run every rule; findings by row, then column, gravest first."""
    case = Case(form, profile, recompute(form, profile))
    found = [finding for rule in RULES.values() for finding in rule.apply(case)]
    kept = sorted(_without_silenced(found), key=lambda f: (f.cell, f.level.rank, f.rule, f.cells, f.message))
    return Review(form, profile, case.results, tuple(kept))


def _without_silenced(findings: list[Finding]) -> list[Finding]:
    """One cause, one finding: a rule silences those that it names on what it speaks of."""
    silenced: dict[str, set[Subject]] = {}
    for finding in findings:
        for code in RULES[finding.rule].silences:
            silenced.setdefault(code, set()).update(finding.subjects)
    return [f for f in findings if not _is_silenced(f, silenced)] if silenced else findings


def _is_silenced(finding: Finding, silenced: dict[str, set[Subject]]) -> bool:
    for code in (finding.rule, *EVERYTHING):
        subjects = silenced.get(code)
        if subjects is None or code in RULES[finding.rule].silences:
            continue  # what silences everything does not silence itself
        if WHOLE_FORM in subjects or not subjects.isdisjoint(finding.subjects):
            return True
    return False
