"""Exports of lists; the journal by the time of its entries, for who audits it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them: nobody has asked for one."""
    op.create_table(
        "export",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=True),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("open_as", sa.String(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("is_cut", sa.Boolean(), nullable=False),
        sa.Column("ready_at", UtcDateTime(), nullable=True),
        sa.Column("over_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("open_as"),
    )
    op.create_index("export_next", "export", ["state", "id"])
    op.create_index("ix_export_officer_id", "export", ["officer_id"])
    op.create_index("ix_export_over_at", "export", ["over_at"])
    op.create_table(
        "export_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("export_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["export_id"], ["export.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_export_part_export_id", "export_part", ["export_id"])
    op.create_index("journal_at", "journal", ["at", "case_id", "seq"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("journal_at", "journal")
    op.drop_table("export_part")
    op.drop_table("export")
