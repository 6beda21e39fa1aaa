"""A finding: what is wrong, where, what was expected, why, and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from scoring.form.address import Address


class Severity(StrEnum):
    """How sure and how grave: a wrong form, a reviewer's question, something to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def chinese(self) -> str:
        return {"error": "错误", "warning": "提示", "info": "参考"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)


class Finding(NamedTuple):
    """One finding. A rule gives the positions and values; code, severity and basis come from the rule.

    `cells` are the cells that are wrong, the one that bears the note first; `related` give the context
    (the target of a missed actual) and are not marked. `severity` given by a rule overrides its own.
    """

    cells: tuple[Address, ...]
    message: str
    suggestion: str
    found: str = ""
    expected: str = ""
    rule: str = ""
    title: str = ""
    severity: Severity | None = None
    basis: str = ""
    related: tuple[Address, ...] = ()

    @property
    def cell(self) -> Address:
        return self.cells[0]

    @property
    def level(self) -> Severity:
        """The severity, settled once the review has stamped the finding."""
        assert self.severity is not None, "a finding outside a review has no severity yet"
        return self.severity
