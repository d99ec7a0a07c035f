"""What waits between bureaus, units inside them, who stands in for whom, faults that were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# What waited before there were crossings: cases to be placed, and cases to be signed for.
_WAITING = """
    INSERT INTO crossing (id, case_id, kind, step, sender, owner, about, opened_on, due_on, by_law, ended_as)
    SELECT id || ':' || {kind} || '-1', id, {kind}, {step}, '', lead_bureau, '', {day}, {day}, {no}, ''
    FROM case_file WHERE state = {state}
"""


def upgrade() -> None:
    """Make the tables, and enter what waits now."""
    op.create_table(
        "crossing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_law", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("crossing_owner", "crossing", ["owner", "ended_on", "due_on"])
    op.create_index("crossing_sender", "crossing", ["sender", "ended_on"])
    op.create_index("ix_crossing_case_id", "crossing", ["case_id"])
    op.create_table(
        "bureau_unit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("bureau", "name", name="bureau_unit_name"),
    )
    op.create_table(
        "stand_in",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("for_id", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.ForeignKeyConstraint(["for_id"], ["officer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("stand_in_officer", "stand_in", ["officer_id", "until_on"])
    op.create_table(
        "fault_told",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    _enter_what_waits()


def _enter_what_waits() -> None:
    today = "CURRENT_DATE"
    for kind, step, state in (("intake", "place", "submitted"), ("routed", "sign", "routed")):
        values = {name: f"'{text}'" for name, text in (("kind", kind), ("step", step), ("state", state))}
        op.execute(_WAITING.format(**values, day=today, no="false"))


def downgrade() -> None:
    """Take them away: what waits follows from the journal, units and stand-ins are lost."""
    op.drop_table("fault_told")
    op.drop_index("stand_in_officer", "stand_in")
    op.drop_table("stand_in")
    op.drop_table("bureau_unit")
    op.drop_index("ix_crossing_case_id", "crossing")
    op.drop_index("crossing_sender", "crossing")
    op.drop_index("crossing_owner", "crossing")
    op.drop_table("crossing")
