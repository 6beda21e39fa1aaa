"""What a quantity measures, and which can be held against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.text.quantity import comparable
from tests.scoring.shorthand import quantity


@pytest.mark.parametrize(
    ("text", "dimension", "magnitude"),
    [
        ("169.9万元", "money", "1699000"),
        ("5万", "", "50000"),
        ("735", "", "735"),
        ("2公里", "length", "2000"),
        ("3公顷", "area", "30000"),
        ("2TB", "data", "2097152"),
        ("1.5吨", "weight", "1500"),
        ("12个月", "time", "31536000"),
        ("5%", "%", "5"),
        ("3‰", "%", "0.3"),
        ("12次", "次", "12"),
        ("3万人次", "人次", "30000"),
        ("20万美元", "美元", "200000"),
        ("500元/人", "money/人", "500"),
    ],
)
def test_dimension_and_magnitude(text: str, dimension: str, magnitude: str) -> None:
    found = quantity(text)
    assert (found.dimension, found.magnitude) == (dimension, Decimal(magnitude))


class TestComparable:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("735", "735人次"),
            ("100", "100%"),
            ("5万", "50000元"),
            ("5亩", "1公顷"),
            ("5个", "6家"),
            ("30场", "30次"),
            ("6名", "6人"),
            ("500元/人", "500元"),
            ("2%", "2个百分点"),
            ("1年", "365天"),
        ],
    )
    def test_can_be_held_against_each_other(self, a: str, b: str) -> None:
        assert comparable(quantity(a), quantity(b))
        assert comparable(quantity(b), quantity(a))

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("五十次", "100%"),
            ("30万元", "100%"),
            ("50次", "50人"),
            ("50户", "50人"),
            ("5公里", "5亩"),
            ("500元/人", "500元/月"),
            ("20万元", "20万美元"),
        ],
    )
    def test_cannot(self, a: str, b: str) -> None:
        assert not comparable(quantity(a), quantity(b))
        assert not comparable(quantity(b), quantity(a))
