"""What happens to talks by the clock: nobody comes, nobody says anything, their words are erased."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import WorkCalendar
from intake.jobs import Job
from intake.notices.talk_mail import tell_of_waiting
from intake.officers.talk_desks import TalkDesk, desk_of
from intake.officers.talk_letters import pushed
from intake.routing.bureaus import Bureaus
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import MailRow
from intake.storage.talk_rows import letter_to, talk_of, talk_rows
from intake.storage.talk_tables import TalkLineRow, TalkRow
from intake.talks.talk import Talk, TalkAct, TalkEnd, TalkState, ended, is_quiet, told_late

_LOOKS_EVERY_SECONDS: Final = 10.0
_AT_ONCE: Final = 200
# After so many times the patience of the desk nobody comes any more.
_GIVEN_UP_AFTER: Final = 2


class TalkRounds:
    """Looks which talks are due for something."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bureaus: Bureaus,
        calendar: WorkCalendar,
        say: Callable[..., str],
        clock: Callable[[], datetime],
    ) -> None:
        """Take the parts; `say` returns a sentence that the person reads, by its key."""
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._calendar = calendar
        self._say = say
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that looks."""

        async def look() -> bool:
            await self.round()
            await tell_of_waiting(self._database, self._calendar, self._clock())
            return False

        return Job("talks", _LOOKS_EVERY_SECONDS, 60.0, look)

    async def round(self) -> int:
        """Do what is due; return to how many talks."""
        runs = select(col(TalkRow.id)).where(col(TalkRow.state) != TalkState.ENDED.value)
        async with self._database.reading() as session:
            ids = (await session.scalars(runs.order_by(col(TalkRow.opened_at)))).all()
        return sum([await self._looked_at(talk_id) for talk_id in ids])

    async def _looked_at(self, talk_id: str) -> bool:
        now = self._clock()
        # Somebody writes to it in this very moment: the next round sees how it stands then.
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                row = await session.get(TalkRow, talk_id)
                if row is None or row.state == TalkState.ENDED:
                    return False
                return await self._due(session, talk_of(row), await desk_of(session, row.bureau), now)
        return False

    async def _due(self, session: AsyncSession, talk: Talk, desk: TalkDesk, now: datetime) -> bool:
        patience, quiet = timedelta(minutes=desk.patience), timedelta(minutes=desk.quiet)
        waited = now - talk.opened_at
        waits = talk.state is TalkState.WAITING
        is_staffed = desk.is_open and desk.hours.is_open(now, self._calendar)
        if waits and (not is_staffed or waited >= _GIVEN_UP_AFTER * patience):
            await self._back(session, talk, TalkEnd.NOBODY_CAME, "没有等到工作人员", now)
        elif waits and not talk.is_late and waited >= patience:
            said = self._told(talk, "talk.nobody_yet", minutes=desk.patience)
            await self._write(session, told_late(talk, f"已等 {desk.patience} 分钟，已告知来访人", now), said, now)
        elif is_quiet(talk, now, quiet):
            await self._back(
                session, talk, TalkEnd.QUIET, f"{desk.quiet} 分钟没有人说话，自动结束", now, desk.quiet
            )
        else:
            return False
        return True

    async def _back(
        self, session: AsyncSession, talk: Talk, how: TalkEnd, seen: str, now: datetime, minutes: int = 0
    ) -> None:
        key = "talk.went_quiet" if how is TalkEnd.QUIET else "talk.nobody_came"
        said = self._told(talk, key, minutes=minutes)
        said += self._say("talk.draft_waits") if talk.resumes else ""
        await self._write(session, ended(talk, how, seen, now), said, now)

    async def _write(self, session: AsyncSession, act: TalkAct, said: str, now: datetime) -> None:
        letter = letter_to(act.after, said, self._vault, now)
        rows = talk_rows(act, self._vault, now, (letter,))
        # Nobody is there to whose message these words could be the answer.
        notices = await pushed(session, act.after, (letter,), now)
        rows = replace(rows, inserts=(*rows.inserts, *notices))
        await carried_out_in(session, writing(rows, self._vault.journal_key))

    def _told(self, talk: Talk, key: str, **values: object) -> str:
        return self._say(key, office=self._bureaus.public_name_of(talk.bureau), **values)


async def forget_old_talks(database: Database, before: datetime) -> int:
    """Erase the words, and whose they were, of talks that ended before `before`; return of how many.

    That there was a talk, when, and who of the bureau had it, stays.
    """
    old = select(col(TalkRow.id)).where(col(TalkRow.ended_at) < before, col(TalkRow.person) != "").limit(_AT_ONCE)
    erased = 0
    while True:
        async with database.writing() as session:
            ids = (await session.scalars(old)).all()
            persons = select(col(TalkRow.person)).where(col(TalkRow.id).in_(ids))
            letters = delete(MailRow).where(col(MailRow.filer).in_(persons), col(MailRow.case_id).is_(None))
            await session.execute(letters.where(col(MailRow.created_at) < before))
            await session.execute(delete(TalkLineRow).where(col(TalkLineRow.talk_id).in_(ids)))
            await session.execute(update(TalkRow).where(col(TalkRow.id).in_(ids)).values(person=""))
        erased += len(ids)
        if len(ids) < _AT_ONCE:
            return erased
