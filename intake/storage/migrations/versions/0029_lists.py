"""When a case last moved, who wrote last, what waits unread: beside the case, with the indexes of lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake.storage.columns import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_INDEXES = {
    "case_bureau_received": ["lead_bureau", "received_at", "id"],
    "case_active": ["active_at", "id"],
    "case_bureau_active": ["lead_bureau", "active_at", "id"],
    "case_unread": ["unread_since", "id"],
    "case_bureau_unread": ["lead_bureau", "unread_since", "id"],
}
_COLUMNS = ("active_at", "unread_since", "said_at")
# Looking at a case is no activity.
_LOOKS = (
    "'viewed', 'identity_viewed', 'evidence_listed', 'evidence_previewed', 'evidence_downloaded', "
    "'transfers_exported', 'evidence_stamped', 'printed'"
)
_ACTIVE = f"""
UPDATE case_file SET active_at = COALESCE(
    (SELECT MAX(at) FROM journal WHERE journal.case_id = case_file.id AND code NOT IN ({_LOOKS})), received_at)
"""  # noqa: S608 - of constants alone
_FROM_FILER = "case_note.case_id = case_file.id AND case_note.actor = 'filer' AND case_note.purpose <> 'mark'"
_UNREAD = f"""
UPDATE case_file SET unread_since = (
    SELECT MIN(at) FROM case_note WHERE {_FROM_FILER} AND at >= COALESCE(
        (SELECT MAX(at) FROM journal WHERE journal.case_id = case_file.id
            AND actor NOT IN ('filer', 'service') AND code NOT IN ({_LOOKS})), received_at))
"""  # noqa: S608
_SAID = f"""
UPDATE case_file SET said_by = 'filer', said_at = (SELECT MAX(at) FROM case_note WHERE {_FROM_FILER})
    WHERE EXISTS (SELECT 1 FROM case_note WHERE {_FROM_FILER})
"""  # noqa: S608
_WRITTEN = """
UPDATE case_file SET said_by = 'desk',
    said_at = (SELECT MAX(created_at) FROM mail WHERE mail.case_id = case_file.id)
    WHERE COALESCE((SELECT MAX(created_at) FROM mail WHERE mail.case_id = case_file.id), received_at)
        > COALESCE(said_at, received_at)
"""


def upgrade() -> None:
    """Make the columns, and fill them from what the journals of older cases say."""
    for name in _COLUMNS:
        op.add_column("case_file", sa.Column(name, UtcDateTime(), nullable=True))
    op.add_column("case_file", sa.Column("said_by", sa.String(), nullable=True))
    for statement in (_ACTIVE, _UNREAD, _SAID, _WRITTEN):
        op.execute(statement)
    for name, columns in _INDEXES.items():
        op.create_index(name, "case_file", columns)


def downgrade() -> None:
    """Take them away."""
    for name in _INDEXES:
        op.drop_index(name, "case_file")
    for name in (*_COLUMNS, "said_by"):
        op.drop_column("case_file", name)
