"""An index of the clocks that end in a year without published holidays: mostly none, found without the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_index(
        "case_clock_estimated",
        "case_clock",
        ["state", "case_id"],
        sqlite_where=sa.text("provisional IS 1"),
        postgresql_where=sa.text("provisional IS true"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("case_clock_estimated", "case_clock")
