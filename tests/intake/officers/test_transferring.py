"""Transfers as officers make them, on both databases: one writer, the journal, the wall, two at once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.clocks.calendar import SHANGHAI
from intake.journal.verifying import verify
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase, Seen
from intake.officers.officer import Officer
from intake.officers.transferring import Transferring
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.storage.transfer_tables import TransferRow
from intake.stored import texts_in
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks
from tests.deciding import ended_as

RULES = Rulebook(bureaus(), clocks())
PAPERS = "transfer_letter,investigation_report,goods_list,no_appraisal,others"


class Bureau:
    """江津区 at work on one case."""

    def __init__(self, database: Database, vault: Vault, people: Mapping[str, Officer], case: Filed) -> None:
        self.database, self.vault, self.people, self.case = database, vault, people, case
        self.now = NOW
        self.work = Transferring(database, vault, RULES)

    async def version(self) -> int:
        """The case's version now."""
        async with self.database.reading() as session:
            return (await session.get_one(CaseRow, self.case.id)).version

    async def row(self) -> TransferRow:
        """The newest transfer's row."""
        async with self.database.reading() as session:
            query = select(TransferRow).order_by(col(TransferRow.number).desc()).limit(1)
            return (await session.scalars(query)).one()

    async def open(self, kind: str = "police", by: str = "first", **typed: str) -> str:
        """Open a transfer."""
        team = f"{self.people['first'].id},{self.people['second'].id}"
        known = {
            "bodies": "police_jiangjin",
            "gate": "should",
            "checks": "suspicion,measures",
            "team": team,
            "parts": "reported,act",
            "text": "需要公安机关取证。",
        }
        seen = Seen(self.case.reference, await self.version())
        return await self.work.open(self.people[by], seen, kind, self.now, known | typed)

    async def take(self, code: str, by: str = "first", seen: int | None = None, **typed: str) -> None:
        """Take a step with the newest transfer."""
        at = self.now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
        where = Seen(self.case.reference, seen if seen is not None else await self.version())
        await self.work.take(
            self.people[by], where, (await self.row()).id, code, self.now, {"at": at, "confirmed": "yes", **typed}
        )

    async def to_approval(self) -> None:
        """Go as far as the principal's yes."""
        await self.open()
        await self.take("police_transfer_reported", earlier_penalty="none", text="两次下载。")
        await self.take("police_transfer_approved", by="principal")

    async def intact(self) -> bool:
        """Whether every chain holds."""
        return (await verify(self.database, self.vault.journal_key, self.now)).is_intact


@pytest.fixture
async def bureau(database: Database, vault: Vault) -> Bureau:
    """A case that is being checked, and five people."""
    people = {
        "first": await an_officer(database, name="王建国"),
        "second": await an_officer(database, name="李敏"),
        "head": await an_officer(database, role="head", name="陈负责"),
        "principal": await an_officer(database, role="principal", name="赵局长"),
        "stranger": await an_officer(database, bureau="banan", name="外局人"),
        "coordinator": await an_officer(database, role="coordinator", name="市局统筹"),
    }
    return Bureau(database, vault, people, await a_case(database, vault, state="checking"))


async def test_a_transfer_is_written_with_its_case_and_stands_in_its_journal(bureau: Bureau) -> None:
    await bureau.to_approval()

    row = await bureau.row()
    assert (row.state, row.body, row.due) == ("approved", "police_jiangjin", "police_handover")
    assert row.due_at == bureau.now + timedelta(hours=24)
    async with bureau.database.reading() as session:
        entries = (
            await session.scalars(
                select(JournalRow).where(col(JournalRow.subject) == row.id).order_by(col(JournalRow.seq))
            )
        ).all()
    assert [entry.code for entry in entries] == [
        "transfer_opened",
        "police_transfer_reported",
        "police_transfer_approved",
    ]
    assert texts_in(entries[0].payload, "withheld")[-1] == "identity"
    assert "需要公安机关取证" not in str([entry.payload for entry in entries])
    assert await bureau.version() == 4
    assert await bureau.intact()


async def test_another_bureau_and_the_coordinator_take_no_step(bureau: Bureau) -> None:
    with pytest.raises(NoSuchCase):
        await bureau.open(by="stranger")
    with pytest.raises(NotAllowed):
        await bureau.open(by="coordinator")


async def test_accepted_and_withdrawn_in_the_same_second_only_one_of_them_stands(bureau: Bureau) -> None:
    await bureau.to_approval()
    await bureau.take("police_handed_over", papers=PAPERS)
    seen = await bureau.version()
    transfer = (await bureau.row()).id

    async def taken_back() -> None:
        where = Seen(bureau.case.reference, seen)
        await bureau.work.withdraw(bureau.people["head"], where, transfer, bureau.now, {"text": "没有送出。"})

    came = await asyncio.gather(
        bureau.take("police_received", seen=seen, competent="yes"), taken_back(), return_exceptions=True
    )

    assert [type(one) for one in came].count(ChangedMeanwhile) == 1
    assert (await bureau.row()).state in {"received", "approved"}
    assert await bureau.version() == seen + 1
    assert await bureau.intact()


