"""What can be wrong with a file, said in words that a member of staff can act upon."""

from __future__ import annotations


class Problem(Exception):
    """Something about a file that its owner has to put right; the message is in Chinese."""


class Unreadable(Problem):
    """The file is not a workbook that can be read."""


class Refused(Problem):
    """The workbook can be read, but marks cannot be written into it."""
