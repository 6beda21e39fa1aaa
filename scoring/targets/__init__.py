"""Targets (年度指标值) and actuals (实际完成值): read, and held against each other."""
