"""HANDLING: from filing to closing."""
