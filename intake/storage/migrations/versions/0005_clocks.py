"""Clocks of a case that are about one letter or one transfer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a clock is about; those that stand are about the case itself."""
    op.add_column("case_clock", sa.Column("subject", sa.String(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("case_clock", "subject")
