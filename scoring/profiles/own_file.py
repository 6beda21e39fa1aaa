"""A person's own profile file (TOML): read, and said in Chinese what is wrong with it: line, key, what to write."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from scoring.profiles.profile import (
    DEFAULT_PROFILE,
    Profile,
    ProfileProblem,
    build_profile,
    load_profile,
    profile_names,
)

RULE_SETTINGS = ("off", "error", "warning", "info")

# The values that the program knows a meaning for; any other word would silently change nothing.
_CHOICES = {
    "execution.scoring": ("linear",),
    "scoring.forward": ("proportional",),
    "scoring.reverse": ("T/A", "1-(A-T)/T"),
    "scoring.not_applicable": ("kept", "scaled"),
    "filling.shared_scores": ("separate", "allowed"),
}
_HEADER = ("name", "title", "date", "inherits")
_RECOGNISE = ("region", "title", "headings", "unit")
_ENTRY = ("value", "reference", "verified")
_POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_SYNTAX = {
    "Cannot overwrite": "同一项写了两次",
    "Cannot declare": "同一节写了两次",
    "Cannot redefine": "同一项写了两次",
    "Duplicate inline table key": "同一项写了两次",
    "Expected '='": "名称后面缺少“=”",
    "Invalid value": '值写得不对；文字要放在英文引号里，例如 "linear"',
    "Unclosed": "括号没有配对",
    "Expected ']'": "方括号没有配对",
    "Illegal character": "文字没有用英文引号结束",
    "Unterminated": "文字没有用英文引号结束",
    "Expected newline": "一行只写一项，行末有多余的内容",
}
_WIDE = "＝，：“”‘’｛｝［］【】"
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")


class Fault(NamedTuple):
    """What is wrong at a line; 0 where there is no line to name."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.text}" if self.line else self.text


class NoToml(Exception):
    """The file is no TOML; the message says where and why."""


def own_profile(text: str, path: Path, rules: Collection[str]) -> Profile:
    """The profile that a person's own file gives over one that comes with jixiao.

    `path` names the file in messages; `rules` are the codes that ``[rules]`` may name. Raises ProfileProblem
    with the lines that are wrong.
    """
    try:
        data = _parse(text)
    except NoToml as problem:
        raise ProfileProblem(f"{path}：{problem}") from None
    known = _known_values()
    wrong = _faults(data, text, known, profile_names(), rules)
    if wrong:
        raise ProfileProblem("\n".join([f"{path} 有{len(wrong)}处要改：", *map(str, wrong)]))
    base = load_profile(data.get("inherits", DEFAULT_PROFILE))
    own = {"name": path.stem, "title": f"{base.title}（自定：{path.name}）", "date": base.date, **data}
    profile = build_profile({**own, "inherits": base.name})
    unequal = _unequal_weights(profile)
    if unequal:
        raise ProfileProblem(f"{path}：{unequal}")
    return profile


def _known_values() -> dict[str, Any]:
    """A value of every key that a profile may give, those of the default profile first."""
    known: dict[str, Any] = {}
    for name in (DEFAULT_PROFILE, *profile_names()):
        for key, parameter in load_profile(name).parameters.items():
            known.setdefault(key, parameter.value)
    return known


def _unequal_weights(profile: Profile) -> Fault | None:
    """The weights of the parts and of execution make the full mark, or nothing that is said of totals is right."""
    parts, execution = sum(profile.table("weights.level1").values()), profile.number("execution.weight")
    full = profile.number("weights.full")
    if parts + execution == full:
        return None
    return Fault(
        0,
        f"weights.level1 合计{parts}分，加 execution.weight {execution}分，不是 weights.full {full}分；三项要一起改",
    )


