"""Installing the Excel add-in, and saying what keeps it from working."""

XLWINGS = "0.37.8"  # the version whose VBA module is in the add-in: its DLL must be of the same
