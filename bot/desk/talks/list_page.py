"""`/desk/talks`: who waits for a person, which talks run, which have ended. Loads itself anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.channels import CHANNELS, ChannelName
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.talks.looks import KNOWN, with_script
from intake.officers.talks import ENDS, DeskTalks, TalkLine
from intake.officers.wall import sees_talks
from intake.talks.talk import TalkState

TALKS: Final = "/desk/talks"


@dataclass(frozen=True, slots=True)
class ListedTalk:
    """A talk in the list.

    minutes  how long it has waited, or how long nobody has written
    mine     this officer holds it
    ended    how it ended
    """

    id: str
    number: str
    channel: str
    holder: str
    minutes: int
    unread: int
    mine: bool
    last_at: datetime
    ended: str


@dataclass(frozen=True, slots=True)
class TalksContext(PageContext):
    """The talks of a bureau.

    waiting  who waits, the longest first
    running  talks that are held
    over     those that ended last
    """

    template: ClassVar[str] = "talks/list.html"
    waiting: tuple[ListedTalk, ...]
    running: tuple[ListedTalk, ...]
    over: tuple[ListedTalk, ...]


class TalksPage:
    """The handler."""

    def __init__(self, talks: DeskTalks, pages: Pages, guard: Guard) -> None:
        self._talks = talks
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(TALKS, self._guard.page(self._show))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if not sees_talks(visit.officer):
            raise NotFound
        listed = await self._talks.listed(visit.officer)
        parts = {
            state: tuple(_shown(one, visit) for one in listed if one.talk.state is state) for state in TalkState
        }
        context = TalksContext(parts[TalkState.WAITING], parts[TalkState.HELD], parts[TalkState.ENDED])
        return with_script(self._pages.page(context, visit, known=KNOWN))


def _shown(line: TalkLine, visit: Visit) -> ListedTalk:
    talk = line.talk
    since = talk.opened_at if talk.state is TalkState.WAITING else talk.last_at
    return ListedTalk(
        id=talk.id,
        number=talk.number,
        channel=CHANNELS[ChannelName(talk.channel)].label,
        holder=line.holder,
        minutes=max(0, int((visit.now - since).total_seconds() // 60)),
        unread=line.unread,
        mine=talk.officer_id == visit.officer.id,
        last_at=talk.ended_at or talk.last_at,
        ended=ENDS[talk.ended_as] if talk.ended_as else "",
    )
