"""Notices and trainings, who wants to hear of them, who was told, who comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bulletin",
        *(_text(name) for name in ("id", "bureau", "kind", "state", "title", "text", "subject", "district")),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        *(_text(name) for name in ("link", "place", "begins", "ends")),
        sa.Column("capacity", sa.Integer(), nullable=True),
        _text("by"),
        _instant("proposed_at", nullable=False),
        _text("decided_by"),
        _instant("published_at"),
        _text("withdrawn_by"),
        _instant("withdrawn_at"),
        _text("why"),
        _instant("told_at"),
        _instant("held_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bulletin_state", "bulletin", ["state", "until_on"])
    op.create_index("bulletin_bureau", "bulletin", ["bureau"])
    op.create_table(
        "subscription",
        *(_text(name) for name in ("id", "way", "subjects", "districts")),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _instant("asked_at", nullable=False),
        _instant("seen_at", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_subscription_way", "subscription", ["way"])
    op.create_index("ix_subscription_seen_at", "subscription", ["seen_at"])
    op.create_table(
        "bulletin_told",
        *(_text(name) for name in ("id", "bulletin_id", "subscriber", "what", "letter")),
        _instant("at", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bulletin_id", "subscriber", "what"),
    )
    op.create_index("ix_bulletin_told_bulletin_id", "bulletin_told", ["bulletin_id"])
    op.create_index("ix_bulletin_told_letter", "bulletin_told", ["letter"])
    op.create_index("ix_bulletin_told_subscriber", "bulletin_told", ["subscriber"])
    op.create_table(
        "bulletin_reach",
        _text("id"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sign_up",
        *(_text(name) for name in ("id", "bulletin_id", "state", "standing")),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _instant("signed_at", nullable=False),
        *(_instant(name) for name in ("placed_at", "mail_at")),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("standing"),
    )
    op.create_index("sign_up_bulletin", "sign_up", ["bulletin_id", "state", "id"])


def downgrade() -> None:
    """Take them away."""
    for table in ("sign_up", "bulletin_reach", "bulletin_told", "subscription", "bulletin"):
        op.drop_table(table)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(), nullable=nullable)
