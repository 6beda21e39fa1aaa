"""A check from end to end: in a file, in an open workbook, in many files."""
