"""How a performance form (项目支出绩效自评表) is scored, and what can be wrong with it.

Pure: no files, no Excel, no clock. Needs the standard library only, because a UDF process and
LibreOffice load it on every start.
"""

__version__ = "0.1.0"
