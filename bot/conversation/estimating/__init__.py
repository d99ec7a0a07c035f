"""Self-assessment in the conversation: a form made of a standard, and what it comes to in words."""
