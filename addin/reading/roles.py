"""Which column of the indicator table is which: headings, contents, order and arithmetic weighed together.

A heading that is spelt as in labels.toml, and the only one of its kind, decides alone. The others are tried
in every assignment that gives no role twice; the best one wins, unless another is about as good: then the
column is left unknown, and both readings are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from addin.reading.column import EXPERT, REVIEWED, WeighedColumn
from addin.reading.contents import BOUNDED, fit, holds_names, never_above
from addin.reading.evidence import ON_ITS_WORDS, one_line
from addin.reading.grid import Grid
from addin.reading.headings import Band, Heading
from addin.reading.labels import is_ignored_heading
from addin.reading.level_weights import weight_of_a_level, weights_of_levels
from addin.reading.likeness import EXACT, likeness
from addin.reading.stages import stages
from scoring.form.address import MAX_COLUMN, Address, column_letters
from scoring.form.columns import ColumnReading
from scoring.text.characters import compact
from scoring.text.pattern import Pattern

_CLEAR = 0.6  # how much better a reading must be than the next
_MOST_OPEN = 8  # columns to try in every assignment
_UNJUDGED = ("standard", "explanation", "evidence")  # nothing is lost where two columns hold them
_ORDER = ("level1", "level2", "name", "target", "actual")
_STATES_POINTS = Pattern(r"[一-鿿]+[(（]?[0-9.]+分?[)）]?$")  # 项目决策10分
_HALF = Decimal("0.5")  # what stands below the table may be among the contents
_LIKE_A_TARGET = 0.4
_ADJUSTED = Pattern("调整|变更|修订")
_SCORES = ("self_score", "review_score", "expert_score")


def columns_of(
    grid: Grid, band: Band, rows: Iterable[int]
) -> tuple[dict[str, int], tuple[ColumnReading, ...]]:
    """The columns of the table under a heading by role, and how each was read, from left to right."""
    columns = list(_columns(grid, band, tuple(rows)))
    fixed = _fixed(columns)
    chosen: dict[int, str] = {column.at: role for role, column in fixed.items()}
    chosen |= weight_of_a_level(columns, fixed)
    chosen |= {column.at: EXPERT for column in columns if column.is_expert}
    chosen |= weights_of_levels(columns, chosen)
    chosen |= _unit_of_the_target(columns, chosen)
    chosen |= _adjusted_target(columns, chosen)
    chosen |= stages(columns, chosen)
    certain = frozenset(chosen)
    chosen |= _parted_by_bounds(columns, chosen)
    open_columns = [column for column in columns if column.at not in chosen and column.options]
    doubts: dict[int, tuple[str, ...]] = {}
    if open_columns:
        chosen, doubts = _tried(columns, open_columns[:_MOST_OPEN], chosen)
        chosen, doubts = _without_lone_points(columns, chosen, doubts)
        doubts = _scores_as_well(columns, chosen, doubts)
    chosen |= _names_of_two_levels(grid, columns, chosen)
    chosen |= _gathering_by_place(columns, chosen)
    named = _named_by_place(columns, chosen) or _names_before_targets(columns, chosen)
    if named is not None:
        chosen = {**chosen, named: "name"}
        doubts = {at: why for at, why in doubts.items() if at != named and why != ("name",)}
    by_role = {role: column for column in columns if (role := chosen.get(column.at))}
    readings = tuple(
        _announced(column, chosen[column.at])
        if column.at in certain
        else _reading(column, chosen.get(column.at, ""), doubts.get(column.at, ()), by_role)
        for column in columns
    )
    found = {role: at for at, role in sorted(chosen.items(), reverse=True)}
    return _with_own_reasons(*_with_remarks(found, readings))


def _with_remarks(
    columns: dict[str, int], readings: tuple[ColumnReading, ...]
) -> tuple[dict[str, int], tuple[ColumnReading, ...]]:
    """备注 is where the reviewer of a firm's table says why, if there is no other column for it."""
    reviewed = "review_score" in columns or "review_actual" in columns
    doubtful = any("opinion" in reading.instead for reading in readings)
    if "remark" not in columns or "opinion" in columns or doubtful or not reviewed:
        return columns, readings
    return _renamed("remark", "opinion", columns, readings)


_OWN = ("扣分", "评分说明", "得分说明")


def _with_own_reasons(
    columns: dict[str, int], readings: tuple[ColumnReading, ...]
) -> tuple[dict[str, int], tuple[ColumnReading, ...]]:
    """扣分原因, 评分说明 are the unit's own where nobody has reviewed it and no other column says why."""
    reviewed = any(role in columns for role in ("review_score", "review_actual", EXPERT))
    if reviewed or "opinion" not in columns or "deviation_reason" in columns:
        return columns, readings
    heading = compact(next(reading.label for reading in readings if reading.role == "opinion"))
    if not any(word in heading for word in _OWN) or any(word in heading for word in REVIEWED):
        return columns, readings
    return _renamed("opinion", "deviation_reason", columns, readings)


