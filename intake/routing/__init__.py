"""Which bureau leads a case, and why."""
