"""Views of the list that somebody keeps; since when a case waits after its handlers were reminded of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_INDEXES = {"case_reminded": ["reminded_at", "id"], "case_bureau_reminded": ["lead_bureau", "reminded_at", "id"]}


def upgrade() -> None:
    """Make them: nobody has kept a view, nobody has been asked."""
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_saved_view_officer_id", "saved_view", ["officer_id"])
    op.create_index("ix_saved_view_bureau", "saved_view", ["bureau"])
    op.add_column("case_file", sa.Column("reminded_at", UtcDateTime(), nullable=True))
    for name, columns in _INDEXES.items():
        op.create_index(name, "case_file", columns)


def downgrade() -> None:
    """Take them away."""
    for name in _INDEXES:
        op.drop_index(name, "case_file")
    op.drop_column("case_file", "reminded_at")
    op.drop_table("saved_view")
