"""Forms and damage by chance; `python -m benchmarks.fuzz` makes as many damaged files as one has time for."""
