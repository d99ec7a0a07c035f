"""Disposing of cases in the database: two persons, what stops it, and what is left. On both databases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.case import NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import Outcome
from intake.cases.retention import RetentionPeriod, Schedule
from intake.journal.verifying import verify
from intake.officers.casework import Casework, NoSuchCase, Seen
from intake.officers.disposing import Disposing
from intake.officers.export import ExportState
from intake.officers.officer import Officer
from intake.officers.retained import how_many_due, retained
from intake.storage.database import Database
from intake.storage.export_tables import ExportPartRow, ExportRow
from intake.storage.keeping import purge_list
from intake.storage.keeping.disposal import dispose_again
from intake.storage.keeping.purge_list import PurgeListRefused
from intake.storage.purging import STAYS, tables_of_cases
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from intake.storage.tables import MailRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks, words_of_the_filer
from tests.intake.journal.installation import put_back

RULES = Rulebook(bureaus(), clocks())
THREE_YEARS = Schedule((RetentionPeriod(Outcome.ANSWERED, 3, "《保管期限表》（渝市监〔2026〕1号）"),))
LATER = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)


class Office:
    """Those who act, and with what."""

    def __init__(self, database: Database, vault: Vault, folder: Path) -> None:
        self.database = database
        self.vault = vault
        self.list = folder / "purged.list"
        self.casework = Casework(database, vault, RULES)
        self.disposing = Disposing(database, vault, self.casework, clocks(), THREE_YEARS, self.list)

    async def come(self) -> None:
        self.wang = await an_officer(self.database, name="王", vault=self.vault)
        self.head = await an_officer(self.database, role="head", name="主任", vault=self.vault)
        self.principal = await an_officer(self.database, role="principal", name="局长", vault=self.vault)

    async def closed(self, **more: Any) -> Filed:
        """An answered consultation whose letters were read, closed by the real moves."""
        case = await a_case(self.database, self.vault, kind="consultation", state="taken", **more)
        acts = (
            ("answer", {"text": "已答复"}),
            ("close_consultation", {"confirmed": "yes", "outcome": "answered"}),
        )
        for version, (name, typed) in enumerate(acts, start=1):
            await self.casework.move(name, self.head, Seen(case.reference, version), NOW, typed)
        await self.read(case)
        return case

    async def read(self, case: Filed) -> None:
        async with self.database.writing() as session:
            await session.execute(update(MailRow).where(col(MailRow.case_id) == case.id).values(delivered_at=NOW))

    async def left(self, case: Filed) -> Mapping[str, int]:
        """Return how many rows of each table are left of a case, of those that go with it."""
        async with self.database.reading() as session:
            found = {}
            for table in tables_of_cases():
                column = "case_id" if "case_id" in table.c else "id"
                query = select(table).where(table.c[column] == case.id)
                found[table.name] = len((await session.execute(query)).all())
        return {name: count for name, count in found.items() if count}

    async def is_intact(self) -> bool:
        return (await verify(self.database, self.vault.journal_key, LATER, None, self.vault)).is_intact


@pytest.fixture
async def office(database: Database, vault: Vault, tmp_path: Path) -> Office:
    made = Office(database, vault, tmp_path)
    await made.come()
    return made


def test_every_table_that_refers_to_a_case_either_goes_with_it_or_stays_by_name() -> None:
    refer = {
        table.name
        for table in METADATA.sorted_tables
        if any(key.column.table.name == "case_file" for key in table.foreign_keys)
    }

    assert refer | {"case_file"} == {table.name for table in tables_of_cases()} | STAYS


async def test_two_persons_dispose_of_a_case_and_a_backup_of_before_cannot_bring_it_back(
    office: Office,
) -> None:
    case, other = await office.closed(), await office.closed()
    disposing = office.disposing
    async with office.database.reading() as session:
        assert await how_many_due(session, THREE_YEARS, LATER) == 2
    await disposing.ask(office.wang, case.reference, LATER)

    with pytest.raises(NotAllowed, match="由承办局的负责人确认"):
        await disposing.confirm(office.wang, case.reference, LATER)
    before = {table.name: await _rows(office.database, table) for table in METADATA.sorted_tables}
    await _has_a_list_ready(office)
    await disposing.confirm(office.principal, case.reference, LATER)

    assert await office.left(case) == {}
    assert await _lists_ready(office) == []
    assert await office.is_intact()
    with pytest.raises(NoSuchCase):
        await office.casework.seen_by(office.head, case.reference)
    async with office.database.reading() as session:
        lists = await retained(session, office.head, THREE_YEARS, LATER)
        assert [one.reference for one in lists.due] == [other.reference]
        (record,) = lists.records
        assert (record.reference, *record.by) == (case.reference, "王", "局长")
        assert (await retained(session, await _of_elsewhere(office), THREE_YEARS, LATER)).records == ()
    lines = await purge_list.read(office.list, office.vault.journal_key)
    assert [line.case_id for line in lines] == [case.id]

    await _put_back(office.database, before)
    assert await office.left(case) != {}
    again = await dispose_again(office.database, office.vault, clocks(), lines, LATER + timedelta(days=1))

    assert (again, await office.left(case), await office.is_intact()) == (1, {}, True)
    assert await dispose_again(office.database, office.vault, clocks(), lines, LATER) == 0


async def _has_a_list_ready(office: Office) -> None:
    """A list was made to be taken away; whether the case stands in it is sealed."""
    async with office.database.writing() as session:
        session.add(
            ExportRow(
                id="list",
                officer_id=office.head.id,
                role="head",
                bureau="jiangjin",
                query="",
                reason="report",
                state=ExportState.READY,
                asked_at=LATER,
                expected=1,
                over_at=LATER + timedelta(hours=20),
            )
        )
        await session.flush()
        session.add(ExportPartRow(id="list-1", export_id="list", number=1, sealed=b"sealed"))


async def _lists_ready(office: Office) -> list[str]:
    async with office.database.reading() as session:
        parts = list(await session.scalars(select(col(ExportPartRow.id))))
        kept = await session.scalars(select(col(ExportRow.id)).where(col(ExportRow.over_at) > LATER))
        return parts + list(kept)


async def _of_elsewhere(office: Office) -> Officer:
    return await an_officer(office.database, role="head", bureau="banan", name="别局", vault=office.vault)


async def test_what_is_not_done_with_stops_a_disposal(office: Office) -> None:
    disposing, case = office.disposing, await office.closed()
    with pytest.raises(NotAllowed, match="保存到2029-11-25"):
        await disposing.ask(office.wang, case.reference, NOW)
    await disposing.ask(office.wang, case.reference, LATER)

    await words_of_the_filer(office.database, office.vault, case, "还有一件事", LATER)
    with pytest.raises(NotAllowed, match="还没有人处理"):
        await disposing.confirm(office.head, case.reference, LATER)
    await disposing.hold_back(office.wang, case.reference, "在复议", LATER)
    with pytest.raises(NotAllowed, match="暂缓销毁"):
        await disposing.ask(office.wang, case.reference, LATER)
    with pytest.raises(NotAllowed, match="由承办局的负责人解除"):
        await disposing.release(office.wang, case.reference, "复议已结", LATER)
    await disposing.release(office.head, case.reference, "复议已结", LATER)

    unread = await office.closed()
    async with office.database.writing() as session:
        await session.execute(update(MailRow).where(col(MailRow.case_id) == unread.id).values(delivered_at=None))
    with pytest.raises(NotAllowed, match="还没有送达"):
        await disposing.ask(office.wang, unread.reference, LATER)
    assert await office.is_intact()


async def test_a_line_of_the_list_that_we_did_not_write_disposes_of_nothing(
    office: Office, tmp_path: Path
) -> None:
    case = await office.closed()
    line = purge_list.PurgedCase(case.id, LATER.isoformat(), "a", "b", "2029-11-25", "x")
    office.list.write_text(line.sealed(b"another key") + "\n")

    with pytest.raises(PurgeListRefused, match="第 1 行"):
        await purge_list.read(office.list, office.vault.journal_key)
    office.list.write_text(line.sealed(office.vault.journal_key) + "\n" + '{"half": ')
    assert len(await purge_list.read(office.list, office.vault.journal_key)) == 1


async def _rows(database: Database, table: Any) -> list[dict[str, Any]]:
    async with database.reading() as session:
        return [dict(row._mapping) for row in await session.execute(select(table))]


async def _put_back(database: Database, content: Mapping[str, list[dict[str, Any]]]) -> None:
    await put_back(database, content)
