"""What cases are found by, as keyed tokens, and the index over them: FTS5, or a `simple` tsvector."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("case_search", "case_who")
# Cases of before are entered by `shangmi search rebuild`: a migration has no keys.
_BEHIND = "INSERT INTO mark (name, value) SELECT 'search', 'behind' WHERE EXISTS (SELECT 1 FROM case_file)"


def upgrade() -> None:
    """Make tables and indexes; say that older cases are not in them yet."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("n", sa.Integer(), nullable=False),
            sa.Column("case_id", sa.String(), nullable=False),
            sa.Column("bureau", sa.String(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("n"),
            sa.UniqueConstraint("case_id"),
        )
        for statement in _sqlite_index(name) if is_sqlite else _postgres_index(name):
            op.execute(statement)
    op.execute(_BEHIND)


def downgrade() -> None:
    """Take them away."""
    op.execute("DELETE FROM mark WHERE name = 'search'")
    for name in TABLES:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TABLE {name}_index")
        op.drop_table(name)


def _sqlite_index(name: str) -> tuple[str, ...]:
    index = f"{name}_index"
    gone = f"INSERT INTO {index}({index}, rowid, bureau, words) VALUES ('delete', old.n, old.bureau, old.words)"  # noqa: S608
    come = f"INSERT INTO {index}(rowid, bureau, words) VALUES (new.n, new.bureau, new.words)"  # noqa: S608
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5(bureau, words, content='{name}', content_rowid='n', "
        "detail='column', tokenize='ascii')",
        f"CREATE TRIGGER {name}_come AFTER INSERT ON {name} BEGIN {come}; END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {name} BEGIN {gone}; END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {name} BEGIN {gone}; {come}; END",
    )


def _postgres_index(name: str) -> tuple[str, ...]:
    return (f"CREATE INDEX {name}_index ON {name} USING gin (to_tsvector('simple', bureau || ' ' || words))",)
