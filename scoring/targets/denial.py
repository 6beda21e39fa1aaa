"""Denials: an actual in words that says the opposite of its target (健全/不健全, 12月底前/未完成).

Only plain ones count: the whole actual is the denial, with its subject at most. What is partly so
(基本完成, 部分未完成) or only sounds so (未发生, 无投诉, 不断提升) is left to a person.
"""

from __future__ import annotations

from scoring.targets.target import Target, TargetKind
from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.graded_words import bare_words, says_nothing
from scoring.text.pattern import Pattern
from scoring.text.trends import plain_move

# What the denial is about may stand in front of it, unless it turns it round: 无延期, 防止恶化, 部分未完成.
_TURNING = f"不未无没零非防避免杜绝遏少减降控部基个半除差偏误、:{CLAUSE_ENDS}"
_ABOUT = rf"[^{_TURNING}]{{0,12}}?"
_MUCH = "(?:很|较|极|太|够|比较|非常|十分|仍然|仍|还|有所|略有|明显|显著|进一步|持续|逐年|严重)*"
_DONE = "完成|完工|竣工|建成|建立|设立|制定|组建|出台|印发|验收|通过|交付|上线|达成|达标|达到|实现|开展|开工|启动|实施|落实|执行|投入使用"
_ENDS = (
    "(?:工作|任务|目标|标准|要求|指标|预期|年度|规定|条件|效果|成效|作用|变化|情况|验收|计划|建设|任何|项目)*"
)
_NOT = "(?:尚|还|仍|仍然|暂|均|都|并|全部)*(?:不|未|没有?|无|零)"

_WORSE = Pattern(
    rf"{_ABOUT}{_MUCH}(?:不佳|欠佳|不理想|不好|恶化|变差|失效|无效|未见成?效|(?:没有|无)(?:明显)?(?:成效|实效|效果))"
    rf"|(?:{_ABOUT}(?:很|较|极|比较|非常|效果|质量|情况|状况|成效|评价))?差"
    rf"|(?:{_ABOUT}(?:效果|效益|成效|作用|成果|提升|提高|改善|增强))?不{_MUCH}(?:明显|显著)"
)
_UNDONE = Pattern(
    rf"{_ABOUT}(?:{_NOT}(?:能|得到|予|曾|经)*(?:{_DONE}){_ENDS}|停工|搁置|已?取消|已?终止|已?中止)"
)
_WORK = "(?:组织)?(?:实施|进行|建设|推进|施工|筹备|办理|招标|采购)"
_UNDER_WAY = Pattern(rf"{_ABOUT}(?:正在?{_WORK}(?:之?中)?|在建|{_WORK}之?中)")
_FINISHED = Pattern("完成|完工|竣工|建成|验收|通过|交付|上线|投入使用")
_YEAR = Pattern("20[0-9]{2}")
_LATE = Pattern(
    rf"(?!.*(?:批准|同意|申请)){_ABOUT}(?:"
    r"(?:延期|延迟|延后|推迟|逾期|超期|拖期|延误|滞后|超时)(?:了|约|近|时间|[0-9一二三四五六七八九十两半]|个|工作日|[天日周月年])*"
    rf"(?:才|后)?(?:{_DONE})?(?:[到至](?:明年|次年|下一?年|翌年){_ABOUT})?"
    rf"|{_NOT}(?:能|得到)?(?:按[时期]|如期|及时|准时)[^{_TURNING}]{{0,8}})"
)
_IN_TIME = Pattern("按[时期]|如期|及时|准时|限时")
# Words that are good to have, and so denied by a 不 or 未 in front of them.
_GOOD = (
    f"{_DONE}|健全|完善|建立|及时|按时|按期|明显|显著|合格|有效|良好|优秀|满意|稳定|平稳|安全|正常|准确|完整|齐全|到位|"
    "符合|规范|有序|充分|合理|合规|合法|科学|真实|可控|畅通|提升|提高|增强|改善|优化|加强|增加|增长|扩大|上升|下降|降低|"
    "减少|减轻|缩短|节约|覆盖|满足|公开|广泛|严格"
)
_DENIED = Pattern(rf"{_ABOUT}{_NOT}(?:能|得到|有|予以)*{_MUCH}(?P<word>{_GOOD})了?{_ENDS}")
_NEGATIVE = Pattern("不(?!断)|[未无没零]|防止|避免|杜绝|遏制|严禁")

_OVER = Pattern(
    rf"{_ABOUT}(?:超支|超出?了?(?:年初|年度|批复)?(?:预算|概算)|(?:突破|高于|超过)了?(?:年初|年度|批复)?(?:预算|概算))(?:数|金额)?"
    "(?:了|约|达|共)*(?:[0-9][0-9.,]*(?:万元|元|亿元|%|个百分点)?)?"
)
_LIMITED = Pattern("不超|未超|不突破|预算内|以内|控制在")

