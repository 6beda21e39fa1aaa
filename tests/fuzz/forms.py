"""Strategies for self-evaluation forms: what offices fill in, right or wrong, and texts that nobody would."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from addin.reading.sheet import Sheet
from tests.forms import sheet_of

Row = list[str]

NAMES = (
    "培训班期数",
    "设备验收合格率",
    "项目按期完成率",
    "人均成本",
    "受益居民人数",
    "居民满意度",
    "检查次数",
    "制度健全",
)
CLASSES = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip
SIGNS, UNITS = ("≥", "≤", "=", "", "不少于", "＞", ">="), ("个", "人次", "%", "万元", "天", "期", "")
WORDS = (
    "有效",
    "健全",
    "12月底前",
    "2024年11月30日前",
    "达到90%以上",
    "已完成",
    "—",
    "100%",
    "98.5",
    "'15",
    "",
)
REASONS = ("", "因台风推迟一期，今后预留时间", "无偏差", "扣1分", "采购结余，下年统筹使用")
# What XML can hold and a reader of tests/forms takes for no more than a text; a text of blanks is left as it is.
ODD = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="#^'\ufffe\uffff"), max_size=40
)
ORDINARY = st.nothing()


def amounts() -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 500, places=2)


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


@st.composite
def indicators(draw: st.DrawFn, odd: st.SearchStrategy[str]) -> Row:
    """A row of the indicator table; the actual is often the target, the score often the weight."""
    level1, level2 = draw(st.sampled_from(CLASSES))
    figure, unit = draw(st.integers(0, 3000)), draw(st.sampled_from(UNITS))
    target = f"{draw(st.sampled_from(SIGNS))}{figure}{unit}"
    reached = draw(st.sampled_from((figure, figure, figure * 9 // 10, figure + 1)))
    weight = draw(st.sampled_from(("5", "10", "12.5", "20", "0", "")))
    return [
        "",
        level1,
        level2,
        draw(st.sampled_from(NAMES) | odd),
        draw(st.just(target) | st.sampled_from(WORDS) | odd),
        draw(st.just(f"{reached}{unit}") | st.sampled_from(WORDS) | odd),
        weight,
        draw(st.sampled_from((weight, weight, "8", "9.5", "满分"))),
        draw(st.sampled_from(REASONS) | odd),
    ]


@st.composite
def forms(draw: st.DrawFn, odd: st.SearchStrategy[str] = ODD) -> Sheet:
    """A form; `odd` are texts that stand where others ought to."""
    budget, spent = draw(amounts()), draw(amounts())
    rate = f"{draw(st.decimals(0, 120, places=1))}%"
    table = draw(st.lists(indicators(odd), min_size=1, max_size=9))
    rows: list[Row] = [
        [draw(st.sampled_from(("项目支出绩效自评表", "财政项目支出绩效自评表")))],
        ["（2024年度）"],
        ["项目名称", draw(st.just("社区图书角建设") | odd)],
        ["主管部门", "示例县文化局", "实施单位", draw(st.just("示例县图书馆") | odd)],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", plain(budget), plain(budget), plain(spent), "10", rate, draw(st.sampled_from(("10", "9.8")))],
        ["", "其中：当年财政拨款", plain(budget), plain(budget), plain(spent), "—", "", "—"],
        ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
        ["", "建成图书角，方便居民。", "", "", "", draw(st.just("建成图书角20个，执行率98%。") | odd)],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        *table,
        ["总分", "", "", "", "", "", "100", draw(st.sampled_from(("100", "99.5", "")))],
    ]  # fmt: skip
    return sheet_of(rows)
