"""The tables are made once, equal the models, and a database of another version is refused."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text, update
from sqlmodel import col

from intake.cases.changes import JournalEntry
from intake.journal.accounts import note_older_accounts
from intake.journal.verifying import verify
from intake.officers import passwords
from intake.officers.sessions import Attempt, SigningIn
from intake.storage.cases import whole_case
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.keeping import upgrade as upgrading
from intake.storage.keeping.revisions import revision_of_this_program
from intake.storage.keeping.upgrade import prepare, upgrade
from intake.storage.refusals import DatabaseRefused, KeyRefused
from intake.storage.rows import Rows
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA, carried_out_in
from intake.storage.tables import CaseRow
from tests.builders import NOW, some_cases


async def test_the_migrated_tables_equal_the_models(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
        # Indexes that no model knows: FTS5 keeps its own in tables, PostgreSQL its own over an expression.
        return [one for one in found if not re.search(r"case_(?:search|who)_index", repr(one))]

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrated_constraints_equal_the_models(database: Database) -> None:
    """Alembic compares neither primary keys nor, on SQLite, every unique constraint."""

    def keys(connection: Connection) -> dict[str, tuple[list[str], set[tuple[str, ...]]]]:
        found = inspect(connection)
        return {
            name: (
                found.get_pk_constraint(name)["constrained_columns"],
                {tuple(unique["column_names"]) for unique in found.get_unique_constraints(name)},
            )
            for name in METADATA.tables
        }

    async with database.engine.connect() as connection:
        migrated = await connection.run_sync(keys)
    async with database.engine.begin() as connection:
        await connection.run_sync(METADATA.drop_all)
        await connection.run_sync(METADATA.create_all)
        assert await connection.run_sync(keys) == migrated


async def test_many_that_start_together_make_the_tables_once(empty_database_url: str, vault: Vault) -> None:
    databases = [await Database.open(empty_database_url) for _ in range(4)]

    await asyncio.gather(*(prepare(database, vault) for database in databases))

    async with databases[0].reading() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == revision_of_this_program()
    for database in databases:
        await database.close()


async def test_a_database_of_another_version_is_refused_and_left_alone(database: Database, vault: Vault) -> None:
    await _set_revision(database, "9999")

    for work in (database.migrate(), prepare(database, vault), upgrade(database)):
        with pytest.raises(DatabaseRefused, match="更新的版本"):
            await work

    async with database.reading() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


async def test_an_older_database_is_refused_with_the_command_that_helps(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # There is one revision so far: this program pretends to be one ahead of it.
    monkeypatch.setattr("intake.storage.keeping.upgrade.revision_of_this_program", lambda: "next")

    with pytest.raises(DatabaseRefused, match="shangmi db upgrade"):
        await database.migrate()


async def test_upgrade_makes_the_tables_of_an_empty_database_and_leaves_a_ready_one(
    empty_database_url: str,
) -> None:
    database = await Database.open(empty_database_url)

    await upgrade(database)
    await upgrade(database)
    await database.migrate()

    await database.close()


async def test_accounts_of_before_sign_in_after_the_upgrade_and_their_journal_holds(
    empty_database_url: str, vault: Vault
) -> None:
    database = await Database.open(empty_database_url)
    await _migrate_to(database, "0014")
    kept, at = await passwords.hashed("correct horse battery"), "2026-11-01 08:00:00"
    at = at if database.is_sqlite else f"{at}+00"
    async with database.writing() as session:
        for statement in (
            f"INSERT INTO officer VALUES ('o1', '王建国', 'head', 'jiangjin', '{kept}', (1 = 1), 7, NULL, '{at}')",
            f"INSERT INTO desk_session VALUES ('x', 'o1', '{at}', '{at}')",
            "INSERT INTO officer_mail VALUES ('o1', 'wang@example.gov.cn')",
            f"INSERT INTO api_token VALUES ('t1', '台账系统', (1 = 0), '{at}', NULL)",
        ):
            await session.execute(text(statement))

    await upgrade(database)
    await note_older_accounts(database, vault.journal_key, NOW)

    assert await SigningIn(database, vault).sign_in(Attempt("王建国", "correct horse battery"), NOW)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT address FROM officer_mail")) == "wang@example.gov.cn"
    found = await verify(database, vault.journal_key, NOW)
    assert found.is_intact and found.accounts == 2
    await database.close()


async def test_since_when_a_result_is_owed_is_filled_as_the_cases_say(database: Database, vault: Vault) -> None:
    states = ("checking", "docketed", "not_docketed", "closed", "withdrawn")
    kinds = ("complaint", "tip")
    wanted: list[dict[str, Any]] = [{"kind": kind, "state": state} for kind in kinds for state in states]
    wanted += [
        {"kind": "tip", "state": "docketed", "anonymous": True},
        {"kind": "consultation", "state": "closed"},
    ]
    await some_cases(database, vault, wanted)
    told, closed, again = await some_cases(database, vault, [{"kind": "tip", "state": "docketed"}] * 3)
    # Told; closed after docketing; told of the docketing and closed since.
    entries = [(told, "result_told"), (closed, "closed"), (again, "result_told"), (again, "closed")]
    async with database.writing() as session:
        for hours, (case, code) in enumerate(entries, start=1):
            one = JournalEntry(case.id, NOW + timedelta(hours=hours), "service", code)
            await carried_out_in(session, writing(Rows(journal=(one,)), vault.journal_key))
        over = update(CaseRow).where(col(CaseRow.id).in_([closed.id, again.id]))
        await session.execute(over.values(state="closed"))

    await _migrate_to(database, "0048", down=True)
    await upgrade(database)

    async with database.reading() as session:
        rows = (await session.scalars(select(CaseRow))).all()
        owed = {
            row.id: (row.result_owed_since, (await whole_case(session, row)).result_owed_since) for row in rows
        }
    assert [one for one in owed.values() if one[0] != one[1]] == []
    assert sum(since is not None for since, _ in owed.values()) == 6
    told_since, *since = (owed[one.id][0] for one in (told, closed, again))
    assert told_since is None and since == [NOW + timedelta(hours=2), NOW + timedelta(hours=4)]


async def test_a_database_of_somebody_else_is_refused(empty_database_url: str) -> None:
    database = await Database.open(empty_database_url)
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE theirs (id INTEGER)"))

    for work in (database.migrate(), upgrade(database)):
        with pytest.raises(DatabaseRefused, match="theirs"):
            await work

    await database.close()


async def test_other_keys_than_before_are_refused(database: Database, vault: Vault, tmp_path: Path) -> None:
    await prepare(database, vault)
    await prepare(database, vault)

    with pytest.raises(KeyRefused, match="密钥"):
        await prepare(database, Vault.open(tmp_path / "other"))


@pytest.mark.postgres
async def test_a_server_that_is_not_there_or_knows_no_such_database_is_named_without_its_address(
    postgres_url: str, vault: Vault
) -> None:
    for url in (
        "postgresql://nobody:geheim@127.0.0.1:1/nothing",
        postgres_url.replace("/shangmi_test", "/geheim"),
    ):
        database = await Database.open(url)
        with pytest.raises(DatabaseRefused, match="连不上") as refused:
            await prepare(database, vault)
        assert "geheim" not in str(refused.value)
        await database.close()
        await asyncio.sleep(0.05)  # the driver closes a refused socket a moment later


async def _set_revision(database: Database, revision: str) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


async def _migrate_to(database: Database, revision: str, *, down: bool = False) -> None:
    def work(connection: Connection) -> None:
        config = upgrading._config()
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)

    await upgrading._locked(database, work)
