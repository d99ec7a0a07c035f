"""What lists ask of a case stands beside those who assist too; its filer's mark stands in the case."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

# (table, name, columns, the column without which a case is not in it)
_INDEXES: tuple[tuple[str, str, list[str], str | None], ...] = (
    ("case_file", "case_marked", ["closed_at", "lead_bureau", "mark", "id"], "mark"),
    ("case_file", "case_bureau_marked", ["lead_bureau", "closed_at", "mark", "id"], "mark"),
    ("case_assist", "case_assist_due", ["bureau", "state", "next_due_on", "case_id"], None),
    ("case_assist", "case_assist_kind", ["bureau", "state", "kind", "next_due_on", "case_id"], None),
    ("case_assist", "case_assist_received", ["bureau", "received_at", "case_id"], None),
    ("case_assist", "case_assist_active", ["bureau", "active_at", "case_id"], None),
    ("case_assist", "case_assist_unread", ["bureau", "unread_since", "case_id"], "unread_since"),
    ("case_assist", "case_assist_reminded", ["bureau", "reminded_at", "case_id"], "reminded_at"),
    ("case_assist", "case_assist_marked", ["bureau", "closed_at", "mark", "case_id"], "mark"),
)
_LISTED: Final[tuple[tuple[str, sa.types.TypeEngine[Any]], ...]] = (
    ("state", sa.String()),
    ("kind", sa.String()),
    ("next_due_on", sa.Date()),
    ("received_at", UtcDateTime()),
    ("active_at", UtcDateTime()),
    ("unread_since", UtcDateTime()),
    ("reminded_at", UtcDateTime()),
    ("closed_at", UtcDateTime()),
    ("mark", sa.String()),
)
_CASES = sa.table("case_file", sa.column("id"), sa.column("mark"), sa.column("filer"))
_JOURNAL = sa.table("journal", sa.column("case_id"), sa.column("code"), sa.column("payload", sa.JSON))


def upgrade() -> None:
    """Add the columns, fill them from the journal and from the cases, make the indexes that lists read."""
    op.add_column("case_file", sa.Column("mark", sa.String(), nullable=True))
    _fill_marks(op.get_bind())
    for name, kind in _LISTED:
        op.add_column("case_assist", sa.Column(name, kind, nullable=True))
    names = ", ".join(name for name, _ in _LISTED)
    of_the_case = (
        f"SELECT {names} FROM case_file WHERE case_file.id = case_assist.case_id"  # noqa: S608 - our own columns
        " AND case_file.lead_bureau <> case_assist.bureau AND case_file.filer <> ''"
    )
    op.execute(f"UPDATE case_assist SET ({names}) = ({of_the_case})")  # noqa: S608 - our own columns
    for table, name, columns, needed in _INDEXES:
        there = sa.text(f"{needed} IS NOT NULL") if needed else None
        op.create_index(name, table, columns, sqlite_where=there, postgresql_where=there)
    # Each of the new ones begins with the bureau.
    op.drop_index("ix_case_assist_bureau", "case_assist")


def downgrade() -> None:
    """Make that index again, and take the rest away."""
    op.create_index("ix_case_assist_bureau", "case_assist", ["bureau"])
    for table, name, _, _ in _INDEXES:
        op.drop_index(name, table)
    for name, _ in _LISTED:
        op.drop_column("case_assist", name)
    op.drop_column("case_file", "mark")


def _fill_marks(bind: sa.Connection) -> None:
    rated = sa.select(_JOURNAL.c.case_id, _JOURNAL.c.payload).where(_JOURNAL.c.code == "filer_rated")
    given = [{"this_id": case_id, "given": payload["mark"]} for case_id, payload in bind.execute(rated)]
    if given:
        # What was disposed of has none.
        kept = _CASES.update().where(_CASES.c.id == sa.bindparam("this_id"), _CASES.c.filer != "")
        bind.execute(kept.values(mark=sa.bindparam("given")), given)
