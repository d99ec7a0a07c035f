"""Counting the clocks of open cases anew, once what they are counted by is not what it was.

Clocks follow from the journal; their rows are kept for lists. A move writes the rows of its own case; when a
notice of holidays came out, `clocks.yaml` got a block or `SHANGMI_WEEKENDS_ROLL` was changed, this brings the
others along. Neither version nor journal of a case changes: nothing has happened to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.codes import FINAL_STATES
from intake.cases.running import recounted
from intake.clocks.counting import Clocks
from intake.storage.cases import whole_case
from intake.storage.changes import writing
from intake.storage.clock_rows import clock_rows
from intake.storage.database import Database
from intake.storage.rows import Rows
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow, MarkRow

CASES_A_ROUND: Final = 50
_MARK: Final = "clocks"


class Recounting:
    """One pass over the open cases, some a round, when what the clocks are counted by is not what it was."""

    def __init__(
        self, database: Database, clocks: Clocks, clock: Callable[[], datetime], cases_a_round: int = CASES_A_ROUND
    ) -> None:
        self._database = database
        self._clocks = clocks
        self._clock = clock
        self._cases_a_round = cases_a_round
        self._last = ""
        self._is_done = False

    async def round(self) -> bool:
        """Count some cases anew; True when there are more. Once all have been, nothing until the next start."""
        if self._is_done:
            return False
        if not self._last and await self._mark() == self._clocks.fingerprint:
            self._is_done = True
            return False
        ids = await self._next_ids()
        for case_id in ids:
            await self._recount(case_id)
            self._last = case_id
        if len(ids) == self._cases_a_round:
            return True
        await self._set_mark()
        self._is_done = True
        return False

    async def _recount(self, case_id: str) -> None:
        async with self._database.writing() as session:
            row = await session.scalar(select(CaseRow).where(col(CaseRow.id) == case_id).with_for_update())
            if row is None:
                return
            case = await whole_case(session, row)
            after = recounted(case, self._clocks).after
            changed = clock_rows(case, after, self._clock())
            if changed == Rows():
                return
            await session.execute(
                update(CaseRow)
                .where(col(CaseRow.id) == case_id)
                .values(next_due_on=after.next_due_on)
                .execution_options(synchronize_session=False)
            )
            # No entry, so no key is needed to write one.
            await carried_out_in(session, writing(changed, b""))

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
