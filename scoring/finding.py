"""A finding: what is wrong, where, what was expected, why, and what to do; and how a rule reports one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from scoring.form.address import Address
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.form.model import FundLine


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


# What a finding speaks of: a cell, or a figure in the text of a cell.
Subject = Address | tuple[Address, str]
WHOLE_FORM = Address(0, 0)  # as a subject: everything that can be said of the form

Fields = Field[Any] | Sequence[Field[Any]]


class Finding(NamedTuple):
    """One finding. A rule gives the positions and values; code, severity and basis come from the rule.

    `cells` are the cells that are wrong, the one that bears the note first; `related` give the context
    (the target of a missed actual) and are not marked. `severity` given by a rule overrides its own.
    `correction` is the right value of its result cells: points, an amount, per cent for a rate, a grade.
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
    speaks_of: tuple[Subject, ...] = ()
    correction: Decimal | str | None = None

    @property
    def cell(self) -> Address:
        return self.cells[0]

    @property
    def level(self) -> Severity:
        """The severity, settled once the review has stamped the finding."""
        if self.severity is None:
            raise ValueError("a finding outside a review has no severity yet")
        return self.severity

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What it speaks of, by which one finding silences another; unless a rule says more, its cells."""
        return self.speaks_of or (*self.cells, *self.related)


def report(
    place: Fields,
    message: str,
    *,
    suggestion: str,
    expected: str = "",
    found: str | None = None,
    related: Fields = (),
    speaks_of: tuple[Subject, ...] = (),
    correction: Decimal | str | None = None,
    severity: Severity | None = None,
    basis: str = "",
) -> Finding:
    """A finding on the fields of `place`; unless given, what was found is the text of the first, or 空."""
    fields = _several(place)
    return Finding(
        cells=tuple(field.at for field in fields),
        message=message,
        suggestion=suggestion,
        found=(fields[0].text or "空") if found is None else found,
        expected=expected,
        severity=severity,
        basis=basis,
        related=tuple(field.at for field in _several(related)),
        speaks_of=speaks_of,
        correction=correction,
    )


_LONGEST, _BEGINNING, _END = 800, 500, 200  # characters: nobody reads more of a finding


def in_short(finding: Finding) -> Finding:
    """The finding with long quotations left out: a cell of a form may hold 32,767 characters."""
    texts = (finding.message, finding.suggestion, finding.found, finding.expected)
    if max(map(len, texts)) <= _LONGEST:
        return finding
    message, suggestion, found, expected = map(_in_short, texts)
    return finding._replace(message=message, suggestion=suggestion, found=found, expected=expected)


def _in_short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_BEGINNING]}……（共{len(text)}字，中间略）……{text[-_END:]}"


def report_indicator(row: Indicator, place: Fields, fault: str, **finding: Any) -> Finding:
    """A finding on fields of an indicator row; the message begins with the indicator's name."""
    return report(place, f"指标“{row.label}”{fault}", **finding)


def report_line(line: FundLine, place: Fields, fault: str, **finding: Any) -> Finding:
    """A finding on fields of a line of the funds table; the message begins with what the line is called."""
    return report(place, f"“{line.name}”{fault}", **finding)


def _several(fields: Fields) -> Sequence[Field[Any]]:
    return (fields,) if isinstance(fields, Field) else [field for field in fields if field.present]
