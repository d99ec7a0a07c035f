"""The switch that turns automatic answers off and on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; without a row answers are given."""
    op.create_table(
        "switch",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("off_since", UtcDateTime(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Take it away: answers are given."""
    op.drop_table("switch")
