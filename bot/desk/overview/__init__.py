"""Figures for who answers for cases: charts with their tables, a grid of the bureaus, a report to take away."""
