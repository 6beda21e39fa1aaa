"""A reading in few characters, as these tests write it."""

from __future__ import annotations

from scoring.text.figures import Mention, parse_quantity
from scoring.text.quantity import Quantity


def brief(mention: Mention) -> str:
    """A mention as operator, figure, unit: ``≥90%``, ``5-6次``."""
    upper = f"-{mention.upper.value}" if mention.upper is not None else ""
    return f"{mention.operator}{mention.quantity.value}{upper}{mention.quantity.unit}"


def quantity(text: str) -> Quantity:
    """The quantity that a text is."""
    found = parse_quantity(text)
    assert found is not None, text
    return found


# What figures in cells are made of, for texts at random.
ALPHABET = "0123456789.,，-—~/()（）%％≥≤<>=±一二十百千万亿两半点零年月日次元个人 至第每不低于超过约以上内X…"
