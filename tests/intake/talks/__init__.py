"""Talks as values."""
