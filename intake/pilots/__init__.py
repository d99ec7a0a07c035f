"""Pilot districts: how long they are, and on which days they report. Pure."""
