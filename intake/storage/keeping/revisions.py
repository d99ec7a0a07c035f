"""Revisions: which tables this program works with, and which a database has. To know it takes no alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def known_revisions() -> frozenset[str]:
    """Return the revisions that this program has tables for: each is the number its file is named by."""
    return frozenset(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def revision_of_this_program() -> str:
    """Return the revision of the tables that this program works with."""
    return max(known_revisions())


def standing_revision(connection: Connection) -> str | None:
    """Return the revision of the tables that a database has; None for none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
