"""Letters to filers: a preview of exactly what will be read, and canned replies to begin with."""
