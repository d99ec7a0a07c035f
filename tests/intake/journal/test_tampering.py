"""What is done by hand to a table that `journal.coverage` calls proven is named with its row."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Executable, Table, and_

from intake.cases.changes import JournalEntry
from intake.journal import entries as journal
from intake.journal.coverage import COVERAGE, Proof
from intake.journal.verifying import Verified, verify
from intake.storage.assist_table import LISTED
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.keeping.disposal import Disposal, dispose
from intake.storage.purging import STAYS
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from intake.storage.tables import CaseRow
from intake.storage.witness import case_column
from tests.builders import clocks
from tests.conftest import POSTGRES_IN_LONG_RUNS
from tests.intake.journal import installation
from tests.intake.journal.installation import CASES, Content, by_hand, proven, some_value

LATER = installation.NOW + timedelta(hours=1)
Row = Mapping[str, Any]

TABLES = METADATA.tables
BESIDE = (*proven(Proof.WITNESS), *proven(Proof.SAID))
WITH_A_CHAIN = (*proven(Proof.CHAIN), *proven(Proof.DIGEST), *proven(Proof.TOLD))
CALLED = {
    "officer": "officer:",
    "api_token": "token:",
    "switch": "switch:",
    "bureau_care": "bureau:",
    "talk_desk": "talk_desk:",
    "webhook": "webhook:",
    "bulletin": "bulletin:",
    "talk": "talk:",
    "routing_version": "rules:",
    "stand_in": "officer:",
}
ACCOUNTS = tuple(name for name in CALLED if name != "stand_in")


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
        found = await self.verified(database)
        assert (found.faults, found.is_intact, found.unnamed) == ((), True, 0)
        self.head = found.head
        await database.close()

    async def tampered(self, *by_somebody: Executable, head: str | None = None) -> Verified:
        """Return what is found after this was done to the installation as it was."""
        database = await Database.open(self._url)
        await installation.put_back(database, self.content)
        async with by_hand(database) as session:
            for statement in by_somebody:
                await session.execute(statement)
        found = await self.verified(database, head)
        await database.close()
        return found

    async def after(self, *by_somebody: Executable) -> Verified:
        """Return what is found after this was done to the installation as it is."""
        database = await Database.open(self._url)
        async with by_hand(database) as session:
            for statement in by_somebody:
                await session.execute(statement)
        found = await self.verified(database)
        await database.close()
        return found

    async def disposed_of(self, case_id: str) -> tuple[Verified, Mapping[str, list[Row]]]:
        """Dispose of a case; return what is found then, and what is left of it by table."""
        database = await Database.open(self._url)
        done = Disposal("o0", "o1", "2026-11-24", "期限表", installation.NOW)
        async with database.writing() as session:
            found = await found_case(session, self.vault, CaseRow.id == case_id)  # type: ignore[arg-type]  # a column
            assert found is not None
            await dispose(session, self.vault, clocks(), found[0], done)
        content = await installation.content_of(database)
        left = {
            table.name: [row for row in content[table.name] if row[case_column(table.name)] == case_id]
            for table in TABLES.values()
            if case_column(table.name) in table.c
        }
        left["case_file"] = [row for row in content["case_file"] if row["id"] == case_id]
        verified = await self.verified(database)
        await database.close()
        return verified, left

    async def moved_on(self) -> str:
        """Return the head of an installation in which something happened later."""
        database = await Database.open(self._url)
        later = JournalEntry("c1", installation.NOW, "service", "viewed")
        async with database.writing() as session:
            await journal.append(session, [later], self.vault.journal_key)
        head = (await self.verified(database)).head
        await database.close()
        return head

    async def verified(self, database: Database, head: str | None = None) -> Verified:
        return await verify(database, self.vault.journal_key, LATER, head, self.vault)

    def rows(self, table: Table, case_id: str = "c1") -> list[Row]:
        """Return the rows of a case, or all of a table that is not of cases."""
        return [row for row in self.content[table.name] if row.get(case_column(table.name), case_id) == case_id]

    def entry(self, case_id: str, seq: int) -> Row:
        """Return an entry of a journal."""
        return next(row for row in self.content["journal"] if (row["case_id"], row["seq"]) == (case_id, seq))


@pytest.fixture(scope="module", params=POSTGRES_IN_LONG_RUNS)
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
    assert set(COVERAGE) == set(TABLES)
    assert [name for name, cover in COVERAGE.items() if cover.proof is Proof.NONE and not cover.because] == []
    for name, cover in COVERAGE.items():
        assert set(cover.free) <= {column.name for column in TABLES[name].columns}, name


async def test_each_column_beside_a_case_that_was_changed_is_named_with_its_row(prepared: Prepared) -> None:
    # Several columns of a row at once would hide behind each other: each in a case of its own, six in turn.
    for turn in range(0, max(len(_columns(table)) for table in BESIDE), len(CASES)):
        now = [
            (table, column, prepared.rows(table, case_id)[0])
            for table in BESIDE
            for column, case_id in zip(_columns(table)[turn:], CASES, strict=False)
        ]

        found = await prepared.tampered(*(_changed(table, row, column) for table, column, row in now))

        named = {(fault.case_id, fault.row) for fault in found.faults}
        done = {(row[case_column(table.name)], _name(table, row)) for table, _, row in now}
        assert done <= named
        # The nearest date follows from the clocks; who assists or is let in is part of the case's state.
        assert {row for _, row in named - done} <= {"", *(f"case_file:{case_id}" for case_id in CASES)}


async def test_each_column_of_cases_accounts_and_journals_that_was_changed_is_named(prepared: Prepared) -> None:
    left = [(table, column) for table in WITH_A_CHAIN for column in _columns(table)]
    while left:
        # One change a chain at a time, each found alone.
        done: dict[str, tuple[Table, Column[Any], Row]] = {}
        for table, column in left:
            row = next((one for one in prepared.content[table.name] if _chain(table, one) not in done), None)
            if row is not None:
                done[_chain(table, row)] = (table, column, row)

        found = await prepared.tampered(*(_changed(table, row, column) for table, column, row in done.values()))

        named = {fault.case_id for fault in found.faults}
        assert [f"{table}.{column.name}" for chain, (table, column, _) in done.items() if chain not in named] == []
        tried = {(table.name, column.name) for table, column, _ in done.values()}
        left = [(table, column) for table, column in left if (table.name, column.name) not in tried]


async def test_a_row_that_was_deleted_is_named(prepared: Prepared) -> None:
    gone = [
        (table, prepared.rows(table)[0]) for table in (*BESIDE, *map(TABLES.get, ACCOUNTS)) if table is not None
    ]
    gone += [(TABLES["case_file"], prepared.content["case_file"][1])]
    gone += [(TABLES["case_key"], prepared.content["case_key"][2]), (TABLES["journal"], prepared.entry("c4", 2))]

    found = await prepared.tampered(*(table.delete().where(_this(table, row)) for table, row in gone))

    beside = {_name(table, row) for table, row in gone if table in BESIDE}
    assert beside | {"case_key:"} <= {fault.row for fault in found.faults}
    chains = {"c2", "c4", "officer:o0", "token:t0", "switch:s0", "bureau:b0"}
    assert chains <= {fault.case_id for fault in found.faults}


async def test_a_row_that_was_put_in_is_named(prepared: Prepared) -> None:
    many = [table for table in BESIDE if _keys(table)]
    new = [
        (table, _put_in(table, prepared.rows(table)[0])) for table in (*many, *(TABLES[name] for name in ACCOUNTS))
    ]
    new += [(TABLES["case_file"], _put_in(TABLES["case_file"], prepared.content["case_file"][0]))]
    new += [(TABLES["journal"], {**prepared.entry("c2", 6), "seq": 7})]

    found = await prepared.tampered(*(table.insert().values(dict(row)) for table, row in new))

    assert {_name(table, row) for table, row in new if table in BESIDE} <= {fault.row for fault in found.faults}
    chains = {"officer:put-in", "token:put-in", "switch:put-in", "bureau:put-in", "put-in", "c2"}
    assert chains <= {fault.case_id for fault in found.faults}


async def test_a_deputy_entered_ended_or_gone_past_the_journal_is_named(prepared: Prepared) -> None:
    table = TABLES["stand_in"]
    running, ended = prepared.content["stand_in"]
    by_hand = {
        ("officer:o1", "stand_in:put-in"): table.insert().values({**running, "id": "put-in"}),
        ("officer:o1", ""): table.delete().where(table.c.id == running["id"]),
        ("officer:o2", ""): table.update().where(table.c.id == ended["id"]).values(ended_at=None, ended_by=None),
        ("officer:o1", "stand_in:s1"): table.update().where(table.c.id == "s1").values(until_on=date(2027, 1, 1)),
    }
    for named, statement in by_hand.items():
        found = await prepared.tampered(statement)

        assert named in {(fault.case_id, fault.row) for fault in found.faults}


async def test_rows_that_changed_places_are_named(prepared: Prepared) -> None:
    pairs = [(table, prepared.rows(table)[0], prepared.content[table.name][-1]) for table in BESIDE]
    swaps = [(table, one, two, name) for table, one, two in pairs for name in _exchangeable(table, one, two)[:1]]
    keys = prepared.content["case_key"]
    swaps += [(TABLES["case_key"], keys[3], keys[4], "wrapped")]
    one, two = prepared.entry("c3", 2), prepared.entry("c3", 3)
    swaps += [(TABLES["journal"], one, two, name) for name in ("actor", "code", "wrote", "hash", "state_digest")]

    found = await prepared.tampered(*_swapped(swaps))

    named = {(fault.case_id, fault.row) for fault in found.faults}
    beside = {_name(table, row) for table, one, two, _ in swaps if table in BESIDE for row in (one, two)}
    assert beside <= {row for _, row in named}
    assert {("c4", "case_key:"), ("c5", "case_key:"), ("c3", "")} <= named


async def test_letters_in_another_order_are_named(prepared: Prepared) -> None:
    mail = TABLES["mail"]
    one, two = prepared.rows(mail)[:2]
    steps = ((one, -1), (two, one["n"]), (one, two["n"]))

    found = await prepared.tampered(*(mail.update().where(_this(mail, row)).values(n=n) for row, n in steps))

    assert [fault.why for fault in found.faults] == ["次序被改动"]


async def test_the_nearest_date_is_that_of_the_clocks(prepared: Prepared) -> None:
    cases = TABLES["case_file"]

    found = await prepared.tampered(cases.update().where(cases.c.id == "c1").values(next_due_on=None))

    # Who assists is told of the date by a row of their own, which does not fit any more either.
    assert {fault.row for fault in found.faults} == {"case_file:c1", *_assisting(prepared)}


@pytest.mark.parametrize("column", LISTED)
async def test_what_lists_ask_stands_beside_those_who_assist_as_in_the_case(
    prepared: Prepared, column: str
) -> None:
    table = TABLES["case_assist"]
    value = some_value(table.c[column], 901)

    found = await prepared.tampered(table.update().where(table.c.case_id == "c1").values({column: value}))

    assert {fault.row for fault in found.faults} == _assisting(prepared)


async def test_a_mark_that_nobody_gave_is_named(prepared: Prepared) -> None:
    cases = TABLES["case_file"]

    found = await prepared.tampered(cases.update().where(cases.c.id == "c1").values(mark="satisfied"))

    assert {fault.row for fault in found.faults} == {"case_file:c1", *_assisting(prepared)}


def _assisting(prepared: Prepared) -> set[str]:
    rows = {_name(TABLES["case_assist"], row) for row in prepared.rows(TABLES["case_assist"])}
    assert rows
    return rows


async def test_since_when_a_result_is_owed_is_what_the_journal_says(prepared: Prepared) -> None:
    cases = TABLES["case_file"]

    found = await prepared.tampered(cases.update().where(cases.c.id == "c1").values(result_owed_since=LATER))

    assert [(fault.row, fault.why) for fault in found.faults] == [("case_file:c1", "案件上的结果告知与日志不符")]


def _the_tail(prepared: Prepared) -> Iterable[Executable]:
    yield TABLES["journal"].delete().where(_this(TABLES["journal"], prepared.entry("c1", 6)))


def _a_whole_case(_: Prepared) -> Iterable[Executable]:
    for table in TABLES.values():
        if case_column(table.name) in table.c:
            yield table.delete().where(table.c[case_column(table.name)] == "c1")
    yield TABLES["case_file"].delete().where(TABLES["case_file"].c.id == "c1")


def _a_whole_account(_: Prepared) -> Iterable[Executable]:
    yield TABLES["officer"].delete().where(TABLES["officer"].c.id == "o2")
    yield TABLES["account_journal"].delete().where(TABLES["account_journal"].c.chain == "officer:o2")


def _everything(_: Prepared) -> Iterable[Executable]:
    return [table.delete() for table in TABLES.values() if table.name != "mark"]


@pytest.mark.parametrize("loss", [_the_tail, _a_whole_case, _a_whole_account, _everything])
async def test_what_was_cut_off_is_seen_against_a_head(prepared: Prepared, loss: Any) -> None:
    found = await prepared.tampered(*loss(prepared), head=prepared.head)

    assert (found.head_fits, found.is_intact) == (False, False)


async def test_without_a_head_an_emptied_database_is_not_intact_either(prepared: Prepared) -> None:
    assert not (await prepared.tampered(*_everything(prepared))).is_intact


async def test_an_older_copy_put_back_is_seen_against_a_later_head(prepared: Prepared) -> None:
    await prepared.tampered()
    head = await prepared.moved_on()

    found = await prepared.tampered(head=head)

    assert (found.faults, found.head_fits) == ((), False)


async def test_a_case_disposed_of_leaves_its_journal_and_record_alone_and_the_whole_stays_proven(
    prepared: Prepared,
) -> None:
    await prepared.tampered()
    found, left = await prepared.disposed_of("c1")

    assert (found.faults, found.disposed, found.is_intact) == ((), 1, True)
    assert {name for name, rows in left.items() if rows} == STAYS
    assert left["case_file"][0]["filer"] == ""
    assert left["retention"][0]["counted"] == {"files": 2, "words": 2, "letters": 4, "papers": 2}


async def test_what_is_put_back_of_a_case_disposed_of_is_named(prepared: Prepared) -> None:
    await prepared.tampered()
    await prepared.disposed_of("c1")
    gone = [table for table in BESIDE if table.name not in STAYS]
    back = [(table, row) for table in gone for row in prepared.rows(table)]
    back += [(TABLES["case_key"], row) for row in prepared.rows(TABLES["case_key"])]

    found = await prepared.after(*(_put_back(table, row) for table, row in back))

    assert {_name(table, row) for table, row in back} <= {fault.row for fault in found.faults}


def _put_back(table: Table, row: Row) -> Executable:
    if table.name == "evidence_file":
        return table.update().where(_this(table, row)).values(dict(row))
    return table.insert().values(dict(row))


def _columns(table: Table) -> list[Column[Any]]:
    """Return the columns that are proven, but for keys."""
    free = {*COVERAGE[table.name].free, case_column(table.name), "next_due_on"}
    return [column for column in table.columns if column.name not in free and not column.primary_key]


def _exchangeable(table: Table, one: Row, two: Row) -> list[str]:
    """Return the columns in which two rows differ, and whose values the tables let change places."""
    once = {"officer_id", "filer", *(column.name for column in table.columns if column.unique)}
    return [one_.name for one_ in _columns(table) if one[one_.name] != two[one_.name] and one_.name not in once]


def _chain(table: Table, row: Row) -> str:
    """Return whose a row is, as what is found calls it."""
    name = {"journal": "case_id", "account_journal": "chain", "api_token": "token_hash", "switch": "name"}
    name |= {"bureau_care": "bureau", "talk_desk": "bureau", "stand_in": "officer_id"}
    return CALLED.get(table.name, "") + str(row[name.get(table.name, "id")])


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns if column.name != case_column(table.name)]


def _name(table: Table, row: Row) -> str:
    return f"{table.name}:{':'.join(str(row[name]) for name in _keys(table))}"


def _this(table: Table, row: Row) -> Any:
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def _changed(table: Table, row: Row, column: Column[Any]) -> Executable:
    fitting = {"kind": "complaint", "state": "closed", "outcome": "answered"}.get(column.name)
    drawn = (some_value(column, number) for number in (901, 902))
    value = fitting or next(one for one in drawn if one != row[column.name])
    return table.update().where(_this(table, row)).values({column.name: value})


def _swapped(swaps: Iterable[tuple[Table, Row, Row, str]]) -> Iterator[Executable]:
    for table, one, two, name in swaps:
        for row, other in ((one, two), (two, one)):
            yield table.update().where(_this(table, row)).values({name: other[name]})


def _put_in(table: Table, row: Row) -> Row:
    """Return a row like another one, under a key of its own."""
    once = {"number", "n", "officer_id", "other_id", "reference", "name", "tag"}
    drawn = {column.name: some_value(column, 977) for column in table.columns if column.name in once}
    return {**row, **drawn, _keys(table)[-1]: "put-in"}
