"""One column of the indicator table, and all that speaks for one role or another: its heading and its contents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from addin.reading.contents import Contents, fit, in_words
from addin.reading.evidence import ON_ITS_WORDS, announced
from addin.reading.grid import Grid
from addin.reading.headings import NAMING, Heading
from addin.reading.labels import is_ignored_heading, label
from addin.reading.likeness import EXACT, SLIP, likeness, made_of

_HEADING = 5.0  # what a heading in the list weighs; contents weigh 2 at most
_UNDER_INDICATORS = 1.5  # a column without a heading of its own, under 绩效指标
_ENOUGH = 1.5  # a role that less speaks for is none
REVIEWED = ("复核", "核查", "审核", "专家", "第三方", "评审", "财政", "抽查")
_REVIEWED_ROLES = {"self_score": "review_score", "actual": "review_actual", "deviation_reason": "opinion"}
# Hardly to be mistaken.
_TOLD_BY_CONTENTS = ("level1", "level2", "classes", "nature", "target", "weight", "serial")
_EXPLANATIONS = ("standard", "evidence", "opinion", "deviation_reason", "remark")  # words beside the values
_OF_A_LEVEL = {"level1_weight": "一级指标", "level2_weight": "二级指标"}
EXPERT = "expert_score"  # of which there are several


@dataclass(frozen=True)
class WeighedColumn:
    """A column of the table and all that speaks for one role or another."""

    at: int
    heading: Heading
    own_heading: bool
    grid: Grid
    rows: tuple[int, ...]

    @cached_property
    def contents(self) -> Contents:
        """What stands below the heading."""
        return Contents.of(self.grid.row(row).get(self.at, "") for row in self.rows)

    @cached_property
    def is_expert(self) -> bool:
        """One of several experts' scores."""
        if self.exact is not None:
            return self.exact == EXPERT
        return self.likenesses.get(EXPERT, 0.0) >= ON_ITS_WORDS

    @cached_property
    def exact(self) -> str | None:
        """The role that the heading announces, spelt as in labels.toml; reviewed where 复核 stands over it."""
        role = next((r for r, like in likeness("indicator", self.heading.own).items() if like >= SLIP), None)
        if role == "self_score" and any(
            label("indicator", text) == "weight" for text in self.heading.labels[:-1]
        ):
            return "weight_and_score"  # one over the other, as in the rows below
        if role in _REVIEWED_ROLES and any(word in self.heading.over for word in REVIEWED):
            return _REVIEWED_ROLES[role]
        return role

    @cached_property
    def likenesses(self) -> dict[str, float]:
        """The likeness of the heading to those of each role, with the labels over it."""
        if not self.own_heading:
            return {}
        found = dict(made_of("indicator", self.heading.own))
        if self.heading.over:
            for role, like in made_of("indicator", self.heading.over + self.heading.own).items():
                found[role] = max(found.get(role, 0.0), like)
        if self.exact is not None:
            found[self.exact] = EXACT
            if self.exact in _REVIEWED_ROLES:  # a second 得分 may be the reviewer's
                found.setdefault(_REVIEWED_ROLES[self.exact], 0.8)
        return found

    @cached_property
    def options(self) -> dict[str, float]:
        """How much speaks for each role; those that little speaks for are left out.

        A column without a heading and without contents is none.
        """
        if self.own_heading:
            weighed = {
                role: _HEADING * like + fit(role, self.contents) for role, like in self.likenesses.items()
            }
            explained = any(weighed.get(role, 0.0) >= _HEADING * ON_ITS_WORDS for role in _EXPLANATIONS)
            if self.exact is None and not explained and not is_ignored_heading(self.heading.own):
                told = {role: fit(role, self.contents) for role in _TOLD_BY_CONTENTS}
                weighed |= {role: worth for role, worth in told.items() if worth > weighed.get(role, 0.0)}
        else:
            told = {role: fit(role, self.contents) for role in NAMING}
            weighed = {role: _UNDER_INDICATORS + worth for role, worth in told.items() if worth > 0}
        return {role: weight for role, weight in weighed.items() if weight >= _ENOUGH}

    def announced(self, role: str) -> str:
        """What the heading says for a role."""
        own = self.heading.own.replace("\n", "")
        like = EXACT if role == self.exact else self.likenesses.get(role, 0.0)
        if not self.own_heading:
            return f"在“{own}”之下" if own else "没有表头"
        if role in _OF_A_LEVEL:
            return f"表头“{own}”，紧接在{_OF_A_LEVEL[role]}之后"
        return announced("表头", "indicator", role, own, like)

    def evidence(self, role: str) -> tuple[str, ...]:
        """What the heading says for a role, and what stands below it."""
        below = in_words(role, self.contents)
        return (self.announced(role), below) if below else (self.announced(role),)
