"""Damage to bytes: of a whole file as by a bad disk or a broken download, or of one part within its zip."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

TELLING = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x80", b"<", b"</", b">", b"&", b"&#0;", b"&#xD800;", b'"', b"'", b"]]>", b"<!--",
    b"<!DOCTYPE x>", b"<?xml?>", b"PK\3\4", b"PK\1\2", b"PK\5\6", b"\xef\xbb\xbf", b"\xfe\xff", b"-1", b"1e999", b"99999999999", b"NaN", b"../",
)  # fmt: skip
LONGEST = 64  # bytes that go, or are copied, at once


def damaged(chance: Random, data: bytes) -> bytes:
    """The data after one to six mishaps."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choices(WAYS, weights=WEIGHTS)[0](chance, data)
    return data


def _span(chance: Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, LONGEST))


def _flip(chance: Random, data: bytes) -> bytes:
    changed = bytearray(data or b"\0")
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(chance: Random, data: bytes) -> bytes:
    start, new = chance.randrange(len(data) + 1), chance.choice(TELLING)
    return data[:start] + new + data[start + len(new) :]


def _insert(chance: Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(TELLING) + data[start:]


def _delete(chance: Random, data: bytes) -> bytes:
    start, stop = _span(chance, data)
    return data[:start] + data[stop:]


def _repeat(chance: Random, data: bytes) -> bytes:
    start, stop = _span(chance, data)
    return data[:stop] + data[start:stop] * chance.choice((1, 2, 200)) + data[stop:]


def _move(chance: Random, data: bytes) -> bytes:
    start, stop = _span(chance, data)
    rest, to = data[:start] + data[stop:], chance.randrange(len(data) - (stop - start) + 1)
    return rest[:to] + data[start:stop] + rest[to:]


def _cut_off(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flip, _overwrite, _insert, _delete, _repeat, _move, _cut_off,
)  # fmt: skip
WEIGHTS = (6, 4, 4, 3, 2, 2, 1)
