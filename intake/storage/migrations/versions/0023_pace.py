"""The pace of guesses, kept by all workers together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: nobody has tried anything yet."""
    op.create_table(
        "pace",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("whole_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_pace_whole_at", "pace", ["whole_at"])


def downgrade() -> None:
    """Take it away: everything may be tried anew."""
    op.drop_index("ix_pace_whole_at", "pace")
    op.drop_table("pace")
