"""ANSWERING: what we stand behind."""
