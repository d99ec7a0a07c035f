"""Notices on their way out: kept with what caused them, carried later."""