_BAD = "事故|事件|案件|投诉|上访|信访|舆情|伤亡|死亡|违规|违纪|违法|差错|失误|泄露|泄密|拖欠|欠薪|发生|出现|隐患|故障|纠纷"
_BAD_WORD = Pattern(_BAD)
_NONE_ASKED = Pattern(
    rf"[^、0-9%{CLAUSE_ENDS}]{{0,8}}?(?:无(?!障碍|线|人)|不(?!断|低|少|超|高|大|小)|未(?!成年)|零|没有|杜绝|避免|防止)[^、0-9%{CLAUSE_ENDS}]{{0,14}}"
)
_HAPPENED = Pattern(
    rf"(?:全年|本年|年内|共|共计|累计|已|有)*(?:(?:发生|出现)了?[^{_TURNING}0-9]{{0,10}})?"
    rf"(?:[1-9][0-9]*|[一二两三四五六七八九十])(?:起|次|例|件|宗|人次|人)(?:[^{_TURNING}0-9]{{0,8}}(?:{_BAD}))?"
)


def denies(target: Target, actual: Target) -> bool:
    """Whether an actual plainly says that its target was not reached."""
    asked_for, reported = bare_words(target.text), bare_words(actual.text)
    if asked_for == reported:
        return False
    unfinished = says_undone(reported) or _under_way(target, asked_for, reported)
    if target.kind is TargetKind.DATE:
        return unfinished or _LATE.fullmatch(reported) is not None
    if target.kind is TargetKind.QUALITATIVE:
        if _asks_for_none(asked_for):
            return _HAPPENED.fullmatch(reported) is not None
        if _LIMITED.search(asked_for) is not None:
            return _OVER.fullmatch(reported) is not None
    graded = target.kind is TargetKind.TREND or target.official
    if not graded or _NEGATIVE.search(asked_for) is not None:
        return False
    return unfinished or _says_the_opposite(asked_for, reported)


def _says_the_opposite(asked_for: str, reported: str) -> bool:
    """健全 against 不健全, 及时 against 逾期, 上升 against 下降."""
    if _IN_TIME.search(asked_for) is not None and _LATE.fullmatch(reported) is not None:
        return True
    denied = _DENIED.fullmatch(reported)
    if denied is not None and denied["word"] in asked_for:
        return True
    turned = {plain_move(asked_for), plain_move(reported)} == {True, False}
    return turned or _WORSE.fullmatch(reported) is not None


_BEGUN = (
    "开展|实施|启动|开工|施工|采购|购置|购买|建设|新建|改造|举办|组织|安装|配备|配置|发放|拨付|支付|招聘|聘[用请]|编制|印发|出台|签订|制定|"
    "报送|提交|召开|演出|维修|种植|栽植|培训|投放|执行|进行|开始|动工|创建|开办|发生|拍摄|出版|评选|申报|招标"
)
_NOT_BEGUN = Pattern(
    rf"(?:因[^{CLAUSE_ENDS}]{{1,12}}[，,]?)?(?:项目|活动|工作|本年度?|当年|全年|今年|目前|该[^{_TURNING}]{{1,6}}|均|全部|因故)*"
    rf"(?:尚|还|仍|仍然|暂|均|都|并)*(?:未|没有?)(?:能|予以|曾)*(?:{_BEGUN})了?(?:工作|活动|项目|任何(?:工作|活动))?"
)


def says_not_begun(text: str) -> bool:
    """未开展, 尚未采购: nothing of it was done. Of 未完成 a part may be."""
    return _NOT_BEGUN.fullmatch(bare_words(text)) is not None


def says_undone(text: str) -> bool:
    """未完成, 尚未验收, 未开展; not 基本完成 or 部分未完成."""
    return _UNDONE.fullmatch(bare_words(text)) is not None


def _under_way(target: Target, asked_for: str, reported: str) -> bool:
    """正在实施 where something was to be finished, and not by a date that may be yet to come."""
    asked = target.kind is TargetKind.DATE or _FINISHED.search(asked_for) is not None
    return asked and _YEAR.search(asked_for) is None and _UNDER_WAY.fullmatch(reported) is not None


def _asks_for_none(asked_for: str) -> bool:
    """不发生, 无事故, 未出现投诉."""
    if says_nothing(asked_for):
        return True
    return _NONE_ASKED.fullmatch(asked_for) is not None and _BAD_WORD.search(asked_for) is not None
