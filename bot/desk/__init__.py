"""Doors for officers: the desk, the curators' pages, and `/api/v1`."""
