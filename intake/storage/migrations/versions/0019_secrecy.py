"""Who a case is closed to, requests that wait for a second person, what bureaus set, masked copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "case_circle",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "officer_id", name="case_circle_once"),
    )
    op.create_index("ix_case_circle_officer_id", "case_circle", ["officer_id"])
    op.create_table(
        "approval_waiting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("lapses_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("approval_waiting_bureau", "approval_waiting", ["bureau", "lapses_at"])
    op.create_table(
        "bureau_care",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("identity_by_two", sa.Boolean(), nullable=False),
        sa.Column("original_by_two", sa.Boolean(), nullable=False),
        sa.Column("grant_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bureau"),
    )
    op.create_table(
        "masked_copy",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.ForeignKeyConstraint(["original"], ["evidence_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "number", name="masked_copy_number"),
    )


def downgrade() -> None:
    """Take them away; every case is open to its bureau again."""
    op.drop_table("masked_copy")
    op.drop_table("bureau_care")
    op.drop_index("approval_waiting_bureau", "approval_waiting")
    op.drop_table("approval_waiting")
    op.drop_index("ix_case_circle_officer_id", "case_circle")
    op.drop_table("case_circle")
