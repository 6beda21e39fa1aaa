"""A person's own profile file (评分办法) that a command line names."""

from __future__ import annotations

from pathlib import Path

from scoring.profiles.own_file import own_profile
from scoring.profiles.profile import Profile, ProfileProblem
from scoring.rules import RULES

_LARGEST = 1_000_000  # bytes: a profile has a few thousand


def profile_from_file(path: Path) -> Profile:
    """The profile in a person's own file. Raises ProfileProblem, in Chinese, with the lines that are wrong."""
    return own_profile(_text_of(path), path, RULES)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ProfileProblem(f"{path} 太大，不是评分办法文件")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ProfileProblem(f"{path} 不是 UTF-8 编码；用记事本“另存为”时，编码选 UTF-8") from None
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else f"不能读取（{error.strerror}）"
        raise ProfileProblem(f"{path}：{why}") from None
