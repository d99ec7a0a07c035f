"""Visits to a case that were ended, until their passes would be over anyway."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ended_visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("over_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ended_visit_over_at", "ended_visit", ["over_at"])


def downgrade() -> None:
    """Take it away; a visit that was left lasts until its pass is over."""
    op.drop_index("ix_ended_visit_over_at", "ended_visit")
    op.drop_table("ended_visit")
