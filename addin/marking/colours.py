"""The fills of cells in words that every host can write and read, and those that we give; sizes of our letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from addin.marking.edits import Look


@dataclass(frozen=True, slots=True)
class Colour:
    """The colour of a plain fill: one of `rgb` (``FFRRGGBB``), `theme` and `indexed`, with a tint."""

    rgb: str | None = None
    theme: int | None = None
    indexed: int | None = None
    tint: str = ""

    def __str__(self) -> str:
        if self.rgb is not None:
            base = self.rgb
        elif self.theme is not None:
            base = f"theme:{self.theme}"
        else:
            base = f"indexed:{self.indexed}"
        return f"solid:{base}:{self.tint}" if self.tint else f"solid:{base}"


NO_FILL = "none"
OTHER_FILL = "xml:"  # what is neither plain nor none is kept as the host has it

_COLOUR = re.compile(
    r"solid:(?:(?P<rgb>[0-9A-Fa-f]{8})|theme:(?P<theme>\d{1,3})|indexed:(?P<indexed>\d{1,3}))"
    r"(?::(?P<tint>-?[0-9.]{1,24}))?"
)


def read_colour(text: str) -> Colour | None:
    """The colour in ``solid:…``; None for any other fill."""
    match = _COLOUR.fullmatch(text)
    if match is None:
        return None
    rgb, theme, indexed, tint = match.group("rgb", "theme", "indexed", "tint")
    return Colour(
        rgb=rgb.upper() if rgb else None,
        theme=int(theme) if theme else None,
        indexed=int(indexed) if indexed else None,
        tint=tint or "",
    )


OUR_FILL = {
    Look.ERROR: "solid:FFFFC7CE",
    Look.WARNING: "solid:FFFFEB9C",
    Look.INFO: "solid:FFDDEBF7",
    Look.HEADER: "solid:FFF2F2F2",  # on our own sheets only, as the next
    Look.INPUT: "solid:FFFFFFE1",
}

FONT_SIZE = 10  # points, on our own sheets
FONT_SIZES = {Look.TITLE: 14, Look.SMALL: 8}
