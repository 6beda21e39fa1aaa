"""The formulas of result cells: ``IFERROR(PERF_…(…), native)``, so that they compute with or without the add-in.

The native branch says what the UDF says (addin/udf/answers.py), in functions that Excel, WPS and LibreOffice
have. It asks ISNUMBER before it compares: in Excel any text is greater than any number.
"""

from __future__ import annotations

from addin.marking.edits import PROFILE_NAME
from addin.templates import GRADE_BOUNDS, GRADE_NAMES, PROFILE_WEIGHT
from addin.udf.answers import (
    ABOVE_FULL,
    BLANK,
    ERROR_CELL,
    MESSAGES,
    NEGATIVE,
    NO_BUDGET,
    NOT_A_NUMBER,
    STROKES,
)
from scoring.profiles.profile import DEFAULT_PROFILE, load_profile
from scoring.text.printed_numbers import plain

# The full mark of every profile that comes with jixiao.
_FULL = plain(load_profile(DEFAULT_PROFILE).number("weights.full"))
_MESSAGES = ",".join(f'"{message}"' for message in MESSAGES)
_STROKES = ",".join(f'"{stroke}"' for stroke in STROKES)


def between(column: str, above: str, below: str) -> str:
    """The cells of a column between the rows of two cells, wherever rows are inserted or deleted.

    ``F12:F23`` would not take in a row inserted above its first or below its last one. The whole column has the
    formula itself in it; Excel's own article Q73586 reckons so, and INDEX reads no more than it is asked for.
    """
    return f"INDEX({column}:{column},ROW({above})+1):INDEX({column}:{column},ROW({below})-1)"


def stated(weight: str) -> str:
    """The weight of execution; where it is blank the profile's."""
    return _or_default(weight, PROFILE_WEIGHT)


def sources(amounts: str) -> str:
    """年度资金总额: what its sources come to; blank while no amount is written."""
    return f'=IF(COUNT({amounts})=0,"",ROUND(SUM({amounts}),8))'


def under(level1: str, levels: str, values: str) -> str:
    """The sum of values under one level 1: a label goes on until the next one, as in a merged cell."""
    label = f'LOOKUP(ROW({levels}),ROW({levels})/({levels}<>""),{levels})'
    return f'ROUND(ROUND(SUMPRODUCT(--ISNUMBER(SEARCH("{level1}",{label})),{values}),12),2)'


def labelled(level1: str, levels: str, weights: str, totals: str) -> str:
    """A label of level 1 with the points of the rows below it: ``产出指标（50分）``; without any while none is written.

    The points stand in a line of their own: so no bracket is left alone at the end.
    Its rows go on until the next label, or the row of `totals`, a name. No other row is referred to: so rows may
    come and go everywhere, labels with them, and the formula may be written again one row further down.
    """
    below = f"INDEX({levels}:{levels},ROW()+1):INDEX({levels}:{levels},ROW({totals}))"
    rows = f'IFERROR(MATCH("?*",{below},0),ROWS({below}))'
    points = f"SUM(INDEX({weights}:{weights},ROW()):INDEX({weights}:{weights},ROW()+{rows}-1))"
    return f'="{level1}"&IFERROR(IF({points}>0,CHAR(10)&"（"&{_rounded(points)}&"分）",""),"")'


def execution_rate(budget: str, executed: str) -> str:
    """执行率, per cent."""
    native = _guarded([budget, executed], _of_budget(budget, executed, f"{executed}/{budget}*100"))
    return _either(f"PERF_EXEC_RATE({budget},{executed})", native)


def execution_score(budget: str, executed: str, weight: str) -> str:
    """执行得分: the rate's share of the weight, never above it; a blank weight is the profile's."""
    points = stated(weight)
    native = _guarded(
        [budget, executed, weight], _of_budget(budget, executed, f"MIN({executed}/{budget},1)*{points}")
    )
    return _either(f"PERF_EXEC_SCORE({budget},{executed},{weight},{PROFILE_NAME})", native)