def _renamed(
    role: str, other: str, columns: Mapping[str, int], readings: Iterable[ColumnReading]
) -> tuple[dict[str, int], tuple[ColumnReading, ...]]:
    renamed = {(other if one == role else one): at for one, at in columns.items()}
    return renamed, tuple(r._replace(role=other) if r.role == role else r for r in readings)


def _columns(grid: Grid, band: Band, rows: tuple[int, ...]) -> Iterator[WeighedColumn]:
    """The columns that have a heading, and those beside them that stand under one that spans them."""
    headed = band.headings
    held = {column for row in rows for column in grid.row(row) if min(headed) <= column <= max(headed)}
    for at in sorted({*headed, *held}):
        own = headed.get(at)
        spanning = own is None or is_ignored_heading(own.own)
        heading = own or Heading(Address(band.bottom, at), (_spanning(grid, band, at),))
        yield WeighedColumn(at, heading, not spanning, grid, rows)


def _spanning(grid: Grid, band: Band, column: int) -> str:
    """The label that spans a column without one of its own, "" where none does."""
    for row in range(band.bottom, band.top - 1, -1):
        left = max((c for c in grid.row(row) if c < column), default=None)
        if left is None:
            continue
        area = grid.anchors.get(Address(row, left))
        if area is not None and area.right >= column:
            return grid.row(row)[left]
    return ""


def _fixed(columns: list[WeighedColumn]) -> dict[str, WeighedColumn]:
    """The columns whose headings are in the list, and no other column's is for the same role."""
    by_role: dict[str, list[WeighedColumn]] = {}
    for column in columns:
        if column.own_heading and column.exact not in (None, EXPERT):
            by_role.setdefault(column.exact, []).append(column)
    spelt = {role: [c for c in them if _is_spelt(c, role)] or them for role, them in by_role.items()}
    return {role: them[0] for role, them in spelt.items() if len(them) == 1}


def _is_spelt(column: WeighedColumn, role: str) -> bool:
    return EXACT in likeness("indicator", column.heading.own).values() and column.exact == role


