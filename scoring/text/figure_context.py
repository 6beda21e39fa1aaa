"""What the words round a figure say of it, read once in one pass: its direction, its term, whether it is a part …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from scoring.text.clauses import REACH, SENTENCE_ENDS, sentences
from scoring.text.figures import Mention, find_mentions
from scoring.text.frequency import YEAR, Term, says_in_all, term_of
from scoring.text.moves import direction_before
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable, shortened


class Figure(NamedTuple):
    """A figure of a text and all that the text says of it."""

    quantity: Quantity
    operator: Operator
    start: int
    end: int
    upper: Quantity | None
    rising: bool | None = None  # True for 提升20%, False for 缩短20%
    term: Term | None = None  # what it is for: 每月2次
    about: bool = False  # 约200人, 200人左右
    part: bool = False  # 210人次，其中线上60人次
    earlier: bool = False  # of the time before that of the next figure: 由85%提高到92%
    aside: bool = False  # of another year, or planned only: 上年180人次, 目标200人次
    in_all: bool = False  # 共210人次, 全年28次
    bracketed: bool = False


_ABOUT = Pattern("约|左右|上下|近")
_ABOUT_OF_UNKNOWN = Pattern("[一-龥]{1,2}(?:左右|上下)")  # 420路左右: behind a unit that is in no table
_PART = Pattern(r"(?:其中|包括|包含|含(?![)量税率氮磷水]))[^)]*$")
# 其中线上60人次、线下150人次，共210人次: the last is none of the parts.
_SUM = Pattern(r"(?:(?<!公)共(?![享建同青产治])计?|合计|总计|累计)[^，,]{0,6}$")
_ASIDE = Pattern(
    r"(?:上一?年|去年|前年|往年|同期|原[有来]|目标|预算|概算|限额|控制数|(?<![按超成])计划|任务[数量]|指标值|应[到参培完发检查建]|(?:还|尚|仍)[有差缺欠]|剩余?|其余|余下|(?:[比较](?:年初|年度)?(?:计划|目标|任务|上一?年|去年|同期)(?:同期)?)[多少低高超])"
    r"[^，、,()]*$"
)

# Between the figures of two periods: 由100万元增至106万元, 100→106万元, 2022年100万元，2023年106万元.
_ARROW = Pattern(r"^ ?(?:→|-+>|=+>|➔|➜)")
_EARLIER = Pattern(r"(?:由|从|自|上一?年|去年|原[有来为]?|(?P<year>20[0-9]{2})年)[^0-9，,]{0,16}$")
_LATER = Pattern(
    rf"^[^0-9{SENTENCE_ENDS}]{{0,12}}(?:到|至|为|成)[^0-9{SENTENCE_ENDS}]{{0,4}}$"
    rf"|(?:[今本当]年|(?P<year>20[0-9]{{2}})年)[^0-9{SENTENCE_ENDS}]{{0,16}}$"
)


@lru_cache(maxsize=512)
def figures_in(plain: str) -> tuple[Figure, ...]:
    """The figures of a text in plain characters, as an actual reports them, with what it says of each."""
    return tuple(described(plain, find_mentions(plain)))


def described(plain: str, mentions: Sequence[Mention]) -> Iterator[Figure]:
    """The figures of a text, in order, with what it says of each."""
    before, at, opened = "", 0, 0
    for mention, following in zip_longest(mentions, mentions[1:]):
        gap = plain[at : mention.start]
        *ended, rest = sentences(gap)
        before = (rest if ended else before + rest)[-REACH:]
        opened += gap.count("(") - gap.count(")")
        written = plain[mention.start : mention.end]
        yield _described(plain, mention, following, before, written)._replace(bracketed=opened > 0)
        before += written
        opened += written.count("(") - written.count(")")
        at = mention.end


def _described(plain: str, mention: Mention, following: Mention | None, before: str, written: str) -> Figure:
    """``before``: what stands before the figure in its sentence."""
    term = term_of(before, mention.quantity)
    return Figure(
        *mention,
        rising=direction_before(before, mention),
        term=term,
        about=_ABOUT.search(written) is not None
        or (not mention.quantity.unit and _ABOUT_OF_UNKNOWN.match(plain, mention.end) is not None),
        part=_PART.search(before) is not None and _SUM.search(before) is None,
        earlier=following is not None and _is_earlier(plain, mention, following, before),
        aside=_ASIDE.search(before) is not None,
        in_all=term == YEAR and says_in_all(before),
    )


def _is_earlier(plain: str, first: Mention, second: Mention, before: str) -> bool:
    """Whether a text gives a figure as that of the time before the next one."""
    if not (comparable(first.quantity, second.quantity) or shortened(first.quantity, second.quantity)):
        return False
    between = plain[first.end : min(second.start, first.end + REACH)]
    return _ARROW.search(between) is not None or _in_order(before, between)


def _in_order(before: str, between: str) -> bool:
    earlier, later = _EARLIER.search(before), _LATER.search(between)
    if earlier is None or later is None:
        return False
    return not (earlier["year"] and later["year"]) or earlier["year"] < later["year"]
