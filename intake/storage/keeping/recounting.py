"""Counting the clocks of open cases anew, once what they are counted by is not what it was.

Clocks follow from the journal; their rows are kept for lists. A move writes the rows of its own case; when a
notice of holidays was imported, `clocks.yaml` got a block or `SHANGMI_WEEKENDS_ROLL` was changed, this brings the
others along. A date that moved stands in the journal of its case; the version stays, so that a page which an
officer has open still fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.changes import JournalEntry
from intake.cases.codes import FINAL_STATES, SERVICE, JournalCode
from intake.cases.running import recounted
from intake.clocks.counting import Clocks
from intake.storage.assist_rows import noting_for_assistants
from intake.storage.cases import whole_case
from intake.storage.changes import writing
from intake.storage.clock_rows import OF_CLOCKS, clock_rows, clock_values
from intake.storage.database import Database
from intake.storage.keeping.calendar_years import imported_years
from intake.storage.rows import Rows
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow, MarkRow
from intake.storage.witness import digest_of_row, named

CASES_A_ROUND: Final = 50
_MARK: Final = "clocks"


class Recounting:
    """A pass over the open cases, some a round, when what the clocks are counted by is not what it was.

    Every process looks at each round whether a year was imported and counts by it from then on. It then makes a
    pass of its own, even when another one was first: meanwhile it may have counted by the old calendar.
    """

    def __init__(
        self,
        database: Database,
        journal_key: bytes,
        clocks: Clocks,
        clock: Callable[[], datetime],
        cases_a_round: int = CASES_A_ROUND,
    ) -> None:
        self._database = database
        self._journal_key = journal_key
        self._clocks = clocks
        self._clock = clock
        self._cases_a_round = cases_a_round
        self._last = ""
        self._is_done = False
        self._is_asked_for = False

    async def round(self) -> bool:
        """Count some cases anew; True when there are more. Once all have been, nothing until something changes."""
        if self._clocks.calendar.adopt(await imported_years(self._database)):
            self._last, self._is_done, self._is_asked_for = "", False, True
        if self._is_done:
            return False
        if not self._last and not self._is_asked_for and await self._mark() == self._clocks.fingerprint:
            self._is_done = True
            return False
        ids = await self._next_ids()
        for case_id in ids:
            await self._recount(case_id)
            self._last = case_id
        if len(ids) == self._cases_a_round:
            return True
        await self._set_mark()
        self._is_done, self._is_asked_for = True, False
        return False

    async def _recount(self, case_id: str) -> None:
        async with self._database.writing() as session:
            row = await session.scalar(select(CaseRow).where(col(CaseRow.id) == case_id).with_for_update())
            if row is None:
                return
            case = await whole_case(session, row)
            after = recounted(case, self._clocks).after
            now = self._clock()
            changed = clock_rows(case, after, now)
            if changed == Rows():
                return
            moved = _moved(case, after)
            entry = JournalEntry(case_id, now, SERVICE, JournalCode.CLOCKS_RECOUNTED, {"clocks": moved})
            await session.execute(
                update(CaseRow)
                .where(col(CaseRow.id) == case_id)
                .values({name: getattr(after, name) for name in OF_CLOCKS})
                .execution_options(synchronize_session=False)
            )
            rows = named(replace(changed, journal=(entry,))) if _is_seen(case, changed) else changed
            await carried_out_in(session, writing(rows, self._journal_key))
            await carried_out_in(session, noting_for_assistants([case_id]))

    async def _next_ids(self) -> Sequence[str]:
        query = (
            select(col(CaseRow.id))
            .where(col(CaseRow.id) > self._last, col(CaseRow.state).not_in(FINAL_STATES))
            .order_by(col(CaseRow.id))
            .limit(self._cases_a_round)
        )
        async with self._database.reading() as session:
            return (await session.scalars(query)).all()

    async def _mark(self) -> str | None:
        async with self._database.reading() as session:
            return await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK))

    async def _set_mark(self) -> None:
        value = self._clocks.fingerprint
        changed = (
            update(MarkRow).where(col(MarkRow.name) == _MARK).values(value=value).returning(col(MarkRow.name))
        )
        async with self._database.writing() as session:
            if (await session.execute(changed)).first() is not None:
                return
        # Another process may have been first; it counted by the same limits, or will be followed by one that does.
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                await session.execute(insert(MarkRow).values(name=_MARK, value=value))


def _is_seen(before: Case, changed: Rows) -> bool:
    """Say whether more than the words about the dates changed: then the journal has to name the rows."""
    were = {clock.id: clock_values(clock) for clock in before.clocks}
    return bool(changed.inserts or changed.deletes) or any(
        digest_of_row(one.table, one.values) != digest_of_row(one.table, were[one.id]) for one in changed.updates
    )


def _moved(before: Case, after: Case) -> list[dict[str, object]]:
    """Return the clocks whose date or its certainty is another one than it was: what the journal keeps."""
    were = {clock.id: clock for clock in before.clocks}
    return [
        {
            "name": clock.name,
            "subject": clock.subject,
            "was": were[clock.id].due_on.isoformat(),
            "now": clock.due_on.isoformat(),
            "provisional": clock.provisional,
        }
        for clock in after.clocks
        if clock.id in were
        and (clock.due_on, clock.provisional) != (were[clock.id].due_on, were[clock.id].provisional)
    ]
