"""Calls on their way to other systems: claimed, sent, tried again later, given up; and what is stuck, for people.

A call is carried at least once: who dies between carrying and noting it carries it again, under the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Update, and_, delete, false, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.ids import is_id
from intake.officers import wall
from intake.officers.officer import TokenReader, TokenScope
from intake.storage.hook_tables import HookCallRow, HookRow
from intake.storage.tables import CaseRow

WAITING, SENT, GIVEN_UP, DROPPED = "waiting", "sent", "given_up", "dropped"
STANDINGS: Final = {WAITING: "等待发送", SENT: "已送达", GIVEN_UP: "多次不成，不再自动发", DROPPED: "已放弃"}

# How long one call is tried, and how long an address may take nothing before it is called no more.
TRIED_FOR: Final = timedelta(days=3)
# How long a call that is over is kept.
KEPT: Final = timedelta(days=30)
_FIRST_PAUSE: Final = timedelta(seconds=30)
_LONGEST_PAUSE: Final = timedelta(hours=1)
_DOUBLINGS: Final = 20


class NoSuchCall(Exception):
    """There is no such call to an address that whoever asks may know of."""


class CallIsOver(Exception):
    """It came through, or is being tried now: there is nothing to do about it."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is listed. It names a case by its reference alone, and only to those who may see that case.

    standing  one of STANDINGS
    reason    why the last try failed, a code of `hook_post.CALL_REASONS`; None: it was not tried, or came through
    next_at   when it is tried again by itself; None: never
    """

    id: str
    hook_id: str
    event: str
    reference: str | None
    state: str | None
    transfer: int | None
    at: datetime
    standing: str
    tries: int
    reason: str | None
    next_at: datetime | None
    done_at: datetime | None


def is_any_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a call waits to be carried."""
    return select(col(HookCallRow.id)).join(HookRow, _CALLED).where(_due(now)).exists()


async def claimed(
    session: AsyncSession, now: datetime, hooks: int, of_each: int, lease: timedelta
) -> list[tuple[HookRow, list[HookCallRow]]]:
    """Take what is due: of some addresses, some calls each, the oldest first. Nobody else takes them meanwhile.

    What is about a case that was closed to named officers meanwhile is dropped: it is nobody else's any more.
    """
    closed = select(col(CaseRow.reference)).where(~wall.is_open_to_all())
    dropped = update(HookCallRow).where(_due(now), col(HookCallRow.reference).in_(closed))
    await session.execute(dropped.values(standing=DROPPED, done_at=now))
    due = select(HookRow).where(
        col(HookRow.stopped_at).is_(None),
        select(col(HookCallRow.id)).where(col(HookCallRow.hook_id) == col(HookRow.id), _due(now)).exists(),
    )
    rows = (await session.scalars(due.limit(hooks).with_for_update(skip_locked=True, key_share=True))).all()
    taken = []
    for row in rows:
        query = (
            select(HookCallRow)
            .where(col(HookCallRow.hook_id) == row.id, _due(now))
            .order_by(col(HookCallRow.id))
            .limit(of_each)
            .with_for_update(skip_locked=True)
        )
        calls = list((await session.scalars(query)).all())
        for call in calls:
            call.next_try_at = now + lease
        taken.append((row, calls))
    await session.flush()
    return [one for one in taken if one[1]]


async def note_sent(session: AsyncSession, call_id: str, now: datetime) -> None:
    """Note that a call came through. One that was dropped meanwhile has come through all the same."""
    values = {"standing": SENT, "last_error": None, "done_at": now, "tries": col(HookCallRow.tries) + 1}
    await session.execute(update(HookCallRow).where(col(HookCallRow.id) == call_id).values(**values))


async def note_failed(session: AsyncSession, call: HookCallRow, reason: str, now: datetime) -> None:
    """Note that a call did not come through: tried again after a growing pause, or never after long enough."""
    is_over = now - call.since >= TRIED_FOR
    tries = call.tries + 1
    values = {
        "standing": GIVEN_UP if is_over else WAITING,
        "tries": tries,
        "last_error": reason,
        "next_try_at": now + retry_pause(tries),
        "done_at": now if is_over else None,
    }
    await session.execute(_still_waiting([call.id]).values(**values))


async def note_untried(session: AsyncSession, call_ids: Sequence[str], next_at: datetime) -> None:
    """Give back calls behind one that failed: they are tried with it, and were not tried."""
    await session.execute(_still_waiting(call_ids).values(next_try_at=next_at))


def retry_pause(tries: int) -> timedelta:
    """Return the pause after the n-th failed try: half a minute, doubled each time, an hour at most."""
    return min(_FIRST_PAUSE * (1 << min(tries - 1, _DOUBLINGS)), _LONGEST_PAUSE)


