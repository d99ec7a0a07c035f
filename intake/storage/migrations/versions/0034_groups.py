"""Groups of filings whose text is nearly the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: nothing is grouped yet."""
    op.create_table(
        "case_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_group_group_id", "case_group", ["group_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_case_group_group_id", "case_group")
    op.drop_table("case_group")
