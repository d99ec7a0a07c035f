"""A person asked for: asking where and whether, what officers hear while they have the talk, its end."""
