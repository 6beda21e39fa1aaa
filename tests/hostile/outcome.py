"""Run the check over a file as a whole process, and say what came of it and what is wrong with that."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from tests.hostile.evil import EVIL
from tests.hostile.kinds import Kind

ROOT = Path(__file__).parents[2]
TIME = 2.0  # seconds of a whole process, the promise; machines are slow, so what is asserted is HANG
HANG = 10.0
MEMORY = 300.0  # megabytes at the peak, asserted
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FORMULA = re.compile(rb"<(?:\w+:)?(?:f|formula1?|formula2|definedName)(?:\s[^>]*)?>([^<]*)<")
REFERENCE = re.compile(
    r"#?'(?:[^']|'')*'!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
)  # whatever a sheet's name says
TARGET = re.compile(rb'(?:Target|location|display|sqref)="([^"]*)"')


@dataclass
class Outcome:
    """What a check came to."""

    got: str
    seconds: float
    cpu: float
    megabytes: float
    said: str
    wrong: list[str] = field(default_factory=list)


@dataclass
class Place:
    """Where one file is checked: its folder, a home and a folder for temporary files that must stay empty."""

    folder: Path
    target: Path

    @property
    def file(self) -> Path:
        return self.folder / self.target

    @classmethod
    def under(cls, base: Path, name: str) -> Place:
        for each in ("files", "home", "temporary"):
            (base / each).mkdir(exist_ok=True)
        return cls(base / "files", Path(name))

    def beside(self, name: str) -> Path:
        return self.folder.parent / name

    def contents(self) -> dict[str, str]:
        """Every entry with its fingerprint; links are not followed."""
        return {os.fspath(path.relative_to(self.folder)): fingerprint(path) for path in walk(self.folder)}


def walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)


def fingerprint(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    if not path.is_file():
        return oct(path.lstat().st_mode)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(kind: Kind, place: Place) -> Outcome:
    """Check the file of a kind that has been made at `place`."""
    before = place.contents()
    outcome, out = check(kind, place)
    after = place.contents()
    made = sorted(after.keys() - before.keys())
    outcome.got = what_came(outcome, out, made)
    outcome.wrong += [*untouched(before, after), *leftovers(place), *costs(outcome), *speech(outcome, kind)]
    if outcome.got not in kind.outcome:
        outcome.wrong.append(f"came to {outcome.got}, not {' or '.join(sorted(kind.outcome))}")
    if outcome.got == "refused":
        outcome.wrong += sentence(outcome.said, place.file)
    if outcome.got == "checked":
        outcome.wrong += copied(kind, place.file, place.folder / made[0])
    return outcome


def check(kind: Kind, place: Place) -> tuple[Outcome, str]:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "HOME": str(place.beside("home")),
        "TMPDIR": str(place.beside("temporary")),
    }
    command = [sys.executable, "-m", "jixiao", "check", str(place.file), *kind.options]
    measured = [sys.executable, "-I", "-S", str(Path(__file__).with_name("measure.py")), str(HANG), *command]
    with place.beside("out").open("wb") as out, place.beside("err").open("wb") as err:
        subprocess.run(measured, stdout=out, stderr=err, env=environment, cwd=place.folder, timeout=3 * HANG)
    stdout = place.beside("out").read_bytes().decode("utf-8", "backslashreplace")
    stderr = place.beside("err").read_bytes().decode("utf-8", "backslashreplace")
    said, cost = re.fullmatch(r"(.*?)(\{[^{}\n]*\})\n", stderr, re.DOTALL).groups()  # type: ignore[union-attr]
    cost = json.loads(cost)
    got = "hung" if cost["hung"] else f"exit {cost['code']}"
    return Outcome(got, cost["seconds"], cost["cpu"], cost["megabytes"], stdout + said), stdout


def what_came(outcome: Outcome, out: str, made: list[str]) -> str:
    """The outcome by the exit code, what was printed and what was written; else what is odd about it."""
    match outcome.got, len(made), "评分办法" in out or '"findings"' in out:
        case "exit 0" | "exit 1", 1, True:
            return "checked"
        case "exit 0" | "exit 1" | "exit 2", 0, True:
            return "checked_no_copy"
        case "exit 2", 0, False:
            return "refused"
        case "hung", _, _:
            return "hung"
    return f"{outcome.got} with {len(made)} new files"


def untouched(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for name, print_ in before.items():
        if after.get(name) != print_:
            yield f"{name!r} is no longer what it was"


def leftovers(place: Place) -> Iterator[str]:
    for name in ("home", "temporary"):
        for path in walk(place.beside(name)):
            if not path.is_dir():
                yield f"left in {name}: {path.relative_to(place.beside(name))}"


def costs(outcome: Outcome) -> Iterator[str]:
    if outcome.megabytes > MEMORY:
        yield f"took {outcome.megabytes:.0f} MB"
    if outcome.seconds > HANG:
        yield f"took {outcome.seconds:.0f} s"


def speech(outcome: Outcome, kind: Kind) -> Iterator[str]:
    """What is said holds what it must, and nothing that moves a terminal."""
    for word in ("Traceback", "Error:", "MemoryError", *kind.silent):
        if word in outcome.said:
            yield f"says {word!r}"
    for pattern in kind.mentions:
        if not re.search(pattern, "".join(outcome.said.split())):
            yield f"does not say {pattern!r}"
    if odd := sorted({ascii(mark) for mark in outcome.said if moves_terminal(mark)}):
        yield f"prints {' '.join(odd)} as they are"


def moves_terminal(mark: str) -> bool:
    return mark in BIDI or (unicodedata.category(mark) in {"Cc", "Cs"} and mark not in "\n\t")


def sentence(said: str, path: Path) -> Iterator[str]:
    """A refusal is one sentence in Chinese that names the file."""
    plain = "".join(said.split())
    stem = "".join(path.stem.split())
    if not CHINESE.search(plain.replace(stem, "")):
        yield "says nothing in Chinese"
    if stem.isprintable() and len(stem) < 60 and stem not in plain:
        yield "does not name the file"
    if len(plain.replace("".join(str(path).split()), "")) > 300:
        yield "says more than a sentence"


def copied(kind: Kind, original: Path, copy: Path) -> Iterator[str]:
    """The copy is a workbook in which every part that is not ours is as it was, and what is ours is well formed."""
    if not ("核查" in copy.name and copy.suffix.lower() in {".xlsx", ".xlsm"}) or copy.is_symlink():
        yield f"the copy is named {copy.name!r}"
    try:
        with zipfile.ZipFile(original) as old, zipfile.ZipFile(copy) as new:
            yield from parts_kept(kind, old, new)
            yield from parts_written(old, new)
            yield from names_kept(old, new)
    except zipfile.BadZipFile as problem:
        yield f"the copy is no workbook: {problem}"


def parts_kept(kind: Kind, old: zipfile.ZipFile, new: zipfile.ZipFile) -> Iterator[str]:
    there = {info.filename: info for info in new.infolist()}
    if len(there) != len(new.infolist()):
        yield "the copy has parts of the same name"
    for info in old.infolist():
        if info.is_dir() or kind.may_write(info.filename):
            continue
        if info.filename not in there:
            yield f"{info.filename} is gone"
        elif not same(old, info, new, there[info.filename]):
            yield f"{info.filename} is no longer what it was"


def same(old: zipfile.ZipFile, one: zipfile.ZipInfo, new: zipfile.ZipFile, other: zipfile.ZipInfo) -> bool:
    """The same bytes: as they are packed, which also tells a damaged part; else as they are inflated."""
    if one.compress_type == other.compress_type and one.compress_size == other.compress_size:
        first, second = packed(old, one), packed(new, other)
        if all(a == b for a, b in zip(first, second, strict=True)):
            return True
    if (one.CRC, one.file_size) != (other.CRC, other.file_size):
        return False
    with old.open(one) as was, new.open(other) as now:
        return all(a == b for a, b in zip(chunks(was), chunks(now), strict=True))


def chunks(file: IO[bytes], size: int = 1 << 20) -> Iterator[bytes]:
    while chunk := file.read(size):
        yield chunk


def packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The data of an entry as it stands in the file."""
    file = archive.fp
    assert file is not None
    file.seek(info.header_offset + 26)
    lengths = file.read(4)
    at = (
        info.header_offset
        + 30
        + int.from_bytes(lengths[:2], "little")
        + int.from_bytes(lengths[2:], "little")
    )
    left = info.compress_size
    while left > 0:
        file.seek(at)
        chunk = file.read(min(left, 1 << 20))
        at, left = at + len(chunk), left - len(chunk)
        yield chunk
        if not chunk:
            return


