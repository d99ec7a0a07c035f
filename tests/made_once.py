"""What every service of a run does at its start, done once: its tables.

A new SQLite database goes through all migrations, which costs more than most tests; what the first one has
become is written down and repeated. Migrations that start from an older version are carried out as they are.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, inspect

from intake.storage.keeping import upgrade

_Row = tuple[Any, ...]
_MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
_VIRTUAL = "CREATE VIRTUAL TABLE"


class Tables:
    """The statements that make our tables in an empty SQLite database, and the rows the migrations put in."""

    def __init__(self) -> None:
        self._statements: list[str] = []
        self._rows: list[tuple[str, list[_Row]]] = []

    def migrate(self, connection: Connection, to: str = "head") -> None:
        """Do as `upgrade` does, from what is written down where that is the same."""
        whole = to == "head" and connection.dialect.name == "sqlite" and not inspect(connection).get_table_names()
        if not (whole and self._statements):
            _migrate(connection, to)
            if whole:
                self._write_down(connection)
            return
        for statement in self._statements:
            connection.exec_driver_sql(statement)
        for insert, rows in self._rows:
            connection.exec_driver_sql(insert, rows)

    def _write_down(self, connection: Connection) -> None:
        statements = [str(made) for (made,) in connection.exec_driver_sql(_MADE)]
        virtual = tuple(_name(made) for made in statements if made.upper().startswith(_VIRTUAL))
        # What stands behind a virtual table is made with it.
        behind = tuple(f"{name}_" for name in virtual)
        tables = [made for made in statements if made.upper().startswith("CREATE TABLE")]
        own = [made for made in tables if not (behind and _name(made).startswith(behind))]
        for name in map(_name, own):
            rows = [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._rows.append((f'INSERT INTO "{name}" VALUES ({marks})', rows))
        self._statements = [made for made in statements if made not in tables or made in own]


def _name(made: str) -> str:
    return made.split("(", 1)[0].split()[-1 if not made.upper().startswith(_VIRTUAL) else 3].strip("\"'")


_migrate = upgrade._migrate


def make_once(patch: pytest.MonkeyPatch) -> None:
    """Let services that start from now on repeat what the first of them did."""
    patch.setattr(upgrade, "_migrate", Tables().migrate)
