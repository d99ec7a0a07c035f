"""Lists of cases for the desk, page by page, without counting what nobody asked for.

A page is put together from one small ordered query for each opening in the wall (and each state, where that comes
first in the index); each is answered from the front of an index, so the thousandth page costs what the first one
does. Conditions that no index knows are looked at case by case, in at most MOST_EXAMINED cases a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.case_lines import CaseLine, lines_of
from bot.desk.cases.orders import Cursor, Key, OrderName, Stretch, stretches_of
from intake.cases.codes import FINAL_STATES, STATES, CaseState
from intake.officers import wall
from intake.officers.wall import WayIn
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow

PAGE: Final = 50
COUNT_UP_TO: Final = 1_000
MOST_EXAMINED: Final = 2_000
# How many cases are looked at with one query; the first is the ordinary one.
_AT_ONCE: Final = (150, 350, 500, 1_000)

UNFINISHED_STATES: Final = tuple(state for state in STATES if state not in FINAL_STATES)
NEW_STATES: Final = ("submitted", "routed")
# What is answered only waits to be closed, what was split is handled in its parts: neither wants anybody named.
_WANTS_NOBODY: Final = (*NEW_STATES, CaseState.ANSWERED, CaseState.SPLIT)
UNDER_WAY_STATES: Final = tuple(state for state in UNFINISHED_STATES if state not in _WANTS_NOBODY)
DONE_STATES: Final = tuple(state for state in STATES if state in FINAL_STATES)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases a list shows.

    due_from, due_until  days, both included
    handlers   ids of officers, one of whom handles the case; None: whoever does
    unassigned  under way, and the bureau whose case it is has named nobody
    assisting   those of other bureaus alone
    order       what they are sorted by; "unread" shows those alone whose filer waits to be read,
                "reminded" those whose handlers were asked to get on with them,
                "owed" those whose filer is to be told what came of them, of the bureau that tells them
    """

    states: tuple[str, ...] = UNFINISHED_STATES
    kind: str | None = None
    bureau: str | None = None
    due_from: date | None = None
    due_until: date | None = None
    handlers: tuple[str, ...] | None = None
    unassigned: bool = False
    assisting: bool = False
    order: OrderName = "due"

    @property
    def is_dated(self) -> bool:
        """Whether only cases are asked for that are due on certain days."""
        return self.due_from is not None or self.due_until is not None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The rows in which the cases stand."""
        is_done = set(self.states) <= FINAL_STATES
        return stretches_of(self.order, is_done=is_done, is_dated=self.is_dated)


@dataclass(frozen=True, slots=True)
class PageOfCases:
    """One page of a list.

    after   leads to the next one, None on the last
    is_cut  the page ends here because enough cases were looked at; more may fit
    """

    lines: tuple[CaseLine, ...]
    after: Cursor | None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cases a list has; `is_all` when no more can be there."""

    number: int
    is_all: bool


