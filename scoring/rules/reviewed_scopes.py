"""What the rules of a reviewer's opinions judge at a time. Silent while no reviewer has begun."""

from __future__ import annotations

from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.rule import Scope


def _reviewed(form: EvaluationForm) -> tuple[Indicator, ...]:
    if not form.reviewed:
        return ()
    return tuple(row for row in form.filled_indicators if row.opinion.present and row.review_score.present)


# Each indicator of a form that a reviewer has begun, or all of them at once.
REVIEWED: Scope[Indicator] = Scope(_reviewed, of_row=True)
REVIEWED_ROWS: Scope[tuple[Indicator, ...]] = Scope(lambda form: (_reviewed(form),), of_row=True)
