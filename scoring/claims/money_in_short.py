"""Money and rates as people shorten them in running text, written out: 单位万元 said once, 34w, 八成, 54÷60=90%."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.text.fractions import TENTHS, tenths_as_percentage
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import years_in_digits

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"\s*(?:万元|元|万)?\s*"
# 执行率=执行数÷预算数=54÷60×100%=90%: what it comes to stands at the end.
_RECKONING = Pattern(
    rf"(率[^，。；\d=]{{0,6}}?)[=为是:]?\s*(?:[^，。；=\d]{{1,16}}[÷/][^，。；=\d]{{1,16}}(?:[×xX*]\s*100\s*%?)?\s*=)?"
    rf"\s*\(?{_NUMBER}{_UNIT}[÷/]\s*{_NUMBER}{_UNIT}\)?\s*(?:[×xX*]\s*100\s*%?)?\s*[=≈]\s*(?={_NUMBER}\s*%)"
)
_W = Pattern(r"(?<=\d)\s*w(?=元|[，,。；;、\s）)]|$)")  # 预算34w; 30W is the power of a lamp
_SAID_ONCE = Pattern(
    r"[(（]?(?:金额|货币|计量)?单位(?:[均都一律统为是:])*\s*(?:人民币)?(万元|元)[)）]?|^[(（](?P<opening>万元|元)[)）]"
)
_BARE = Pattern(
    rf"((?:预算|支出|执行|支付|拨付|决算|结余|使用|花费|下达|安排)(?:数|额|金额|总额|资金)?[为是:约共计了]{{0,3}}\s*)({_NUMBER})"
    r"(?![\d,.]*\s*[%‰万亿元年月日个人次户件项台套场期分\d])"
)


@lru_cache(maxsize=256)
def written_out(text: str) -> str:
    """A text in plain characters with its amounts and rates in full; the rest is left as it is."""
    text = years_in_digits(text)
    if "率" in text:
        text = _RECKONING.sub(lambda match: f"{match[1]}为", text)
    if "成" in text:
        text = TENTHS.sub(_per_cent, text)
    if "w" in text:
        text = _W.sub("万", text)
    once = _SAID_ONCE.search(text)
    if once is None:
        return text
    unit = once[1] or once["opening"]
    # The remark itself is no subject of the figure behind it.
    return f"{text[: once.start()]}:" + _BARE.sub(
        lambda bare: f"{bare[1]}{bare[2]}{unit}", text[once.end() :]
    )


def _per_cent(match: re.Match[str]) -> str:
    """八成 is 约80%, 八成五 85%."""
    return f"{'' if match[2] else '约'}{tenths_as_percentage(match)}"
