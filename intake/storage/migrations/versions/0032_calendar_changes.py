"""Who imported a year of the working calendar, or took one back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what was imported before has no line in it."""
    op.create_table(
        "calendar_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_calendar_change_at", "calendar_change", ["at"])


def downgrade() -> None:
    """Take it away, with who did it; the imported years stay."""
    op.drop_table("calendar_change")
