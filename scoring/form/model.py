"""The evaluation form (项目支出绩效自评表 / 绩效核查评分意见表) as read: every value knows its cell."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from scoring.form.address import Address, Area
from scoring.form.columns import ColumnReading, FieldReading
from scoring.form.field import ABSENT, Number, Text
from scoring.form.indicator import Indicator
from scoring.text.characters import bare


@dataclass(frozen=True, slots=True)
class FundLine:
    """A line of the funds table (项目资金)."""

    label: Text = ABSENT
    is_total: bool = False
    initial_budget: Number = ABSENT
    budget: Number = ABSENT
    executed: Number = ABSENT
    weight: Number = ABSENT
    rate: Number = ABSENT
    score: Number = ABSENT
    review_score: Number = ABSENT  # where execution is a row of a table that is reviewed
    reason: Text = ABSENT

    @property
    def present(self) -> bool:
        """There is such a line."""
        return self.label.present

    @property
    def row(self) -> int:
        return self.label.at.row

    @property
    def name(self) -> str:
        """What the line is called: 其中：财政拨款."""
        return self.label.text.replace("\n", "").rstrip("：:")

    def amounts(self) -> Iterator[tuple[str, Number]]:
        """The money columns that the layout has, with their Chinese names."""
        for name, amount in (
            ("年初预算", self.initial_budget),
            ("全年预算", self.budget),
            ("全年执行", self.executed),
        ):
            if amount.present:
                yield name, amount


NO_LINE = FundLine()


@dataclass(frozen=True, slots=True)
class Shift:
    """A row whose values stand in the wrong columns, and how it reads when put right (LY01)."""

    row: int
    name: str
    moved: tuple[tuple[Address, Address], ...]  # from, to
    surplus: Address | None
    surplus_text: str
    reading: tuple[tuple[str, str], ...]  # column title, text: the row put right
    level2: str  # inferred, "" where there is none
    totals: str  # what the printed totals say about it, "" where nothing
    displaced: Mapping[str, tuple[Decimal, Decimal]]  # weight and scores: as they stand, as they are meant


@dataclass(frozen=True, slots=True)
class Totals:
    """A printed result row of the indicator table: that of the whole (合计, 总分), or a 小计."""

    label: Text = ABSENT
    weight: Number = ABSENT
    self_score: Number = ABSENT
    review_score: Number = ABSENT

    @property
    def present(self) -> bool:
        """The form has such a row."""
        return self.label.present


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that the reviewer suggests for another year (建议的绩效指标)."""

    level1: Text
    level2: Text
    name: Text
    target: Text


