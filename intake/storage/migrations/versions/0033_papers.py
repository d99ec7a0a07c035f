"""Papers: what was made, the numbers, the bureaus' own templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "paper",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("transfer_id", sa.String(), nullable=True),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("template", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("void_at", UtcDateTime(), nullable=True),
        sa.Column("void_by", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "kind", "year", "number", name="paper_number_once"),
    )
    op.create_index("ix_paper_case_id", "paper", ["case_id"])
    op.create_table(
        "paper_number",
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bureau", "kind", "year"),
    )
    op.create_table(
        "paper_template",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "kind", "version", name="paper_template_version"),
    )


def downgrade() -> None:
    """Take them away, with what was made."""
    op.drop_table("paper_template")
    op.drop_table("paper_number")
    op.drop_index("ix_paper_case_id", "paper")
    op.drop_table("paper")
