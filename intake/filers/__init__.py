"""Those who file: what they may do with their own cases, and find again."""
