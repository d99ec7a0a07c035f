"""How steps are said to the driver of one of the two databases: SQL once compiled, values in its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter

from sqlalchemy import Dialect, Executable, Insert, Table, bindparam, func, literal_column, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from intake.storage.queried import AnySelect
from intake.storage.rows import TurnGate
from intake.storage.steps import METADATA, Ask, Each, Row, Values

_GATE_COLUMNS = ("channel", "message_key", "person", "turn_no", "reply", "created_at", "expires_at")

_values_of = attrgetter(*_GATE_COLUMNS)

Process = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class _Said:
    """A compiled statement.

    names      of its parameters, in the order in which the driver wants their values
    processes  the places whose value the driver wants otherwise than it is given
    constants  values that stand in the statement itself
    """

    sql: str
    names: tuple[str, ...]
    processes: tuple[tuple[int, Process], ...]
    constants: Values

    def arguments(self, values: Values) -> Row:
        """Return the values in the statement's order, as the driver wants them."""
        known = {**self.constants, **values} if self.constants else values
        row = [known[name] for name in self.names]
        for place, process in self.processes:
            row[place] = process(row[place])
        return row


class Speech:
    """Says steps to one of the two databases, past SQLAlchemy's connections but through the columns' types."""

    def __init__(self, is_sqlite: bool) -> None:
        """Speak to SQLite or to PostgreSQL."""
        self._is_sqlite = is_sqlite
        self._dialect: Dialect = make_url(
            "sqlite+pysqlite://" if is_sqlite else "postgresql+asyncpg://"
        ).get_dialect()()
        self._said = cache(self._compiled)

    def asked(self, step: Ask) -> tuple[str, Row]:
        """Return the SQL of a step and its arguments."""
        said = self._said(step.statement, ())
        return said.sql, said.arguments(step.values)

    def each(self, step: Each) -> tuple[str, list[Row]]:
        """Return the SQL of a step and the arguments of each of its rows."""
        said = self._said(step.statement, tuple(step.rows[0]))
        return said.sql, [said.arguments(row) for row in step.rows]

    def gates(self, gates: Sequence[TurnGate]) -> Ask:
        """Insert the gates in the order given; the rows that come back are those that came in."""
        rows = map(_values_of, gates)
        if not self._is_sqlite:
            return Ask(_gates_by_arrays(), dict(zip(_GATE_COLUMNS, zip(*rows, strict=True), strict=True)))
        names = _names_of_gates(len(gates))
        return Ask(_gates_by_values(len(gates)), dict(zip(names, chain.from_iterable(rows), strict=True)))

    def remember(self, states: Sequence[Values]) -> Each:
        """Put each person's state, rows of `conversation`, in the place of the last one.

        All rows have the same columns; a column that they leave out stays as it was.
        """
        return Each(_in_place_of_the_last(self._is_sqlite, tuple(states[0])), states)

    def _compiled(self, statement: Executable, names: tuple[str, ...]) -> _Said:
        columns = names if isinstance(statement, Insert) and names else None
        compiled: SQLCompiler = statement.compile(dialect=self._dialect, column_keys=columns)  # type: ignore[attr-defined]
        names = tuple(compiled.positiontup or ())
        wanted = [
            compiled.binds[name].type.dialect_impl(self._dialect).bind_processor(self._dialect) for name in names
        ]
        return _Said(
            sql=str(compiled),
            names=names,
            processes=tuple((place, process) for place, process in enumerate(wanted) if process is not None),
            constants={name: bind.value for name, bind in compiled.binds.items() if bind.value is not None},
        )


@cache
def _gates_by_arrays() -> Executable:
    turns = METADATA.tables["turn"]
    arrays = [bindparam(name, type_=postgresql.ARRAY(turns.c[name].type)) for name in _GATE_COLUMNS]
    rows: AnySelect = select(literal_column("*")).select_from(func.unnest(*arrays).alias("rows"))
    return _let_in(postgresql.insert(turns).from_select(list(_GATE_COLUMNS), rows), turns)


@cache
def _gates_by_values(count: int) -> Executable:
    turns = METADATA.tables["turn"]
    names = iter(_names_of_gates(count))
    rows = [
        {name: bindparam(next(names), type_=turns.c[name].type) for name in _GATE_COLUMNS} for _ in range(count)
    ]
    return _let_in(sqlite.insert(turns).values(rows), turns)


@cache
def _names_of_gates(count: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for number in range(count) for name in _GATE_COLUMNS)


@cache
def _in_place_of_the_last(is_sqlite: bool, names: tuple[str, ...]) -> Executable:
    conversations = METADATA.tables["conversation"]
    statement = (sqlite if is_sqlite else postgresql).insert(conversations)
    replaced = {
        column.name: statement.excluded[column.name]
        for column in conversations.c
        if column.name in names and not column.primary_key
    }
    upsert: Executable = statement.on_conflict_do_update(index_elements=[conversations.c.person], set_=replaced)
    return upsert


def _let_in(insert: postgresql.Insert | sqlite.Insert, turns: Table) -> Executable:
    statement: Executable = insert.on_conflict_do_nothing().returning(
        turns.c.channel, turns.c.message_key, turns.c.turn_no
    )
    return statement
