"""An indicator of the form (三级指标): a row of its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from scoring.form.field import ABSENT, Field, Number, Text
from scoring.form.named_targets import as_its_name_says
from scoring.form.taxonomy import lower_is_better, names_an_incident, shorter_is_better
from scoring.targets.comparison import compare
from scoring.targets.outcome import Comparison
from scoring.targets.target import NONE_AT_ALL, Target
from scoring.text.printed_numbers import rounded


@dataclass(frozen=True)
class Indicator:
    """A row of the indicator table (绩效指标)."""

    row: int
    level1: Text
    level2: Text
    name: Text
    target: Field[Target]
    actual: Field[Target]
    weight: Number = ABSENT
    self_score: Number = ABSENT
    review_score: Number = ABSENT
    opinion: Text = ABSENT
    deviation_reason: Text = ABSENT
    review_actual: Field[Target] = ABSENT  # what the reviewer found was done, in a firm's table
    deviation: Number = ABSENT  # 复核指标偏差: (self − review) ÷ self
    expert_scores: tuple[Number, ...] = ()  # of several experts; `review_score` is their average
    standard: Text = ABSENT  # 评分标准
    level2_weight: Number = ABSENT  # of the whole level 2, where each level has a column of weights
    is_part: bool = False  # 其中：…, a detail of the row above without points of its own

    @cached_property
    def outcome(self) -> Comparison | None:
        """Whether the actual meets the target; None where one of them is missing."""
        target = NONE_AT_ALL if self.wants_none else self.target.value
        actual = self.actual.value
        if target is None or actual is None or self.actual.empty:
            return None
        if self.target.empty and not self.wants_none:
            return None
        return compare(as_its_name_says(target, self.name.plain), actual, self.lower_is_better)

    @property
    def wants_none(self) -> bool:
        """The target is 无 and means that nothing of the kind is to happen (安全事故)."""
        return self.target.plain == "无" and names_an_incident(self.name.plain)

    @property
    def lower_is_better(self) -> bool | None:
        """Less of it is better, by its name or class, whatever operator the target has.

        None for a length of time that may be meant either way.
        """
        if self.target.value is not None and self.target.value.is_duration:
            return shorter_is_better(self.name.plain or self.target.plain, self.level2.plain)
        return lower_is_better(self.name.plain, self.level2.plain)

    @cached_property
    def filled(self) -> bool:
        """A person has written something of substance into the row; an empty template row has not."""
        scored = not (self.self_score.empty and self.review_score.empty)
        if self.name.empty:
            return not self.target.empty and (scored or not self.actual.blank)
        return scored or not self.target.blank or not self.actual.blank

    @property
    def nameless(self) -> bool:
        """Nobody has said what the row is, and its weight or score counts in the totals all the same."""
        numbers = (self.weight, self.self_score, self.review_score)
        return self.name.empty and not self.filled and any(number.value for number in numbers)

    @property
    def named(self) -> bool:
        """A person has put the indicator down, name and class, for a weight or score of its own."""
        own = self.weight.present or self.self_score.present
        return own and not self.name.empty and not (self.level1.empty and self.level2.empty)

    @cached_property
    def lost_in_review(self) -> tuple[Decimal, ...]:
        """The points that the review score falls short of the weight and of the self score, two decimals."""
        review = self.review_score.value
        if review is None:
            return ()
        upper = (self.weight.value, self.self_score.value)
        return tuple(rounded(value - review) for value in upper if value is not None)

    @property
    def label(self) -> str:
        """What to call the row by: its name, else its target, else its class."""
        return self.name.text or self.target.text or self.level2.text

    def scores(self) -> Iterator[tuple[str, Number]]:
        """The score columns that the layout has, with their Chinese names."""
        if self.self_score.present:
            yield "自评得分", self.self_score
        if self.review_score.present:
            yield "复核分", self.review_score

    @property
    def counting_score(self) -> Number:
        """The score that counts for the actual: the reviewer's where it is written, else the unit's own.

        Where the reviewer has an actual of his own, his score is for that one.
        """
        own = self.review_score.value is None or self.review_actual.present
        return self.self_score if own else self.review_score

    @property
    def as_reviewed(self) -> Indicator | None:
        """The row with the reviewer's actual, score and opinion for the unit's; None without such an actual."""
        if self.review_actual.empty:
            return None
        return replace(
            self,
            actual=self.review_actual,
            self_score=self.review_score,
            deviation_reason=self.opinion,
            review_actual=ABSENT,
            review_score=ABSENT,
            opinion=ABSENT,
        )

    @property
    def lost(self) -> Decimal | None:
        """The points that the unit's own score falls short of the weight; None where either is missing."""
        weight, own = self.weight.value, self.self_score.value
        return None if weight is None or own is None else rounded(weight - own)
