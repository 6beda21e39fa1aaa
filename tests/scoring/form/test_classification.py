"""What common indicator names say: their class, which way is better, what kind of figure they want.

``indicator_names.yaml`` holds the names with their right classes, by trade; the trades under ``held_out``
were not looked at while the head words were collected.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from scoring.form.naming import classes as naming
from scoring.form.naming.classes import head_of
from scoring.form.taxonomy import direction, is_bounded, name_kind, names_money, repeats_execution
from scoring.profiles.profile import load_profile

DATA = yaml.safe_load(Path(__file__).with_name("indicator_names.yaml").read_text(encoding="utf-8"))
OFFICIAL = {name for names in load_profile("mof_2020").classes("classes.official").values() for name in names}


class Measured(NamedTuple):
    """How the classifier did: names, names it gave a class, right ones, right placements it would accuse."""

    names: int
    answered: int
    right: int
    accused: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.answered

    @property
    def recall(self) -> float:
        return self.right / self.names


def names_of(part: str) -> dict[str, list[str]]:
    return {name: classes for trade in DATA[part].values() for name, classes in trade.items()}


def measure(part: str) -> Measured:
    """A class is right where it is one of the table's; DS01 accuses what is not among a head's classes."""
    names = names_of(part)
    heads = {name: head for name in names if (head := head_of(name)) is not None}
    right = [name for name, head in heads.items() if head.classes[0] in names[name]]
    accused = tuple(
        f"{name}：{wanted}"
        for name, head in heads.items()
        for wanted in names[name]
        if wanted not in head.classes
    )
    return Measured(len(names), len(heads), len(right), accused)


def test_the_table_is_large_and_its_classes_are_official() -> None:
    names = names_of("names") | names_of("held_out")
    assert len(names) >= 150
    assert len(names) == len(names_of("names")) + len(names_of("held_out"))
    assert {name for classes in names.values() for name in classes} <= OFFICIAL


@pytest.mark.parametrize(("part", "recall"), [("names", 0.8), ("held_out", 0.75)])
def test_a_class_is_given_to_most_names_and_rarely_a_wrong_one(part: str, recall: float) -> None:
    measured = measure(part)
    print(
        f"\n{part}: {measured.names} names, precision {measured.precision:.3f}, recall {measured.recall:.3f}, "
        f"accused {', '.join(measured.accused) or 'none'}"
    )
    assert measured.precision >= 0.98
    assert measured.recall >= recall
    assert len(measured.accused) <= 0.02 * measured.names


def test_each_trade_is_known() -> None:
    for trade, names in (DATA["names"] | DATA["held_out"]).items():
        assert sum(head_of(name) is not None for name in names) >= 0.6 * len(names), trade


@pytest.mark.parametrize(("said", "better"), [("up", 1), ("down", -1), ("neither", 0)])
def test_which_way_is_better(said: str, better: int) -> None:
    assert [name for name in DATA["direction"][said] if direction(name) != better] == []


@pytest.mark.parametrize(("said", "kind"), [("share", "share"), ("count", "count"), ("neither", "")])
def test_what_kind_of_figure_a_name_wants(said: str, kind: str) -> None:
    assert [name for name in DATA["kinds"][said] if name_kind(name) != kind] == []


@pytest.mark.parametrize(("said", "bounded"), [("within", True), ("beyond", False)])
def test_what_cannot_exceed_the_whole(said: str, bounded: bool) -> None:
    assert [name for name in DATA["bounded"][said] if is_bounded(name) != bounded] == []


@pytest.mark.parametrize(("said", "spent"), [("spent", True), ("other", False)])
def test_what_is_money_spent(said: str, spent: bool) -> None:
    assert [name for name in DATA["money"][said] if names_money(name) != spent] == []


@pytest.mark.parametrize(("said", "repeats"), [("repeated", True), ("other", False)])
def test_what_scores_execution_again(said: str, repeats: bool) -> None:
    assert [name for name in DATA["execution"][said] if repeats_execution(name) != repeats] == []


def test_measures_are_words_and_not_names() -> None:
    path = Path(naming.__file__).with_name("classes.toml")
    endings = tomllib.loads(path.read_text(encoding="utf-8"))["ending"]
    words = {word for entry in endings for word in entry.get("words", ())}
    assert {word for word in words if len(word) > 6} == set()
    assert len(words & set(names_of("names") | names_of("held_out"))) <= 8  # 森林覆盖率 is a name and a word
