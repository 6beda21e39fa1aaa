"""Installing the Excel add-in, and saying what keeps it from working."""
