"""A cell holds 32,767 characters: whatever they are, every reading of them comes to an end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from scoring.text.characters import clean, normalise
from scoring.text.clauses import clauses, sentence_before, sentences
from scoring.text.figure_context import figures_in
from scoring.text.graded_words import is_graded, says_done, says_it_stands
from scoring.text.moves import trend_in
from scoring.text.time_spoken_of import only_year, period, without_times
from scoring.text.trends import gives_both_periods, plain_move

LONGEST = 32_767
# Of processor time for all readings of one text, which take less than one: what grows with the square is ended.
LIMIT = 20
READ_ALL = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({LIMIT}, {LIMIT}))
from tests.scoring.text.test_long_texts import LONGEST, READINGS
for reading in READINGS:
    reading((sys.argv[1] * LONGEST)[:LONGEST])
"""

READINGS: list[Callable[[str], object]] = [
    clauses,
    sentences,
    lambda text: sentence_before(text, len(text)),
    lambda text: figures_in(normalise(text)),
    gives_both_periods,
    plain_move,
    trend_in,
    lambda text: period(text, 2023),
    only_year,
    without_times,
    is_graded,
    says_done,
    says_it_stands,
    clean,
]


@pytest.mark.parametrize(
    "piece", [" ", "，", "10月", "2023年", "全年1次", "1,", "其中9", "(", "逐年", "由1万元"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit of processor time")
def test_a_cell_full_of_one_piece(piece: str) -> None:
    child = subprocess.run([sys.executable, "-c", READ_ALL, piece], capture_output=True, text=True)
    assert child.returncode == 0, child.stderr[-500:]
