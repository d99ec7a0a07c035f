"""Answering: entries, what they rest on, and how questions find them."""
