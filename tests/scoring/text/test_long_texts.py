"""A cell holds 32,767 characters: whatever they are, each reading takes a moment."""

from __future__ import annotations

import time
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
SECONDS = 2.0  # several times what the slowest takes; what grows with the square takes longer by far

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
def test_a_cell_full_of_one_piece(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    for reading in READINGS:
        begun = time.perf_counter()
        reading(text)
        assert time.perf_counter() - begun < SECONDS
