"""The rule book: every test's name is a sentence of it."""
