"""What the journal says more of, filers by keys of their own, and no account kept that nobody reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables. Anonymous cases get keys of their own at the next start: that needs our keys."""
    for column in (
        sa.Column("effective_at", UtcDateTime(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("state_digest", sa.String(), nullable=True),
    ):
        op.add_column("journal", column)
    op.drop_index("ix_case_file_person", "case_file")
    op.alter_column("case_file", "person", new_column_name="filer")
    op.create_index("ix_case_file_filer", "case_file", ["filer"])
    with op.batch_alter_table("mail") as mail:
        mail.drop_constraint("mail_person_n", type_="unique")
        mail.alter_column("person", new_column_name="filer")
    with op.batch_alter_table("mail") as mail:
        mail.create_unique_constraint("mail_filer_n", ["filer", "n"])
    op.add_column("conversation", sa.Column("own", sa.LargeBinary(), nullable=True))
    op.drop_column("conversation", "channel")
    op.drop_column("outbox", "payload")
    op.create_table(
        "web_session",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.execute(
        "INSERT INTO web_session (person, opened_at) SELECT person, created_at FROM contact WHERE channel = 'web'"
    )
    op.drop_table("contact")


def downgrade() -> None:
    """Bring back the tables of before; accounts that were not kept do not come back."""
    op.create_table(
        "contact",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.drop_table("web_session")
    op.add_column("outbox", sa.Column("payload", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("conversation", sa.Column("channel", sa.String(), nullable=False, server_default=""))
    op.drop_column("conversation", "own")
    with op.batch_alter_table("mail") as mail:
        mail.drop_constraint("mail_filer_n", type_="unique")
        mail.alter_column("filer", new_column_name="person")
    with op.batch_alter_table("mail") as mail:
        mail.create_unique_constraint("mail_person_n", ["person", "n"])
    op.drop_index("ix_case_file_filer", "case_file")
    op.alter_column("case_file", "filer", new_column_name="person")
    op.create_index("ix_case_file_person", "case_file", ["person"])
    for name in ("state_digest", "supersedes", "subject", "effective_at"):
        op.drop_column("journal", name)