async def page_of_cases(
    session: AsyncSession,
    vault: Vault,
    viewer: wall.Viewer,
    filters: Filters,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> PageOfCases:
    """Return a page, in the order that the filters ask for."""
    found, cut_at = await _looked_through(session, viewer, filters, after, limit + 1)
    shown = found[:limit]
    more = shown[-1] if len(found) > limit else cut_at
    lines = await lines_of(session, vault, [one.id for one in shown])
    places = {one.id: str(one) for one in shown}
    placed = tuple(replace(line, place_in_list=places[line.id]) for line in lines)
    return PageOfCases(placed, more, is_cut=cut_at is not None and len(found) <= limit)


async def neighbour(
    session: AsyncSession, viewer: wall.Viewer, filters: Filters, here: Cursor, *, backwards: bool
) -> Cursor | None:
    """Return the case after a place in the list, or before it; None where there is none near enough."""
    found, _ = await _looked_through(session, viewer, filters, here, 1, backwards=backwards)
    return found[0] if found else None


async def reference_of(session: AsyncSession, case_id: str) -> str | None:
    """Return the reference of a case that was found through the wall."""
    return await session.scalar(select(col(CaseRow.reference)).where(col(CaseRow.id) == case_id))


async def counted_cases(session: AsyncSession, viewer: wall.Viewer, filters: Filters) -> Counted:
    """Count the cases of a list, but no further than is of use.

    Up to COUNT_UP_TO + 1 where an index knows every condition, else among the first MOST_EXAMINED cases.
    """
    rest = _rest(filters, filters.stretches[0])
    most = COUNT_UP_TO + 1 if rest is None else MOST_EXAMINED
    parts = [part for one in filters.stretches for part in _parts(one, viewer, filters, most)]
    if not parts:
        return Counted(0, is_all=True)
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    some = select(every.c.id).limit(most).subquery()
    if rest is None:
        number = int(await session.scalar(select(func.count()).select_from(some)) or 0)
        return Counted(number, is_all=number <= COUNT_UP_TO)
    fitting = func.sum(case((rest, 1), else_=0))
    counting = select(func.count(), fitting).select_from(some).join(CaseRow, col(CaseRow.id) == some.c.id)
    examined, fits = (await session.execute(counting)).one()
    return Counted(int(fits or 0), is_all=examined < MOST_EXAMINED)


async def _looked_through(
    session: AsyncSession,
    viewer: wall.Viewer,
    filters: Filters,
    after: Cursor | None,
    wanted: int,
    *,
    backwards: bool = False,
) -> tuple[list[Cursor], Cursor | None]:
    """Return the first cases that fit, and where looking ended should it have ended early."""
    found: list[Cursor] = []
    left = MOST_EXAMINED
    stretches = filters.stretches[::-1] if backwards else filters.stretches
    begin = next((number for number, one in enumerate(stretches) if after and one.has(after)), 0)
    for stretch in stretches[begin:]:
        place = after if after and stretch.has(after) else None
        sizes = iter(_AT_ONCE)
        rest = _rest(filters, stretch)
        while len(found) < wanted:
            if left == 0:
                return found, place
            size = min(left, wanted - len(found) if rest is None else next(sizes, left))
            rows = await _examined(session, viewer, filters, stretch, place, size, backwards=backwards)
            for case_id, key, fits in rows:
                place = Cursor(key, case_id)
                if fits:
                    found.append(place)
                if len(found) == wanted:
                    break
            left -= len(rows)
            if len(rows) < size:
                break
    return found, None


async def _examined(
    session: AsyncSession,
    viewer: wall.Viewer,
    filters: Filters,
    stretch: Stretch,
    place: Cursor | None,
    limit: int,
    *,
    backwards: bool,
) -> Sequence[tuple[str, Key, bool]]:
    """Return the next cases of a stretch, and whether each fits what no index knows."""
    parts = _parts(stretch, viewer, filters, limit, place, backwards=backwards)
    if not parts:
        return ()
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    case_id, key = every.c.id, every.c.sorted_by
    rest = _rest(filters, stretch)
    some = select(case_id, key).order_by(*stretch.sorting(key, case_id, backwards=backwards)).limit(limit)
    if rest is None:
        return [(one, sorted_by, True) for one, sorted_by in await session.execute(some)]
    few = some.subquery()
    looked = (
        select(few.c.id, few.c.sorted_by, case((rest, 1), else_=0))
        .join(CaseRow, col(CaseRow.id) == few.c.id)
        .order_by(*stretch.sorting(few.c.sorted_by, few.c.id, backwards=backwards))
    )
    return [(one, sorted_by, bool(fits)) for one, sorted_by, fits in await session.execute(looked)]


def _parts(
    stretch: Stretch,
    viewer: wall.Viewer,
    filters: Filters,
    limit: int,
    place: Cursor | None = None,
    *,
    backwards: bool = False,
) -> list[Select[str, Any]]:
    """Return the queries whose rows, put together, are the first of a stretch."""
    return [
        part.order_by(*stretch.sorting(stretch.sorted_by(way), way.case_id, backwards=backwards)).limit(limit)
        for way in _ways(stretch, viewer, filters)
        for part in _by_state(stretch, way, filters, _narrowed(stretch, way, filters, place, backwards=backwards))
    ]


def _ways(stretch: Stretch, viewer: wall.Viewer, filters: Filters) -> tuple[WayIn, ...]:
    """Return the ways by which cases are looked for.

    What a bureau owes and whom it names is of its own cases. So is what is due, for the days of others bind those,
    unless theirs alone are asked for.
    """
    own, others = wall.ways_in(viewer)[:1], wall.ways_in(viewer)[1:]
    if filters.assisting:
        return () if stretch.of_its_own else others
    return own if stretch.of_its_own or filters.unassigned or filters.is_dated else (*own, *others)


def _by_state(stretch: Stretch, way: WayIn, filters: Filters, found: Select[str, Any]) -> list[Select[str, Any]]:
    """Return a query for each state, where the index has the state first."""
    if not stretch.by_state:
        return [found]
    state = way.column("state")
    # To build and plan a query for each state would take longer than to go through them.
    if way.are_few or filters.handlers is not None:
        return [found.where(state.in_(filters.states))]
    return [found.where(state == one) for one in filters.states]


def _narrowed(
    stretch: Stretch, way: WayIn, filters: Filters, place: Cursor | None, *, backwards: bool
) -> Select[str, Any]:
    """Return the query for the cases of a stretch that come by one way, as far as an index knows the filters."""
    here = stretch.holds(way) if place is None else stretch.beyond(way, place, backwards=backwards)
    found: Select[str, Any] = select(way.case_id.label("id"), stretch.sorted_by(way).label("sorted_by"))
    found = found.where(way.shows, here)
    if filters.bureau is not None:
        found = found.where(way.led_by(filters.bureau))
    if filters.handlers is not None:
        mine = select(col(CaseHandlerRow.case_id)).where(col(CaseHandlerRow.officer_id).in_(filters.handlers))
        found = found.where(way.case_id.in_(mine))
    if stretch.by_due:
        found = found.where(*_due(filters, way.column("next_due_on")))
    if stretch.by_state and filters.kind is not None:
        found = found.where(way.column("kind") == filters.kind)
    return found


def _rest(filters: Filters, stretch: Stretch) -> ColumnElement[bool] | None:
    """Return the condition that is looked at case by case; None where the index knows all."""
    rest: list[ColumnElement[bool]] = []
    if not stretch.by_state and filters.kind is not None:
        rest.append(col(CaseRow.kind) == filters.kind)
    if filters.unassigned:
        rest.append(~exists().where(col(CaseHandlerRow.case_id) == col(CaseRow.id)))
    if not stretch.by_state and set(filters.states) != set(STATES):
        rest.append(col(CaseRow.state).in_(filters.states))
    if not stretch.by_due:
        rest += _due(filters, col(CaseRow.next_due_on))
    return and_(literal(True), *rest) if rest else None


def _due(filters: Filters, due_on: SQLColumnExpression[Any]) -> list[ColumnElement[bool]]:
    from_on = [] if filters.due_from is None else [due_on >= filters.due_from]
    return from_on if filters.due_until is None else [*from_on, due_on <= filters.due_until]
