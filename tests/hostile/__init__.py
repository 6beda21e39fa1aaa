"""Broken and hostile files, each with what a check of it must come to."""
