"""A regular expression that costs nothing until it is used: every UDF process loads this package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression, compiled on first use. The methods are those of `re.Pattern`."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.match(text, start)

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.fullmatch(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, start)

    def findall(self, text: str) -> list[str]:
        """All matches; of a pattern with one group, what the group holds."""
        return self._compiled.findall(text)

    def split(self, text: str, most: int = 0) -> list[str]:
        """The pieces between the matches (for a pattern without groups), at most `most` cuts."""
        return self._compiled.split(text, most)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._compiled.sub(new, text)