def total(execution: str, scores: str, default: str = "") -> str:
    """合计: the execution score (or weight) and a column of scores; blank while no score is written.

    `default` counts where nothing stands for the execution: the profile's weight.
    """
    counted = _or_default(execution, default) if default else execution
    native = _chain(
        (f"ISERROR({execution})+SUMPRODUCT(--ISERROR({scores}))", _text(ERROR_CELL)),
        (_is_message(execution), execution),
        (f"{_is_text(execution)}+{_texts(scores)}", _text(NOT_A_NUMBER)),
        (f'(N({execution})<0)+COUNTIF({scores},"<0")', _text(NEGATIVE)),
        (f"COUNT({scores})=0", _text(BLANK)),
        otherwise=_rounded(f"SUM({counted},{scores})"),
    )
    return _either(f"PERF_TOTAL({counted},{scores})", native)


def grade(score: str) -> str:
    """评价等级: the band of the score as it is printed, by the table on the sheet of instructions."""
    native = _chain(
        (f"ISERROR({score})", _text(ERROR_CELL)),
        (_is_message(score), score),
        (_is_text(score), _text(NOT_A_NUMBER)),
        (f"NOT(ISNUMBER({score}))", _text(BLANK)),
        (f"{score}<0", _text(NEGATIVE)),
        (f"{_rounded(score)}>{_FULL}", _text(ABOVE_FULL.format(_FULL))),
        otherwise=f"LOOKUP({_rounded(score)},{GRADE_BOUNDS},{GRADE_NAMES})",
    )
    return _either(f"PERF_GRADE({score},{PROFILE_NAME})", native)


def _either(udf: str, native: str) -> str:
    return f"=IFERROR({udf},{native})"


def _guarded(cells: list[str], otherwise: str) -> str:
    """What is wrong with single cells that must hold numbers, else the reckoning; blanks are left to it."""
    return _chain(
        ("+".join(f"ISERROR({cell})" for cell in cells), _text(ERROR_CELL)),
        ("+".join(_is_text(cell) for cell in cells), _text(NOT_A_NUMBER)),
        ("+".join(f"(N({cell})<0)" for cell in cells), _text(NEGATIVE)),
        otherwise=otherwise,
    )


def _of_budget(budget: str, executed: str, value: str) -> str:
    return _chain(
        (f"NOT(ISNUMBER({budget}))", _text(BLANK)),
        (f"{budget}=0", f"IF(N({executed})>0,{_text(NO_BUDGET)},{_text(BLANK)})"),
        (f"NOT(ISNUMBER({executed}))", _text(BLANK)),
        otherwise=_rounded(value),
    )


def _rounded(value: str) -> str:
    """Half up to two decimals, as Decimal rounds: the inner ROUND takes the noise of binary sums away first.

    59.99499999999998 is 59.995, and that is 60.00. Twelve decimals of a score are fifteen digits at most,
    which is what Excel shows and what scoring/ sees; no noise of a dozen additions reaches the twelfth.
    """
    return f"ROUND(ROUND({value},12),2)"


def _or_default(cell: str, default: str) -> str:
    return f"IF({_strokes(cell)},{default},{cell})"


def _texts(cells: str) -> str:
    """How many cells hold neither a number nor a stroke."""
    return f"(ROWS({cells})-COUNT({cells})-{_strokes(cells)})"


def _is_text(cell: str) -> str:
    return f"(1-ISNUMBER({cell})-{_strokes(cell)})"


def _strokes(cells: str) -> str:
    """How many cells are blank, or hold a stroke alone: no number, and nothing wrong."""
    return f"SUMPRODUCT(--(TRIM({cells})={{{_STROKES}}}))"


def _is_message(cell: str) -> str:
    return f"SUMPRODUCT(--({cell}={{{_MESSAGES}}}))"


def _chain(*cases: tuple[str, str], otherwise: str) -> str:
    """IF(condition, answer, IF(…)): the first condition that holds decides."""
    formula = otherwise
    for condition, answer in reversed(cases):
        formula = f"IF({condition},{answer},{formula})"
    return formula


def _text(answer: str) -> str:
    return f'"{answer}"'
