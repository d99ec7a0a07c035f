"""Who looked at what, over all bureaus: the journals by time, examined some entries a page, never counted.

The auditor is outside of every circle: what was looked at in a case that is closed to named officers is not here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import String, Subquery, Tuple, and_, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import READINGS, Role
from intake.journal.account_codes import EXPORTS
from intake.officers import wall
from intake.officers.officer import Officer, names_of
from intake.officers.roster import AccountEvent, told_events
from intake.storage.account_tables import AccountJournalRow
from intake.storage.columns import UtcDateTime
from intake.storage.database import Database
from intake.storage.tables import CaseRow, JournalRow, OfficerRow

A_PAGE: Final = 50
MOST_EXAMINED: Final = 2_000
_PLACE: Final = re.compile(r"[0-9]{1,16}_[0-9]{1,9}_[0-9A-Za-z:_]{1,200}")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry's place among all, by time."""

    at: datetime
    chain: str
    seq: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}_{self.seq}_{self.chain}"

    @classmethod
    def read(cls, text: str) -> EntryPlace | None:
        """Read back what `str` wrote; None for anything else, so that a list starts at its newest."""
        since, _, rest = text.partition("_")
        seq, _, chain = rest.partition("_")
        if _PLACE.fullmatch(text) is None:
            return None
        return cls(_EPOCH + timedelta(microseconds=int(since)), chain, int(seq))


