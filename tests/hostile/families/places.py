"""Names and places: what is no file, what is called oddly, and what is in the way of the copy."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile.archive import save
from tests.hostile.form import book
from tests.hostile.registry import enter, kind


def ordinary(path: Path) -> None:
    save(path, book())


def nothing(path: Path) -> None:
    """The file is not there, or is one of the system's."""


for name in (
    "named-suffix-only",
    "named-255-bytes",
    "named-240-bytes",
    "named-emoji",
    "named-newline",
    "named-escape",
    "named-c1",
    "named-bidi-override",
    "named-not-utf-8",
    "named-like-an-option",
    "named-like-console-markup",
    "named-like-a-formula",
    "named-like-a-device",
    "named-with-quotes",
    "named-with-spaces",
    "named-without-suffix",
    "named-in-capitals",
    "named-xls",
    "named-csv",
    "named-xlsm",
    "named-two-suffixes",
    "named-with-a-dot-at-the-end",
    "named-like-a-copy",
    "named-decomposed",
    "copy-said-to-be-the-original",
    "copy-into-no-folder",
):
    enter(name, ordinary)
for name in (
    "input-missing",
    "input-zero-device",
    "input-null-device",
    "input-of-the-kernel",
    "input-a-name-too-long",
):
    enter(name, nothing)


@kind
def input_fifo(path: Path) -> None:
    os.mkfifo(path)


@kind
def input_socket(path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has to be short
    try:
        listener.bind(path.name)
    finally:
        os.chdir(here)
        listener.close()


@kind
def input_folder(path: Path) -> None:
    path.mkdir()


@kind
def input_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@kind
def input_links_in_a_circle(path: Path) -> None:
    path.symlink_to("other.xlsx")
    path.with_name("other.xlsx").symlink_to(path.name)


@kind
def input_link_to_nothing(path: Path) -> None:
    path.symlink_to("没有.xlsx")


@kind
def input_link_to_a_form(path: Path) -> None:
    (path.parent / "folder").mkdir()
    ordinary(path.parent / "folder" / "form.xlsx")
    path.symlink_to("folder/form.xlsx")


@kind
def input_link_to_a_fifo(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


@kind
def input_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@kind
def input_through_a_circle(path: Path) -> None:
    path.parent.symlink_to(path.parent.name)


@kind
def input_unreadable(path: Path) -> None:
    ordinary(path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        raise PermissionError("this user reads everything")


@kind
def folder_read_only(path: Path) -> None:
    path.parent.mkdir()
    ordinary(path)
    path.parent.chmod(0o555)
    if os.access(path.parent, os.W_OK):
        raise PermissionError("this user writes everywhere")


def in_the_way(put: Callable[[Path], object], path: Path) -> None:
    """An ordinary form, and something where its copy would go."""
    ordinary(path)
    put(path.with_name(f"{path.stem}-核查.xlsx"))


def device(place: Path) -> None:
    os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 3))


def link_to_something_of_the_person(place: Path) -> None:
    ordinary(place.with_name("person.xlsx"))
    place.symlink_to("person.xlsx")


def full_folder(place: Path) -> None:
    place.mkdir()
    (place / "file").write_text("of the person", encoding="utf-8")


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "copy-is-a-fifo": os.mkfifo,
    "copy-is-a-device": device,
    "copy-is-an-empty-folder": Path.mkdir,
    "copy-is-a-full-folder": full_folder,
    "copy-is-a-link-to-itself": lambda place: place.symlink_to(place.name),
    "copy-is-a-link-to-nothing": lambda place: place.symlink_to("没有.xlsx"),
    "copy-is-a-link-to-a-file": link_to_something_of_the_person,
    "copy-is-a-link-to-the-original": lambda place: place.symlink_to(place.name.replace("-核查", "")),
    "copy-is-a-hard-link-to-the-original": lambda place: os.link(
        place.with_name(place.name.replace("-核查", "")), place
    ),
    "copy-is-a-form-of-the-person": ordinary,
    "copy-is-empty": Path.touch,
    "copy-is-a-text": lambda place: place.write_text("自己的"),
    "copy-is-a-bomb": lambda place: place.write_bytes(b"PK\3\4" + b"\xff" * 2_000),
}
for name, put in IN_THE_WAY.items():
    enter(name, partial(in_the_way, put))


@kind
def copy_into_a_fifo(path: Path) -> None:
    ordinary(path)
    os.mkfifo(path.with_name("pipe.xlsx"))


@kind
def copy_into_a_folder_in_a_circle(path: Path) -> None:
    ordinary(path)
    path.with_name("circle").symlink_to("circle")
