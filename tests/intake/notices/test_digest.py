"""Officers are told of their clocks: one digest a day in working hours, police matters at once, each rung once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.changes import JournalEntry, Rulebook
from intake.journal import entries as journal
from intake.notices.digest import Digests
from intake.notices.shown import due_for, standstills_for
from intake.officers.addresses import set_address
from intake.officers.casework import Casework, Seen
from intake.officers.circles import Circles
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.keeping.recounting import Recounting
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, OutboxRow
from tests.builders import Filed, a_case, an_officer, bureaus, clocks

# A Monday, 10:00 in Shanghai: of what came on 2 November the fifteenth working day is 23 November.
RECEIVED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
THREE_BEFORE = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ONE_BEFORE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MISSED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass
class House:
    """A bureau with an officer and a head, the coordinator, and the job that tells them."""

    database: Database
    vault: Vault
    officer: Officer
    head: Officer
    coordinator: Officer
    now: datetime = RECEIVED_AT

    def __post_init__(self) -> None:
        self.digests = Digests(self.database, clocks().calendar, lambda: self.now)

    async def at(self, now: datetime) -> list[tuple[str, str, str, str]]:
        """Let the job run at this time; return what it added: kind, name, case, why."""
        before = len(await self._notices())
        self.now = now
        await self.digests.round()
        names = {one.id: one.role.value for one in (self.officer, self.head, self.coordinator)}
        return sorted(
            (row.kind, names[str(row.officer_id)], str(one["reference"]), str(one["rung"]))
            for row in (await self._notices())[before:]
            for one in row.told or ()
        )

    async def _notices(self) -> Sequence[OutboxRow]:
        async with self.database.reading() as session:
            query = select(OutboxRow).where(col(OutboxRow.officer_id).is_not(None)).order_by(col(OutboxRow.id))
            return list(await session.scalars(query))

    async def move(self, officer: Officer, case: Filed, name: str, seen: int, now: datetime, **typed: str) -> None:
        rulebook = Rulebook(bureaus(), clocks())
        await Casework(self.database, self.vault, rulebook).move(
            name, officer, Seen(case.reference, seen), now, {"confirmed": "yes", **typed}
        )

    async def happened(
        self, case: Filed, code: str, at: datetime, recorded_at: datetime | None = None, **payload: Any
    ) -> None:
        """Write an entry that no move writes yet, and count the clocks of the case."""
        entry = JournalEntry(case.id, recorded_at or at, "service", code, payload, effective_at=at)
        async with self.database.writing() as session:
            await journal.append(session, [entry], self.vault.journal_key)
        recounting = Recounting(self.database, self.vault.journal_key, clocks(), lambda: self.now)
        # What the clocks are counted by has not changed; this asks for a pass all the same.
        recounting._is_asked_for = True
        await recounting.round()


@pytest.fixture
async def house(database: Database, vault: Vault) -> House:
    officers = [await an_officer(database, role=role) for role in ("officer", "head", "coordinator")]
    for officer in officers:
        await set_address(database, officer.name, f"{officer.role}@example.gov.cn")
    officer, head, coordinator = officers
    return House(database, vault, officer, head, coordinator)


async def the_case(house: House, **values: Any) -> Filed:
    return await a_case(house.database, house.vault, state="checking", **{"received_at": RECEIVED_AT, **values})


async def test_holder_three_working_days_before_head_one_coordinator_on_the_day_missed_each_once(
    house: House,
) -> None:
    case = (await the_case(house)).reference

    told = [
        await house.at(now)
        for now in (RECEIVED_AT, THREE_BEFORE - timedelta(days=1), THREE_BEFORE, ONE_BEFORE, LAST_DAY, MISSED)
    ]

    assert told == [
        [],
        [],
        [("clock_digest", "officer", case, "near")],
        [("clock_digest", "head", case, "near")],
        [],
        [("clock_digest", "coordinator", case, "missed")],
    ]
    assert await house.at(MISSED + timedelta(days=1)) == []


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 18, 0, 59, tzinfo=UTC),
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 16, 0, tzinfo=UTC),
        datetime(2026, 11, 21, 3, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
    ],
    ids=["before nine", "at five", "at midnight", "on Saturday", "on Sunday"],
)
async def test_nobody_is_told_outside_working_hours(house: House, now: datetime) -> None:
    await the_case(house)

    assert await house.at(now) == []


async def test_of_a_closed_case_only_those_are_told_who_know_of_it_whatever_their_post(house: House) -> None:
    case = await the_case(house)
    await Circles(Casework(house.database, house.vault, Rulebook(bureaus(), clocks()))).draw(
        house.head, Seen(case.reference, 1), [house.head.id], "涉及本局人员", RECEIVED_AT
    )

    told = [await house.at(now) for now in (THREE_BEFORE, ONE_BEFORE, MISSED)]

    assert told == [
        [("clock_digest", "head", case.reference, "near")],
        [("clock_digest", "head", case.reference, "near")],
        [("clock_digest", "head", case.reference, "missed")],
    ]


async def test_there_is_one_digest_a_day_and_what_comes_later_waits_for_the_next(house: House) -> None:
    first = (await the_case(house)).reference
    assert [one[2] for one in await house.at(THREE_BEFORE)] == [first]

    # A letter is entered three weeks late, two hours after the digest.
    late = (await the_case(house, received_at=RECEIVED_AT - timedelta(days=21))).reference
    assert await house.at(THREE_BEFORE + timedelta(hours=2)) == []

    told = await house.at(THREE_BEFORE + timedelta(days=1))
    assert told == [
        ("clock_digest", "coordinator", late, "missed"),
        ("clock_digest", "head", late, "near"),
        ("clock_digest", "officer", late, "near"),
    ]


async def test_a_date_that_moved_is_told_of_anew_and_one_that_is_met_no_more(house: House) -> None:
    case = await the_case(house)
    await house.at(THREE_BEFORE)

    await house.move(house.head, case, "extend_check", 1, THREE_BEFORE, on="2026-11-18", reason="证据在外地")
    # The extended check ends on 14 December.
    assert await house.at(ONE_BEFORE) == []
    assert await house.at(datetime(2026, 12, 9, 2, 0, tzinfo=UTC)) == [
        ("clock_digest", "officer", case.reference, "near")
    ]
    await house.move(house.head, case, "docket", 2, datetime(2026, 12, 10, 2, 0, tzinfo=UTC))

    assert await house.at(datetime(2026, 12, 15, 2, 0, tzinfo=UTC)) == []


async def test_a_mistaken_extension_withdrawn_after_the_end_is_missed_at_once(house: House) -> None:
    case = await the_case(house)
    await house.at(THREE_BEFORE)
    await house.move(house.head, case, "extend_check", 1, THREE_BEFORE, on="2026-11-18", reason="录错案件")
    after_the_end = MISSED + timedelta(days=6)
    assert await house.at(after_the_end) == []

    await house.move(house.head, case, "withdraw_clock_entry", 2, after_the_end, entry="3", reason="录错案件")

    told = await house.at(after_the_end + timedelta(days=1))
    assert ("clock_digest", "coordinator", case.reference, "missed") in told
    assert {one[1] for one in told} == {"head", "coordinator"}


async def test_a_paused_clock_is_told_of_by_nobody_until_it_stands_still_too_long(house: House) -> None:
    case = await the_case(house)
    pause = {"reason": "appraisal", "on": "2026-11-16", "until": "2026-12-01"}
    await house.move(house.officer, case, "pause_clock", 1, datetime(2026, 11, 16, 3, 0, tzinfo=UTC), **pause)

    assert [await house.at(now) for now in (THREE_BEFORE, MISSED)] == [[], []]

    async def too_long(day: int) -> list[str]:
        async with house.database.reading() as session:
            today = datetime(2026, 12, day, tzinfo=UTC).date()
            return [one.reference for one in (await standstills_for(session, house.officer, today)).lines]

    assert await too_long(1) == []
    assert await too_long(2) == [case.reference]


async def test_a_police_matter_is_told_of_at_once_at_any_hour(house: House) -> None:
    case = await a_case(house.database, house.vault, state="docketed", received_at=RECEIVED_AT)
    saturday_night = datetime(2026, 11, 7, 15, 30, tzinfo=UTC)
    await house.happened(case, "police_transfer_approved", saturday_night)

    told = await house.at(saturday_night + timedelta(minutes=1))

    assert [(one[0], one[1], one[3]) for one in told] == [
        ("clock_alarm", "head", "at_once"),
        ("clock_alarm", "officer", "at_once"),
    ]
    assert await house.at(saturday_night + timedelta(minutes=2)) == []
    later = [await house.at(saturday_night + timedelta(hours=hours, minutes=1)) for hours in (16, 20, 24)]
    assert [[(one[1], one[3]) for one in each] for each in later] == [
        [("officer", "near")],
        [("head", "near")],
        [("coordinator", "missed")],
    ]


async def test_two_processes_at_once_tell_once(house: House) -> None:
    await the_case(house)
    house.now = THREE_BEFORE
    other = Digests(house.database, clocks().calendar, lambda: THREE_BEFORE)

    counts = await asyncio.gather(house.digests.round(), other.round(), house.digests.round())

    assert sorted(counts) == [0, 0, 1]


async def test_where_a_bureau_has_nobody_in_a_post_the_next_one_is_told(house: House) -> None:
    case = (await the_case(house, bureau="banan")).reference

    assert await house.at(THREE_BEFORE) == [("clock_digest", "coordinator", case, "near")]


async def test_an_officer_without_an_address_sees_it_at_the_desk_only(house: House) -> None:
    case = await the_case(house)
    await set_address(house.database, house.officer.name, "")

    assert await house.at(THREE_BEFORE) == []

    async with house.database.reading() as session:
        (line,) = (await due_for(session, house.officer, THREE_BEFORE)).lines
        assert (line.reference, str(line.due_on), line.rung) == (case.reference, "2026-11-23", "near")
        assert (await due_for(session, house.head, THREE_BEFORE)).lines == ()
        assert (await due_for(session, house.coordinator, THREE_BEFORE)).lines == ()


async def test_officers_see_what_their_own_bureau_answers_for(house: House) -> None:
    mine = await the_case(house)
    await the_case(house, bureau="banan", assisting=("jiangjin",))

    async with house.database.reading() as session:
        seen: Mapping[str, list[str]] = {
            one.role: [line.reference for line in (await due_for(session, one, MISSED)).lines]
            for one in (house.officer, house.head)
        }
        everywhere = (await due_for(session, house.coordinator, MISSED)).lines

    assert seen == {"officer": [mine.reference], "head": [mine.reference]}
    assert len(everywhere) == 2


async def test_a_closed_case_is_told_of_by_nobody(house: House) -> None:
    await a_case(house.database, house.vault, state="closed", received_at=RECEIVED_AT)

    assert await house.at(MISSED) == []


async def test_nothing_of_a_case_stands_in_a_notice_but_its_number_and_date(house: House) -> None:
    case = await the_case(house)
    await house.at(THREE_BEFORE)

    (notice,) = await house._notices()
    (said,) = notice.told or [{}]

    assert (notice.case_id, notice.bureau) == (None, None)
    assert said == {
        "reference": case.reference,
        "due_on": "2026-11-23",
        "due_at": None,
        "provisional": False,
        "rung": "near",
    }
    async with house.database.reading() as session:
        assert (await session.get_one(CaseRow, case.id)).version == 1
