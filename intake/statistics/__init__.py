"""Figures over many cases: counted within bounds, for those who answer for them."""
