"""What people who know the forms, and have not seen the rules, conclude: cases by kind, and the forms they stand in.

``<kind>.yaml`` are the cases; ``benchmarks/judgement`` counts what the rules make of them, and the tests here hold
its figures.
"""
