"""What a result shows where there is nothing to reckon: one text each, in the UDFs and in the templates.

The first that applies, in this order: an error among the inputs, a message passed on, text, a negative
number, a blank, no budget. So both ways of reckoning a cell say the same about the same inputs.
"""

BLANK = ""
NOT_A_NUMBER = "请填数字"
NEGATIVE = "不能为负"
NO_BUDGET = "没有预算"
ERROR_CELL = "单元格有错误"
ABOVE_FULL = "超过满分{}分"  # of a total: it has no grade
TOO_LARGE = "数字太大"  # of the functions alone: a formula shows #NUM!

# An input that holds one of these is itself a result (总分 from 执行得分): it is passed on as it is.
MESSAGES = (NOT_A_NUMBER, NEGATIVE, NO_BUDGET, ERROR_CELL)

# What stands where no number is meant: no number, and nothing wrong.
STROKES = ("", "-", "--", "—", "——", "－", "－－", "–", "/", "／")
