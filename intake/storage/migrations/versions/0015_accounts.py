"""A journal of accounts; pauses by name and place; first passwords and second steps of officers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ADDRESSES = sa.table("officer_mail", sa.column("officer_id", sa.String()), sa.column("address", sa.String()))


def upgrade() -> None:
    """Change the tables. The accounts of before enter the journal at the next start: that needs our keys."""
    # Nobody stays signed in over this upgrade: of a session more is known than before. Nothing refers to accounts
    # while their table is made anew.
    op.drop_table("desk_session")
    addresses = _addresses_taken_out()
    with op.batch_alter_table("officer") as officer:
        officer.drop_column("failures")
        officer.drop_column("locked_until")
        officer.add_column(sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
        officer.add_column(sa.Column("second_step", sa.LargeBinary(), nullable=True))
        officer.add_column(sa.Column("second_step_used", sa.BigInteger(), nullable=True))
        officer.add_column(sa.Column("signed_in_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("officer") as officer:
        officer.alter_column("must_change", server_default=None)
    op.bulk_insert(_ADDRESSES, addresses)
    _make_desk_session("seen_at")
    op.create_table(
        "account_journal",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state_digest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq"),
    )
    op.create_index("ix_account_journal_at", "account_journal", ["at"])
    op.create_table(
        "sign_in_pause",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("officer_id", "failed_at"):
        op.create_index(f"ix_sign_in_pause_{column}", "sign_in_pause", [column])


def downgrade() -> None:
    """Take it back; the journal of accounts is lost."""
    op.drop_table("sign_in_pause")
    op.drop_table("account_journal")
    op.drop_table("desk_session")
    addresses = _addresses_taken_out()
    with op.batch_alter_table("officer") as officer:
        for name in ("signed_in_at", "second_step_used", "second_step", "must_change"):
            officer.drop_column(name)
        officer.add_column(sa.Column("locked_until", UtcDateTime(), nullable=True))
        officer.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.bulk_insert(_ADDRESSES, addresses)
    _make_desk_session()


def _addresses_taken_out() -> list[dict[str, str]]:
    rows = op.get_bind().execute(sa.select(_ADDRESSES)).mappings().all()
    op.get_bind().execute(sa.delete(_ADDRESSES))
    return [{name: str(row[name]) for name in ("officer_id", "address")} for row in rows]


def _make_desk_session(*more: str) -> None:
    op.create_table(
        "desk_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        *(sa.Column(name, UtcDateTime(), nullable=False) for name in ("created_at", "expires_at", *more)),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_desk_session_officer_id", "desk_session", ["officer_id"])
