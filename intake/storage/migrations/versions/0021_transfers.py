"""Transfers to and from other bodies, the bodies, reply links, chasers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "transfer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("waits_for_them", sa.Boolean(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_transfer_case_id", "transfer", ["case_id"])
    op.create_index("transfer_book", "transfer", ["bureau", "is_over", "due_on", "id"])
    op.create_index("transfer_waiting", "transfer", ["is_over", "waits_for_them", "since"])
    op.create_table(
        "body",
        sa.Column("code", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "kind", "level", "area", "name", "department", "address", "postcode", "phone", "post",
            )
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )  # fmt: skip
    op.create_table(
        "reply_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("transfer_id", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("silent_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tag"),
    )
    op.create_index("ix_reply_link_case_id", "reply_link", ["case_id"])
    op.create_index("ix_reply_link_transfer_id", "reply_link", ["transfer_id"])
    op.create_index("ix_reply_link_expires_at", "reply_link", ["expires_at"])
    op.create_table(
        "chaser",
        sa.Column("transfer_id", sa.String(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("transfer_id", "rung", "since"),
    )


def downgrade() -> None:
    """Take them away, with what was entered; the journals keep the steps."""
    op.drop_table("chaser")
    op.drop_table("reply_link")
    op.drop_table("body")
    op.drop_table("transfer")
