"""A database that repeats what the first one has become is what the migrations make."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, create_engine

from tests.made_once import Tables


def _like(file: Path, tables: Tables) -> list[object]:
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        tables.migrate(connection)
        made = _shape(connection)
    engine.dispose()
    return made


def _shape(connection: Connection) -> list[object]:
    made = [
        tuple(row) for row in connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
    ]
    names = [name for kind, name, _, _ in made if kind == "table"]
    rows = [
        (name, [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]) for name in names
    ]
    pragmas = [
        connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("user_version", "application_id")
    ]
    return [sorted(made, key=str), sorted(rows, key=str), pragmas]


def test_the_second_database_has_what_the_first_has(tmp_path: Path) -> None:
    tables = Tables()

    first, second, third = (_like(tmp_path / name, tables) for name in ("first", "second", "third"))

    assert first == second == third
    assert "case_file" in str(first)
