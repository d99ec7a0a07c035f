"""Clocks of open cases counted anew, once what they are counted by is not what it was. On both databases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import col

from intake.cases.changes import JournalEntry, Rulebook
from intake.clocks.counting import Clocks, load_clocks
from intake.clocks.notices import read_whole_notices
from intake.ids import new_id
from intake.journal import entries as journal
from intake.journal.verifying import verify
from intake.officers.casework import Casework, Seen
from intake.storage.database import Database
from intake.storage.keeping.calendar_years import forget_year, import_years
from intake.storage.keeping.recounting import Recounting
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from intake.storage.tables import CaseClockRow, CaseRow, JournalRow
from tests import builders
from tests.builders import NOW, an_officer, bureaus, clocks
from tests.intake.storage import rows

# Ninety days later it is a Sunday.
DOCKETED_ON = datetime(2025, 12, 8, 2, 0, tzinfo=UTC)
OTHER_READING = load_clocks(weekends_roll=True)
HOLIDAYS_2027 = Path(__file__).parents[2] / "samples" / "holidays_2027.yaml"
SAMPLES = Path(__file__).parents[1] / "clocks" / "cases_of_the_first_version.jsonl"


async def all_counted(database: Database, vault: Vault, by: Clocks, cases_a_round: int = 2) -> int:
    """Count everything anew; return after how many rounds there was no more to do."""
    recounting = Recounting(database, vault.journal_key, by, lambda: NOW, cases_a_round)
    rounds = 1
    while await recounting.round():
        rounds += 1
    return rounds


async def the_case(database: Database, case_id: str) -> tuple[CaseRow, list[CaseClockRow]]:
    async with database.reading() as session:
        case = await session.get_one(CaseRow, case_id)
        query = select(CaseClockRow).where(col(CaseClockRow.case_id) == case_id)
        return case, list(await session.scalars(query.order_by(col(CaseClockRow.started_at))))


async def journal_of(database: Database, case_id: str) -> list[JournalRow]:
    async with database.reading() as session:
        query = select(JournalRow).where(col(JournalRow.case_id) == case_id).order_by(col(JournalRow.seq))
        return list(await session.scalars(query))


async def test_another_reading_moves_the_dates_of_open_cases_and_nothing_else(
    database: Database, vault: Vault
) -> None:
    head = await an_officer(database, role="head")
    docketed = [
        await builders.a_case(
            database, vault, state="docketed", received_at=DOCKETED_ON + week * timedelta(7), assisting=["banan"]
        )
        for week in range(3)
    ]
    closed = await builders.a_case(database, vault, state="closed", received_at=DOCKETED_ON)

    assert await all_counted(database, vault, OTHER_READING) == 2

    for case, due_on in zip(docketed, (date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)), strict=True):
        row, (_, decision) = await the_case(database, case.id)
        assert (row.next_due_on, row.version) == (due_on, 1)
        assert (decision.due_on, decision.counted["last_day"]) == (due_on, "rest_days")
    row, _ = await the_case(database, closed.id)
    assert row.next_due_on is None
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact
    # A page that an officer has open still fits.
    casework = Casework(database, vault, Rulebook(bureaus(), OTHER_READING))
    await casework.move("note", head, Seen(docketed[0].reference, 1), NOW, {"text": "看过了"})


async def test_it_is_done_once_until_something_changes(database: Database, vault: Vault) -> None:
    for number in range(3):
        await builders.a_case(database, vault, received_at=NOW + timedelta(seconds=number))

    assert await all_counted(database, vault, clocks()) == 2
    assert await all_counted(database, vault, clocks()) == 1
    assert await all_counted(database, vault, OTHER_READING) == 2
    assert await all_counted(database, vault, clocks()) == 2


async def test_a_calendar_that_was_published_ends_the_estimate(database: Database, vault: Vault) -> None:
    case = await builders.a_case(database, vault, received_at=datetime(2026, 11, 2, tzinfo=UTC))
    async with database.writing() as session:
        stale = {"due_on": date(2026, 11, 20), "provisional": True}
        await session.execute(update(CaseClockRow).where(col(CaseClockRow.case_id) == case.id).values(**stale))

    await all_counted(database, vault, clocks())

    row, (check,) = await the_case(database, case.id)
    assert (check.due_on, check.provisional, row.next_due_on) == (date(2026, 11, 23), False, date(2026, 11, 23))


async def test_cases_of_the_first_version_keep_their_dates(database: Database, vault: Vault) -> None:
    samples = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    ids = await _as_they_stood(database, vault, samples)

    await all_counted(database, vault, OTHER_READING, cases_a_round=50)

    for case_id, sample in zip(ids, samples, strict=True):
        row, stored = await the_case(database, case_id)
        assert (row.next_due_on and row.next_due_on.isoformat()) == sample["next_due_on"]
        assert [(clock.name, clock.due_on.isoformat(), clock.state, clock.provisional) for clock in stored] == [
            (clock["name"], clock["due_on"], clock["state"], clock["provisional"]) for clock in sample["clocks"]
        ]


async def _as_they_stood(database: Database, vault: Vault, samples: list[Mapping[str, Any]]) -> list[str]:
    """Write cases as the first version left them; return their ids."""
    ids = []
    async with database.writing() as session:
        for number, sample in enumerate(samples):
            case_id = f"c{number:03}"
            due_on = sample["next_due_on"] and date.fromisoformat(sample["next_due_on"])
            values = {"kind": sample["kind"], "state": sample["state"], "next_due_on": due_on}
            base = dict(rows.a_case(case_id).values) | values
            await session.execute(insert(METADATA.tables["case_file"]).values(**base))
            for clock in sample["clocks"]:
                await session.execute(insert(METADATA.tables["case_clock"]).values(**_clock(case_id, clock)))
            entries = [
                JournalEntry(
                    case_id, datetime.fromisoformat(entry["at"]), "service", entry["code"], entry["payload"]
                )
                for entry in sample["journal"]
            ]
            await journal.append(session, entries, vault.journal_key)
            ids.append(case_id)
    return ids


def _clock(case_id: str, clock: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(NOW),
        "case_id": case_id,
        "name": clock["name"],
        "started_at": datetime.fromisoformat(clock["started_at"]),
        "due_on": date.fromisoformat(clock["due_on"]),
        "state": clock["state"],
        "provisional": clock["provisional"],
        "basis": clock["basis"],
        "counted": {"from": clock["from"], "days": [], "skipped": clock["skipped"]},
    }


async def test_an_imported_year_is_counted_by_while_the_service_runs_and_each_moved_date_stands_in_its_journal(
    database: Database, vault: Vault
) -> None:
    # Fifteen working days after 18 December 2026 lie in the year that nobody knows yet.
    received_at = datetime(2026, 12, 18, 2, 0, tzinfo=UTC)
    moved = await builders.a_case(database, vault, received_at=received_at)
    still = await builders.a_case(database, vault, received_at=datetime(2026, 11, 2, 2, 0, tzinfo=UTC))
    ours, theirs = load_clocks(), load_clocks()
    one, other = (Recounting(database, vault.journal_key, by, lambda: NOW) for by in (ours, theirs))
    await one.round()
    await other.round()
    row, (check,) = await the_case(database, moved.id)
    assert (check.due_on, check.provisional) == (date(2027, 1, 11), True)

    await import_years(database, read_whole_notices(HOLIDAYS_2027), "command", NOW)
    assert await one.round() is False
    assert await other.round() is False

    # 9 January is worked then, and no other day of these has changed.
    row, (check,) = await the_case(database, moved.id)
    assert (check.due_on, check.provisional) == (date(2027, 1, 9), False)
    assert (row.next_due_on, row.version) == (date(2027, 1, 9), 1)
    entries = await journal_of(database, moved.id)
    assert [(entry.code, entry.actor) for entry in entries[2:]] == [("clocks_recounted", "service")]
    assert entries[2].payload["clocks"] == [
        {"name": "tip_check", "subject": None, "was": "2027-01-11", "now": "2027-01-09", "provisional": False}
    ]
    assert len(await journal_of(database, still.id)) == 2
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact
    assert ours.calendar.is_published(2027) and theirs.calendar.is_published(2027)
    # An officer who had the page open before can still act.
    casework = Casework(database, vault, Rulebook(bureaus(), ours))
    head = await an_officer(database, role="head")
    await casework.move("note", head, Seen(moved.reference, 1), NOW, {"text": "看过了"})


async def test_a_process_that_counted_by_the_old_calendar_meanwhile_is_put_right_by_its_own_pass(
    database: Database, vault: Vault
) -> None:
    ours, theirs = load_clocks(), load_clocks()
    one, other = (Recounting(database, vault.journal_key, by, lambda: NOW) for by in (ours, theirs))
    await one.round()
    await other.round()
    await import_years(database, read_whole_notices(HOLIDAYS_2027), "command", NOW)
    await one.round()
    # The other process does not know of it yet, and a case is filed there.
    late = await builders.a_case(database, vault, received_at=datetime(2026, 12, 18, 2, 0, tzinfo=UTC))

    await other.round()

    _, (check,) = await the_case(database, late.id)
    assert (check.due_on, check.provisional) == (date(2027, 1, 9), False)


async def test_a_year_taken_back_is_an_estimate_again(database: Database, vault: Vault) -> None:
    await import_years(database, read_whole_notices(HOLIDAYS_2027), "command", NOW)
    by = load_clocks()
    recounting = Recounting(database, vault.journal_key, by, lambda: NOW)
    case = await builders.a_case(database, vault, received_at=datetime(2026, 12, 18, 2, 0, tzinfo=UTC))
    await recounting.round()

    await forget_year(database, 2027, "command", NOW)
    await recounting.round()

    _, (check,) = await the_case(database, case.id)
    assert (check.due_on, check.provisional) == (date(2027, 1, 11), True)
    codes = [entry.code for entry in await journal_of(database, case.id)]
    assert codes[2:] == ["clocks_recounted", "clocks_recounted"]
