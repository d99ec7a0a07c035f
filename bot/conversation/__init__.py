"""The conversation: pure. No clock, no network, no database, no file after the start."""
