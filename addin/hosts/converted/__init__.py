"""Tables in other formats than .xlsx, turned into a plain new workbook that lies as they do."""
