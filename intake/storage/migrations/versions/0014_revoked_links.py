"""Links to the upload page can be revoked by whoever got them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("upload_link", sa.Column("revoked_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Take it away; what was revoked opens again for the rest of its time."""
    op.drop_column("upload_link", "revoked_at")
