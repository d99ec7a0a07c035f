"""Who was told of which clock, where officers get mail, and notices for one officer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "clock_told",
        sa.Column("clock_id", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("clock_id", "receiver", "rung", "due_on"),
    )
    op.create_index("ix_clock_told_due_on", "clock_told", ["due_on"])
    op.create_table(
        "officer_mail",
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("officer_id"),
    )
    op.create_index("case_clock_due", "case_clock", ["state", "due_on"])
    op.add_column("outbox", sa.Column("officer_id", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("told", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take them away; who was told is told again."""
    op.execute("DELETE FROM mark WHERE name = 'clock_digest'")
    op.drop_column("outbox", "told")
    op.drop_column("outbox", "officer_id")
    op.drop_index("case_clock_due", "case_clock")
    op.drop_table("officer_mail")
    op.drop_table("clock_told")
