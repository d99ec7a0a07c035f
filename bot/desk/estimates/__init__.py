"""Self-assessments at the desk: those that a bureau may see, and its officers' sheets beside them."""