@dataclass(frozen=True, slots=True)
class WantedEntries:
    """Which entries are asked for.

    codes     of these kinds
    actor     by this officer; "" for anybody
    case_id   about this case; "" for any
    before    only what happened before this instant; None: until now
    after     the place behind which a page begins; None: the newest
    """

    codes: Collection[str]
    actor: str = ""
    case_id: str = ""
    before: datetime | None = None
    after: EntryPlace | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Somebody looked at a case.

    by      name of the officer, or what the journal calls who is none
    reason  code of the reason they gave; "" for none
    """

    at: datetime
    reference: str
    bureau: str
    code: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of reads.

    after   leads to the next page; None on the last
    is_cut  the page ends because enough entries were looked at
    """

    lines: tuple[ReadLine, ...]
    after: EntryPlace | None
    is_cut: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of what happened to accounts; as `ReadPage`."""

    events: tuple[AccountEvent, ...]
    after: EntryPlace | None
    is_cut: bool


def may_audit(officer: Officer) -> bool:
    """Say whether an officer looks at what all others looked at."""
    return officer.role == Role.AUDITOR


async def reads(database: Database, officer: Officer, wanted: WantedEntries) -> ReadPage:
    """Return who looked at cases, the newest first."""
    entry = JournalRow
    some = (
        select(col(entry.at), col(entry.case_id).label("chain"), col(entry.seq))
        .add_columns(col(entry.code), col(entry.actor))
        .order_by(col(entry.at).desc(), col(entry.case_id).desc(), col(entry.seq).desc())
        .limit(MOST_EXAMINED)
    )
    if wanted.case_id:
        some = some.where(col(entry.case_id) == wanted.case_id)
    if (here := _start(wanted)) is not None:
        some = some.where(tuple_(col(entry.at), col(entry.case_id), col(entry.seq)) < here)
    few = some.subquery()
    fits = [few.c.code.in_(sorted(set(wanted.codes) & READINGS)), wall.visible(officer)]
    if wanted.actor:
        fits.append(few.c.actor == wanted.actor)
    at_them = and_(col(entry.case_id) == few.c.chain, col(entry.seq) == few.c.seq)
    found = (
        select(few.c.at, few.c.chain, few.c.seq, few.c.code, few.c.actor)
        .add_columns(col(CaseRow.reference), col(CaseRow.lead_bureau), col(entry.payload))
        .join(CaseRow, col(CaseRow.id) == few.c.chain)
        .join(entry, at_them)
        .where(*fits)
        .order_by(few.c.at.desc(), few.c.chain.desc(), few.c.seq.desc())
        .limit(A_PAGE + 1)
    )
    async with database.reading() as session:
        rows = (await session.execute(found)).all()
        end = None if len(rows) > A_PAGE else await _end(session, few)
        names = await names_of(session, {row.actor for row in rows})
    lines = tuple(
        ReadLine(
            row.at,
            row.reference,
            row.lead_bureau,
            row.code,
            names.get(row.actor, row.actor),
            str(row.payload.get("reason") or ""),
        )
        for row in rows[:A_PAGE]
    )
    last = rows[A_PAGE - 1] if len(rows) > A_PAGE else None
    return ReadPage(lines, end if last is None else EntryPlace(last.at, last.chain, last.seq), end is not None)


async def events(database: Database, wanted: WantedEntries) -> EventPage:
    """Return what happened to accounts, tokens, settings and talks, the newest first; all codes for none."""
    entry = AccountJournalRow
    some = (
        select(col(entry.at), col(entry.chain), col(entry.seq), col(entry.code), col(entry.actor))
        .order_by(col(entry.at).desc(), col(entry.chain).desc(), col(entry.seq).desc())
        .limit(MOST_EXAMINED)
    )
    if (here := _start(wanted)) is not None:
        some = some.where(tuple_(col(entry.at), col(entry.chain), col(entry.seq)) < here)
    few = some.subquery()
    found = (
        select(entry)
        .join(few, and_(col(entry.chain) == few.c.chain, col(entry.seq) == few.c.seq))
        .order_by(few.c.at.desc(), few.c.chain.desc(), few.c.seq.desc())
        .limit(A_PAGE + 1)
    )
    if wanted.codes:
        found = found.where(few.c.code.in_(sorted(wanted.codes)))
    if wanted.actor:
        found = found.where((few.c.actor == wanted.actor) | (few.c.chain == f"officer:{wanted.actor}"))
    async with database.reading() as session:
        rows = (await session.scalars(found)).all()
        end = None if len(rows) > A_PAGE else await _end(session, few)
        told = await told_events(session, rows[:A_PAGE])
    last = rows[A_PAGE - 1] if len(rows) > A_PAGE else None
    return EventPage(
        tuple(told), end if last is None else EntryPlace(last.at, last.chain, last.seq), end is not None
    )


async def exports(database: Database, wanted: WantedEntries) -> EventPage:
    """Return which lists and reports were asked for and taken, the newest first."""
    return await events(
        database, WantedEntries(EXPORTS, actor=wanted.actor, before=wanted.before, after=wanted.after)
    )


async def officers(database: Database) -> list[tuple[str, str, str | None]]:
    """Return every account: its id, its name, its bureau; by name."""
    query = select(col(OfficerRow.id), col(OfficerRow.name), col(OfficerRow.bureau)).order_by(col(OfficerRow.name))
    async with database.reading() as session:
        return [(officer_id, name, bureau) for officer_id, name, bureau in await session.execute(query)]


async def case_called(database: Database, officer: Officer, reference: str) -> str | None:
    """Return the id of the case with this reference, if this officer may see it."""
    query = select(col(CaseRow.id)).where(col(CaseRow.reference) == reference, wall.visible(officer))
    async with database.reading() as session:
        return await session.scalar(query)


def _start(wanted: WantedEntries) -> Tuple | None:
    """Return the place behind which a page begins, as a condition has it; None at the newest."""
    if wanted.after is not None:
        place = wanted.after
    elif wanted.before is not None:
        place = EntryPlace(wanted.before, "", 0)
    else:
        return None
    return tuple_(literal(place.at, UtcDateTime()), literal(place.chain, String()), literal(place.seq))


async def _end(session: AsyncSession, few: Subquery) -> EntryPlace | None:
    """Return the last entry that was looked at, where there are as many as are looked at."""
    newest_first = (few.c.at.desc(), few.c.chain.desc(), few.c.seq.desc())
    last = select(few.c.at, few.c.chain, few.c.seq).order_by(*newest_first).offset(MOST_EXAMINED - 1).limit(1)
    found = (await session.execute(last)).first()
    return None if found is None else EntryPlace(found.at, found.chain, found.seq)
