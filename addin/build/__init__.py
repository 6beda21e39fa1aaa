"""Makes what people open and install: the forms in workbook_templates/."""
