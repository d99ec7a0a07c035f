"""Indexes by kind as well: a list of a kind that few cases have is answered without looking through the others."""

from __future__ import annotations

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_INDEXES = (
    ("case_kind", ["state", "kind", "next_due_on", "id"]),
    ("case_bureau_kind", ["lead_bureau", "state", "kind", "next_due_on", "id"]),
)


def upgrade() -> None:
    """Make them."""
    for name, columns in _INDEXES:
        op.create_index(name, "case_file", columns)


def downgrade() -> None:
    """Take them away."""
    for name, _ in _INDEXES:
        op.drop_index(name, "case_file")
