"""Totals that a text gives of the amounts before them: 支付40万元、35万元、21万元，累计支付69万元."""

from __future__ import annotations

from collections.abc import Container, Iterator
from decimal import Decimal
from itertools import islice

from scoring.claims.money_in_short import written_out
from scoring.claims.subject import MOST_CLAIMS, clause_before
from scoring.text.clauses import FULL_STOP, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern

_TOTAL = Pattern(
    r"(?:[^，。；\d]{0,10})(?:合计|共计|总计|累计|总共|(?<!公)共|总[支拨投])(?:[支拨兑][出付]|投入|下达|安排|使用|花费|执行|发放|资金|经费|金额|项目|预算|财政|[为是达约])*\s*"
)
_YEAR = Pattern(r"20\d\d(?=\s*年)")


def wrong_sums(
    text: str, sums: Container[Decimal], known: Container[Decimal], year: int | None
) -> Iterator[tuple[Mention, Decimal]]:
    """The totals that are not what the amounts before them in their sentence come to, where that is one of ``sums``.

    Amounts are in yuan. With each total, what it should be; those that are ``known`` are totals of something else.
    """
    text, items, end = written_out(text), list[Decimal](), 0
    for mention in islice(find_mentions(text), MOST_CLAIMS):
        if FULL_STOP.search(text[end : mention.start]) is not None:
            items = []
        clause = clause_before(text, end, mention.start)
        end = mention.end
        if mention.quantity.dimension != "money":
            continue
        said, right = mention.quantity.magnitude, sum(items, Decimal(0))
        exact = mention.operator is Operator.NONE and mention.upper is None
        if len(items) > 1 and exact and _TOTAL.fullmatch(clause):
            of_years = set(_YEAR.findall(sentence_before(text, mention.start))) - {f"{year}"}
            if right in sums and not of_years and said != right and said not in known:
                yield mention, right
            items = []
        else:
            items.append(said)
