"""The talks desk: who asked for a person, and the talk with them."""
