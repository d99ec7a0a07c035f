"""Since when a result is owed stands beside the case: found without looking through what was decided.

What a bureau sent to others is found by its day, as what it must act on is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_INDEXES = (
    ("case_owed", ["result_owed_since", "id"]),
    ("case_bureau_owed", ["lead_bureau", "result_owed_since", "id"]),
)
_SENDER = ("crossing_sender", "crossing")
# As `cases.owing` has it: the last decision, of those after which nobody was told and nothing was disposed of.
_FILL = """
UPDATE case_file SET result_owed_since = (
    SELECT decided.at FROM journal AS decided
    WHERE decided.case_id = case_file.id
      AND (decided.code IN ('docketed', 'not_docketed')
           OR (decided.code = 'closed' AND EXISTS (
               SELECT 1 FROM journal AS docketed
               WHERE docketed.case_id = case_file.id AND docketed.code = 'docketed'
                 AND docketed.seq < decided.seq)))
      AND NOT EXISTS (
          SELECT 1 FROM journal AS ended
          WHERE ended.case_id = case_file.id AND ended.seq > decided.seq
            AND ended.code IN ('result_told', 'disposed'))
    ORDER BY decided.seq DESC LIMIT 1)
WHERE state IN ('docketed', 'not_docketed', 'closed')
  AND kind IN ('complaint', 'tip', 'referral') AND NOT anonymous
"""


def upgrade() -> None:
    """Add the column, fill it from the journal, make its indexes."""
    op.add_column("case_file", sa.Column("result_owed_since", UtcDateTime(), nullable=True))
    op.execute(_FILL)
    there = sa.text("result_owed_since IS NOT NULL")
    for name, columns in _INDEXES:
        op.create_index(name, "case_file", columns, sqlite_where=there, postgresql_where=there)
    op.drop_index(*_SENDER)
    op.create_index(*_SENDER, ["sender", "ended_on", "due_on"])


def downgrade() -> None:
    """Take them away, and make that index as it was."""
    op.drop_index(*_SENDER)
    op.create_index(*_SENDER, ["sender", "ended_on"])
    for name, _ in _INDEXES:
        op.drop_index(name, "case_file")
    op.drop_column("case_file", "result_owed_since")
