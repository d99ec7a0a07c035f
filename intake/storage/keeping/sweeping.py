"""Erases what is kept for a time only, a little at a time so that no turn has to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, exists, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from intake.storage.changes import posting
from intake.storage.database import Database
from intake.storage.rows import PostedLetter
from intake.storage.steps import METADATA, carried_out_in

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What a person's sealed state is without what is due at an instant.

    next_due_at  when the next of it is due
    letter       what the person is told, where anything is
    """

    state: bytes
    next_due_at: datetime | None
    letter: PostedLetter | None = None


Trim = Callable[[str, bytes, datetime], Trimmed]


async def erase_old_turns(database: Database, now: datetime) -> int:
    """Erase the turns that expired before `now`; return how many."""
    turns = METADATA.tables["turn"]
    return await _erase(database, turns, turns.c.expires_at < now)


async def erase_old_conversations(database: Database, before: datetime) -> int:
    """Erase the conversations nobody came back to since `before`; return how many."""
    conversations = METADATA.tables["conversation"]
    return await _erase(database, conversations, conversations.c.updated_at < before)


async def erase_ended_visits(database: Database, now: datetime) -> int:
    """Erase the visits whose passes are over by now; return how many."""
    ended = METADATA.tables["ended_visit"]
    return await _erase(database, ended, ended.c.over_at < now)


async def erase_lost_draft_codes(database: Database, before: datetime) -> int:
    """Erase the draft codes given out before `before` that lead to no conversation any more; return how many."""
    codes, conversations = METADATA.tables["draft_code"], METADATA.tables["conversation"]
    lives = exists().where(conversations.c.person == codes.c.person)
    return await _erase(database, codes, (codes.c.opened_at < before) & ~lives)


async def erase_lost_sessions(database: Database, before: datetime) -> int:
    """Erase the sessions opened before `before` to which nothing belongs any more; return how many.

    Whoever filed under their name is known by theirs as long as one case of theirs is kept.
    """
    sessions = METADATA.tables["web_session"]
    belongs = [
        exists().where(METADATA.tables[table].c[column] == sessions.c.person)
        for table, column in (
            ("conversation", "person"),
            ("case_file", "filer"),
            ("estimate", "owner"),
            ("subscription", "id"),
        )
    ]
    return await _erase(database, sessions, (sessions.c.opened_at < before) & ~or_(*belongs))


async def forget_own_cases(database: Database, now: datetime) -> int:
    """Forget which cases an account may see without a code, where that is due; return of how many."""
    table = METADATA.tables["conversation"]
    due = select(table.c.person).where(table.c.own_due_at < now).with_for_update(skip_locked=True)
    # The moment of somebody's last message may be the moment of their case: it goes too.
    forgotten = {"own": None, "own_due_at": None, "updated_at": now}
    forget = table.update().where(table.c.person.in_(due)).values(forgotten)
    async with database.writing() as session:
        return len((await session.execute(forget.returning(table.c.person))).all())


async def trim_conversations(database: Database, now: datetime, trim: Trim) -> int:
    """Take out of conversations what is due before `now`, and leave the rest of them; return how many."""
    table = METADATA.tables["conversation"]
    due = (
        select(table.c.person, table.c.turn_no, table.c.state)
        .where(table.c.drafts_due_at < now)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    trimmed = 0
    while True:
        async with database.writing() as session:
            rows = (await session.execute(due)).all()
            for person, turn_no, sealed in rows:
                trimmed_one = trim(person, sealed, now)
                # A turn that came meanwhile has looked at its drafts itself.
                same = table.update().where(table.c.person == person, table.c.turn_no == turn_no)
                values = {"state": trimmed_one.state, "drafts_due_at": trimmed_one.next_due_at}
                is_same = await session.execute(same.values(values).returning(table.c.person))
                if trimmed_one.letter is not None and is_same.first() is not None:
                    await _write(session, trimmed_one.letter)
        trimmed += len(rows)
        if len(rows) < _AT_ONCE:
            return trimmed


async def erase_old_reminders(database: Database, before: datetime) -> int:
    """Erase what was said of drafts before `before`, or to whoever is known no more; return how many."""
    mail, conversations, told = (METADATA.tables[name] for name in ("mail", "conversation", "bulletin_told"))
    lives = exists().where(conversations.c.person == mail.c.filer)
    # What tells of a bulletin waits for its subscriber, as long as that is of use.
    tells = exists().where(told.c.letter == mail.c.id)
    is_old = (mail.c.created_at < before) | ~lives
    return await _erase(database, mail, mail.c.case_id.is_(None) & is_old & ~tells)


async def _write(session: AsyncSession, letter: PostedLetter) -> None:
    """Write a reminder, but to nobody whose draft lives on a page: the page says it itself."""
    codes = METADATA.tables["draft_code"]
    on_a_page = select(codes.c.person).where(codes.c.person == letter.filer)
    if (await session.execute(on_a_page)).first() is None:
        await carried_out_in(session, posting((letter,)))


async def _erase(database: Database, table: Table, old: ColumnElement[bool]) -> int:
    own = tuple(table.primary_key.columns)
    key = tuple_(*own)
    # A row that a turn is writing right now is not old any more: skip it and never wait for it.
    some = select(*own).where(old).limit(_AT_ONCE).with_for_update(skip_locked=True)
    erased = 0
    while True:
        async with database.writing() as session:
            gone = (
                await session.execute(delete(table).where(key.in_(some)).returning(*table.primary_key.columns))
            ).all()
        erased += len(gone)
        if len(gone) < _AT_ONCE:
            return erased
