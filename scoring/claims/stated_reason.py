"""Whether a text gives a reason, in a cell for reasons (偏差原因分析: 已完成, 无偏差, √, …… are none) or in passing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from scoring.claims.payment import full_payment
from scoring.text.characters import normalise
from scoring.text.pattern import Pattern

_WORD = Pattern("[一-鿿]|[a-zA-Z]{5}")  # COVID is one; N/A, XX and OK are none
_REASON = Pattern(r"因|由于|原因|所致|导致|受.{1,12}影响|尚未|未到|推迟|延期|结余")
_LONGEST_AS_ABOVE = 40
_AS_ABOVE = Pattern(r"\W*(?:同上一?[行项条个]?(?:指标)?|同前|〃|″|\"|”)\W*")


@lru_cache(maxsize=1)
def _empty_words() -> Pattern:
    """The words of empty_reasons.toml, the longest first."""
    data = tomllib.loads(Path(__file__).with_name("empty_reasons.toml").read_text(encoding="utf-8"))
    words = " ".join(data.values()).split()
    return Pattern("|".join(sorted(words, key=len, reverse=True)))


def states_reason(text: str) -> bool:
    """Whether a text, by its words, can be a reason."""
    return not as_above(text) and _WORD.search(_empty_words().sub("", normalise(text))) is not None


def as_above(text: str) -> bool:
    """同上: what the row above says holds here too. No text of more than 40 characters says only that."""
    words = text.strip()
    return len(words) <= _LONGEST_AS_ABOVE and _AS_ABOVE.fullmatch(words) is not None


def gives_reason(text: str, words: Iterable[str]) -> bool:
    """Whether a text gives a reason and speaks of one of the words (支付, 结余 …) while it does."""
    sentences = re.split(r"[。；;\n]", text)
    return any(_explains(s) and any(word in s for word in words) for s in sentences)


def _explains(sentence: str) -> bool:
    """Whether a sentence gives a reason; 已按合同支付全部款项 gives none."""
    if _REASON.search(sentence):
        return True
    return "按合同" in sentence and full_payment(sentence) is None
