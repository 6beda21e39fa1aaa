"""How a form lies on a sheet: finding its fields and reading them."""
