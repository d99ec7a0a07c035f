"""Work inside a bureau: handlers, canned replies, linked cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nobody has 执法资格 before it is marked."""
    op.add_column("officer", sa.Column("is_qualified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "case_handler",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_handler_case_id", "case_handler", ["case_id"])
    op.create_index("ix_case_handler_officer_id", "case_handler", ["officer_id"])
    op.create_table(
        "canned_reply",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "version", name="canned_reply_version"),
    )
    op.create_table(
        "case_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("other_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "other_id", name="case_link_pair"),
    )
    op.create_index("ix_case_link_case_id", "case_link", ["case_id"])
    op.create_index("ix_case_link_other_id", "case_link", ["other_id"])


def downgrade() -> None:
    """Take them away, with what was entered."""
    for table in ("case_link", "canned_reply", "case_handler"):
        op.drop_table(table)
    op.drop_column("officer", "is_qualified")
