"""Workbooks open in Excel on Windows, by xlwings and pywin32. Structure-verified, not run in Excel."""

from addin.hosts.excel.workbook import Workbook, marked_sheets

__all__ = ["Workbook", "marked_sheets"]
