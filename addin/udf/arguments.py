"""What Excel hands a worksheet function, and how an answer goes back: shapes, single cells, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from addin.udf import worksheet
from addin.udf.answers import TOO_LARGE
from scoring.profiles.chinese_names import profile_called
from scoring.profiles.profile import DEFAULT_PROFILE, Profile, ProfileProblem, load_profile
from scoring.text.printed_numbers import LARGEST

Block = list[list[Any]]  # cells as xlwings hands them over with ndim=2, and takes them back

MISSING: Final = object()  # an argument left out; a blank cell is [[None]] or None

_NOT_ONE_SHAPE = "各区域的大小不一致"
_FAILED = "无法计算，请核对所选单元格"


class Misused(Exception):
    """The arguments are not those that are wanted; the message is what the cell shows."""


def guarded(answer: Callable[[], Block]) -> Block:
    """What an answer comes to; a sentence where it cannot be given."""
    try:
        return answer()
    except (ProfileProblem, Misused) as problem:
        return [[str(problem)]]
    except Exception:  # whatever a cell may hold, Excel is never given an exception
        return [[_FAILED]]


def given(**arguments: Any) -> None:
    """Raise Misused where an argument is left out; each is named as a person calls it."""
    for name, value in arguments.items():
        if value is MISSING:
            raise Misused(f"请选{name}")


def each(answer: Callable[..., Decimal | str], *blocks: Any) -> Block:
    """One answer a cell, in the shape of the largest range; single cells go with every cell of the others."""
    shaped = [block_of(block) for block in blocks]
    sizes = {_size(block) for block in shaped} - {(1, 1)}
    if len(sizes) > 1:
        raise Misused(_NOT_ONE_SHAPE)
    rows, columns = next(iter(sizes), (1, 1))

    def at(block: Block, row: int, column: int) -> Any:
        return block[0][0] if _size(block) == (1, 1) else block[row][column]

    return [
        [out(answer(*(at(block, row, column) for block in shaped))) for column in range(columns)]
        for row in range(rows)
    ]


def one_shape(*blocks: Any) -> None:
    """Raise Misused where ranges differ in size."""
    if len({_size(block_of(block)) for block in blocks}) > 1:
        raise Misused(_NOT_ONE_SHAPE)


def single(argument: Any, name: str) -> Any:
    """The value of one cell; a merged cell is one. Raises Misused for a range."""
    first, *others = flat(argument)
    if not all(worksheet.is_blank(value) for value in others):
        raise Misused(f"{name}只能选一个单元格")
    return first


def flat(argument: Any) -> list[Any]:
    """All cells of an argument, row by row."""
    return [value for row in block_of(argument) for value in row]


def block_of(argument: Any) -> Block:
    """An argument as rows of cells."""
    return argument if isinstance(argument, list) else [[argument]]


def out(answer: Decimal | str) -> float | str:
    """An answer as a cell takes it; a number that no cell can hold is said to be one."""
    if isinstance(answer, str):
        return answer
    return float(answer) if abs(answer) <= LARGEST else TOO_LARGE


def profile_of(name: Any) -> Profile:
    """The profile of a name or a cell that holds it; the national default where it is blank."""
    return named_profile(name) or load_profile(DEFAULT_PROFILE)


def named_profile(name: Any) -> Profile | None:
    """The profile of a name or a cell that holds it; None where it is blank."""
    value = single(name, "评分办法")
    return None if worksheet.is_blank(value) else profile_called(worksheet.as_text(value))


def _size(block: Block) -> tuple[int, int]:
    return len(block), len(block[0])
