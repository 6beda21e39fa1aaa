"""What stands below a heading, and how well it is what a column of each role holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from addin.reading.points import points_of
from scoring.form.field import is_dash
from scoring.form.taxonomy import level1_class, level2_class
from scoring.targets.target import TargetKind, parse_target
from scoring.text.characters import clean, normalise
from scoring.text.numerals import parse_number
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain

_MEASURE = Pattern("(?:率|度|数|量|时间|期限|情况|人次|成本|面积)$")  # of a name: 修剪完成时间, 市民满意度
_POINTS = Pattern(r"[(（]?[0-9.]+分[)）]?")  # below the name of a level: (50分)
_EXECUTION = Pattern("(?:项目)?(?:预算|资金)执行")  # as a row of the table it stands among the levels
_SENTENCE = 12  # characters: a text as long is more than a name or a value
MOST, _SOME = Decimal("0.6"), Decimal("0.2")
_FULL = Decimal(100)
BOUNDED = 2.0  # how well a column is one of targets in which ≥ and ≤ stand
_NATURE = Pattern(
    r"[≥≤<>=]{1,2}|正向|反向|逆向|负向|定量|定性|正指标|逆指标|大于等于|小于等于|大于|小于|等于|正向指标|反向指标"
)
_NUMBERED = Pattern(r"^\s*[0-9]+(?:(?:\.[0-9]+){2,}[.、\s]*|(?:\.[0-9]+)+\s+)(?=[一-鿿“])")  # 1.1.1 抚育面积
_BETWEEN_CLASSES = Pattern("[—–·/／|｜\\-]+")
_WORDS = Pattern("[一-鿿]{3}")
_DIGITS = Pattern("[0-9]")
_REASON = Pattern("原因|由于|因为|因|影响|下一步|措施|整改|加强|推迟|调整|未能|尚未|偏差")
_OPINION = Pattern("扣|复核|核查|核对|查阅|抽查|现场|台账|佐证|认可|不予|得分|得满分|该项|资料|属实|依据")
_STANDARD = Pattern("得[满零]?分|扣[0-9完]|每.{1,8}扣|计分|满分|公式|×100%|反映|考核")
_EVIDENCE = Pattern("报告|台账|合同|凭证|发票|照片|记录|文件|清单|问卷|证书|附件|名单|登记|材料")


@dataclass(frozen=True)
class Contents:
    """The texts of one column in the rows of a table, "" where nothing is written; a stroke is nothing."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Contents:
        return cls(tuple("" if is_dash(text) else _NUMBERED.sub("", text).strip() for text in texts))

    @cached_property
    def written(self) -> tuple[str, ...]:
        return tuple(text for text in self.texts if text)

    @cached_property
    def numbers(self) -> tuple[Decimal | None, ...]:
        """The number in each row: 10, 9.5分; None where there is none."""
        return tuple(points_of(text) for text in self.texts)

    @cached_property
    def filled(self) -> Decimal:
        """The share of the rows in which something is written."""
        return _share(len(self.written), len(self.texts))

    def share(self, holds: Callable[[str], object]) -> Decimal:
        """The share of what is written of which something is true."""
        return _share(sum(bool(holds(text)) for text in self.written), len(self.written))

    @cached_property
    def numeric(self) -> Decimal:
        return self.share(lambda text: points_of(text) is not None)

    @cached_property
    def total(self) -> Decimal:
        return sum((number for number in self.numbers if number is not None), Decimal(0))


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole if whole else Decimal(0)


def fit(role: str, contents: Contents) -> float:
    """From -2 (a column of that role never holds this) to 2 (hardly any other does); 0 for a blank one."""
    if not contents.written:
        return 0.0
    judge = _FITS.get(role)
    return judge(contents) if judge is not None else 0.0


_SAYS: Mapping[str, str] = {
    "level1": "下面是一级指标的名称",
    "level2": "下面是二级指标的名称",
    "name": "下面每行是一个名称",
    "nature": "下面是≥、≤、定性等",
    "unit": "下面是短的单位名称",
    "target": "下面是带≥、≤、单位的数值或者日期、定性用语",
    "actual": "下面是带单位的数值或者日期、定性用语",
    "review_actual": "下面是带单位的数值或者日期、定性用语",
    "serial": "下面是1、2、3……",
    "classes": "下面是“产出—数量”一类的名称",
    "opinion": "下面是说明扣分、依据的文字",
    "deviation_reason": "下面是说明原因、措施的文字",
    "standard": "下面是怎样计分的文字",
    "evidence": "下面是报告、合同等材料的名称",
}


def in_words(role: str, contents: Contents) -> str:
    """What speaks for the role in what stands below, "" where nothing does."""
    if fit(role, contents) <= 0:
        return ""
    if role in ("weight", "self_score", "review_score"):
        return f"下面是数字，合计{plain(contents.total)}"
    return _SAYS.get(role, "")


def _level(classify: Callable[[str], object]) -> Callable[[Contents], float]:
    def judge(contents: Contents) -> float:
        known = contents.share(
            lambda text: classify(text) or _POINTS.fullmatch(text) or _EXECUTION.match(text)
        )
        return 2.0 if known >= MOST else 0.5 if known > _SOME else -1.5

    return judge


