"""What is held back, waits to be disposed of, or was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "retention",
        sa.Column("id", sa.String(), sa.ForeignKey("case_file.id"), primary_key=True),
        sa.Column("held_at", UtcDateTime(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("asker", sa.String(), nullable=True),
        sa.Column("disposed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmer", sa.String(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("counted", sa.JSON(), nullable=True),
    )
    op.create_index("ix_retention_disposed_at", "retention", ["disposed_at"])


def downgrade() -> None:
    """Drop it. What was disposed of stays so."""
    op.drop_table("retention")
