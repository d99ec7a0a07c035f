"""Parts of a filing that was split."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: nothing was split yet."""
    op.create_table(
        "case_part",
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["case_file.id"]),
        sa.ForeignKeyConstraint(["filing_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("part_id"),
    )
    op.create_index("ix_case_part_filing_id", "case_part", ["filing_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_case_part_filing_id", "case_part")
    op.drop_table("case_part")
