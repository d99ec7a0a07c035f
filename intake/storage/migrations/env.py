"""Alembic's entry: runs on the connection it is handed, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from intake.storage.tables import TurnRow

context.configure(
    connection=context.config.attributes["connection"], target_metadata=TurnRow.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
