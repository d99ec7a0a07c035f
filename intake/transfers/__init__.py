"""Transfers: what goes to other bodies and comes from them. Values and rules, pure; one line of steps each."""