def _parted_by_bounds(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """Two columns of targets, by their headings: where only one has ≥ and ≤, the other says what was done."""
    alike = [c for c in columns if c.at not in chosen and c.exact == "target"]
    bounded = [c for c in alike if fit("target", c.contents) == BOUNDED]
    if len(alike) != 2 or len(bounded) != 1 or "actual" in chosen.values():
        return {}
    return {c.at: "target" if c is bounded[0] else "actual" for c in alike}


def _adjusted_target(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """年初指标值 | 调整后指标值: what is reported on is the adjusted one, the other stands where nothing was adjusted."""
    targets = [c for c in columns if c.own_heading and c.likenesses.get("target", 0.0) >= _LIKE_A_TARGET]
    adjusted = [c for c in targets if _ADJUSTED.search(c.heading.own)]
    initial = [c for c in targets if c not in adjusted and chosen.get(c.at, "target") == "target"]
    if len(adjusted) != 1 or len(initial) != 1 or chosen.get(adjusted[0].at, "target") != "target":
        return {}
    return {adjusted[0].at: "target", initial[0].at: "initial_target"}


def _unit_of_the_target(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """Two columns of units, one after the target and one after the actual: the target's counts for both."""
    units = [column.at for column in columns if column.at not in chosen and column.exact == "unit"]
    after = [at for at in units if chosen.get(at - 1) == "target"]
    return {after[0]: "unit"} if len(after) == 1 < len(units) else {}


def _tried(
    columns: list[WeighedColumn], open_columns: list[WeighedColumn], fixed: dict[int, str]
) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """The best assignment of roles to the open columns, and where another one is about as good."""
    by_column = {column.at: column for column in columns}
    tried_at = [column.at for column in open_columns]
    tried = [
        (_worth(assignment, by_column, tried_at), assignment)
        for assignment in _assignments(open_columns, fixed, frozenset(fixed.values()))
    ]
    best, chosen = max(tried, key=lambda item: item[0])
    doubts: dict[int, tuple[str, ...]] = {}
    for column in open_columns:
        mine = chosen.get(column.at, "")
        as_good = {other.get(column.at, "") for worth, other in tried if best - worth < _CLEAR}
        if as_good != {mine}:
            doubts[column.at] = tuple(sorted({mine, *as_good} - {""}))
    return {at: role for at, role in chosen.items() if at not in doubts}, doubts


def _without_lone_points(
    columns: list[WeighedColumn], chosen: dict[int, str], doubts: dict[int, tuple[str, ...]]
) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """The only column of points, under a heading that says neither: weights and scores are as good."""
    for column in columns:
        lone = chosen.get(column.at) == "weight" and not any(score in chosen.values() for score in _SCORES)
        if lone and column.likenesses.get("weight", 0.0) < ON_ITS_WORDS:
            kept = {at: role for at, role in chosen.items() if at != column.at}
            return kept, {**doubts, column.at: ("self_score", "weight")}
    return chosen, doubts


def _scores_as_well(
    columns: list[WeighedColumn], chosen: Mapping[int, str], doubts: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """Two columns of points, under headings that say neither: each may hold the weights, and the scores."""
    unsaid = {column.at for column in columns if column.likenesses.get("weight", 0.0) < ON_ITS_WORDS}
    scored = any(score in chosen.values() for score in _SCORES)
    return {
        at: ("self_score", "weight") if why == ("weight",) and at in unsaid and not scored else why
        for at, why in doubts.items()
    }


def _named_by_place(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> int | None:
    """The column of names under a heading that does not say so: right of level 2, and holding names."""
    places = {role: at for at, role in chosen.items()}
    if "name" in places or "level2" not in places:
        return None
    level2 = next(column for column in columns if column.at == places["level2"])
    following = next((column for column in columns if column.at > level2.at), None)
    if following is None or following.at in chosen or not following.own_heading:
        return None
    if following.exact is not None or is_ignored_heading(following.heading.own):
        return None
    classes = fit("level2", level2.contents) > 1
    return following.at if classes and holds_names(following.contents) else None


def _names_before_targets(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> int | None:
    """The names of a table whose heading says nothing of them: the last column of names before the targets."""
    if "name" in chosen.values():
        return None
    target = min((at for at, role in chosen.items() if role in ("target", "actual", "nature")), default=0)
    before = [c for c in columns if c.at < target and c.at not in chosen and holds_names(c.contents)]
    return before[-1].at if before else None


def _names_of_two_levels(
    grid: Grid, columns: list[WeighedColumn], chosen: Mapping[int, str]
) -> dict[int, str]:
    """评价内容 over two columns of words: the names stand in the second, what they belong to in the first."""
    places = {role: at for at, role in chosen.items()}
    if "name" not in places or "level2" in places:
        return {}
    first = next(column for column in columns if column.at == places["name"])
    area = grid.anchors.get(first.heading.at)
    spanned = [c for c in columns if area is not None and first.at < c.at <= area.right and not c.own_heading]
    if len(spanned) != 1 or spanned[0].at in chosen or not holds_names(spanned[0].contents):
        return {}
    return {first.at: "level2", spanned[0].at: "name"}


def _gathering_by_place(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """The level 1 under a heading that does not say so: left of the other levels, and states their points."""
    places = {role: at for at, role in chosen.items()}
    first = columns[0]
    if "level1" in places or "name" not in places or first.at in chosen or first.exact is not None:
        return {}
    states = first.own_heading and first.contents.share(_STATES_POINTS.search) >= _HALF
    return {first.at: "level1"} if states else {}


def _assignments(
    columns: list[WeighedColumn], chosen: dict[int, str], taken: frozenset[str]
) -> Iterator[dict[int, str]]:
    if not columns:
        yield chosen
        return
    first, *others = columns
    yield from _assignments(others, chosen, taken)
    for role in first.options:
        if role not in taken or role in _UNJUDGED:
            yield from _assignments(others, {**chosen, first.at: role}, taken | {role})


def _worth(
    assignment: Mapping[int, str], columns: Mapping[int, WeighedColumn], tried: Iterable[int]
) -> float:
    """What speaks for an assignment as a whole; what speaks for the columns not tried is the same in all."""
    total = sum(columns[at].options[assignment[at]] for at in tried if at in assignment)
    places = {role: at for at, role in assignment.items()}
    ordered = [places[role] for role in _ORDER if role in places]
    total -= sum(2.0 for left, right in pairwise(ordered) if left > right)
    if "self_score" in places and "review_score" in places:
        total += 0.5 if places["self_score"] < places["review_score"] else -0.5
    if "opinion" in places and "review_score" in places:
        total += 0.5
    if "standard" in places and places["standard"] > places.get("review_score", MAX_COLUMN):
        total -= 0.5  # how points are given stands before they are
    for score in ("self_score", "review_score"):
        if score in places and "weight" in places:
            within = never_above(
                columns[places[score]].contents.numbers, columns[places["weight"]].contents.numbers
            )
            total += {True: 0.5, False: -1.5, None: 0.0}[within]
    return total


def _announced(column: WeighedColumn, role: str) -> ColumnReading:
    """A column whose heading decides: nothing below it is looked at."""
    return ColumnReading(role, column.heading.at, one_line(column.heading.own), (column.announced(role),))


def _reading(
    column: WeighedColumn, role: str, doubts: tuple[str, ...], by_role: Mapping[str, WeighedColumn]
) -> ColumnReading:
    label = one_line(column.heading.own)
    first = by_role.get(column.exact or "")
    if not role and first is not None and first.contents == column.contents:
        at = column_letters(first.at)
        return ColumnReading("repeated", column.heading.at, label, (f"与{at}列的表头和内容相同",))
    if role:
        guessed = column.own_heading and column.likenesses.get(role, 0.0) < ON_ITS_WORDS
        return ColumnReading(role, column.heading.at, label, column.evidence(role), guessed)
    if not doubts and (is_ignored_heading(column.heading.own) or not column.own_heading):
        return ColumnReading("", column.heading.at, label, ("只是标题，这一列不核查",))
    where = f"{column_letters(column.at)}列"
    why = "两种读法一样好" if doubts else "表头和内容都说明不了"
    return ColumnReading("", column.heading.at, label, (f"{where}{why}",), instead=doubts)
