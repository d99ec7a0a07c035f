"""A person asked for: talks between a person in the chat and an officer at the desk, as values. Pure."""
