"""A case: what it is, how it is opened, what officers do with it."""
