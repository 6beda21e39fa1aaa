"""jixiao-windows.zip: a folder that is unpacked on a Windows PC without Python, and everything that it needs.

Made on any system: the parts come from the package index by pip, each of the version and the hash that
``bundle.toml`` names; the same parts give the same bytes. Nothing of it is run here.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any

from hatchling.builders.wheel import WheelBuilder

from addin.installing.dll import NAMES
from addin.macros import GUIDE
from addin.templates import TEMPLATES
from scoring import __version__

NAME = "jixiao-windows.zip"
FOLDER = "jixiao-绩效核查"  # in the zip: what is unpacked into the folder "documents" stays in one place

Files = dict[str, bytes]  # by their names below FOLDER

_CONTENT = Path(__file__).with_suffix(".toml")
_PAGES = Path(__file__).with_name("windows")
_PACKAGES = "python/site-packages"
# Where Python looks for modules, and nowhere else: not in the environment, not in the registry, not in the
# user's own packages. pywin32 lists its folders in a .pth file, which is not read then.
_PATH = ("Lib", "DLLs", "site-packages", r"site-packages\win32", r"site-packages\win32\lib")
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_CHINESE_WINDOWS = "gbk"  # in which cmd.exe reads its scripts


def write_bundle(folder: Path) -> Path:
    """Write the zip into a folder, which is made where it is not there; the same bytes every time."""
    content = tomllib.loads(_CONTENT.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as downloads:
        _download(content, Path(downloads))
        files = _python(content["python"], Path(downloads))
        for wheel in content["wheel"]:
            files |= _wheel(wheel, Path(downloads))
    files |= _own(content) | _pages(content)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_bytes(_zipped(files))
    return path


def _download(content: dict[str, Any], folder: Path) -> None:
    """Fetch every part; raises CalledProcessError where pip cannot, or where a hash differs."""
    python = content["python"]
    lines = [
        f"{each['name']}=={each['version']} --hash=sha256:{each['sha256']}"
        for each in (python, *content["wheel"])
    ]
    requirements = folder / "requirements.txt"
    requirements.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-binary",
        python["name"],
        "--platform",
        "win_amd64",
    ]
    command += ["--python-version", python["tag"], "--implementation", "cp", "--dest", str(folder)]
    subprocess.run([*command, "--requirement", str(requirements)], check=True)


def _downloaded(folder: Path, part: dict[str, Any]) -> Path:
    (path,) = folder.glob(f"{part['name'].replace('-', '_')}-{part['version']}*")
    return path


def _python(part: dict[str, Any], downloads: Path) -> Files:
    with tarfile.open(_downloaded(downloads, part)) as package:
        archive = package.extractfile(f"{part['name'].replace('-', '_')}-{part['version']}/{part['archive']}")
        assert archive is not None
        packed = archive.read()
    whole = {
        name.removeprefix(f"{part['folder']}/"): content
        for name, content in _unzipped(packed).items()
        if name.startswith(f"{part['folder']}/")
    }
    files = {f"python/{name}": content for name, content in _kept(whole, part).items()}
    files[f"python/python{part['tag']}._pth"] = _lines(_PATH).encode("ascii")
    files["许可/Python.txt"] = whole[part["licence"]]
    return files


def _wheel(part: dict[str, Any], downloads: Path) -> Files:
    """A wheel as pip would lay it, DLLs beside Python; and its licences."""
    files: Files = {}
    whole = _kept(_unzipped(_downloaded(downloads, part).read_bytes()), part)
    for name, content in whole.items():
        in_data = name.partition(".data/")[2].partition("/")[2]
        if in_data or name.startswith("pywin32_system32/"):
            files[f"python/{PurePosixPath(in_data or name).name}"] = content
        else:
            files[f"{_PACKAGES}/{name}"] = content
    licences = [name for name in whole if ".dist-info/" in name and _is_licence(name)]
    if not licences:
        raise ValueError(f"{part['name']} {part['version']} has no licence in it")
    for name in licences:
        below = name.partition(".dist-info/")[2].removeprefix("licenses/")
        below += "" if PurePosixPath(below).suffix in (".txt", ".rst") else ".txt"
        files[f"许可/{part['name']}/{below}"] = whole[name]
    return files


def _is_licence(name: str) -> bool:
    return any(word in PurePosixPath(name).name.lower() for word in ("licen", "copying", "notice"))


def _own(content: dict[str, Any]) -> Files:
    """jixiao as it is installed from its wheel."""
    with tempfile.TemporaryDirectory() as folder:
        (wheel,) = WheelBuilder(str(TEMPLATES.parent)).build(directory=folder, versions=["standard"])
        files = _kept(_unzipped(Path(wheel).read_bytes()), content["jixiao"])
    return {f"{_PACKAGES}/{name}": each for name, each in files.items()}


def _pages(content: dict[str, Any]) -> Files:
    """What people open: the scripts, the guide, the blank forms."""
    files: Files = {
        "使用指南.html": GUIDE.read_bytes(),
        "许可/jixiao.txt": (TEMPLATES.parent / "LICENSE").read_bytes(),
    }
    for name, source in content["pages"].items():
        text = (_PAGES / source).read_text(encoding="utf-8")
        if name.endswith(".cmd"):
            files[name] = _lines(text.splitlines()).encode(_CHINESE_WINDOWS)
        else:
            text = Template(text).substitute(version=__version__, dll=NAMES[0])
            files[name] = _lines(text.splitlines()).encode("utf-8-sig")
    files |= {
        f"空白表/{name}": (TEMPLATES / source).read_bytes() for name, source in content["forms"].items()
    }
    return files


def _kept(files: Files, part: dict[str, Any]) -> Files:
    """All but what is left out; a pattern that fits nothing is a mistake."""
    patterns = part.get("leave_out", ())
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in files):
            raise ValueError(f"nothing to leave out: {pattern}")
    return {name: each for name, each in files.items() if not any(fnmatchcase(name, p) for p in patterns)}


def _unzipped(packed: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _zipped(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _NO_CLOCK)
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\r\n" for line in lines)
