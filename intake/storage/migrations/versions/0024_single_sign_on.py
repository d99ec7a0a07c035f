"""Single sign-on: which subject opens an account, how a session was opened, and which proofs are used up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is bound before an administrator binds them."""
    op.add_column("officer", sa.Column("login_id", sa.String(), nullable=True))
    op.create_index("ix_officer_login_id", "officer", ["login_id"], unique=True)
    op.add_column(
        "desk_session", sa.Column("by_provider", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "used_proof",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_used_proof_at", "used_proof", ["at"])


def downgrade() -> None:
    """Take them away, with what was bound."""
    op.drop_table("used_proof")
    op.drop_column("desk_session", "by_provider")
    op.drop_index("ix_officer_login_id", "officer")
    op.drop_column("officer", "login_id")
