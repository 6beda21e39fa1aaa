"""A package written to disk: whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from addin.hosts.problems import Refused, Unreadable, reason
from addin.hosts.xlsx.drafts import new_draft
from addin.hosts.xlsx.package import ZIP_ERRORS, Package

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the zip format knows no earlier one
_CHUNK = 1 << 20


def save(package: Package, path: Path, proof: Callable[[Path], None] = lambda draft: None) -> None:
    """Write beside the target, then put in its place; what fails leaves nothing behind.

    `proof` is shown the finished draft, and raises Refused where it had better not take that place.
    """
    draft: Path | None = None
    try:
        content = _zipped(package)
        draft, file = new_draft(path)
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave half of it under the name
            if path.exists():
                shutil.copymode(path, draft)
            proof(draft)
        draft.replace(path)
    except PermissionError:
        raise Refused(
            f"无法写入“{path.name}”：文件可能正在 Excel 中打开，或没有写入权限，请关闭后再试"
        ) from None
    except OSError as error:
        raise Refused(f"无法写入“{path.name}”：{reason(error)}") from None
    finally:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _zipped(package: Package) -> memoryview:
    """The bytes of the file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(package, archive)
    return file.getbuffer()


def _write(package: Package, archive: zipfile.ZipFile) -> None:
    """Every part in its old place; what was added at the end."""
    archive.comment = package.comment
    for key in package:
        old = package.entry(key)
        info = zipfile.ZipInfo(package.name(key), old.date_time if old else _FIRST_MOMENT)
        info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
        info.external_attr = old.external_attr if old else 0
        info.create_system = old.create_system if old else 0
        if package.changed(key):
            archive.writestr(info, package.content(info.filename))
        elif old is not None:
            info.file_size = old.file_size
            _copy(package, key, archive, info)


def _copy(package: Package, key: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    try:
        with package.open_entry(key) as source:
            chunk = source.read(_CHUNK)
            with archive.open(info, "w") as target:
                while chunk:
                    target.write(chunk)
                    chunk = source.read(_CHUNK)
    except ZIP_ERRORS as error:
        if isinstance(error, OSError):
            raise
        raise Unreadable("文件已损坏，无法生成核查副本，请用 Excel 打开并修复后再核查") from None
