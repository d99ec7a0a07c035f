"""Entries of the journal name the rows written with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: entries of before name no rows."""
    op.add_column("journal", sa.Column("wrote", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take it away. Entries that named rows do not fit their hashes any more."""
    op.drop_column("journal", "wrote")
