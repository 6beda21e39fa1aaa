"""Sample forms damaged by chance, byte by byte and element by element, and what a check of each must keep to."""
