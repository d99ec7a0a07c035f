"""Whom WeChat lets us write to, for two days at most; and when a letter was read, apart from when it arrived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "reach",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
    )
    op.create_index("ix_reach_until", "reach", ["until"])
    op.add_column("mail", sa.Column("read_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("mail", "read_at")
    op.drop_table("reach")
