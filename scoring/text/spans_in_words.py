"""Lengths of time in words: 当日办结, 即时, 随到随办."""

from __future__ import annotations

from decimal import Decimal

from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.graded_words import bare_words
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity

_DAY = Decimal(86_400)  # seconds
_DID = f"[^0-9未没不无超逾延{CLAUSE_ENDS}]{{0,10}}"  # 办结, 完成处置
_BEFORE = "(?:均|全部|都|已|基本?做到|实现|能够|可|接件|接报|收到|后|受理|申请|资料齐全|一般)*"
_AT_ONCE = Pattern(
    rf"{_BEFORE}(?:即时|即刻|立即|立刻|马上|当场|现场|实时|随到随[办审批结]|即[到来收报接][即就][办批审结处]|立等可取|秒[办批]|即办)"
    rf"(?:件)?{_DID}"
)
_SAME_DAY = Pattern(rf"{_BEFORE}(?:当[日天]|即日|同[日天]|日清日[结毕]){_DID}")


def says_at_once(text: str, within: Quantity) -> bool:
    """Whether a text says that it took no longer than ``within``: no time at all, or a part of a day."""
    words = bare_words(text)
    if _AT_ONCE.fullmatch(words) is not None:
        return True
    return within.magnitude >= _DAY and _SAME_DAY.fullmatch(words) is not None
