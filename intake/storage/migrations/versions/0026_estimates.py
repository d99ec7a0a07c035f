"""Self-assessments, and officers' sheets beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "estimate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("beside", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("estimate_owner", "estimate", ["owner", "subject"])
    op.create_index("estimate_bureau", "estimate", ["bureau", "shared_at"])
    op.create_index("ix_estimate_beside", "estimate", ["beside"])


def downgrade() -> None:
    """Take it away, with what was estimated."""
    op.drop_index("ix_estimate_beside", "estimate")
    op.drop_index("estimate_bureau", "estimate")
    op.drop_index("estimate_owner", "estimate")
    op.drop_table("estimate")
