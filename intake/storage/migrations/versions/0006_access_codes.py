"""Access codes; and own cases are remembered for as long as the reply that told of them, no longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. Cases of before have no code: their filers find them as they did."""
    op.create_table(
        "access_code",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("case_id"),
        sa.UniqueConstraint("tag"),
    )
    op.add_column("conversation", sa.Column("own_due_at", UtcDateTime(), nullable=True))
    op.create_index("ix_conversation_own_due_at", "conversation", ["own_due_at"])


def downgrade() -> None:
    """Take both away; whoever has only a code no longer finds their case."""
    op.drop_index("ix_conversation_own_due_at", "conversation")
    op.drop_column("conversation", "own_due_at")
    op.drop_table("access_code")
