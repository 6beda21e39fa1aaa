"""The columns and fields of a form: what they are called, and how each was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scoring.form.address import Address

TITLES: Mapping[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "classes": "一级和二级指标",
    "name": "三级指标",
    "nature": "指标性质",
    "target": "年度指标值",
    "initial_target": "调整前的指标值",
    "unit": "度量单位",
    "actual": "实际完成值",
    "weight": "分值",
    "weight_and_score": "分值和得分",
    "level1_weight": "一级指标的分值",
    "level2_weight": "二级指标的分值",
    "self_score": "自评得分",
    "review_actual": "复核完成值",
    "review_score": "复核分",
    "expert_score": "专家评分",
    "deviation": "复核偏差",
    "opinion": "复核意见",
    "deviation_reason": "偏差原因",
    "remark": "备注",
    "standard": "评分标准",
    "explanation": "指标解释",
    "repeated": "重复的一列",
    "evidence": "佐证材料",
    "rate": "完成率",
    "past": "上年或中期的数",
    "responsible": "责任部门",
    "schedule": "完成时间",
    "deducted": "核减的分",
    "interim_score": "中间一级的审核分",
    "interim_opinion": "中间一级的审核意见",
    "serial": "序号",
}


class ColumnReading(NamedTuple):
    """What a column of the indicator table was taken for ("" for nothing), and on what evidence."""

    role: str
    at: Address
    label: str
    evidence: tuple[str, ...]  # in words for the person
    guessed: bool = False  # it rests on contents more than on its heading
    instead: tuple[str, ...] = ()  # roles that are about as good, where none was chosen


class FieldReading(NamedTuple):
    """Where the content of a field outside the columns stands, and on what evidence it was taken for that."""

    key: str  # project, conclusion, totals, grade … as in labels.toml
    at: Address  # of the content, written or to come
    label_at: Address
    label: str
    evidence: tuple[str, ...]  # in words for the person
    guessed: bool = False  # the label is none of those known
    used: bool = True  # False where another cell counts for the field, or for the one that it stands for
