"""What is done by hand to a table that `journal.coverage` calls proven is named with its row."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table, and_

from intake.cases.changes import JournalEntry
from intake.journal import entries as journal
from intake.journal.coverage import COVERAGE, Proof
from intake.journal.verifying import Verified, verify
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from tests.conftest import BOTH
from tests.intake.journal import installation
from tests.intake.journal.installation import CASES, Content, by_hand, proven, some_value

LATER = installation.NOW + timedelta(hours=1)
Row = Mapping[str, Any]

# Each of them is done in a case of its own: what follows a broken journal proves nothing.
BESIDE = (*proven(Proof.WITNESS), *proven(Proof.SAID))
ROWS_OF_THEIR_OWN = (*proven(Proof.CHAIN), *proven(Proof.DIGEST))
ACCOUNTS = [METADATA.tables[name] for name in ("officer", "api_token", "switch", "bureau_care")]


class Prepared:
    """An installation that is tampered with again and again."""

    def __init__(self, url: str, vault: Vault) -> None:
        self.vault = vault
        self._url = url
        self.content: Content = {}
        self.head = ""

    async def prepare(self) -> None:
        database = await Database.open(self._url)
        await database.migrate()
        await installation.fill(database, self.vault)
        self.content = await installation.content_of(database)
        found = await verify(database, self.vault.journal_key, LATER, None, self.vault)
        assert found.is_intact, found.faults
        assert found.unnamed == 0
        self.head = found.head
        await database.close()

    async def open(self) -> Database:
        database = await Database.open(self._url)
        await installation.put_back(database, self.content)
        return database


@pytest.fixture(scope="module", params=BOTH)
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    folder = tmp_path_factory.mktemp("tampering")
    server = request.getfixturevalue("postgres_server") if request.param == "postgres" else None
    url = server.empty_database() if server else f"sqlite:///{folder}/shangmi.db"
    made = Prepared(url, Vault.open(folder))
    asyncio.run(made.prepare())
    yield made
    if server:
        server.drop(url)


def test_every_table_is_proven_or_says_why_it_need_not_be() -> None:
    assert set(COVERAGE) == set(METADATA.tables)
    assert [name for name, cover in COVERAGE.items() if cover.proof is Proof.NONE and not cover.because] == []
    for name, cover in COVERAGE.items():
        assert set(cover.free) <= {column.name for column in METADATA.tables[name].columns}, name


@pytest.mark.parametrize("turn", range(4))
async def test_each_column_that_was_changed_is_named_with_its_row(prepared: Prepared, turn: int) -> None:
    """Rows in one case, columns in turn: a table with few of them is changed in the same one again."""
    database = await prepared.open()
    expected: set[str] = set()
    for table in BESIDE:
        columns = _proven_columns(table)
        for number, column in enumerate(columns[turn::4]):
            row = _rows(prepared, table)[number % len(_rows(prepared, table))]
            await _change(database, table, row, {column.name: _another(column, row[column.name])})
            expected.add(_name(table, row))

    found = await _verified(database, prepared)

    assert expected <= {fault.row for fault in found.faults}
    # The nearest date follows from the clocks, and who assists or is let in is part of the case's state.
    assert {fault.row for fault in found.faults} - expected <= {"", *(f"case_file:{case_id}" for case_id in CASES)}


async def test_each_column_of_cases_accounts_and_journals_that_was_changed_is_named(prepared: Prepared) -> None:
    left = [(table, column) for table in ROWS_OF_THEIR_OWN for column in _proven_columns(table)]
    while left:
        database = await prepared.open()
        done: dict[str, tuple[Table, Column[Any]]] = {}
        for table, column in list(left):
            # One change a chain at a time, each found alone.
            row = next((one for one in prepared.content[table.name] if _chain(table, one) not in done), None)
            if row is not None:
                await _change(database, table, row, {column.name: _another(column, row[column.name])})
                done[_chain(table, row)] = (table, column)
                left.remove((table, column))

        found = await _verified(database, prepared)

        named = {fault.case_id for fault in found.faults}
        assert [f"{table}.{column.name}" for chain, (table, column) in done.items() if chain not in named] == []


async def test_a_row_that_was_deleted_is_named(prepared: Prepared) -> None:
    database = await prepared.open()
    expected = {await _delete(database, table, _rows(prepared, table)[0]) for table in BESIDE}
    accounts = [await _delete(database, table, _rows(prepared, table)[0]) for table in ACCOUNTS]
    await _delete(database, METADATA.tables["case_file"], prepared.content["case_file"][1])
    await _delete(database, METADATA.tables["case_key"], prepared.content["case_key"][2])
    await _delete(database, METADATA.tables["journal"], _entry(prepared, "c4", 2))

    found = await _verified(database, prepared)

    assert len(accounts) == len(ACCOUNTS)
    assert expected | {"case_key:c3"} <= {fault.row for fault in found.faults}
    assert {"c2", "c4", "officer:o0", "token:t0", "switch:s0", "bureau:b0"} <= {
        one.case_id for one in found.faults
    }


async def test_a_row_that_was_put_in_is_named(prepared: Prepared) -> None:
    database = await prepared.open()
    expected = {
        await _copy(database, table, _rows(prepared, table)[0])
        for table in BESIDE
        if table.primary_key.columns.keys() != ["case_id"]
    }
    for table in ACCOUNTS:
        await _copy(database, table, _rows(prepared, table)[0])
    await _copy(database, METADATA.tables["case_file"], prepared.content["case_file"][0])
    await _copy(database, METADATA.tables["journal"], _entry(prepared, "c2", 6), {"seq": 7})

    found = await _verified(database, prepared)

    named = {fault.case_id for fault in found.faults}
    assert expected <= {fault.row for fault in found.faults}
    assert {"officer:put-in", "token:put-in", "switch:put-in", "bureau:put-in", "put-in", "c2"} <= named


async def test_rows_that_changed_places_are_named(prepared: Prepared) -> None:
    database = await prepared.open()
    expected: set[str] = set()
    for table in BESIDE:
        one, two = _rows(prepared, table)[0], prepared.content[table.name][-1]
        columns = [
            c
            for c in _proven_columns(table)
            if one[c.name] != two[c.name] and not (c.unique or c.name == "officer_id")
        ]
        if not columns:
            continue
        column = columns[0]
        expected |= {
            await _change(database, table, a, {column.name: b[column.name]}) for a, b in ((one, two), (two, one))
        }
    one, two = _entry(prepared, "c3", 2), _entry(prepared, "c3", 3)
    for a, b in ((one, two), (two, one)):
        await _change(
            database, METADATA.tables["journal"], a, {name: b[name] for name in ("actor", "code", "hash")}
        )
    keys = prepared.content["case_key"]
    for a, b in ((keys[3], keys[4]), (keys[4], keys[3])):
        await _change(database, METADATA.tables["case_key"], a, {"wrapped": b["wrapped"]})

    found = await _verified(database, prepared)

    rows = {fault.row for fault in found.faults}
    assert expected | {"case_key:c4", "case_key:c5"} <= rows
    assert "c3" in {fault.case_id for fault in found.faults}


async def test_letters_in_another_order_are_named(prepared: Prepared) -> None:
    database = await prepared.open()
    one, two = _rows(prepared, METADATA.tables["mail"])[:2]
    for row, number in ((one, -1), (two, one["n"]), (one, two["n"])):
        await _change(database, METADATA.tables["mail"], row, {"n": number})

    found = await _verified(database, prepared)

    assert [fault.why for fault in found.faults] == ["次序被改动"]


async def test_the_nearest_date_is_that_of_the_clocks(prepared: Prepared) -> None:
    database = await prepared.open()
    cases = METADATA.tables["case_file"]
    await _change(database, cases, prepared.content["case_file"][0], {"next_due_on": None})

    assert [fault.row for fault in (await _verified(database, prepared)).faults] == ["case_file:c1"]


@pytest.mark.parametrize("loss", ["the tail of a journal", "a whole case", "a whole account", "everything"])
async def test_what_was_cut_off_or_rolled_back_is_seen_against_a_head(prepared: Prepared, loss: str) -> None:
    database = await prepared.open()
    journal, accounts = METADATA.tables["journal"], METADATA.tables["account_journal"]
    if loss == "the tail of a journal":
        await _delete(database, journal, _entry(prepared, "c1", 6))
    elif loss == "a whole case":
        await _clear(
            database,
            {table.name: table.c.case_id == "c1" for table in METADATA.sorted_tables if "case_id" in table.c},
            cases="c1",
        )
    elif loss == "a whole account":
        await _clear(
            database,
            {
                "officer": METADATA.tables["officer"].c.id == "o2",
                "account_journal": accounts.c.chain == "officer:o2",
            },
        )
    else:
        await _clear(database, {table.name: None for table in METADATA.sorted_tables if table.name != "mark"})

    found = await verify(database, prepared.vault.journal_key, LATER, prepared.head, prepared.vault)
    without = await verify(database, prepared.vault.journal_key, LATER, None, prepared.vault)

    assert found.head_fits is False
    assert not found.is_intact
    assert not (loss == "everything" and without.is_intact)
    await database.close()


async def test_an_older_copy_put_back_is_seen_against_a_later_head(prepared: Prepared) -> None:
    database = await prepared.open()
    older = prepared.content
    async with database.writing() as session:
        later = JournalEntry("c1", installation.NOW, "service", "viewed")
        await journal.append(session, [later], prepared.vault.journal_key)
    head = (await verify(database, prepared.vault.journal_key, LATER, None, prepared.vault)).head
    await installation.put_back(database, older)

    found = await verify(database, prepared.vault.journal_key, LATER, head, prepared.vault)

    assert (found.faults, found.head_fits) == ((), False)
    await database.close()


async def _verified(database: Database, prepared: Prepared) -> Verified:
    found = await verify(database, prepared.vault.journal_key, LATER, None, prepared.vault)
    assert not found.is_intact
    await database.close()
    return found


def _rows(prepared: Prepared, table: Table) -> list[Row]:
    """Return the rows of the first case, or all of them."""
    rows = [dict(row) for row in prepared.content[table.name]]
    return [row for row in rows if row.get("case_id", "c1") == "c1"]


def _entry(prepared: Prepared, case_id: str, seq: int) -> Row:
    return next(dict(row) for row in prepared.content["journal"] if (row["case_id"], row["seq"]) == (case_id, seq))


def _proven_columns(table: Table) -> list[Column[Any]]:
    free = {*COVERAGE[table.name].free, "case_id", *table.primary_key.columns.keys(), "next_due_on"}
    return [column for column in table.columns if column.name not in free]


def _chain(table: Table, row: Row) -> str:
    if table.name == "journal":
        return str(row["case_id"])
    if table.name == "account_journal":
        return str(row["chain"])
    names = {
        "case_file": "",
        "officer": "officer:",
        "api_token": "token:",
        "switch": "switch:",
        "bureau_care": "bureau:",
    }
    return names[table.name] + str(next(iter(row.values())))


def _another(column: Column[Any], value: Any) -> Any:
    chosen = next(one for one in (some_value(column, 901), some_value(column, 902)) if one != value)
    return {"kind": "complaint", "state": "closed", "outcome": "answered"}.get(column.name, chosen)


def _name(table: Table, row: Row) -> str:
    keys = [column.name for column in table.primary_key.columns if column.name != "case_id"]
    return f"{table.name}:{':'.join(str(row[name]) for name in keys)}"


def _this(table: Table, row: Row) -> Any:
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


async def _change(database: Database, table: Table, row: Row, values: Row) -> str:
    async with by_hand(database) as session:
        changed = table.update().where(_this(table, row)).values(values)
        await session.execute(changed)
    return _name(table, row)


async def _delete(database: Database, table: Table, row: Row) -> str:
    async with by_hand(database) as session:
        await session.execute(table.delete().where(_this(table, row)))
    return _name(table, row)


async def _copy(database: Database, table: Table, row: Row, new: Row | None = None) -> str:
    """Put in a row like another one, under a key of its own."""
    keys = [column for column in table.primary_key.columns if column.name != "case_id"]
    unique = [
        c
        for c in table.columns
        if c.unique or c.name in ("number", "n", "officer_id", "other_id", "reference", "name")
    ]
    drawn = {c.name: some_value(c, 977) for c in unique if c.name in row}
    copied = {**row, **drawn, keys[-1].name: "put-in", **(new or {})}
    async with by_hand(database) as session:
        await session.execute(table.insert().values(copied))
    return _name(table, copied)


async def _clear(database: Database, which: dict[str, Any], cases: str = "") -> None:
    async with by_hand(database) as session:
        for table in reversed(METADATA.sorted_tables):
            if table.name == "case_file" and cases:
                await session.execute(table.delete().where(table.c.id == cases))
            elif table.name in which:
                condition = which[table.name]
                await session.execute(table.delete() if condition is None else table.delete().where(condition))
