"""One case: a number and a seed are enough to make its file again."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from random import Random

from benchmarks.fuzz import by_bytes, by_markup
from benchmarks.fuzz.samples import Parts, Sample, samples
from tests.hostile.archive import WHEN

WORKBOOK_SHARE = 0.85  # the rest are forms of other formats
# How a zip is damaged, and how often: the elements of a part, its bytes, the parts as such, the bytes of the file.
WAYS = {"markup": 11, "part": 4, "parts": 2, "file": 3}
NAMES = ("xl/x.xml", "xl/Workbook.xml", "../x", "/xl/styles.xml", "xl\\x", "核查.xml", "_xmlsignatures/x.xml")


@dataclass(frozen=True)
class Case:
    """A damaged file."""

    name: str  # the sample, and what was damaged of it
    suffix: str
    data: bytes


def make(seed: int, number: int) -> Case:
    """The file of that number."""
    chance = Random(f"{seed}:{number}")
    sample = _sample(chance)
    parts = sample.parts
    way = chance.choices([*WAYS], weights=[*WAYS.values()])[0] if parts else "file"
    if way == "file":
        return Case(f"{sample.name}: its bytes", sample.suffix, by_bytes.damaged(chance, sample.data))
    if way == "parts":
        return Case(f"{sample.name}: its parts", sample.suffix, _zipped(_rearranged(chance, parts)))
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        name = chance.choice([*parts])
        parts[name] = _changed(chance, way, parts[name])
        told.append(name)
    return Case(f"{sample.name}: {way} {' '.join(told)}", sample.suffix, _zipped([*parts.items()]))


def _sample(chance: Random) -> Sample:
    books = [one for one in samples() if one.suffix in {".xlsx", ".xlsm"}]
    others = [one for one in samples() if one not in books]
    return chance.choice(books if chance.random() < WORKBOOK_SHARE else others)


def _changed(chance: Random, way: str, data: bytes) -> bytes:
    changed = by_markup.damaged(chance, data) if way == "markup" else None
    return by_bytes.damaged(chance, data) if changed is None else changed


def _rearranged(chance: Random, parts: Parts) -> list[tuple[str, bytes]]:
    """The parts, some of them gone, twice there, under another name, or with what another one holds."""
    found = [*parts.items()]
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(found)), chance.randrange(len(found))
        name, data = found[at]
        match chance.randrange(5):
            case 0 if len(found) > 1:
                del found[at]
            case 1:
                found.append((name, found[other][1]))
            case 2:
                found[at] = (chance.choice((*NAMES, found[other][0], name.upper())), data)
            case 3:
                found[at], found[other] = (name, found[other][1]), (found[other][0], data)
            case _:
                chance.shuffle(found)
    return found


def _zipped(parts: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # the same name twice is what is wanted
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, WHEN), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
