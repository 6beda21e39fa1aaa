"""Number formats of a workbook: what each style index of its cells means."""

from __future__ import annotations

from lxml import etree

from addin.hosts.xlsx import markup

_CURRENCY = '"¥"#,##0{d};{red}"¥"\\-#,##0{d}'
_ACCOUNT = '_ {y}* #,##0{d}_ ;_ {y}* -#,##0{d}_ ;_ {y}* "-"{pad}_ ;_ @_ '
_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
_HALF_DAY_MINUTE = '上午/下午h"时"mm"分"'
_HALF_DAY_SECOND = '上午/下午h"时"mm"分"ss"秒"'

# Ids that stand for a format without naming it, as a Chinese Excel shows them.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: _CURRENCY.format(d="", red=""),
    6: _CURRENCY.format(d="", red="[Red]"),
    7: _CURRENCY.format(d=".00", red=""),
    8: _CURRENCY.format(d=".00", red="[Red]"),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HALF_DAY_MINUTE,
    35: _HALF_DAY_SECOND,
    36: _YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: _ACCOUNT.format(y="", d="", pad=""),
    42: _ACCOUNT.format(y='"¥"', d="", pad=""),
    43: _ACCOUNT.format(y="", d=".00", pad="??"),
    44: _ACCOUNT.format(y='"¥"', d=".00", pad="??"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _HALF_DAY_MINUTE,
    56: _HALF_DAY_SECOND,
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}


def cell_formats(styles: etree._Element | None) -> dict[str, str]:
    """The number format of every style, by its number as a cell names it; without styles there are none."""
    if styles is None:
        return {}
    ns = markup.namespace(styles)
    custom = {
        markup.whole(item.get("numFmtId"), -1): item.get("formatCode", "General")
        for item in styles.iterfind(f"{ns}numFmts/{ns}numFmt")
    }
    formats = {}
    for style, xf in enumerate(styles.iterfind(f"{ns}cellXfs/{ns}xf")):
        number = markup.whole(xf.get("numFmtId"), 0)
        formats[str(style)] = custom.get(number) or BUILT_IN.get(number, "General")
    return formats
