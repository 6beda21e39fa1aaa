"""The VBA module of xlwings as it is built in: without its ways to take orders from a workbook.

What is changed and why is data: ``hardening.toml``. Each change must fit exactly once, so that another version
of xlwings fails the build instead of going out unhardened.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from addin.installing import XLWINGS

_CHANGES = Path(__file__).with_name("hardening.toml")
# A procedure with the #If around it, or with the two headings that some have for Excel and for the other hosts.
_PROCEDURE = (
    r'(?ms)^(?:\#If[ ]App[ ]=[ ]"Microsoft[ ]Excel"[ ]Then\n)?'
    r"(?:(?:Public|Private)[ ])?(?:Sub|Function)[ ]{name}\(.*?^End[ ](?:Sub|Function)\n(?:\#End[ ]If\n)?"
)


class DoesNotFit(Exception):
    """A change does not fit the module, or fits it in more than one place."""


def harden(source: str) -> str:
    """The module with every change of ``hardening.toml`` made to it; lines end in ``\\n``."""
    changes = tomllib.loads(_CHANGES.read_text(encoding="utf-8").replace("{xlwings}", XLWINGS))
    for name in changes["drop"]:
        source = _drop(source, name)
    for hunk in changes["hunk"]:
        source = _change(source, hunk)
    return re.sub(r"\n{3,}", "\n\n", source)


def _drop(source: str, name: str) -> str:
    pattern = _PROCEDURE.format(name=name)
    found = re.findall(pattern, source)
    if len(found) != 1:
        raise DoesNotFit(f"procedure {name} is there {len(found)} times, not once")
    return re.sub(pattern, "", source)


def _change(source: str, hunk: dict[str, str]) -> str:
    find, until, put = hunk["find"], hunk.get("until"), hunk["put"]
    start = _once(source, find, hunk["why"])
    end = start + len(find)
    if until is not None:
        end = _once(source[end:], until, hunk["why"]) + end + len(until)
    return source[:start] + put + source[end:]


def _once(source: str, text: str, why: str) -> int:
    if source.count(text) != 1:
        raise DoesNotFit(f"{source.count(text)} places fit, not one ({why}):\n{text}")
    return source.index(text)
