"""Indexes by when something ended: what is open or ended lately is found without all that ever was."""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_INDEXES = (
    ("case_closed", "case_file", ["closed_at", "id"]),
    ("case_bureau_closed", "case_file", ["lead_bureau", "closed_at", "id"]),
    ("crossing_ended", "crossing", ["ended_on", "due_on"]),
)


def upgrade() -> None:
    """Make them."""
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Take them away."""
    for name, table, _ in _INDEXES:
        op.drop_index(name, table)
