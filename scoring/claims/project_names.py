"""The names of projects that a title or a text gives, and whether they mean the project of the form."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.text.characters import clean
from scoring.text.pattern import Pattern

_TITLE_PROJECT = Pattern(r"20\d\d\s*年度?+(\S{4,30}?)项目(?:支出)?(?:绩效)?自评表")
_QUOTED_PROJECT = Pattern(
    r"^[“\"]([^”\"]{4,40})[”\"](?=项目|专项|经费|资金|全年|年初|年度|预算|实际支出|自评|复核)"
)
_OPENING_PROJECT = Pattern(
    r"^(?:20\d\d年度?+)?+([^，。；：:“”\"]{4,30}?)(?:项目|专项)(?:经费|资金|支出)?(?=全年|年初|年度|预算|实际支出|自评|复核)"
)
_MONEY = "(?:项目|专项|经费|资金|补[助贴]|保障金|工程)"
_WHEN = r"(?:(?:截[至止]到?|到)?\s*(?:20\d\d年(?:度|末|底)?)?(?:1[0-2]月(?:底|末|31日)?|全年|末|底)?[，,]?)?(?:经[^，。；]{1,8}[，,])?(?:本年度|[我本](?:单位|[镇乡县市区校院局所村街])|对)?"
_SUBJECT = Pattern(rf"{_WHEN}(?:拨付|支付|安排)?(?P<name>[一-鿿]{{4,24}}?{_MONEY})")
_PAID = Pattern(rf"([一-鿿]{{2,24}}?{_MONEY})(?=[^，。；]{{0,6}}(?:预算|支出|支付|拨付|执行率))")
_NOT_ITS_MONEY = Pattern(
    "与|和|及|各|[该本此]|其他|上级|中央|[省市县区]级|配套|自[筹有]|上年|结转|同类|部分|其中|追加|年初|预算|支出|支付|执行|使用|规定|办法|合同|节约|采购"
)
_ITS_OWN = Pattern("[该本此]项目|不在|未列|另[列有]")  # beside which the first may be another
_NO_NAME = Pattern("[该本此]|我[镇市县区单局校院]|各|一般公共|项目|整体")
_GENERIC = Pattern(
    "财政|部门|预算|支出|绩效|整体|转移支付|特定目标|运转|专项|专用|重点|延续|一次性|经常性|常年|中央|上级|本级"
    "|[省市县区镇乡]级|[省市县区]直|债券|民生实事|基本建设|政府投资|政府购买|追加|单位|其他|全部|所有|类$"
)
# A place or an organisation is no project: 永德县, 某某大学, 滨江新区.
_BODY = Pattern(
    "(?:[省市县区镇乡州盟旗局厅院校站馆队]|(?<!乡)村|街道|社区|大学|[中小]学|幼儿园|产业园|中心|公司|集团|政府|机关"
    "|管委会|委员会|联合会|协会|工会|妇联|[宣组统武][一-龥]{1,2}部|[事管][一-龥]处|(?:派出|研究|事务|财政|司法|管理|卫生)所"
    "|[党委]办|办公室|(?:教育|卫生|卫健|公安|政法|民政|交通|水利|农业)系统)$"
)
SHORTEST_NAME = 4  # characters: 保洁 alone names no project
_ENOUGH_ALIKE = 0.6
_SOMEWHAT_ALIKE = 0.4  # for a name without quotation marks: the unit's name may stand before it


def titled_projects(title: str) -> list[str]:
    """The project that the title of a form names: 2024年度湖泊禁捕项目自评表."""
    return _TITLE_PROJECT.findall(title)


def quoted_project(text: str) -> list[str]:
    """The project that a text begins with in quotation marks."""
    return _QUOTED_PROJECT.findall(text.strip())


def opening_project(text: str) -> list[str]:
    """The project that a text begins with, without quotation marks: 公园健身器材更新项目全年预算为80万元."""
    return [name for name in _OPENING_PROJECT.findall(text.strip()) if not _NO_NAME.search(name)]


def subject_of(text: str) -> list[str]:
    """What a text begins to tell of, where it tells of no other: 检察办案业务经费预算执行率…"""
    first = _SUBJECT.match(text.strip())
    if first is None or _NOT_ITS_MONEY.search(first["name"]) or _ITS_OWN.search(text):
        return []
    of_others = any(not name.endswith(first["name"]) for name in _PAID.findall(text))
    return [] if of_others else [first["name"]]


def same_project(name: str, project: str, unit: str, *, whole: bool) -> bool:
    """Whether a name can mean the project of the form; what names a place or body, or nothing, always can.

    ``whole``: it is known where the name begins, and nothing else stands before it.
    """
    if _GENERIC.search(name) or _BODY.search(name):
        return True
    words, own = bare(name), bare(project)
    if words in bare(unit) or len(words) < SHORTEST_NAME or words in own or own in words:
        return True
    return _share_in_common(words, own) >= (_ENOUGH_ALIKE if whole else _SOMEWHAT_ALIKE)


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """A text, up to 200 characters, without punctuation and the words that every project's name has."""
    return re.sub(r"\W|项目|专项|经费|资金|年度?|20\d\d", "", clean(text))


def _share_in_common(one: str, two: str) -> float:
    """The share of the shorter name's characters that the other one has too."""
    return len(set(one) & set(two)) / min(len(set(one)), len(set(two)))
