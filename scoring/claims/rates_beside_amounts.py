"""A rate that stands behind budget and spending: 下达168万元，发放151.2万元，发放率94% — whatever the spending is called."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import in_yuan
from scoring.claims.subject import MOST_CLAIMS
from scoring.text.clauses import STOP, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED
from scoring.text.quantity import Quantity

_RATE = Pattern(
    "(?:资金|经费|预算|补[助贴]|项目|总体|综合|整体|实际|全年|年度|[的本总])*(?:[支拨兑][出付用现]|执行|发放|使用|列支|开支|报账|报销|拨款|用款|补[助贴]|资金)(?:完成)?(?:率|进度)(?:已?达到?|约?为|是|:|约)?\\s*"
)
# Whose rate it is the amounts say; a 完成率, and 进度100%, may be those of the task.
_BARE = Pattern("(?:总体|综合|整体|全年|年度)*(?:进度|占比|比例)(?:已?达到?|只有|仅|为|是|:)*\\s*")
_NOT_SO = Pattern("其中|如果|若|预计|剔除|[上去]年|目标|要求|平均|[未没]")


def rates_beside(text: str, budget: Decimal, executed: Decimal) -> Iterator[Quantity]:
    """The rates in a text that are said right behind the two amounts (in yuan) that they are the ratio of."""
    text = written_out(text)
    mentions = list(map(in_yuan, find_mentions(text)[:MOST_CLAIMS]))
    for first, second, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if rate.quantity.unit != "%" or rate.operator is not Operator.NONE or rate.upper is not None:
            continue
        if (_yuan(first), _yuan(second)) != (budget, executed) or "约" in text[rate.start : rate.end]:
            continue
        sentence = sentence_before(text, rate.start)
        together = sentence_before(text, first.start) == sentence[: len(sentence_before(text, first.start))]
        between = STOP.split(text[second.end : rate.start])
        behind = (
            not text.startswith(("的", "为"), rate.end)
            and len(between) == 2
            and not between[0].strip()
            and _is_said(between[1], rate.quantity)
        )
        if together and behind and not _NOT_SO.search(sentence):
            yield rate.quantity


def _is_said(words: str, rate: Quantity) -> bool:
    """Whether the words before a rate can be those of the share that is spent."""
    if _RATE.fullmatch(words):
        return True
    return rate.value != HUNDRED and _BARE.fullmatch(words) is not None


def _yuan(mention: Mention) -> Decimal | None:
    return mention.quantity.magnitude if mention.quantity.dimension == "money" else None
