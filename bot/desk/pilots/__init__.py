"""Pilot districts and recognised units at the desk."""
