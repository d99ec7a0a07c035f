"""Notices on their way: claimed, sent, tried again later, given up.

A notice is a row written together with what caused it, so neither can be without the other. It says which case
and which bureau, never what was filed. It is carried at least once: a courier that dies between carrying and
noting it will carry it again. One to a filer may also be left: what it tells of waits for their next message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.storage.tables import CaseRow, MailRow, OutboxRow
from intake.stored import Stored

WAITING, SENT, GIVEN_UP, LEFT = "waiting", "sent", "given_up", "left"

_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as a carrier sees it.

    reference  of the case it is about, if any
    tries      how often it was tried, this time included
    officer_id whom alone it is for; None: the bureau
    told       what it says of clocks (`digest`), or which letter it is about
    """

    id: str
    kind: str
    reference: str | None
    bureau: str | None
    tries: int
    created_at: datetime
    officer_id: str | None = None
    told: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """A notice that did not get through, for the desk: `reason` is a code, never a text from outside."""

    id: str
    kind: str
    reference: str | None
    bureau: str | None
    state: str
    tries: int
    created_at: datetime
    reason: str | None


def is_anything_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a notice waits to be carried."""
    return _due(now, 1).exists()


async def claimed(session: AsyncSession, now: datetime, most: int, lease: timedelta) -> list[Notice]:
    """Take notices that are due. Nobody else takes them before the lease is over."""
    ids = list(await session.scalars(_due(now, most).with_for_update(skip_locked=True)))
    await session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(ids))
        .values(tries=col(OutboxRow.tries) + 1, next_try_at=now + lease)
    )
    found = await session.execute(_with_reference().where(col(OutboxRow.id).in_(ids)).order_by(col(OutboxRow.id)))
    return [_notice(row, reference) for row, reference in found]


async def note_sent(session: AsyncSession, ids: Sequence[str]) -> None:
    """Note that these were carried."""
    await session.execute(update(OutboxRow).where(col(OutboxRow.id).in_(ids)).values(state=SENT, last_error=None))


async def note_failed(session: AsyncSession, notice: Notice, reason: str, now: datetime, *, give_up: bool) -> None:
    """Note that this one was not carried, to be tried again after a growing pause or never."""
    state = GIVEN_UP if give_up else WAITING
    await session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == notice.id)
        .values(state=state, last_error=reason, next_try_at=now + retry_pause(notice.tries))
    )


async def note_postponed(session: AsyncSession, notice: Notice, until: datetime) -> None:
    """Note that this one waits until then, and was not tried."""
    waiting = update(OutboxRow).where(col(OutboxRow.id) == notice.id)
    await session.execute(waiting.values(tries=notice.tries - 1, next_try_at=until))


async def note_left(session: AsyncSession, notice: Notice, reason: str) -> None:
    """Note that this one is not needed, or cannot be carried by this way: nothing is wrong."""
    await session.execute(
        update(OutboxRow).where(col(OutboxRow.id) == notice.id).values(state=LEFT, last_error=reason)
    )


async def standing(session: AsyncSession) -> dict[tuple[str, str], int]:
    """Return how many notices wait or were given up, by kind and state."""
    query = (
        select(col(OutboxRow.kind), col(OutboxRow.state), func.count())
        .where(col(OutboxRow.state).in_([WAITING, GIVEN_UP]))
        .group_by(col(OutboxRow.kind), col(OutboxRow.state))
    )
    return {(kind, state): count for kind, state, count in await session.execute(query)}


async def stuck(session: AsyncSession, most: int = 100) -> list[Stuck]:
    """Return what was given up or failed at least once and still waits, oldest first.

    A letter that has reached its filer by another way is not stuck any more.
    """
    query = (
        _with_reference()
        .where(col(OutboxRow.state).in_([WAITING, GIVEN_UP]), col(OutboxRow.last_error).is_not(None))
        .order_by(col(OutboxRow.id))
        .limit(most)
    )
    rows = list(await session.execute(query))
    arrived = await _arrived(session, [letter for row, _ in rows for letter in letters_in(row)])
    return [
        Stuck(row.id, row.kind, reference, row.bureau, row.state, row.tries, row.created_at, row.last_error)
        for row, reference in rows
        if not arrived.intersection(letters_in(row))
    ]


def letters_in(row: OutboxRow) -> list[str]:
    """Return the letters to a filer that a notice is about."""
    return [str(one["letter"]) for one in row.told or () if "letter" in one]


async def _arrived(session: AsyncSession, letters: Sequence[str]) -> set[str]:
    if not letters:
        return set()
    here = select(col(MailRow.id)).where(col(MailRow.id).in_(letters), col(MailRow.delivered_at).is_not(None))
    return set(await session.scalars(here))


def retry_pause(tries: int) -> timedelta:
    """Return the pause after the n-th failed try: half a minute, doubled each time, an hour at most."""
    # Twenty doublings are beyond any ceiling; more would only overflow.
    return min(_FIRST_PAUSE * (1 << min(tries - 1, 20)), _LONGEST_PAUSE)


def _due(now: datetime, most: int) -> Select[str]:
    return (
        select(col(OutboxRow.id))
        .where(col(OutboxRow.state) == WAITING, col(OutboxRow.next_try_at) <= now)
        .order_by(col(OutboxRow.next_try_at))
        .limit(most)
    )


def _notice(row: OutboxRow, reference: str | None) -> Notice:
    told = tuple(row.told or ())
    return Notice(row.id, row.kind, reference, row.bureau, row.tries, row.created_at, row.officer_id, told)


def _with_reference() -> Select[OutboxRow, str]:
    return select(OutboxRow, col(CaseRow.reference)).outerjoin(CaseRow, col(CaseRow.id) == col(OutboxRow.case_id))