async def calls_of(
    session: AsyncSession, reader: TokenReader, hook_id: str, *, standing: str = "", after: str = "", most: int
) -> list[Call]:
    """Return the calls to an address, the oldest first; `stuck` are those that failed and are not over."""
    of_hook = [col(HookCallRow.hook_id) == hook_id, col(HookCallRow.id) > after]
    if standing:
        of_hook.append(_STUCK if standing == "stuck" else col(HookCallRow.standing) == standing)
    return await _listed(session, reader, most, *of_hook)


async def stuck(session: AsyncSession, most: int) -> list[Call]:
    """Return the calls to all addresses that failed and are not over, the oldest first; they name no case."""
    return await _listed(session, None, most, _STUCK)


async def send_again(session: AsyncSession, call_id: str, reader: TokenReader | None, now: datetime) -> Call:
    """Let a call that is stuck be tried at once, and as long as a new one. Raises NoSuchCall, CallIsOver.

    reader  the system that asks; None: an administrator, who knows all addresses and no case
    """
    call, names_case = await _held(session, call_id, reader)
    if call.standing not in (WAITING, GIVEN_UP):
        raise CallIsOver
    call.standing, call.since, call.next_try_at, call.done_at = WAITING, now, now, None
    await session.flush()
    return _call(call, names_case=names_case)


async def drop(session: AsyncSession, call_id: str, reader: TokenReader | None, now: datetime) -> Call:
    """Let a call that is stuck be tried no more, asked as `send_again`. Raises NoSuchCall, CallIsOver."""
    call, names_case = await _held(session, call_id, reader)
    if call.standing not in (WAITING, GIVEN_UP):
        raise CallIsOver
    call.standing, call.done_at = DROPPED, now
    await session.flush()
    return _call(call, names_case=names_case)


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Delete the calls that have been over for long enough."""
    await session.execute(delete(HookCallRow).where(col(HookCallRow.done_at) < now - KEPT))


async def _held(session: AsyncSession, call_id: str, reader: TokenReader | None) -> tuple[HookCallRow, bool]:
    """Return a call, held, and whether its case may be named to whoever asks."""
    if not is_id(call_id):
        raise NoSuchCall
    query = select(HookCallRow).join(HookRow, _OF_HOOK).where(col(HookCallRow.id) == call_id)
    if reader is not None and reader.bureau is not None:
        query = query.where(col(HookRow.bureau) == reader.bureau)
    call = await session.scalar(query.with_for_update(of=HookCallRow))
    listed = await _listed(session, reader, 1, col(HookCallRow.id) == call_id)
    if call is None or not listed:
        raise NoSuchCall
    return call, listed[0].reference is not None


async def _listed(
    session: AsyncSession, reader: TokenReader | None, most: int, *which: ColumnElement[bool]
) -> list[Call]:
    """Return calls through the wall, the oldest first.

    What is about a case closed to named officers is not there; what is about another that this reader may not see
    names no case.
    """
    names_case = wall.visible(reader) if reader is not None and TokenScope.CASES in reader.scopes else false()
    query = (
        select(HookCallRow, names_case.label("names_case"))
        .join(CaseRow, col(CaseRow.reference) == col(HookCallRow.reference), isouter=True)
        .where(wall.is_open_to_all(), *which)
        .order_by(col(HookCallRow.id))
        .limit(most)
    )
    return [_call(row, names_case=bool(seen)) for row, seen in await session.execute(query)]


def _still_waiting(call_ids: Sequence[str]) -> Update:
    # Somebody may have dropped it meanwhile.
    return update(HookCallRow).where(col(HookCallRow.id).in_(call_ids), col(HookCallRow.standing) == WAITING)


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(col(HookCallRow.standing) == WAITING, col(HookCallRow.next_try_at) <= now)


_OF_HOOK: Final = col(HookRow.id) == col(HookCallRow.hook_id)
_CALLED: Final = and_(_OF_HOOK, col(HookRow.stopped_at).is_(None))
_STUCK: Final = and_(col(HookCallRow.standing).in_([WAITING, GIVEN_UP]), col(HookCallRow.last_error).is_not(None))


def _call(row: HookCallRow, *, names_case: bool) -> Call:
    return Call(
        id=row.id,
        hook_id=row.hook_id,
        event=row.event,
        reference=row.reference if names_case else None,
        state=row.state if names_case else None,
        transfer=row.transfer if names_case else None,
        at=row.at,
        standing=row.standing,
        tries=row.tries,
        reason=row.last_error,
        next_at=row.next_try_at if row.standing == WAITING else None,
        done_at=row.done_at,
    )