@dataclass(frozen=True)
class EvaluationForm:
    """A whole form. What the layout lacks is not `present`; what is there and blank is a blank Field."""

    title: Text
    year: int | None
    is_review: bool  # has columns for a reviewer's score
    money_unit: str  # 万元 or 元, "" where the form does not say
    texts: dict[str, Text] = field(default_factory=dict)  # project, unit, conclusion … by key of labels.toml
    funds: tuple[FundLine, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    totals: Totals = Totals()
    subtotals: tuple[Totals, ...] = ()  # the 小计 rows, from the top down
    final_score: Number = ABSENT  # 财政复核总分
    grade: Text = ABSENT
    stated_weights: dict[str, Text] = field(default_factory=dict)  # compact level-1 label → where 50分 stands
    execution_row: Text = ABSENT  # the name of the indicator row that is the execution
    execution_level1: Text = ABSENT  # where that row stands under a level 1 of others: 过程
    suggested: tuple[Suggestion, ...] = ()
    columns: tuple[ColumnReading, ...] = ()  # what each column of the indicator table was taken for
    funds_columns: tuple[ColumnReading, ...] = ()
    fields: tuple[FieldReading, ...] = ()  # all that is labelled: texts, totals, grade, lines of funds
    not_understood: tuple[Text, ...] = ()  # cells of the form that are neither label nor field
    cells_written: int = 0  # cells of the form that are not blank
    shared_scores: tuple[Area, ...] = ()  # weight and score cells merged over several rows
    template_rows: tuple[Text, ...] = ()  # what the blank template holds and nobody has filled: 指标2, ……
    headings: frozenset[str] = frozenset()  # the column headings, as `clean` gives them
    unknown_headings: tuple[Text, ...] = ()  # columns of the indicator table that nobody knows
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    shifts: tuple[Shift, ...] = ()

    def field(self, key: str) -> Text:
        """A labelled field: ``project``, ``conclusion``."""
        return self.texts.get(key, ABSENT)

    def text(self, key: str) -> str:
        """The text of a labelled field, "" where it is absent or blank."""
        return self.field(key).text.strip()

    def plain(self, key: str) -> str:
        """The text of a labelled field as it is compared."""
        return self.field(key).plain

    @property
    def project_name(self) -> str:
        """The project as it is called elsewhere: without its code where 项目名称及编码 holds both."""
        return bare(self.field("project").value or "")

    @property
    def unit(self) -> Text:
        """预算单位, 实施单位 …, with its code where the form asks for one."""
        return self.texts.get("unit_and_code") or self.field("unit")

    @cached_property
    def total_funds(self) -> FundLine:
        """The line that execution is reckoned from: 年度资金总额, else the only line there is."""
        if self.total_line.present:
            return self.total_line
        return self.funds[0] if len(self.funds) == 1 else NO_LINE

    @cached_property
    def total_line(self) -> FundLine:
        """年度资金总额."""
        return next((line for line in self.funds if line.is_total), NO_LINE)

    @cached_property
    def filled_indicators(self) -> tuple[Indicator, ...]:
        """The indicator rows that a person has filled in.

        In a form that is begun, one that has a weight counts by it; in one that is mostly filled in, one that
        has only a name and a class is left out by mistake.
        """
        template = self._template
        named = {i.row for i in self.indicators if i.named and i.row not in template}
        filled = sum(i.filled for i in self.indicators if i.row in named)
        mostly = 2 * filled > len(named)
        return tuple(
            i
            for i in self.indicators
            if i.filled or (i.row in named and (mostly or (filled and i.weight.value)))
        )

    @cached_property
    def counted_indicators(self) -> tuple[Indicator, ...]:
        """The rows whose weights and scores are in the totals: those filled in, and nameless ones with numbers.

        Where nothing is filled in, or no row of totals is found (it may be the nameless one), none is added.
        """
        nameless = {i.row for i in self.nameless_indicators}
        filled = {i.row for i in self.filled_indicators}
        return tuple(i for i in self.indicators if i.row in filled or i.row in nameless)

    @cached_property
    def nameless_indicators(self) -> tuple[Indicator, ...]:
        """The rows that count in the totals, and nobody has said what they are."""
        if not self.filled_indicators or not self.totals.present:
            return ()
        return tuple(i for i in self.indicators if i.nameless and i.row not in self._template)

    @cached_property
    def named_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that a person has put down, filled in or not; rows of the template are none."""
        return tuple(i for i in self.indicators if not i.name.empty and i.row not in self._template)

    @cached_property
    def _template(self) -> set[int]:
        return {text.at.row for text in self.template_rows}

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Amounts, weights and scores, row by row; rates are told in many notations and are not among them."""
        fields: list[Number] = []
        for line in self.funds:
            fields += (line.initial_budget, line.budget, line.executed, line.weight, line.score)
        for indicator in self.indicators:
            fields += (indicator.weight, indicator.self_score, indicator.review_score)
        for sums in (*self.subtotals, self.totals):
            fields += (sums.weight, sums.self_score, sums.review_score)
        return tuple(f for f in (*fields, self.final_score) if f.present)

    def as_it_stands(self, column: str, total: Decimal, rows: Container[int] | None = None) -> Decimal:
        """What a total (``self_score``) of all or some rows comes to with shifted rows left as they stand.

        LY01 explains it.
        """
        shifts = [s for s in self.shifts if rows is None or s.row in rows]
        return total + sum((now - meant for s in shifts for now, meant in (s.displaced[column],)), Decimal(0))

    @cached_property
    def rows_of_guessed_class(self) -> frozenset[int]:
        """The rows that were shifted over their level 2: the class they had is not known."""
        return frozenset(shift.row for shift in self.shifts if shift.level2)

    @cached_property
    def roles(self) -> frozenset[str]:
        """What the columns of the indicator table hold: target, actual, weight …"""
        return frozenset(column.role for column in self.columns)

    @property
    def at(self) -> Address:
        """Where to say what concerns the whole form: at its title, else at its first indicator."""
        if self.title.plain:
            return self.title.at
        return self.indicators[0].name.at if self.indicators else Address(1, 1)

    @property
    def unknown_funds_headings(self) -> tuple[ColumnReading, ...]:
        """Columns of the funds table that nobody knows."""
        return tuple(column for column in self.funds_columns if not column.role and column.label)

    @property
    def is_plan(self) -> bool:
        """A table of targets (绩效目标申报表): nothing is reported yet."""
        reported = {"actual", "review_actual", "self_score", "review_score", "weight_and_score"}
        doubtful = any(column.instead for column in self.columns)
        return bool(self.columns) and not doubtful and not self.roles & reported

    @property
    def is_scored_alone(self) -> bool:
        """Points are given by a standard, and neither targets nor actuals are told (部门整体 forms)."""
        told = {"target", "actual", "review_actual"}
        doubtful = any(column.instead for column in self.columns)
        return bool(self.columns) and not doubtful and not self.roles & told

    @property
    def is_unscored(self) -> bool:
        """Targets and actuals are reported, and neither points nor scores (转移支付), not even in doubt."""
        scored = {"weight", "self_score", "review_score", "weight_and_score"}
        doubted = {role for column in self.columns for role in column.instead}
        return "actual" in self.roles and not (self.roles | doubted) & scored

    @cached_property
    def reviewed(self) -> bool:
        """A reviewer has begun: at least one review score is written."""
        return any(not i.review_score.empty for i in self.indicators)
