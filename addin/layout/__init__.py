"""How a form lies on a sheet: finding its fields, reading them, saying what to write where."""
