"""Doors for people: what arrives becomes a message, a reply becomes what leaves."""
