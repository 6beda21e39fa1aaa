"""review(form, profile) -> Review: the recomputed results and everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.finding import Finding, Severity
from scoring.form.model import EvaluationForm
from scoring.points.results import Case, Results, recompute
from scoring.profiles.profile import Profile
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


def _without_silenced(findings: list[Finding]) -> Iterable[Finding]:
    """One cause, one finding: a rule silences those it names on the rows it speaks of; LY09 all."""
    alone = [finding for finding in findings if finding.rule == "LY09"]
    if alone:
        return alone
    silenced = {
        (code, at.row)
        for finding in findings
        for code in RULES[finding.rule].silences
        for at in finding.cells
    }
    return [f for f in findings if not any((f.rule, at.row) in silenced for at in f.cells)]
