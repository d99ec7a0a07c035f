"""Moves that touch clocks, written with the case and its journal or not at all. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import NotAllowed
from intake.cases.changes import Changes, JournalEntry, Rulebook
from intake.cases.running import with_clocks
from intake.journal.verifying import verify
from intake.officers.casework import Casework, Seen
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseClockRow, CaseRow, JournalRow
from intake.stored import objects_in
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks


@pytest.fixture
def casework(database: Database, vault: Vault) -> Casework:
    return Casework(database, vault, Rulebook(bureaus(), clocks()))


async def clocks_of(database: Database, case: Filed) -> list[CaseClockRow]:
    query = select(CaseClockRow).where(col(CaseClockRow.case_id) == case.id)
    async with database.reading() as session:
        return list(await session.scalars(query.order_by(col(CaseClockRow.due_on), col(CaseClockRow.name).desc())))


async def next_due_on(database: Database, case: Filed) -> date | None:
    async with database.reading() as session:
        return (await session.get_one(CaseRow, case.id)).next_due_on


async def journal_of(database: Database, case: Filed) -> list[JournalRow]:
    query = select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
    async with database.reading() as session:
        return list(await session.scalars(query))


async def test_an_extension_moves_the_row_and_the_next_date_and_is_refused_twice(
    casework: Casework, database: Database, vault: Vault
) -> None:
    head, case = await an_officer(database, role="head"), await a_case(database, vault, state="checking")
    (before,) = await clocks_of(database, case)
    typed = {"on": "2026-11-25", "reason": "证据在外地"}

    await casework.move("extend_check", head, Seen(case.reference, 1), NOW, typed)

    (clock,) = await clocks_of(database, case)
    assert (clock.id, clock.state, clock.due_on) == (before.id, "extended", date(2027, 1, 7))
    assert await next_due_on(database, case) == date(2027, 1, 7)
    with pytest.raises(NotAllowed, match="已经延长过一次"):
        await casework.move("extend_check", head, Seen(case.reference, 2), NOW, typed)
    assert [entry.code for entry in await journal_of(database, case)][2:] == ["check_extended"]


async def test_a_pause_entered_late_counts_from_its_day_and_ends_with_its_own(
    casework: Casework, database: Database, vault: Vault
) -> None:
    received_at = NOW - timedelta(days=10)
    officer = await an_officer(database)
    case = await a_case(database, vault, state="checking", received_at=received_at)

    paused = {"reason": "appraisal", "on": "2026-11-18", "until": "2026-12-21"}
    await casework.move("pause_clock", officer, Seen(case.reference, 1), NOW, paused)
    assert await next_due_on(database, case) is None
    await casework.move(
        "resume_clock", officer, Seen(case.reference, 2), NOW, {"reason": "appraisal", "on": "2026-11-24"}
    )

    (clock,) = await clocks_of(database, case)
    assert (clock.state, clock.due_on) == ("running", date(2026, 12, 10))
    entry = (await journal_of(database, case))[-2]
    assert entry.effective_at is not None and entry.effective_at < entry.at
    (pause,) = objects_in(clock.counted, "paused")
    assert (pause["reason"], pause["from"], pause["until"]) == ("appraisal", "2026-11-18", "2026-11-24")
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_a_withdrawn_entry_stays_in_the_journal_and_counts_no_longer(
    casework: Casework, database: Database, vault: Vault
) -> None:
    head, case = await an_officer(database, role="head"), await a_case(database, vault, state="checking")
    typed = {"on": "2026-11-25", "reason": "录错案件"}
    await casework.move("extend_check", head, Seen(case.reference, 1), NOW, typed)
    entered = (await journal_of(database, case))[-1]

    await casework.move(
        "withdraw_clock_entry",
        head,
        Seen(case.reference, 2),
        NOW,
        {"entry": str(entered.seq), "reason": "录错案件"},
    )

    assert await next_due_on(database, case) == date(2026, 12, 16)
    last = (await journal_of(database, case))[-1]
    assert (last.code, last.supersedes) == ("entry_withdrawn", entered.seq)


async def test_letters_have_clocks_of_their_own_and_one_that_never_came_leaves_no_row(
    database: Database, vault: Vault
) -> None:
    case = await a_case(database, vault, state="checking")
    came = NOW - timedelta(days=5)

    async def write(
        code: str, subject: str | None = None, effective_at: datetime | None = None, supersedes: int | None = None
    ) -> None:
        async with database.writing() as session:
            found = await found_case(session, vault, col(CaseRow.id) == case.id)
            assert found is not None
            stood, key = found
            entry = JournalEntry(case.id, NOW, "o1", code, {}, effective_at, subject, supersedes)
            after = replace(stood, version=stood.version + 1)
            changes = with_clocks(Changes(stood, after, (entry,)), clocks())
            await carried_out_in(session, writing(rows_of(changes, key, vault, NOW), vault.journal_key))

    await write("assist_received", subject="letter-1", effective_at=came)
    await write("assist_received", subject="letter-2")
    assert [(one.name, one.subject, one.due_on) for one in await clocks_of(database, case)] == [
        ("assistance", "letter-1", date(2026, 12, 11)),
        ("tip_check", None, date(2026, 12, 16)),
        ("assistance", "letter-2", date(2026, 12, 16)),
    ]

    mistaken = next(entry for entry in await journal_of(database, case) if entry.subject == "letter-1")
    await write("entry_withdrawn", supersedes=mistaken.seq)

    assert [one.subject for one in await clocks_of(database, case)] == [None, "letter-2"]
    assert await next_due_on(database, case) == date(2026, 12, 16)
