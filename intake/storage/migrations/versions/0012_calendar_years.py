"""Years of the working calendar that an operator imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )


def downgrade() -> None:
    """Take it away; what was counted by it stays until it is counted anew."""
    op.drop_table("calendar_year")
