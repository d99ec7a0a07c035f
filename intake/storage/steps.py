"""The SQL that turns are committed and recalled with, as steps that either database's line carries out.

A piece of work is a generator: it yields steps and is sent the rows each of them gave. So the order of a
commit is written once, for the thread of SQLite and for the event loop of PostgreSQL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Dialect, Table, bindparam, make_url
from sqlalchemy.dialects import postgresql, sqlite

from intake.storage.knowledge_tables import AskedRow
from intake.storage.rows import CaseChange, Gate
from intake.storage.tables import TurnRow

# Both files of tables are read before anybody looks at what tables there are.
METADATA = TurnRow.metadata
assert AskedRow.metadata is METADATA  # noqa: S101 - keeps the import, and says why it is there

Row = Sequence[Any]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement whose rows are wanted."""

    sql: str
    arguments: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """A statement carried out once for each row of arguments; gives no rows."""

    sql: str
    rows: Sequence[Sequence[Any]]


Step = Ask | Each
Work = Generator[Step, Sequence[Row], Result]

_GATES_BY_ARRAYS = """
INSERT INTO turn (channel, message_key, person, turn_no, reply, created_at, expires_at)
SELECT * FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::int[], $5::bytea[], $6::timestamptz[], $7::timestamptz[]
)
ON CONFLICT DO NOTHING RETURNING channel, message_key, turn_no
"""
_GATES_BY_VALUES = """
INSERT INTO turn (channel, message_key, person, turn_no, reply, created_at, expires_at)
VALUES (rows)
ON CONFLICT DO NOTHING RETURNING channel, message_key, turn_no
"""


class Speech:
    """How to say it to one of the two databases.

    Statements of our own are written for PostgreSQL; `say` puts them into SQLite's words, where an array is
    a JSON text. Values go through the columns' types, as the sessions of the desk send them.
    """

    def __init__(self, is_sqlite: bool) -> None:
        """Speak to SQLite or to PostgreSQL."""
        self.is_sqlite = is_sqlite
        self._dialect: Dialect = make_url(
            "sqlite+pysqlite://" if is_sqlite else "postgresql+asyncpg://"
        ).get_dialect()()
        self.say = cache(_in_sqlites_words) if is_sqlite else _as_it_is
        self._instant = self.sending("turn", ("created_at",))
        self._change_said = cache(self._change_in_words)
        self._insert_said = cache(self._insert_in_words)

    def array(self, values: Iterable[str]) -> Any:
        """Return what stands for `ANY($n)` or `unnest($n)`."""
        return json.dumps(list(values)) if self.is_sqlite else list(values)

    def gates(self, gates: Sequence[Gate]) -> Ask:
        """Insert the gates in the order given; the rows that come back are those that came in."""
        rows = [
            (
                gate.channel,
                gate.message_key,
                gate.person,
                gate.turn_no,
                gate.reply,
                *self._instant((gate.created_at,)),
                *self._instant((gate.expires_at,)),
            )
            for gate in gates
        ]
        if self.is_sqlite:
            return Ask(_gates_by_values(len(rows)), [value for row in rows for value in row])
        return Ask(_GATES_BY_ARRAYS, list(zip(*rows, strict=True)))

    def insert(
        self, table: str, rows: Sequence[Mapping[str, Any]], *, keep: bool = False, replace: tuple[str, ...] = ()
    ) -> Each:
        """Insert rows that have the same columns.

        keep     a row that stands already under the same key is kept as it is
        replace  columns that a row standing already gets from the new one
        """
        columns = tuple(rows[0])
        sql, order, sending = self._insert_said(table, columns, keep, replace)
        return Each(sql, [sending([row[column] for column in order]) for row in rows])

    def change(self, change: CaseChange) -> Ask:
        """Change a case that is still of the version given; its id comes back if it is."""
        columns = tuple(change.values)
        sql, order = self._change_said(columns)
        values = self.sending("case_file", columns)([change.values[column] for column in columns])
        sent = dict(zip(columns, values, strict=True))
        sent |= {"this_case": change.case_id, "was": change.version, "version": change.version + 1}
        return Ask(sql, [sent[name] for name in order])

    def sending(self, table: str, columns: Sequence[str]) -> Any:
        """Return a function that makes a row of values fit for the driver."""
        types = [METADATA.tables[table].columns[name].type for name in columns]
        processors = [kind.dialect_impl(self._dialect).bind_processor(self._dialect) for kind in types]

        def sent(values: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(
                value if process is None else process(value)
                for process, value in zip(processors, values, strict=True)
            )

        return sent

    def _insert_in_words(
        self, table: str, columns: tuple[str, ...], keep: bool, replace: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...], Any]:
        target: Table = METADATA.tables[table]
        statement: Any = (sqlite if self.is_sqlite else postgresql).insert(target)
        if keep:
            statement = statement.on_conflict_do_nothing()
        if replace:
            statement = statement.on_conflict_do_update(
                index_elements=list(target.primary_key.columns),
                set_={name: statement.excluded[name] for name in replace},
            )
        compiled = statement.compile(dialect=self._dialect, column_keys=columns)
        # The statement names the columns in the order of the table, whatever the order they were given in.
        order = tuple(compiled.positiontup or ())
        return str(compiled), order, self.sending(table, order)

    def _change_in_words(self, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        cases = METADATA.tables["case_file"]
        statement = (
            cases.update()
            .where(cases.c.id == bindparam("this_case"), cases.c.version == bindparam("was"))
            .returning(cases.c.id)
        )
        compiled = statement.compile(dialect=self._dialect, column_keys=[*columns, "version"])
        return str(compiled), tuple(compiled.positiontup or ())


def _as_it_is(sql: str) -> str:
    return sql


def _in_sqlites_words(sql: str) -> str:
    sql = re.sub(r"= ANY\(\$(\d)\)", r"IN (SELECT value FROM json_each(?\1))", sql)
    sql = re.sub(r"unnest\(\$(\d)::text\[\]\) AS each\(value\)", r"json_each(?\1) AS each", sql)
    return re.sub(r"\$(\d)", r"?\1", sql).replace("FOR UPDATE", "")


@cache
def _gates_by_values(count: int) -> str:
    return _GATES_BY_VALUES.replace("(rows)", ", ".join(["(?, ?, ?, ?, ?, ?, ?)"] * count))
