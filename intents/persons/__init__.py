"""Who is named: people and companies, whose side they are on, and what must not be kept of them."""
