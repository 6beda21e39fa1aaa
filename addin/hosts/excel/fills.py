"""Fills between a cell's ``Interior`` and the words of the ledger.

What is neither plain nor a pattern (a gradient) is not coloured over: it could not be put back.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.marking.colours import NO_FILL, OTHER_FILL, Colour, read_colour

_NONE, _SOLID = -4142, 1
_AUTOMATIC = -4105
_PATTERNS = {
    -4126: "darkGray",
    -4125: "mediumGray",
    -4124: "lightGray",
    17: "gray125",
    18: "gray0625",
    -4128: "darkHorizontal",
    -4166: "darkVertical",
    -4121: "darkDown",
    -4162: "darkUp",
    9: "darkGrid",
    10: "darkTrellis",
    11: "lightHorizontal",
    12: "lightVertical",
    13: "lightDown",
    14: "lightUp",
    15: "lightGrid",
    16: "lightTrellis",
}
_PATTERN_OF = {name: number for number, name in _PATTERNS.items()}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PREFIX = re.compile(r"\{[^}]*\}")


def fill_text(interior: Com) -> str | None:
    """A fill in words; None for one that could not be put back."""
    pattern = interior.Pattern
    if pattern == _NONE:
        return NO_FILL
    if pattern == _SOLID:
        return str(_colour(interior, ""))
    if pattern not in _PATTERNS:
        return None
    # In a pattern Excel's "pattern colour" is the foreground, its "colour" the background.
    parts = _markup("fgColor", _colour(interior, "Pattern")) + _markup("bgColor", _colour(interior, ""))
    kind = f'<patternFill patternType="{_PATTERNS[pattern]}">{parts}</patternFill>'
    return f'{OTHER_FILL}<fill xmlns="{_MAIN}">{kind}</fill>'


def put_fill(interior: Com, text: str) -> None:
    """Give a cell the fill that the words of the ledger say; what they cannot say here becomes none."""
    if text.startswith(OTHER_FILL) and _put_pattern(interior, text.removeprefix(OTHER_FILL)):
        return
    colour = read_colour(text)
    if colour is None:
        interior.Pattern = _NONE
        return
    interior.Pattern = _SOLID
    _put_colour(interior, "", colour)


def _colour(interior: Com, prefix: str) -> Colour:
    """The colour of an interior (or, with ``Pattern`` before the names, of its pattern)."""
    theme = _theme(interior, prefix)
    if theme is not None:
        tint = float(getattr(interior, f"{prefix}TintAndShade") or 0)
        return Colour(theme=theme, tint=format(tint, ".15g") if tint else "")
    bgr = int(getattr(interior, f"{prefix}Color") or 0)
    return Colour(rgb=f"FF{bgr & 255:02X}{bgr >> 8 & 255:02X}{bgr >> 16 & 255:02X}")


def _theme(interior: Com, prefix: str) -> int | None:
    """The number of a theme colour as a file counts it, from 0; Excel has none, or an error, for others."""
    number = None
    with com.if_possible():
        number = getattr(interior, f"{prefix}ThemeColor")
    return int(number) - 1 if isinstance(number, int | float) and 1 <= number <= 12 else None


def _put_colour(interior: Com, prefix: str, colour: Colour) -> None:
    if colour.theme is not None:
        setattr(interior, f"{prefix}ThemeColor", colour.theme + 1)
    elif colour.indexed is not None:
        number = colour.indexed
        # A file counts the palette from 8; 0 to 7 repeat the first eight, 64 and 65 are the system's.
        index = number + 1 if number < 8 else number - 7 if number < 64 else _AUTOMATIC
        setattr(interior, f"{prefix}ColorIndex", index)
    elif colour.rgb is not None:
        red, green, blue = (int(colour.rgb[at : at + 2], 16) for at in (2, 4, 6))
        setattr(interior, f"{prefix}Color", red + (green << 8) + (blue << 16))
    setattr(interior, f"{prefix}TintAndShade", float(colour.tint or 0))


def _markup(tag: str, colour: Colour) -> str:
    attributes: dict[str, Any] = {"rgb": colour.rgb, "theme": colour.theme, "tint": colour.tint or None}
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items() if value is not None)
    return f"<{tag} {said}/>"


def _put_pattern(interior: Com, markup: str) -> bool:
    """Restore a pattern fill from its markup; False where it is none."""
    try:
        root = ElementTree.fromstring(markup)
    except ElementTree.ParseError:
        return False
    pattern = next((item for item in root if _PREFIX.sub("", item.tag) == "patternFill"), None)
    number = None if pattern is None else _PATTERN_OF.get(pattern.get("patternType", ""))
    if pattern is None or number is None:
        return False
    interior.Pattern = number
    for item in pattern:
        which = {"fgColor": "Pattern", "bgColor": ""}.get(_PREFIX.sub("", item.tag))
        colour = _from_markup(item)
        if which is not None and colour is not None:
            _put_colour(interior, which, colour)
    return True


def _from_markup(item: ElementTree.Element) -> Colour | None:
    tint = item.get("tint", "")
    for key in ("theme", "indexed"):
        value = item.get(key, "")
        if value.isdecimal():
            number = int(value)
            return Colour(theme=number, tint=tint) if key == "theme" else Colour(indexed=number, tint=tint)
    rgb = item.get("rgb")
    return Colour(rgb=rgb, tint=tint) if rgb is not None else None
