"""Workbooks open in Excel on Windows, by xlwings and pywin32. Structure-verified, not run in Excel."""

from addin.hosts.excel.workbook import Workbook

__all__ = ["Workbook"]
