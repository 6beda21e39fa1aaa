"""Chinese text as the forms have it: characters, numerals, units, figures, dates, trends, words."""
