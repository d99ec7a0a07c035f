"""Links to the upload page, and what is still to be fetched from a channel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "upload_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("draft", "case_id", "expires_at"):
        op.create_index(f"ix_upload_link_{column}", "upload_link", [column])
    op.create_table(
        "arriving_media",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=True),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("file_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("arriving_next", "arriving_media", ["state", "next_try_at"])
    for column in ("draft", "case_id"):
        op.create_index(f"ix_arriving_media_{column}", "arriving_media", [column])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("arriving_media")
    op.drop_table("upload_link")