async def test_two_principals_at_once_decide_once(bureau: Bureau) -> None:
    await bureau.open()
    await bureau.take("police_transfer_reported", earlier_penalty="none", text="两次下载。")
    seen = await bureau.version()

    came = await asyncio.gather(
        bureau.take("police_transfer_approved", by="principal", seen=seen),
        bureau.take("police_transfer_rejected", by="principal", seen=seen, text="不够。"),
        return_exceptions=True,
    )

    assert [type(one) for one in came].count(ChangedMeanwhile) == 1


async def test_a_case_on_its_way_to_the_police_is_not_closed_over_it(bureau: Bureau) -> None:
    case = await a_case(bureau.database, bureau.vault, state="docketed")
    bureau.case = case
    await bureau.to_approval()
    casework = Casework(bureau.database, bureau.vault, RULES)

    with pytest.raises(NotAllowed, match="第11条"):
        await casework.move(
            "close",
            bureau.people["head"],
            Seen(case.reference, await bureau.version()),
            bureau.now,
            {"outcome": "penalised", "confirmed": "yes"},
        )


async def test_after_a_refusal_the_bureau_deals_with_it_itself(bureau: Bureau) -> None:
    case = await a_case(bureau.database, bureau.vault, state="docketed")
    bureau.case = case
    await bureau.to_approval()
    await bureau.take("police_handed_over", papers=PAPERS)
    await bureau.take("police_received", competent="yes")
    await bureau.take("police_refused", materials_back="yes", text="情节轻微。")
    await bureau.take("police_refusal_accepted", by="principal", text="同意。")
    casework = Casework(bureau.database, bureau.vault, RULES)

    async def close(outcome: str) -> None:
        seen = Seen(case.reference, await bureau.version())
        typed = {"outcome": outcome, "confirmed": "yes"}
        await casework.move("close", bureau.people["head"], seen, bureau.now, typed)

    with pytest.raises(NotAllowed, match="第10条"):
        await close("handed_over")
    with pytest.raises(NotAllowed, match="第60、77条"):
        await close("penalised")
    for who, move, typed in ended_as("penalised", on=bureau.now.date().isoformat())[:-1]:
        seen = Seen(case.reference, await bureau.version())
        person = bureau.people["head" if who == "head" else "first"]
        await casework.move(move, person, seen, bureau.now, typed)
    await close("penalised")
    assert await bureau.intact()


async def test_a_slip_entered_three_weeks_late_keeps_both_days(bureau: Bureau) -> None:
    await bureau.to_approval()
    await bureau.take("police_handed_over", papers=PAPERS)
    bureau.now += timedelta(days=21)
    await bureau.take("police_received", competent="yes", at="2026-11-26")

    row = await bureau.row()
    assert row.due_on == date(2026, 11, 29)
    async with bureau.database.reading() as session:
        query = select(JournalRow).where(col(JournalRow.code) == "police_received")
        entry = (await session.scalars(query)).one()
    assert entry.at == bureau.now
    assert entry.effective_at == datetime(2026, 11, 26, tzinfo=SHANGHAI)


async def test_a_mistake_is_superseded_and_the_row_follows(bureau: Bureau) -> None:
    await bureau.to_approval()
    await bureau.take("police_handed_over", papers=PAPERS)
    await bureau.take("police_received", competent="yes")
    await bureau.take("police_docketed")
    bureau.now += timedelta(days=10)
    seen = Seen(bureau.case.reference, await bureau.version())
    await bureau.work.withdraw(
        bureau.people["head"], seen, (await bureau.row()).id, bureau.now, {"text": "是不予立案。"}
    )

    assert (await bureau.row()).state == "received"
    assert (await bureau.row()).due == "police_decision"
    assert await bureau.intact()


async def test_what_is_missing_writes_nothing(bureau: Bureau) -> None:
    with pytest.raises(Incomplete):
        await bureau.open(team="")

    assert await bureau.version() == 1


async def test_the_number_of_a_paper_is_sealed(bureau: Bureau) -> None:
    await bureau.to_approval()
    await bureau.take("police_handed_over", papers=PAPERS, number="渝津市监移〔2026〕3号")

    async with bureau.database.reading() as session:
        found = await found_case(session, bureau.vault, col(CaseRow.id) == bureau.case.id)
        assert found is not None
    assert "移〔2026〕" not in str([event.payload for event in found[0].events])
