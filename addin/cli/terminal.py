"""What goes to a terminal: texts of a form are shown, never obeyed.

Characters that move the cursor, colour, retitle the window or turn the direction of reading round are shown as
visible marks: ESC as ␛, U+202E as ⟨U+202E⟩.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich import text
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style

# Control characters but tab and line feed, marks of direction, separators of lines and paragraphs, halves of characters.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES = 0x2400  # ␀ and on, a picture for each of the first 32
_DELETE = "\x7f"


def visible(text: str) -> str:
    """The text with a mark for each character that a terminal would obey."""
    return _OBEYED.sub(lambda match: _mark(match[0]), text)


def escaped(json: str) -> str:
    """JSON that says the same, and holds no such character itself."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def _mark(character: str) -> str:
    if character < " ":
        return chr(_PICTURES + ord(character))
    return "␡" if character == _DELETE else f"⟨U+{ord(character):04X}⟩"


class Text(text.Text):
    """A text as it is shown: it is measured and broken into lines with its marks."""

    def __init__(self, shown: str = "", style: str | Style = "") -> None:
        super().__init__(visible(shown), style)


class Terminal(Console):
    """A console on which whatever is not `Text` is `visible` too; its own colours stay."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is to be shown, piece by piece."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))
