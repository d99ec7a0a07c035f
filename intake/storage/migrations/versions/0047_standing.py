"""Which cases stand still, and which have estimated days, stands beside the case: found without the others."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_INDEXES = (
    ("case_stands", ["stands_until", "id"]),
    ("case_bureau_stands", ["lead_bureau", "stands_until", "id"]),
    ("case_estimated", ["estimated", "id"]),
    ("case_bureau_estimated", ["lead_bureau", "estimated", "id"]),
)
_OPEN = ("running", "extended", "paused")
# As `clocks.counting` had it when this was written.
_UNLIMITED = timedelta(days=30)
_CASES = sa.table("case_file", sa.column("id"), sa.column("stands_until", sa.Date), sa.column("estimated"))
_CLOCKS = sa.table(
    "case_clock",
    sa.column("case_id"),
    sa.column("state"),
    sa.column("provisional", sa.Boolean),
    sa.column("counted", sa.JSON),
)


def upgrade() -> None:
    """Add the columns, fill them from the clocks, make their indexes; the one of estimated clocks goes."""
    op.add_column("case_file", sa.Column("stands_until", sa.Date(), nullable=True))
    op.add_column("case_file", sa.Column("estimated", sa.Integer(), nullable=True))
    _fill(op.get_bind())
    for name, columns in _INDEXES:
        there = sa.text(f"{columns[-2]} IS NOT NULL")
        op.create_index(name, "case_file", columns, sqlite_where=there, postgresql_where=there)
    op.drop_index("case_clock_estimated", "case_clock")


def downgrade() -> None:
    """Make that index again, and take the rest away."""
    op.create_index(
        "case_clock_estimated",
        "case_clock",
        ["state", "case_id"],
        sqlite_where=sa.text("provisional IS 1"),
        postgresql_where=sa.text("provisional IS true"),
    )
    for name, _ in _INDEXES:
        op.drop_index(name, "case_file")
    for column in ("estimated", "stands_until"):
        op.drop_column("case_file", column)


def _fill(bind: sa.Connection) -> None:
    until: dict[str, date] = {}
    paused = sa.select(_CLOCKS.c.case_id, _CLOCKS.c.counted).where(_CLOCKS.c.state == "paused")
    for case_id, counted in bind.execute(paused):
        for pause in counted.get("paused", ()):
            if not pause["until"]:
                day = _until(pause)
                until[case_id] = min(until.get(case_id, day), day)
    estimated = (
        sa.select(_CLOCKS.c.case_id, sa.func.count())
        .where(_CLOCKS.c.state.in_(_OPEN), _CLOCKS.c.provisional.is_(True))
        .group_by(_CLOCKS.c.case_id)
    )
    numbers = [{"this_id": case_id, "value": number} for case_id, number in bind.execute(estimated)]
    days = [{"this_id": case_id, "value": day} for case_id, day in until.items()]
    for name, rows in (("stands_until", days), ("estimated", numbers)):
        if rows:
            this = _CASES.update().where(_CASES.c.id == sa.bindparam("this_id"))
            bind.execute(this.values({name: sa.bindparam("value")}), rows)


def _until(pause: dict[str, str]) -> date:
    expected = pause.get("expected")
    return date.fromisoformat(expected) if expected else date.fromisoformat(pause["from"]) + _UNLIMITED
