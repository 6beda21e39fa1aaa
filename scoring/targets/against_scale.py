"""Targets that are a point of a scale, a fact or a limit in words: 合格, Ⅲ类, 是, 建立, 全覆盖, 不超预算, 只减不增."""

from __future__ import annotations

from decimal import Decimal

from scoring.targets.outcome import UNSURE, Comparison, measured_outcome
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.figure_context import figures_in
from scoring.text.graded_words import bare_words, says_done, says_whole
from scoring.text.moves import says_unchanged
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED
from scoring.text.scales import place, places, water_class, weaker, worst
from scoring.text.trends import plain_move

_MET = Comparison(True, None, None)
_MISSED = Comparison(False, None, None)
_IN_BUDGET = Pattern(
    "(?:总)?(?:成本|支出|费用|经费|投资|造价|资金|预算|概算)?(?:控制)?(?:不超|未超|没有超|控制在|不突破|未突破|不高于|不大于|小于等于|低于)"
    "(?:出|过)?(?:年初|年度|批复|项目|财政|总)*(?:预算|概算|支出|预算数|预算控制数?|限额|控制数|预算金额|标准)?(?:以内|之内|范围内?|内|数|金额|总额)*"
    "|(?:预算|概算)(?:范围)?(?:以)?内(?:控制)?"
)
_KEPT_WITHIN = Pattern(
    "(?:[^0-9未没不无超]{0,8}?)(?:(?:未|没有?|无|不)(?:超|突破|高于)(?:出|过|支)?(?:了)?(?:年初|年度|批复|项目|财政)*(?:预算|概算|标准|限额|控制数)?(?:数|金额)?(?:情况|现象)?"
    "|(?:严格)?控制在(?:年初|年度|批复|项目|财政)*(?:预算|概算|标准|限额)(?:以|之|范围)?内|(?:预算|概算)(?:范围)?(?:以|之)?内|低于(?:预算|概算)"
    "|(?:结余|节约|节省|结转)[0-9.,]*(?:万?元|%)?)"
)
_NO_MORE = Pattern(
    "(?:只减不增|零增长|不增长|不增加|不上升|只降不升|不升|不反弹|不高于(?:上一?年|去年)(?:水平|同期)?|不超过?(?:上一?年|去年)(?:水平|同期)?)"
)
_NO_LESS = Pattern(
    "(?:只增不减|不减少|不下降|不降低|只升不降|不降|不低于(?:上一?年|去年)(?:水平|同期)?|不少于(?:上一?年|去年)(?:水平|同期)?)"
)
_LEVEL_IS_ENOUGH = Pattern("不高于|不低于|不超|不少于|零增长|^不")
_ALREADY = "(?:(?:均|都|全部|全面|按[时期]|如期|顺利|及时|现)?已经?|均|全部|按[时期]|如期|顺利|完成|完成了|实现|正式|成功)+"
_NOT = "(?:尚|还|仍|均|暂)*(?:未|没有?|不)(?:能|予以|完成|得到|按[时期]|达到|实现|满足)*"
_DENIED = Pattern(rf"{_NOT}(.*)")
_ENDS = "(?:了|到位|完成|完毕|成功|并运行|并实施|并执行|且运行良好)?"
_YES = Pattern("是|已[^未不没无]{1,10}|有|完成|100%")
_NO = Pattern("否|不是|没有|无|未[^、，,；;。]{1,10}|尚未[^、，,；;。]{1,10}")
_HELD_BY_ALL = frozenset(("合格", "验收合格", "达标", "通过", "是", "通过验收"))
_NEGATED = Pattern("[不未无没零]")
# Words in which the one is more and the other less: how far, a person says.
_DEGREE = Pattern(
    "有效|显著|明显|提[升高]|改善|增[强长加]|促进|保障|保证|确保|健全|完善|及时|规范|较|有序|稳[定步]|平稳|满意|持续|不断|逐[步年]|充分|合理|严格|科学|优[化质]|"
    "加强|推[动进]|带动|扩大|积极|良性|广泛|深入|长[效期]|畅通|到位|准确|完整|齐全|安全|正常|强化|落实|缓解|减[少轻]|降低|下降|好$|高$|强$|大$|中长期|基本"
)


def is_of_degree(text: str) -> bool:
    """Whether a wording may hold more or less (有效, 及时); 合格, 是, 全覆盖 hold or do not."""
    return _DEGREE.search(text) is not None and not places(text)


