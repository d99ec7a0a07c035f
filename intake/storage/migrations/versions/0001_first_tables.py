"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first version."""
    op.create_table(
        "api_token",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("identities", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("secret_kind", sa.String(), nullable=True),
        sa.Column("place_district", sa.String(), nullable=True),
        sa.Column("place_unit", sa.String(), nullable=True),
        sa.Column("lead_bureau", sa.String(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("route", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index("case_bureau_due", "case_file", ["lead_bureau", "state", "next_due_on", "id"])
    op.create_index("case_due", "case_file", ["state", "next_due_on", "id"])
    op.create_index("case_received", "case_file", ["received_at", "id"])
    op.create_index("ix_case_file_person", "case_file", ["person"])
    op.create_table(
        "contact",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "conversation",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("turn_no", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index("ix_conversation_updated_at", "conversation", ["updated_at"])
    op.create_table(
        "mark",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "turn",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("turn_no", sa.Integer(), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "message_key"),
        sa.UniqueConstraint("person", "turn_no", name="turn_person_no"),
    )
    op.create_index("ix_turn_expires_at", "turn", ["expires_at"])
    op.create_table(
        "case_assist",
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "bureau"),
    )
    op.create_index("ix_case_assist_bureau", "case_assist", ["bureau"])
    op.create_table(
        "case_clock",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_clock_case_id", "case_clock", ["case_id"])
    op.create_table(
        "case_identity",
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "case_key",
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "case_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_note_case_id", "case_note", ["case_id"])
    op.create_table(
        "case_text",
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "desk_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), sa.ForeignKey("officer.id"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_desk_session_officer_id", "desk_session", ["officer_id"])
    op.create_table(
        "journal",
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "seq"),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "n", name="mail_person_n"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), sa.ForeignKey("case_file.id"), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("outbox_next", "outbox", ["state", "next_try_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("outbox")
    op.drop_table("mail")
    op.drop_table("journal")
    op.drop_table("desk_session")
    op.drop_table("case_text")
    op.drop_table("case_note")
    op.drop_table("case_key")
    op.drop_table("case_identity")
    op.drop_table("case_clock")
    op.drop_table("case_assist")
    op.drop_table("turn")
    op.drop_table("officer")
    op.drop_table("mark")
    op.drop_table("conversation")
    op.drop_table("contact")
    op.drop_table("case_file")
    op.drop_table("api_token")
