"""Cases that were opened for words on a closed one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What stands so far are parts."""
    with op.batch_alter_table("case_part") as table:
        table.add_column(sa.Column("follows", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("case_part") as table:
        table.drop_column("follows")
