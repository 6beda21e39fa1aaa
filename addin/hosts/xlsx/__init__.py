"""Files as a host: .xlsx and .xlsm read and marked part by part, nothing else in them touched."""

from addin.hosts.xlsx.workbook import Workbook

__all__ = ["Workbook"]
