"""Everything of jixiao that touches a sheet or a person."""
