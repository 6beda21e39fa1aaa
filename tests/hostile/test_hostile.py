"""Every kind of broken or hostile file is checked or refused in words, within bounds, and the person's work is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.generate import MAKERS, make
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.outcome import Place, run

pytestmark = pytest.mark.skipif("not hasattr(__import__('os'), 'wait4')", reason="needs wait4")


def test_every_kind_is_described_and_made() -> None:
    assert MAKERS.keys() == KINDS.keys()
    assert len(KINDS) >= 130


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_check_holds_its_promise(tmp_path: Path, kind: Kind) -> None:
    place = Place.under(tmp_path, kind.file)
    try:
        make(kind.name, place.file)
    except PermissionError as problem:
        pytest.skip(str(problem))
    outcome = run(kind, place)
    assert not outcome.wrong, f"{kind.what}\n{outcome.said[-2000:]}"
