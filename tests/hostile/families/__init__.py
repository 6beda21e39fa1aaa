"""The makers of the kinds, by what is wrong with a file."""
