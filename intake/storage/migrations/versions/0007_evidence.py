"""The files that filers hand in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("draft", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("said_bytes", sa.Integer(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=True),
        sa.Column("media", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("in_journal", sa.Boolean(), nullable=False),
        sa.Column("scan", sa.String(), nullable=True),
        sa.Column("scan_tries", sa.Integer(), nullable=False),
        sa.Column("scan_next_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft", "number", name="evidence_draft_number"),
        sa.UniqueConstraint("case_id", "number", name="evidence_case_number"),
    )
    op.create_index("evidence_scan", "evidence_file", ["scan", "scan_next_at"])
    op.create_index("ix_evidence_file_touched_at", "evidence_file", ["touched_at"])


def downgrade() -> None:
    """Take it away. What lies on the shelf can no longer be opened by anybody."""
    op.drop_table("evidence_file")
