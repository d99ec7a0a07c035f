"""Lists of cases for the desk: oldest due first, page by page, without counting what nobody asked for.

A page is put together from one small ordered query for each state and each opening in the wall; each is
answered from the front of an index, so the thousandth page costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    String,
    exists,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, STATES, CaseKind
from intake.clocks.clock import COUNTING_STATES, ClockState
from intake.officers import wall
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseClockRow, CaseKeyRow, CaseRow, CaseTextRow, OfficerRow

PAGE: Final = 50
COUNT_UP_TO: Final = 1_000

UNFINISHED_STATES: Final = tuple(state for state in STATES if state not in FINAL_STATES)
NEW_STATES: Final = ("submitted", "routed")
UNDER_WAY_STATES: Final = tuple(state for state in UNFINISHED_STATES if state not in NEW_STATES)
DONE_STATES: Final = tuple(state for state in STATES if state in FINAL_STATES)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases a list shows.

    due_from, due_until  days, both included
    handlers   ids of officers, one of whom handles the case; None: whoever does
    unassigned  under way, and nobody is named
    """

    states: tuple[str, ...] = UNFINISHED_STATES
    kind: str | None = None
    bureau: str | None = None
    due_from: date | None = None
    due_until: date | None = None
    handlers: tuple[str, ...] | None = None
    unassigned: bool = False

    @property
    def newest_first(self) -> bool:
        """Whether only cases are asked for that are done, and so have no date to be sorted by."""
        return set(self.states) <= FINAL_STATES


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last case of the page before: its due date, if it had one, and its id."""

    due_on: date | None
    id: str

    def __str__(self) -> str:
        return f"{self.due_on.isoformat() if self.due_on else 'none'}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Read back what `str` wrote; None for anything else, so that a list starts at its first page."""
        day, _, case_id = text.partition("_")
        if not case_id.isalnum():
            return None
        if day == "none":
            return cls(None, case_id)
        try:
            return cls(date.fromisoformat(day), case_id)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list; nothing here names the filer.

    about      whom a report is about, or what a consultation asks for
    is_paused  a clock of it stands still; `due_on` is that of its other clocks
    is_urgent  its filer tells of a threat (told where what they wrote is listed)
    is_estimate  the holidays of the year of `due_on` are not published yet
    handlers     the names of those who handle it
    """

    id: str
    reference: str
    kind: str
    state: str
    about: str
    anonymous: bool
    demo: bool
    lead_bureau: str
    place: str
    received_at: datetime
    due_on: date | None
    is_paused: bool
    is_estimate: bool = False
    handlers: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class PageOfCases:
    """One page of a list. `after` leads to the next one, None on the last."""

    lines: tuple[CaseLine, ...]
    after: Cursor | None


async def page_of_cases(
    session: AsyncSession,
    vault: Vault,
    viewer: wall.Viewer,
    filters: Filters,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> PageOfCases:
    """Return a page: what is due, oldest first, then what has no date, in the order it came.

    Cases that are done have no date any more; of them the newest come first.
    """
    wanted = limit + 1
    ids: list[tuple[str, date | None]] = []
    if not filters.newest_first and (after is None or after.due_on is not None):
        ids = await _ids(session, viewer, filters, _dated(after), _due_first, wanted)
    if len(ids) < wanted and filters.due_from is None and filters.due_until is None:
        order = _newest_first if filters.newest_first else _as_received
        place = _undated(after, filters.newest_first)
        ids += await _ids(session, viewer, filters, place, order, wanted - len(ids))
    shown = ids[:limit]
    more = Cursor(shown[-1][1], shown[-1][0]) if len(ids) > limit else None
    return PageOfCases(await lines_of(session, vault, [case_id for case_id, _ in shown]), more)


async def count_of_cases(session: AsyncSession, viewer: wall.Viewer, filters: Filters) -> int:
    """Count the cases of a list, but no further than COUNT_UP_TO + 1: "more than a thousand" is enough."""
    parts = [
        _part(opening, state, filters).limit(COUNT_UP_TO + 1)
        for opening in wall.openings(viewer)
        for state in filters.states
    ]
    if not parts:
        return 0
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    found = await session.scalar(select(func.count()).select_from(select(every).limit(COUNT_UP_TO + 1).subquery()))
    return int(found or 0)


Column = SQLColumnExpression[Any]
Sorting = tuple[ColumnElement[Any], ...]
Order = Callable[[Column, Column], Sorting]


def _due_first(due_on: Column, case_id: Column) -> Sorting:
    return (due_on.asc(), case_id.asc())


def _as_received(_: Column, case_id: Column) -> Sorting:
    return (case_id.asc(),)


def _newest_first(_: Column, case_id: Column) -> Sorting:
    return (case_id.desc(),)


async def _ids(
    session: AsyncSession,
    viewer: wall.Viewer,
    filters: Filters,
    place: ColumnElement[bool],
    order: Order,
    limit: int,
) -> list[tuple[str, date | None]]:
    parts = [
        _part(opening, state, filters)
        .where(place)
        .order_by(*order(col(CaseRow.next_due_on), col(CaseRow.id)))
        .limit(limit)
        for opening in wall.openings(viewer)
        for state in filters.states
    ]
    if not parts:
        return []
    merged = union_all(*(select(part.subquery()) for part in parts)).subquery()
    due_on, case_id = merged.c.next_due_on, merged.c.id
    found = await session.execute(select(case_id, due_on).order_by(*order(due_on, case_id)).limit(limit))
    return [(row_id, row_due) for row_id, row_due in found]


def _part(opening: ColumnElement[bool], state: str, filters: Filters) -> Select[str, date | None]:
    part = select(col(CaseRow.id), col(CaseRow.next_due_on)).where(opening, col(CaseRow.state) == state)
    if filters.kind is not None:
        part = part.where(col(CaseRow.kind) == filters.kind)
    if filters.bureau is not None:
        part = part.where(col(CaseRow.lead_bureau) == filters.bureau)
    if filters.handlers is not None:
        mine = select(col(CaseHandlerRow.case_id)).where(col(CaseHandlerRow.officer_id).in_(filters.handlers))
        part = part.where(col(CaseRow.id).in_(mine))
    if filters.unassigned:
        part = part.where(~exists().where(col(CaseHandlerRow.case_id) == col(CaseRow.id)))
    if filters.due_from is not None:
        part = part.where(col(CaseRow.next_due_on) >= filters.due_from)
    if filters.due_until is not None:
        part = part.where(col(CaseRow.next_due_on) <= filters.due_until)
    return part


def _dated(after: Cursor | None) -> ColumnElement[bool]:
    if after is None:
        return col(CaseRow.next_due_on).is_not(None)
    return tuple_(col(CaseRow.next_due_on), col(CaseRow.id)) > tuple_(
        literal(after.due_on, Date), literal(after.id, String)
    )


def _undated(after: Cursor | None, newest_first: bool) -> ColumnElement[bool]:
    none = col(CaseRow.next_due_on).is_(None)
    if after is None or after.due_on is not None:
        return none
    return none & (col(CaseRow.id) < after.id if newest_first else col(CaseRow.id) > after.id)


async def lines_of(session: AsyncSession, vault: Vault, ids: Sequence[str]) -> tuple[CaseLine, ...]:
    """Return the lines of cases that were found through the wall, in the order of `ids`."""
    paused = exists().where(
        col(CaseClockRow.case_id) == col(CaseRow.id), col(CaseClockRow.state) == ClockState.PAUSED
    )
    estimate = exists().where(
        col(CaseClockRow.case_id) == col(CaseRow.id),
        col(CaseClockRow.due_on) == col(CaseRow.next_due_on),
        col(CaseClockRow.state).in_(sorted(COUNTING_STATES)),
        col(CaseClockRow.provisional).is_(True),
    )
    found = await session.execute(
        select(CaseRow, col(CaseKeyRow.wrapped), col(CaseTextRow.sealed), paused, estimate)
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
        .where(col(CaseRow.id).in_(ids))
    )
    names = await _handlers(session, ids)
    lines = {
        row.id: _line(
            row,
            orjson.loads(vault.unwrap(wrapped, row.id).unseal(sealed, "case_text"))["fields"],
            is_paused,
            is_estimate,
            names.get(row.id, ""),
        )
        for row, wrapped, sealed, is_paused, is_estimate in found
    }
    return tuple(lines[case_id] for case_id in ids if case_id in lines)


async def _handlers(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    found = await session.execute(
        select(col(CaseHandlerRow.case_id), col(OfficerRow.name))
        .join(OfficerRow, col(OfficerRow.id) == col(CaseHandlerRow.officer_id))
        .where(col(CaseHandlerRow.case_id).in_(ids))
        .order_by(col(OfficerRow.name))
    )
    names: dict[str, list[str]] = {}
    for case_id, name in found:
        names.setdefault(case_id, []).append(name)
    return {case_id: "、".join(some) for case_id, some in names.items()}


def _line(row: CaseRow, fields: dict[str, object], is_paused: bool, is_estimate: bool, handlers: str) -> CaseLine:
    about = fields.get("reported_name") if row.kind != CaseKind.CONSULTATION else fields.get("question")
    return CaseLine(
        id=row.id,
        reference=row.reference,
        kind=row.kind,
        state=row.state,
        about=str(about or ""),
        anonymous=row.anonymous,
        demo=row.demo,
        lead_bureau=row.lead_bureau,
        place="".join(part for part in (row.place_district, row.place_unit) if part),
        received_at=row.received_at,
        due_on=row.next_due_on,
        is_paused=is_paused,
        is_estimate=is_estimate,
        handlers=handlers,
    )
