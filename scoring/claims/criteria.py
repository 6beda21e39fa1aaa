"""The cases of a reviewer's criteria (口径) that an opinion names: no evidence, unrelated, doubled …"""

from __future__ import annotations

from functools import lru_cache

from scoring.claims.deductions import SINCE
from scoring.text.clauses import sentences
from scoring.text.pattern import Pattern

_NOT = "(?:未(?:能)?|没有?|无法|无)"
_PROOF = "(?:佐证|证明|支撑|印证|证据|依据)"
_IN_GENERAL = "(?:有效|任何|相关|相应|对应|实质性|直接|的|出具|具体)*"
# A class of indicators: 数量, 质量指标.
_CLASS = "(?:数量|质量|时效|成本|社会效益|经济效益|生态效益|可持续影响|满意度)"
# Each case of the profile's [review] table, by what an opinion says of it. 缺一份日志 is not 没有佐证.
_CASES = {
    "no_evidence": Pattern(
        f"{_NOT}(?:提供|提交|附上?|见到?|取得|报送|出示|找到|留存)?(?:(?<![没无])(?<!没有)[^，。；齐全完整]{{1,12}}等)?{_IN_GENERAL}{_PROOF}(?:性?(?:材料|资料|文件|数据))?(?![^，。；]{{0,4}}(?:完整|充分|齐全|不全))"
        f"|{_PROOF}(?:材料|资料)?(?:均|全部|完全|都)?(?:缺失|缺乏|空白|没有|未(?:能)?(?:提供|提交|见))"
        f"|无据可[查依考]|查无实据"
    ),
    "no_survey": Pattern(
        f"{_NOT}(?:开展|进行|组织|做过?|实施|提供)?[^，。；]{{0,6}}(?:问卷|满意度调查|调查)"
        f"|满意度[^，。；]{{0,4}}{_NOT}[^，。；]{{0,6}}(?:数据|调查|支撑|依据)"
    ),
    "unrelated": Pattern(
        "与[^，。；]{0,8}(?:项目|资金|工作|支出)[^，。；]{0,6}(?:无关|不相关|没有关[系联]|不相干|毫无关[系联]|无关联)(?!的)"
    ),
    "not_examinable": Pattern(
        "(?:无法|难以|不能|不可|不便|没法|无从)(?:进行|予以|准确|有效|具体|客观)*(?:考核|衡量|量化|评判|评价|核实程度|测量)|不可(?:考核|衡量)"
    ),
    "over_achievement": Pattern(
        r"(?:目标|指标)值?(?:设定|设置|设|定|编制)?得?(?:过于|偏|过|太|较)低|超额(?:完成)?(?:较多|过多|太多)|超过?\s*1[3-9]\d\s*[%％]"
        r"|(?:(?:目标|计划|指标|任务)值?数?的?|完成(?:率|比例|程度|度)[为是达到了：:]*)\s*(?:13[1-9]|1[4-9]\d|[2-9]\d\d)(?:\.\d+)?\s*[%％]"
        r"|(?:目标|计划|指标|任务)值?数?的?\s*(?:1\.[4-9]\d?|[2-9](?:\.\d+)?|[二两三四五六七八九])\s*倍"
        r"|超(?:出|过)?(?:年度)?(?:目标|计划|指标)值?\s*(?:3[1-9]|[4-9]\d|\d{3})(?:\.\d+)?\s*[%％]"
    ),
    "partly_done": Pattern(
        f"(?:[二三四五六七八九十两\\d]{{1,3}}|[多几各数])\\s*[项个件类][^，。；]{{0,8}}[，,]?(?:其?中)?(?:仍|还|尚)?有?[一1]\\s*[项个件类](?:任务|工作|内容)?(?:尚|仍|还)?{_NOT}[^，。；]{{0,2}}(?:完成|实施|开展|做|落实|启动|修订)"
    ),
    "doubled": Pattern(
        "重复(?:设置|设立|设定|考核|计[分算])|(?:设置|设立|指标)[^，。；]{0,2}重复|与[^，。；]{1,16}重复"
    ),
    "misplaced": Pattern(
        f"(?:归类|分类|类别)(?:设置|划分)?(?:错误|有误|不当|不准确?|不合理)|不属于{_CLASS}|应当?(?:归|属|列|放|调整?|移)[入于到至为在]*{_CLASS}"
        f"|(?:错[放列归]|误[放列归])[^，。；]{{0,3}}{_CLASS}"
    ),
    "payment_as_output": Pattern(
        "(?:资金|经费|款项?|金额)?(?:支付|拨付|支出|支付金额)[^，。；]{0,6}(?:作为|当[作成]|列[为入]|充当|设为)[^，。；]{0,4}(?:数量|产出|指标)"
        # 拨付资金属于投入, 资金支付金额不应作为数量指标
        "|(?:资金|经费|款项?|金额|支付|拨付|支出)[^，。；]{0,6}(?:属于?|是|为)(?:资金)?投入(?!产出|使用)"
        "|(?:资金|经费|款项?)?(?:支付|拨付|支出)[^。；]{0,14}不(?:应当?|宜|能|得|可|属于?|是|算)(?:再)?(?:[作列计设当归算][为入作成]?)?(?:数量|产出)指?标?"
    ),
}
# What is said of no evidence on the whole, when it is of some of it, supposed, or was put right.
_ONLY_SOME = Pattern(
    "部分|个别|有的|其中|[一二三四1-4]季度|\\d|若|如果|(?<![该本])如有|之一|建议|避免|不再|不存在|防止"
)
# Of two that are one, this is the one that counts.
_KEPT = Pattern("保留|(?:本|该|此)项(?:予以|正常|照常)?计分|以[本该此]项")
_PUT_RIGHT = Pattern(f"{SINCE}|现已|后[又再]?(?:补|提供)")


@lru_cache(maxsize=1024)
def criteria_named(opinion: str) -> frozenset[str]:
    """The cases that an opinion names, by their keys in a profile; none where things were put right since."""
    if _PUT_RIGHT.search(opinion):
        return frozenset()
    return frozenset(
        case
        for case, words in _CASES.items()
        for sentence in sentences(opinion)
        for match in [words.search(sentence)]
        if match is not None and not _is_not_meant(case, opinion, sentence[: match.start()], match[0])
    )


def _is_not_meant(case: str, opinion: str, before: str, said: str) -> bool:
    """Whether what an opinion says holds for a part only, or is only supposed: 三季度无佐证材料."""
    clause = before.rpartition("，")[2]
    if case == "doubled":
        return _KEPT.search(opinion) is not None
    counted = case in ("partly_done", "over_achievement")
    return not counted and _ONLY_SOME.search(clause + said) is not None
