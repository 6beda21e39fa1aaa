"""A package written to disk: whole or not at all."""

from __future__ import annotations

import os
import shutil
import threading
import zipfile
from pathlib import Path
from typing import IO

from addin.hosts.problems import Refused, Unreadable, reason
from addin.hosts.xlsx.package import ZIP_ERRORS, Package
from addin.hosts.xlsx.zipped import write_packed

_LARGE = 8 << 20  # packed well, such a part takes seconds
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the zip format knows no earlier one


def save(package: Package, path: Path) -> None:
    """Write beside the target, then put in its place; what fails leaves nothing behind."""
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with draft.open("xb") as file:
            _write(package, file)
            if path.exists():  # what it replaces may hold a person's words: they outlive a power cut
                file.flush()
                os.fsync(file.fileno())
                shutil.copymode(path, draft)
        draft.replace(path)
    except PermissionError:
        raise Refused(
            f"无法写入“{path.name}”：文件可能正在 Excel 中打开，或没有写入权限，请关闭后再试"
        ) from None
    except OSError as error:
        raise Refused(f"无法写入“{path.name}”：{reason(error)}") from None
    except ZIP_ERRORS:
        raise Unreadable("文件已损坏，无法生成核查副本，请用 Excel 打开并修复后再核查") from None
    finally:
        draft.unlink(missing_ok=True)


def _write(package: Package, file: IO[bytes]) -> None:
    """Every part in its old place; what was added at the end."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = package.comment
        for key in package:
            old = package.entry(key)
            info = zipfile.ZipInfo(package.name(key), old.date_time if old else _FIRST_MOMENT)
            info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
            info.external_attr = old.external_attr if old else 0
            info.create_system = old.create_system if old else 0
            if old is None or package.changed(key):
                if old is not None and old.file_size > _LARGE:
                    info._compresslevel = 1  # type: ignore[attr-defined]  # before 3.13 it has no other name
                with archive.open(info, "w") as target:
                    for piece in package.pieces(key):
                        target.write(piece)
            else:
                info.file_size, info.CRC = old.file_size, old.CRC
                write_packed(archive, file, info, package.packed(key))
