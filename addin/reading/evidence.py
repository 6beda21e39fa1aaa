"""On what evidence a cell is taken for a field, in words for the person who checks the reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from addin.reading.grid import Grid
from addin.reading.labels import words
from addin.reading.likeness import EXACT, SLIP, likeness
from scoring.form.address import Address
from scoring.form.columns import FieldReading

_QUOTED = 20  # characters
ON_ITS_WORDS = 0.5  # a label less like its key is no ground to stand on


def one_line(text: str) -> str:
    """A label as it is quoted."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """The beginning of a long label."""
    own = one_line(text)
    return own if len(own) <= _QUOTED else f"{own[:_QUOTED]}…"


def announced(what: str, table: str, key: str, text: str, like: float) -> str:
    """What a heading (表头) or label (标签) says for a key of a table of labels.toml."""
    own = shortened(text)
    if likeness(table, text).get(key) == SLIP:
        return f"{what}“{own}”与“{words(table, key)[0]}”的写法只差一个字"
    if like == EXACT:
        return f"{what}“{own}”"
    return f"{what}“{own}”的用字" if like >= ON_ITS_WORDS else f"{what}“{own}”没有说清"


def results_read(
    grid: Grid, places: Iterable[tuple[str, Address | None, Address | None]]
) -> Iterator[FieldReading]:
    """The results of a form: key, the cell of the label (None where it is the same), the cell of the result."""
    for key, label_at, at in places:
        if at is None:
            continue
        stated = label_at is None or (label_at == at and key != "totals")  # 自评得分：98分, 等级：优
        label_at = label_at or at
        text = grid.text(label_at)
        like = likeness("results", text).get(key, 0.0)
        if stated:
            said, guessed = f"“{shortened(text)}”里写明", False
        else:
            said, guessed = announced("标签", "results", key, text, like), like < SLIP
        yield FieldReading(key, at, label_at, one_line(text), (said,), guessed)
