"""By which way officers' words reached a filer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was delivered before, only the time is known."""
    op.add_column("mail", sa.Column("delivered_by", sa.String(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("mail", "delivered_by")
