"""Keeping the database: backup, restoring, rotating keys, sweeping, upgrading."""
