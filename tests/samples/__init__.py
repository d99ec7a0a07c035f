"""Databases as earlier versions of the service left them, with the keys they were filled under."""
