"""The filer's side of talks: which desks there are, the talk that runs, and what a turn leaves of it as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from intake.clocks.calendar import WorkCalendar
from intake.ids import new_id
from intake.storage.database import Database
from intake.storage.rows import Rows
from intake.storage.sealing import Vault
from intake.storage.talk_rows import talk_rows
from intake.storage.talk_tables import TalkDeskRow
from intake.talks.hours import Hours
from intake.talks.talk import LineBy, SaidLine, Talk, TalkEnd, TalkState, begun, ended, with_line


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A bureau that has officers for talks, as it stands now.

    hours     in words
    opens_at  the next moment at which somebody comes
    patience  minutes after which the person hears that nobody has come
    """

    bureau: str
    hours: str
    is_open: bool
    opens_at: datetime
    patience: int


class Talks:
    """Looks talks up for those who are in them; what they do becomes rows of their turn."""

    def __init__(self, database: Database, vault: Vault, calendar: WorkCalendar) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._calendar = calendar

    async def desks(self, now: datetime) -> tuple[OpenDesk, ...]:
        """Return every bureau that has officers for talks, by its code."""
        query = select(TalkDeskRow).where(col(TalkDeskRow.is_open).is_(True)).order_by(col(TalkDeskRow.bureau))
        async with self._database.reading() as session:
            rows = (await session.scalars(query)).all()
        return tuple(self._desk(row, now) for row in rows)

    def opened(
        self, person: str, channel: str, bureau: str, before: tuple[SaidLine, ...], now: datetime, *, resumes: bool
    ) -> Rows:
        """Return the rows of a new talk."""
        talk = Talk(new_id(now), person, channel, bureau, TalkState.WAITING, None, now, now, 0, resumes=resumes)
        return talk_rows(begun(talk, before), self._vault, now)

    def told(self, talk: Talk, text: str, now: datetime) -> Rows:
        """Return the rows of words of the person."""
        return talk_rows(with_line(talk, SaidLine(LineBy.PERSON, text), now), self._vault, now)

    def ended(self, talk: Talk, how: TalkEnd, said: str, now: datetime) -> Rows:
        """Return the rows of the person's leaving."""
        return talk_rows(ended(talk, how, said, now), self._vault, now)

    def _desk(self, row: TalkDeskRow, now: datetime) -> OpenDesk:
        hours = Hours.read(row.hours)
        is_open = hours.is_open(now, self._calendar)
        return OpenDesk(row.bureau, hours.in_words, is_open, hours.opens_at(now, self._calendar), row.patience)
