"""The years that running text reports on: 2022年完成了, not those of documents, plans, events or comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.text.clauses import sentence_before
from scoring.text.pattern import Pattern

_IN_A_TITLE = Pattern("《[^《》]*》|〔[^〔〕]*〕")
_SPAN = Pattern(r"20\d\d\s*年?\s*[-—–~～至到]+\s*(?:20\d\d|\d\d)\s*年(?!\s*\d)")
# A year that is reported on opens its clause, or follows the project or the unit.
REPORTED_YEAR = Pattern(
    r"(?:^|[，。；：！？,;:!?\n]|[一二三四五六1-6][、.]|项目|单位|学校|公司|[我该本局镇乡校院所站馆委办厅区县市村]|中心|经评价|综上|通过(?=20\d\d\s*年度?项目))"
    r"\s*[“\"]?(?P<year>20\d\d)\s*年"
)
_BASED = Pattern("(?:依据|根据|按|遵照|参照|依照|对照|落实)(?:(?!计划|要求|目标|进度)[^，。；]){0,12}$")
_COMPARED = Pattern(r"(?:较|比|与|同比|对比|上年|上一年|去年|截至|截止|自|从|由)[^，。；]{0,4}$")
EVENT = "启动|立项|成立|建成|开工|动工|始建|投入使用|印发|出台|批复|获评|结转|获批|签订|签署|招标|中标|竣工"
_OTHER_YEAR = Pattern(
    r"\s*年?度?(?:相比|比|同期|(?:全[国省市县区])?(?:同类|类似|其他|同行)|至|到|-|—|～|~|起|以来|以前|之前|以后|[初底末]"
    rf"|(?:(?!按)[^，。；]){{0,12}}(?:{EVENT}|(?:方案|文件|通知|规划|合同|协议|办法|标准)(?:[的要规实执]|$|(?=[，。；]))))"
)
TO_DO = "将|拟|计划|继续|进一步|预计|建议|争取|力争|(?<![供响适相对反])应(?![用急对])|须|(?<!必)需(?!求)|(?<![主重必需])要(?!求)"
_LATER_EVENT = Pattern(rf"\s*年\s*\d{{1,2}}\s*月|年?度?[，,]?[^，。；]{{0,20}}(?:{TO_DO}|预算)")


@lru_cache(maxsize=1024)
def without_titles(text: str) -> str:
    """A text without the titles and spans of years in it: 《2022年实施方案》, 2021-2023年."""
    return _SPAN.sub("", _IN_A_TITLE.sub("", text))


@lru_cache(maxsize=1024)
def reported_years(text: str, year: int) -> tuple[re.Match[str], ...]:
    """The other years that a text reports on; those it compares with (较2022年), documents and plans are none."""
    return tuple(_other_years(text, year))


def _other_years(text: str, year: int) -> Iterator[re.Match[str]]:
    for match in REPORTED_YEAR.finditer(text):
        before = sentence_before(text, match.start("year"))
        if int(match["year"]) == year or _COMPARED.search(before) or _BASED.search(before):
            continue
        planned = int(match["year"]) > year and _LATER_EVENT.match(text, match.start("year") + 4)
        if not planned and not _OTHER_YEAR.match(text, match.end()):
            yield match
