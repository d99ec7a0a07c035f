"""What happened to a case: append-only chains, and whether they are intact."""