def against_scale(target: Target, actual: Target) -> Comparison | None:
    """None where the target is none of these, or what was reported says nothing of it."""
    asked, reported = bare_words(target.text), bare_words(actual.text)
    if target.quantity is not None or target.kind not in (TargetKind.QUALITATIVE, TargetKind.TREND):
        return None
    for judge in (
        _of_limits,
        _of_moves,
        _of_wholes,
        _of_classes,
        _of_scales,
        _of_facts,
        _of_undone,
        _of_degrees,
    ):
        found = judge(target, actual, asked, reported)
        if found is not None:
            return found
    return None


def _of_limits(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """不超预算 against 未超预算, 节约2万元, 98%."""
    if "预算" not in asked and "概算" not in asked and target.operator is not Operator.AT_MOST:
        return None
    if _IN_BUDGET.fullmatch(asked) is None:
        return None
    if _KEPT_WITHIN.fullmatch(reported) is not None:
        return _MET
    share = _only_share(actual)
    plain = actual.operator is Operator.NONE and actual.rising is None and "超" not in reported
    if share is None or not plain:
        return None
    return _MET if share <= HUNDRED else _MISSED


def _only_share(actual: Target) -> Decimal | None:
    """The percentage that is the only figure of an actual."""
    share = actual.quantity
    if share is None or share.unit != "%" or len(figures_in(cell_text(actual.text))) != 1:
        return None
    return share.value


def _of_moves(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """只减不增 against 同比减少2.1%, 零增长 against 持平."""
    fewer = _NO_MORE.fullmatch(asked) is not None
    if not fewer and _NO_LESS.fullmatch(asked) is None:
        return None
    if says_unchanged(reported):
        return _MET if _LEVEL_IS_ENOUGH.search(asked) else UNSURE
    moved = plain_move(cell_text(actual.text))
    if moved is None:
        return None
    return _MET if moved is not fewer else _MISSED


def _of_wholes(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """全覆盖 against 98%, 未全覆盖."""
    if not says_whole(asked):
        return None
    if says_whole(reported):
        return _MET
    share = _only_share(actual)
    if share is not None:
        if actual.operator is not Operator.NONE or actual.upper is not None or actual.rising is not None:
            return UNSURE
        return measured_outcome(share >= HUNDRED, share, HUNDRED)
    return _MISSED if Pattern(rf"{_NOT}(?:实现)?(?:{asked}|全覆盖|全部.*)").fullmatch(reported) else None


def _of_classes(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """Ⅲ类 against Ⅱ类: of water and soil, the lower class is the better."""
    limit, found = water_class(asked), water_class(reported)
    if limit is None or found is None:
        return None
    return _MET if found <= limit else _MISSED


def _of_scales(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """合格 against 优良, 是 against 否."""
    here, there = places(reported), places(asked)
    for scale in sorted(there.keys() & here.keys()):
        if there[scale] == worst(scale):  # 否, 不合格: who asks for that?
            return _MET if here[scale] == there[scale] else None
        return _MET if place(scale, reported) <= place(scale, asked) else _MISSED
    if (asked in _HELD_BY_ALL or says_done(asked)) and reported in ("100%", "100"):
        return _MET
    if asked in ("是", "有"):
        return _MET if _YES.fullmatch(reported) else _MISSED if _NO.fullmatch(reported) else None
    return None


def _of_facts(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """建立 against 已建立, 未建立."""
    if (
        len(asked) < 2
        or len(asked) > 20
        or _NEGATED.search(asked) is not None
        or not reported.endswith((asked[-1:], "了", "位", "成", "毕", "功", "行", "施", "好"))
    ):
        return None
    done = asked.removeprefix("已").removeprefix("完成")
    if not done or done not in reported:
        return None
    before, _, behind = reported.partition(done)
    if Pattern(f"(?:{_ALREADY})?").fullmatch(before) and Pattern(_ENDS).fullmatch(behind):
        return Comparison(True, None, None, of_degree=is_of_degree(asked))
    denied = Pattern(_NOT).fullmatch(before) is not None and not behind
    return _MISSED if denied else None


def _of_undone(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """通过验收 against 尚未验收."""
    denied = _DENIED.fullmatch(reported)
    plain = denied is not None and len(denied[1]) > 1 and asked.endswith(denied[1])
    return _MISSED if plain and _NEGATED.search(asked) is None else None


def _of_degrees(target: Target, actual: Target, asked: str, reported: str) -> Comparison | None:
    """显著提升 against 略有提升."""
    return _MISSED if weaker(reported, asked) else None
