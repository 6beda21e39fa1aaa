"""What a check costs and keeps, beside openpyxl, wolfxl and LibreOffice on the same rich workbook in the same run.

    python -m benchmarks.files [WORKBOOK.xlsx]

Each is a process of its own, from its start to its end, in interleaved rounds: the best and the median time, and the
most memory of any round. Openpyxl loads and saves; wolfxl, in its modify mode, writes one number and saves;
LibreOffice converts to .xlsx. What they lose is told from what was in the workbook: a part is lost where no part of
its kind is left for it, an element or attribute where its part has fewer of them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from lxml import etree
from rich.console import Console
from rich.table import Table

from benchmarks.rich_workbook import rich_workbook
from tests.hostile import measure
from tests.hostile.archive import save

ROUNDS = 7
LONGEST = 120  # seconds
TYPES = "[Content_Types].xml"
# Kinds that say how parts hang together, or that any program makes anew: texts may stand in the cells as well.
PLUMBING = ("relationships+xml", "sharedStrings+xml", "calcChain+xml")
_OPENPYXL = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
_WOLFXL = """import sys, wolfxl
book = wolfxl.load_workbook(sys.argv[1], modify=True)
book[book.sheetnames[0]]["A1"] = 1
book.save(sys.argv[2])"""

Parts = dict[str, bytes]


@dataclass
class Peer:
    """A program that reads a workbook and writes it again, and what its runs cost."""

    name: str
    command: list[str]
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def peers(source: Path, folder: Path) -> list[Peer]:
    """Those that are installed, us first; each writes into a folder of its own name."""

    def written(name: str) -> str:
        (folder / name).mkdir()
        return str(folder / name / source.name)

    def python(name: str, *arguments: str) -> Peer:
        return Peer(name, [sys.executable, *arguments, str(source), written(name)])

    ours = Peer("jixiao", [sys.executable, "-m", "jixiao", "check", str(source), "-o", written("jixiao")])
    found = [ours, python("openpyxl", "-c", _OPENPYXL)]
    if importlib.util.find_spec("wolfxl"):
        found.append(python("wolfxl", "-c", _WOLFXL))
    else:
        print("wolfxl is not installed: left out (pip install wolfxl)")
    if soffice := shutil.which("soffice"):
        home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = str(Path(written("LibreOffice")).parent)
        command = [soffice, home, "--headless", "--convert-to", "xlsx", "--outdir", out, str(source)]
        found.append(Peer("LibreOffice", command))
    else:
        print("LibreOffice is not installed: left out")
    return found


def run(peer: Peer, written: Path) -> None:
    """One round."""
    written.unlink(missing_ok=True)
    command = [sys.executable, "-I", "-S", str(measure.__file__), str(LONGEST), *peer.command]
    # With bytecode, as an installed package has it; the first round writes it where there is none.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    cost = json.loads(done.stderr.splitlines()[-1])
    if not written.exists():
        raise SystemExit(f"{peer.name} wrote nothing: {done.stderr}")
    peer.seconds.append(cost["seconds"])
    peer.megabytes.append(cost["megabytes"])


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kinds(parts: Parts) -> dict[str, str]:
    """The content type of each part, without those that hold nothing of a person's or may be elsewhere as well."""
    listing = etree.fromstring(parts[TYPES])
    said = {str(item.get("PartName")): str(item.get("ContentType")) for item in listing.iter("{*}Override")}
    usual = {str(item.get("Extension")): str(item.get("ContentType")) for item in listing.iter("{*}Default")}
    found = {name: said.get(f"/{name}") or usual.get(name.rpartition(".")[2], "") for name in parts}
    return {name: kind for name, kind in found.items() if name != TYPES and not kind.endswith(PLUMBING)}


def matched(before: Parts, after: Parts) -> dict[str, str | None]:
    """Which part of the copy each part has become: that of its name, else one of its kind."""
    first, second = kinds(before), kinds(after)
    found: dict[str, str | None] = {name: name if name in second else None for name in first}
    left = [name for name in second if name not in first]
    for name in first:
        same = next((other for other in left if second[other] == first[name]), None)
        if found[name] is None and same is not None:
            found[name] = same
            left.remove(same)
    return found


def content(data: bytes) -> Counter[str]:
    """The elements and attributes of a part; nothing where it is no XML."""
    found: Counter[str] = Counter()
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return found
    for element in root.iter("*"):
        found[str(element.tag)] += 1
        found.update(f"{element.tag} {name}" for name in element.attrib)
    return found


def losses(before: Parts, after: Parts) -> tuple[int, list[str], int]:
    """How many parts are the same byte for byte, which are lost, and how many elements and attributes are."""
    same, lost, elements = 0, [], 0
    for name, other in matched(before, after).items():
        same += other is not None and before[name] == after[other]
        if other is None:
            lost.append(name)
        kept = content(after[other]) if other is not None else Counter[str]()
        elements += (content(before[name]) - kept).total()
    return same, lost, elements


def main() -> None:
    """Measure and print."""
    table = Table("program", "best / median", "peak", "same parts", "parts lost", "elements, attributes lost")
    told = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "rich.xlsx"
        if len(sys.argv) > 1:
            shutil.copy(sys.argv[1], source)
        else:
            save(source, rich_workbook())
        before, found = parts_of(source), peers(source, Path(folder))
        for number in range(ROUNDS + 1):
            for peer in found:
                run(peer, Path(folder) / peer.name / source.name)
                if not number:  # the first round only warms up
                    peer.seconds.clear()
        count, elements = len(kinds(before)), sum(content(before[name]).total() for name in kinds(before))
        for peer in found:
            same, lost, gone = losses(before, parts_of(Path(folder) / peer.name / source.name))
            time = f"{min(peer.seconds):.2f} / {median(peer.seconds):.2f} s"
            peak = f"{max(peer.megabytes):.0f} MB"
            table.add_row(peer.name, time, peak, f"{same} of {count}", str(len(lost)), str(gone))
            told.append(f"{peer.name} lost: {', '.join(lost) or 'no part'}")
    table.title = f"{count} parts, {elements} elements and attributes; {ROUNDS} rounds"
    Console(width=120).print(table)
    print("\n".join(told))


if __name__ == "__main__":
    main()
