"""One check of the sheets of a workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.checking.check import MOST_FORMS, check
from addin.hosts.problems import Unreadable
from tests.forms import form_sheet


def test_more_forms_than_fit_are_refused_before_they_cost() -> None:
    one = form_sheet("self")
    sheets = [replace(one, name=f"表{number}") for number in range(MOST_FORMS + 1)]
    with pytest.raises(Unreadable, match="有151张表，一次最多核查150张，请分成几个文件"):
        check(sheets)
    assert len(check(sheets[:3])) == 3
