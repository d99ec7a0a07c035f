"""Pages of clocks: case by case from an index, each case once, and what is counted says when there is more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from intake.cases.changes import Rulebook
from intake.notices import shown
from intake.notices.shown import Few, PageOfClocks, due_for, estimates_for, standstills_for
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow
from tests.builders import Filed, an_officer, bureaus, clocks, some_cases

RECEIVED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
# What came on that Monday is due on 23 November.
MISSED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


async def test_what_is_due_comes_page_by_page_by_the_day_of_its_case(database: Database, vault: Vault) -> None:
    days = (23, 20, 21, 19, 21)
    cases = await _filed(database, vault, *(date(2026, 11, day) for day in days))
    await _filed(database, vault, date(2026, 11, 18), bureau="banan")
    officer = await an_officer(database)

    pages = await _walked(database, lambda s, place: due_for(s, officer, NOW, place, limit=2))

    assert pages == [
        [cases[3].reference, cases[1].reference],
        [cases[2].reference, cases[4].reference],
        [cases[0].reference],
    ]


async def test_a_page_looks_through_so_many_cases_of_which_nothing_is_told_yet_and_says_that_it_stopped(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "MOST_EXAMINED", 3)
    told, *_ = await _received(database, vault, *range(4))
    officer = await an_officer(database)

    async with database.reading() as session:
        first = await due_for(session, officer, NOW, limit=2)
        rest = await due_for(session, officer, NOW, first.after, limit=2)

    assert [line.reference for line in first.lines] == [told.reference]
    assert (first.is_cut, first.counted) == (True, Few(1, is_all=False))
    assert (rest.lines, rest.after, rest.is_cut) == ((), None, False)


async def test_the_coordinator_is_not_led_through_what_is_due_later(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "MOST_EXAMINED", 3)
    missed, *_ = await _received(database, vault, 0, 2, 2, 2, 2)
    coordinator = await an_officer(database, role="coordinator", bureau=None)

    async with database.reading() as session:
        found = await due_for(session, coordinator, MISSED, limit=2)

    assert [line.reference for line in found.lines] == [missed.reference]
    assert not found.is_cut


async def test_what_stands_still_comes_page_by_page_the_longest_beyond_its_day_first(
    database: Database, vault: Vault
) -> None:
    cases = await _filed(database, vault, *[None] * 3)
    officer = await an_officer(database)
    for case, until in zip(cases, ("2026-11-12", "2026-11-10", "2026-11-11"), strict=True):
        await _paused(database, vault, officer, case, until)

    pages = await _walked(database, lambda s, place: standstills_for(s, officer, TODAY, place, limit=2))
    async with database.reading() as session:
        counted = (await standstills_for(session, officer, TODAY, limit=2)).counted
        none_yet = await standstills_for(session, officer, date(2026, 11, 10))

    assert pages == [[cases[1].reference, cases[2].reference], [cases[0].reference]]
    assert counted == Few(2, is_all=False)
    assert none_yet == PageOfClocks(())


async def test_the_row_of_a_case_says_until_when_it_stands_as_long_as_it_stands(
    database: Database, vault: Vault
) -> None:
    (case,) = await _filed(database, vault, None)
    officer = await an_officer(database)

    await _paused(database, vault, officer, case, "2026-11-12")
    assert await _stands_until(database, case) == date(2026, 11, 12)
    resumed = {"reason": "appraisal", "on": "2026-11-13"}
    await _moved(database, vault, officer, case, "resume_clock", 2, NOW, **resumed)
    assert await _stands_until(database, case) is None


async def test_estimated_days_are_counted_of_the_cases_a_bureau_answers_for_and_no_further_than_is_said(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [{"kind": "tip", "state": "checking", "received_at": datetime(2026, 12, 11, 2, tzinfo=UTC)}] * 3
    await some_cases(database, vault, wanted)
    officer, other = await an_officer(database), await an_officer(database, bureau="banan")

    async with database.reading() as session:
        every, none = await estimates_for(session, officer), await estimates_for(session, other)
        monkeypatch.setattr(shown, "MOST_COUNTED", 1)
        some = await estimates_for(session, officer)

    assert (every, none) == (Few(3, is_all=True), Few(0, is_all=True))
    assert not some.is_all and some.number <= every.number


async def _filed(database: Database, vault: Vault, *days: date | None, bureau: str = "jiangjin") -> list[Filed]:
    """File a tip for each of these days, on which it is due."""
    one = {"kind": "tip", "state": "checking", "received_at": RECEIVED_AT, "bureau": bureau}
    return await some_cases(database, vault, [{**one, "due_on": day} if day else one for day in days])


async def _received(database: Database, vault: Vault, *days: int) -> list[Filed]:
    """File a tip so many days after that Monday: each is due, and told of, so many days later."""
    received = [RECEIVED_AT + timedelta(days=day) for day in days]
    return await some_cases(
        database, vault, [{"kind": "tip", "state": "checking", "received_at": at} for at in received]
    )


async def _walked(database: Database, ask: Callable[..., Awaitable[PageOfClocks[Any]]]) -> list[list[str]]:
    """Return the references on each page."""
    pages, place = [], None
    async with database.reading() as session:
        while True:
            page = await ask(session, place)
            pages.append([line.reference for line in page.lines])
            if page.after is None:
                return pages
            place = page.after


async def _paused(
    database: Database,
    vault: Vault,
    officer: Officer,
    case: Filed,
    until: str,
) -> None:
    typed = {"reason": "appraisal", "on": "2026-11-03", "until": until}
    await _moved(database, vault, officer, case, "pause_clock", 1, RECEIVED_AT + timedelta(days=1), **typed)


async def _moved(
    database: Database,
    vault: Vault,
    officer: Officer,
    case: Filed,
    name: str,
    seen: int,
    now: datetime,
    **typed: str,
) -> None:
    casework = Casework(database, vault, Rulebook(bureaus(), clocks()))
    await casework.move(name, officer, Seen(case.reference, seen), now, {"confirmed": "yes", **typed})


async def _stands_until(database: Database, case: Filed) -> date | None:
    async with database.reading() as session:
        return await session.scalar(select(col(CaseRow.stands_until)).where(col(CaseRow.id) == case.id))
