"""When the oldest draft of a conversation is to be deleted, whatever else the person says meanwhile."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEPT = timedelta(days=30)


def upgrade() -> None:
    """Add the instant; what a conversation holds already is looked at within thirty days."""
    op.add_column("conversation", sa.Column("drafts_due_at", UtcDateTime(), nullable=True))
    op.create_index("ix_conversation_drafts_due_at", "conversation", ["drafts_due_at"])
    table = sa.table(
        "conversation", sa.column("updated_at", UtcDateTime()), sa.column("drafts_due_at", UtcDateTime())
    )
    connection = op.get_bind()
    for (updated_at,) in connection.execute(sa.select(table.c.updated_at).distinct()).all():
        due = table.update().where(table.c.updated_at == updated_at)
        connection.execute(due.values(drafts_due_at=updated_at + _KEPT))


def downgrade() -> None:
    """Take the instant away."""
    op.drop_index("ix_conversation_drafts_due_at", "conversation")
    op.drop_column("conversation", "drafts_due_at")
