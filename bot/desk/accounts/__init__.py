"""Pages of accounts, tokens and sessions for administrators, and everybody's page of their own account."""
