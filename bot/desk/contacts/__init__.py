"""Liaison and guidance officers at the desk."""
