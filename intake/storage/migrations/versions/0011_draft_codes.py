"""Draft codes: by which a form that is filled on its page is found again from any browser."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "draft_code",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index("ix_draft_code_opened_at", "draft_code", ["opened_at"])


def downgrade() -> None:
    """Take it away; drafts begun on a page are not found any more."""
    op.drop_index("ix_draft_code_opened_at", "draft_code")
    op.drop_table("draft_code")
