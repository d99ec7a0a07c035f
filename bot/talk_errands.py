"""What a conversation asks for of a person: found out, or turned into rows of its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.messages import Inbound
from bot.conversation.person.asked import (
    CallPerson,
    DeskGlance,
    DesksFound,
    EndTalk,
    FindDesks,
    PersonCalled,
    TalkRequest,
    TellOfficer,
)
from intake.filers.caseload import Caseload
from intake.filers.talks import Talks
from intake.storage.rows import Rows
from intake.talks.talk import Talk, TalkEnd

_NOTHING = Rows()


class TalkErrands:
    """Carries out what concerns talks; without talks nobody is ever there."""

    def __init__(self, talks: Talks | None, caseload: Caseload) -> None:
        """Take the parts."""
        self._talks = talks
        self._caseload = caseload

    async def carried_out(
        self, request: TalkRequest, message: Inbound, talk: Talk | None, own: Sequence[str], now: datetime
    ) -> tuple[DesksFound | PersonCalled | None, Rows]:
        """Return what it led to, None where there is nothing to hear of, and the rows.

        talk  the one that waits or runs; own: references of the cases that they see without a code
        """
        if self._talks is None:
            return DesksFound(()), _NOTHING
        match request:
            case FindDesks():
                return await self._found(self._talks, message, own, now), _NOTHING
            case CallPerson():
                return await self._called(self._talks, request, message, own, now)
            case TellOfficer(text) if talk is not None:
                return None, self._talks.told(talk, text, now)
            case EndTalk(said) if talk is not None:
                return None, self._talks.ended(talk, TalkEnd.BY_PERSON, said, now)
        return None, _NOTHING

    def left(self, talk: Talk | None, now: datetime) -> Rows:
        """Return the rows of somebody's going for good."""
        if self._talks is None or talk is None:
            return _NOTHING
        return self._talks.ended(talk, TalkEnd.LEFT, "", now)

    async def _found(self, talks: Talks, message: Inbound, own: Sequence[str], now: datetime) -> DesksFound:
        desks = [
            DeskGlance(one.bureau, one.hours, one.is_open, one.opens_at, one.patience)
            for one in await talks.desks(now)
        ]
        newest = await self._caseload.bureau_of_newest(message.filer, own) if desks else ""
        return DesksFound(tuple(desks), newest)

    async def _called(
        self, talks: Talks, wanted: CallPerson, message: Inbound, own: Sequence[str], now: datetime
    ) -> tuple[DesksFound | PersonCalled, Rows]:
        found = await self._found(talks, message, own, now)
        desk = found.of(wanted.bureau)
        if desk is None or not desk.is_open:
            return found, _NOTHING
        channel = message.channel.value
        rows = talks.opened(message.person, channel, wanted.bureau, wanted.before, now, resumes=wanted.resumes)
        return PersonCalled(desk, arrives=message.can.hears_letters), rows