def both_classes(text: str) -> tuple[str, str] | None:
    """产出—数量: the level 1 and the level 2 that stand in one cell; None where they do not."""
    first, _, second = (part.strip() for part in _BETWEEN_CLASSES.sub("—", text).partition("—"))
    return (first, second) if level1_class(first) and level2_class(second) else None


def _classes(contents: Contents) -> float:
    return 2.0 if contents.share(both_classes) >= MOST else -2.0


def _name(contents: Contents) -> float:
    if contents.numeric > _SOME or contents.share(_opens_with_bound) > _SOME:
        return -2.0
    if contents.share(lambda text: level1_class(text) or level2_class(text)) > MOST:
        return -2.0
    if contents.share(_is_figure) > MOST or contents.share(_is_long) > MOST:
        return -1.0
    return 1.0 if contents.filled >= MOST and contents.share(_is_name) > MOST else 0.0


def _nature(contents: Contents) -> float:
    return 2.0 if contents.share(lambda text: _NATURE.fullmatch(normalise(text))) >= MOST else -2.0


def _unit(contents: Contents) -> float:
    short = contents.share(lambda text: len(text) <= 6 and parse_number(text) is None)
    return -2.0 if short < MOST or contents.share(_is_figure) > _SOME else 0.5


def _target(contents: Contents) -> float:
    if contents.share(_opens_with_bound) > _SOME:
        return BOUNDED
    return _value(contents)


def _actual(contents: Contents) -> float:
    if contents.share(_opens_with_bound) > MOST:
        return -0.5
    return _value(contents)


def _value(contents: Contents) -> float:
    """Targets and actuals are figures with units, dates, or official words; bare small numbers may be."""
    if contents.share(_is_long) > MOST:
        return -1.5
    figures = contents.share(lambda text: _is_figure(text) and parse_number(text) is None)
    if figures > _SOME:
        return 1.0
    return 0.0 if contents.numeric < 1 else -0.5


def _weight(contents: Contents) -> float:
    if contents.numeric < MOST:
        return -2.0
    if any(number is not None and number > 60 for number in contents.numbers):
        return -1.0
    makes_full = contents.total in (_FULL, Decimal(90), Decimal(80))
    return 2.0 if makes_full else 0.5


def _points(contents: Contents) -> float:
    if contents.numeric < MOST:
        return -2.0
    return 0.5 if contents.total <= _FULL else -1.0


def _remarks(words: Pattern) -> Callable[[Contents], float]:
    def judge(contents: Contents) -> float:
        if contents.numeric > MOST:
            return -2.0
        return 1.5 if contents.share(words.search) >= MOST else 0.0

    return judge


def _serial(contents: Contents) -> float:
    counted = [number for number in contents.numbers if number is not None]
    in_order = counted == [Decimal(n) for n in range(1, len(counted) + 1)]
    return 2.0 if counted and in_order else -1.0


def _evidence(contents: Contents) -> float:
    return 1.5 if contents.share(_EVIDENCE.search) > MOST else -0.5 if contents.numeric > MOST else 0.0


_FITS: Mapping[str, Callable[[Contents], float]] = {
    "level1": _level(level1_class),
    "level2": _level(level2_class),
    "classes": _classes,
    "name": _name,
    "nature": _nature,
    "unit": _unit,
    "target": _target,
    "actual": _actual,
    "review_actual": _actual,
    "weight": _weight,
    "self_score": _points,
    "review_score": _points,
    "opinion": _remarks(_OPINION),
    "deviation_reason": _remarks(_REASON),
    "standard": _remarks(_STANDARD),
    "evidence": _evidence,
    "serial": _serial,
}


def _opens_with_bound(text: str) -> bool:
    return parse_target(text).operator is not Operator.NONE and parse_target(text).kind is TargetKind.NUMBER


def _is_figure(text: str) -> bool:
    target = parse_target(text)
    if target.kind in (TargetKind.NUMBER, TargetKind.DATE, TargetKind.TREND):
        return True
    return target.official and _MEASURE.search(clean(text)) is None


def _is_long(text: str) -> bool:
    return len(clean(text)) > _SENTENCE


def _is_name(text: str) -> bool:
    return len(clean(text)) >= 2 and parse_number(text) is None and not _is_figure(text)


def holds_names(contents: Contents) -> bool:
    """Whether each row has a name of its own: words, hardly ever a figure in them, hardly ever twice."""
    words = contents.share(
        lambda text: _WORDS.search(text) and not (level1_class(text) or level2_class(text))
    )
    figures = contents.share(_DIGITS.search)
    return (
        words >= MOST
        and figures <= _SOME
        and _share(len(set(contents.written)), len(contents.written)) > MOST
    )


def never_above(lower: Sequence[Decimal | None], upper: Sequence[Decimal | None]) -> bool | None:
    """Whether no number of one column exceeds that of the other in its row; None where no row has both."""
    pairs = [(one, other) for one, other in zip(lower, upper, strict=True) if None not in (one, other)]
    return all(one <= other for one, other in pairs) if pairs else None  # type: ignore[operator]