def _parse(text: str) -> dict[str, Any]:
    """The data of a profile file. Raises NoToml with the line, in Chinese."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise NoToml(str(_syntax(str(error), text))) from None
    except RecursionError:
        raise NoToml("括号套得太多") from None


def _syntax(message: str, text: str) -> Fault:
    lines = text.splitlines()
    place = _POSITION.search(message)
    line = int(place[1]) if place and place[1] else len(lines)
    why = next((chinese for english, chinese in _SYNTAX.items() if message.startswith(english)), "写法有误")
    bare = _QUOTED.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    wide = next((character for character in bare if character in _WIDE), "")
    return Fault(line, f"{why}；这一行有全角的“{wide}”，改用半角" if wide else why)


def _faults(
    data: Mapping[str, Any],
    text: str,
    known: Mapping[str, Any],
    profiles: Collection[str],
    rules: Collection[str],
) -> list[Fault]:
    """What is wrong with the data of a profile file, by line.

    `known` has the value of every key that a profile may give: a value must be of the same kind.
    """
    where = _Lines(text)
    found = [*_header(data, where, profiles), *_rules(data.get("rules", {}), where, rules)]
    sections = {key.partition(".")[0] for key in known}
    for section, entries in data.items():
        if section in (*_HEADER, "rules", "recognise"):
            continue
        if section not in sections:
            offered = (*_HEADER, "recognise", "rules", *sorted(sections))
            found.append(Fault(where.of(section), f"没有“{section}”这一节{_meant(section, offered)}"))
        elif not isinstance(entries, dict):
            found.append(Fault(where.of(section), f"“{section}”是一节，写作 [{section}]"))
        else:
            found += _entries(section, entries, where, known)
    return sorted(found)


def _header(data: Mapping[str, Any], where: _Lines, profiles: Collection[str]) -> Iterator[Fault]:
    for key in ("name", "title"):
        if key in data and not (isinstance(data[key], str) and data[key].strip()):
            yield Fault(where.of(key), f"“{key}”应为文字，放在英文引号里")
    if "date" in data and (not isinstance(data["date"], dt.date) or isinstance(data["date"], dt.datetime)):
        yield Fault(where.of("date"), "“date”应为日期，写作 2024-12-31，不加引号")
    base = data.get("inherits")
    if base is not None and base not in profiles:
        yield Fault(
            where.of("inherits"), f"没有名为“{base}”的评分办法。可用的有：{'、'.join(sorted(profiles))}"
        )
    recognise = data.get("recognise", {})
    if not isinstance(recognise, dict):
        yield Fault(where.of("recognise"), "“recognise”是一节，写作 [recognise]")
        return
    for key, words in recognise.items():
        if key not in _RECOGNISE:
            yield Fault(where.of("recognise", key), f"[recognise] 里没有“{key}”{_meant(key, _RECOGNISE)}")
        elif not _is_words(words):
            yield Fault(where.of("recognise", key), f'“recognise.{key}”应为一列文字，例如 ["湖北"]')


def _rules(settings: Any, where: _Lines, rules: Collection[str]) -> Iterator[Fault]:
    if not isinstance(settings, dict):
        yield Fault(where.of("rules"), "“rules”是一节，写作 [rules]")
        return
    for code, setting in settings.items():
        if code not in rules:
            yield Fault(where.of("rules", code), f"没有编号为“{code}”的规则{_meant(code, rules)}")
        elif setting not in RULE_SETTINGS:
            yield Fault(
                where.of("rules", code),
                f'规则“{code}”应为 "off"（不查）、"error"（错误）、"warning"（提示）或 "info"（参考）',
            )


def _entries(
    section: str, entries: Mapping[str, Any], where: _Lines, known: Mapping[str, Any]
) -> Iterator[Fault]:
    for key, entry in entries.items():
        full, line = f"{section}.{key}", where.of(section, key)
        if full not in known:
            offered = [name.partition(".")[2] for name in known if name.startswith(f"{section}.")]
            yield Fault(line, f"[{section}] 里没有“{key}”{_meant(key, offered)}")
            continue
        if not isinstance(entry, dict) or not entry.keys() & {"value", "reference"}:
            yield Fault(line, f'“{full}”要写明取值和依据：{key} = {{ value = …, reference = "…" }}')
            continue
        for part in entry.keys() - set(_ENTRY):
            yield Fault(line, f"“{full}”里没有“{part}”{_meant(part, _ENTRY)}")
        if "value" not in entry:
            yield Fault(line, f"“{full}”缺少取值 value")
        else:
            right = _right_kind(full, known[full], entry["value"])
            if right:
                yield Fault(line, f"“{full}”的 value 应为{right}")
        reference = entry.get("reference")
        if not isinstance(reference, str) or not reference.strip():
            yield Fault(line, f"“{full}”缺少依据 reference（文件名称、文号，或“本工具设定”）")
        if not isinstance(entry.get("verified", True), bool):
            yield Fault(line, f"“{full}”的 verified 应为 true 或 false，不加引号")


def _right_kind(key: str, like: Any, value: Any) -> str:
    """What the value should be, in words; "" where it is."""
    if key in _CHOICES:
        right = value in _CHOICES[key]
        return "" if right else "或".join(f' "{choice}" ' for choice in _CHOICES[key]).strip()
    if isinstance(like, Decimal):
        return "" if _is_number(value) else "不小于0的数，不加引号和单位"
    if isinstance(like, dict):
        if any(_is_number(item) for item in like.values()):
            right = isinstance(value, dict) and bool(value) and all(_is_number(v) for v in value.values())
            return "" if right else '名称和数，例如 { "产出指标" = 50 }'
        right = isinstance(value, dict) and bool(value) and all(_is_words(v) for v in value.values())
        return "" if right else '名称和一列文字，例如 { "产出指标" = ["数量", "质量"] }'
    if key.startswith("review."):
        return (
            ""
            if _is_shares(value)
            else "扣去分值的百分之几，一个或几个0至100的数，例如 [100] 或 [100, 60, 30]"
        )
    if isinstance(like, list) and like and isinstance(like[0], list):
        return (
            "" if _is_bands(value) else '由高到低的下限和名称，最后一个下限为0，例如 [[90, "优"], [0, "差"]]'
        )
    return "" if _is_words(value) else '一列文字，例如 ["数量", "质量"]'


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return Decimal(value).is_finite() and value >= 0


def _is_shares(value: Any) -> bool:
    return isinstance(value, list) and all(_is_number(share) and share <= 100 for share in value)


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _is_bands(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if not all(isinstance(b, list) and len(b) == 2 and _is_number(b[0]) and _is_words(b[1:]) for b in value):
        return False
    bounds = [band[0] for band in value]
    return bounds == sorted(set(bounds), reverse=True) and bounds[-1] == 0


def _meant(word: str, offered: Collection[str]) -> str:
    close = get_close_matches(word, offered, n=1, cutoff=0.7)
    return (
        f"，是不是“{close[0]}”"
        if close
        else f"。可用的有：{'、'.join(sorted(offered))}"
        if len(offered) < 20
        else ""
    )


class _Lines:
    """In which line of a TOML file a key stands; TOML's own reader tells that only of what it cannot read."""

    def __init__(self, text: str) -> None:
        self._at: dict[tuple[str, ...], int] = {}
        section: tuple[str, ...] = ()
        for number, line in enumerate(text.splitlines(), 1):
            table = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$", line)
            if table:
                section = _keys(table[1])
                self._note(section, number)
                continue
            key = re.match(r"\s*((?:[\w\-.]|\"[^\"]*\"|'[^']*')+)\s*=", line)
            if key:
                self._note((*section, *_keys(key[1])), number)

    def _note(self, keys: tuple[str, ...], number: int) -> None:
        for depth in range(1, len(keys) + 1):
            self._at.setdefault(keys[:depth], number)

    def of(self, *keys: str) -> int:
        """The line of a key, else of the section that it belongs to; 0 where neither is found."""
        return self._at.get(keys, self._at.get(keys[:1], 0))


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
