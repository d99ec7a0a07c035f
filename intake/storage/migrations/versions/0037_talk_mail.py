"""Whether a bureau's officers get a mail when somebody waits in a talk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: nobody who was not asked gets one."""
    op.add_column("talk_desk", sa.Column("mails", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("talk_desk", "mails")