def parts_written(old: zipfile.ZipFile, new: zipfile.ZipFile) -> Iterator[str]:
    """Parts that were written are well formed, and no text of the form has become a formula or a target in them."""
    before = {info.filename: info for info in old.infolist()}
    for info in new.infolist():
        was = before.get(info.filename)
        if was is not None and (was.CRC, was.file_size) == (info.CRC, info.file_size):
            continue
        content = new.read(info)
        try:
            etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as problem:
            yield f"{info.filename} was written and is not well formed: {problem}"
        had = acting(old.read(was)) if was else set()
        for text in sorted(acting(content) - had):
            if EVIL in text and not REFERENCE.fullmatch(text):
                yield f"{info.filename}: a text has become {text[:80]!r}"


def acting(content: bytes) -> set[str]:
    """The formulas and targets of a part: what does something when it is opened or clicked."""
    found = FORMULA.findall(content) + TARGET.findall(content)
    return {html.unescape(text.decode("utf-8", "replace")) for text in found}


def names_kept(old: zipfile.ZipFile, new: zipfile.ZipFile) -> Iterator[str]:
    """Defined names are as they were; one of a sheet that is not there has not come to belong to a sheet of ours."""
    first, second = workbook_of(old), workbook_of(new)
    if first is None or second is None:
        return
    had = {str(sheet.get("name")) for sheet in first.iterfind("{*}sheets/{*}sheet")}
    ours = {
        str(n)
        for n, sheet in enumerate(second.iterfind("{*}sheets/{*}sheet"))
        if sheet.get("name") not in had
    }
    there = {
        (name.get("name"), name.text): name.get("localSheetId") for name in second.iter("{*}definedName")
    }
    for name in first.iter("{*}definedName"):
        key = (name.get("name"), name.text)
        if key not in there:
            yield f"the name {key[0]} is gone"
        elif there[key] in ours or (there[key] is None) != (name.get("localSheetId") is None):
            yield f"the name {key[0]} of sheet {name.get('localSheetId')} is now of sheet {there[key]}"


def workbook_of(archive: zipfile.ZipFile) -> etree._Element | None:
    if "xl/workbook.xml" not in archive.namelist():
        return None
    return etree.fromstring(
        archive.read("xl/workbook.xml"), etree.XMLParser(resolve_entities=False, huge_tree=True)
    )
