"""`/desk/talks/{talk}`: one talk: reading, taking, writing, handing on, giving back. New lines come alone."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.channels import CHANNELS, ChannelName
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.talks.list_page import TALKS
from bot.desk.talks.looks import KNOWN, with_script
from intake.cases.canned import FIELDS
from intake.clocks.calendar import day_in_shanghai
from intake.ids import is_id
from intake.officers.canned_replies import CannedReplies, CannedReply
from intake.officers.talks import ENDS, DeskTalks, NoSuchTalk, SeenLine, SeenTalk, TalkRefused
from intake.routing.bureaus import Bureaus
from intake.talks.talk import LONGEST_WORDS, TalkState

# What a canned reply may name where there is no case.
_OFFICE, _TODAY = "{承办局}", "{今天}"
_OF_A_CASE: Final = tuple(f"{{{name}}}" for name in FIELDS if f"{{{name}}}" not in (_OFFICE, _TODAY))
_MOST_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class TalkContext(PageContext):
    """One talk.

    id       of the talk
    number   what officers call it
    channel  how the person came
    state    waiting, held or ended
    holder   name of who holds it; holder_id their id
    holder_id  as above
    mine     this officer holds it
    may_take it can be taken now
    ended    how it ended; "" while it goes on
    resumes  a form was put aside for it
    lines    what was said
    last     number of the last line
    colleagues  to whom it can be handed: id and name
    replies  canned replies to begin with
    typed    what was written and not sent
    most     how long a message may be
    refusal  why something was not done; "" when all is well
    """

    template: ClassVar[str] = "talks/talk.html"
    id: str
    number: str
    channel: str
    state: str
    holder: str
    holder_id: str
    mine: bool
    may_take: bool
    ended: str
    resumes: bool
    lines: Sequence[SeenLine]
    last: int
    colleagues: Sequence[tuple[str, str]]
    replies: Sequence[CannedReply]
    typed: str
    most: int
    refusal: str


@dataclass(frozen=True, slots=True)
class LinesContext(PageContext):
    """What was said since.

    lines  the new ones
    """

    template: ClassVar[str] = "talks/lines.html"
    lines: Sequence[SeenLine]


class TalkPage:
    """The handlers."""

    def __init__(
        self, talks: DeskTalks, replies: CannedReplies, bureaus: Bureaus, pages: Pages, guard: Guard
    ) -> None:
        self._talks = talks
        self._replies = replies
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        one = f"{TALKS}/{{talk}}"
        return [
            web.get(one, self._guard.page(self._show)),
            web.get(f"{one}/lines", self._guard.page(self._lines)),
            web.post(f"{one}/take", self._guard.form(self._take)),
            web.post(f"{one}/write", self._guard.form(self._write)),
            web.post(f"{one}/hand-on", self._guard.form(self._hand_on)),
            web.post(f"{one}/give-back", self._guard.form(self._give_back)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        wanted = visit.request.query.get("reply", "")
        reply = next((one for one in await self._offered() if one.id == wanted), None)
        return await self._page(visit, typed=self._filled(reply.text, visit) if reply else "")

    async def _lines(self, visit: Visit) -> web.StreamResponse:
        written = visit.request.query.get("after", "0")
        is_number = written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS
        seen = await self._seen(visit, int(written) if is_number else 0)
        page = self._pages.page(LinesContext(seen.lines), visit)
        # Who holds it now, so that the page can say when that changed.
        page.headers["X-Talk"] = _standing(seen)
        return page

    async def _take(self, visit: Visit) -> web.StreamResponse:
        holder = visit.form.get("holder", "")
        return await self._done(visit, self._talks.take(visit.officer, _id(visit), holder, visit.now))

    async def _write(self, visit: Visit) -> web.StreamResponse:
        text = visit.form.get("text", "")
        return await self._done(visit, self._talks.write(visit.officer, _id(visit), text, visit.now), text)

    async def _hand_on(self, visit: Visit) -> web.StreamResponse:
        to = visit.form.get("to", "")
        return await self._done(visit, self._talks.hand_on(visit.officer, _id(visit), to, visit.now))

    async def _give_back(self, visit: Visit) -> web.StreamResponse:
        form = visit.form.get("form", "")
        return await self._done(visit, self._talks.give_back(visit.officer, _id(visit), form, visit.now))

    async def _done(self, visit: Visit, act: Awaitable[None], typed: str = "") -> web.StreamResponse:
        """Wait for an act and show the talk; what was refused is told there, and no word of it is lost."""
        try:
            await act
        except TalkRefused as refusal:
            return await self._page(visit, typed=typed, refusal=str(refusal), status=409)
        except NoSuchTalk:
            raise NotFound from None
        raise web.HTTPSeeOther(f"{TALKS}/{_id(visit)}#end")

    async def _seen(self, visit: Visit, after: int = 0) -> SeenTalk:
        try:
            return await self._talks.open(visit.officer, _id(visit), visit.now, after)
        except NoSuchTalk:
            raise NotFound from None

    async def _page(
        self, visit: Visit, *, typed: str = "", refusal: str = "", status: int = 200
    ) -> web.StreamResponse:
        seen = await self._seen(visit)
        talk = seen.talk
        context = TalkContext(
            id=talk.id,
            number=talk.number,
            channel=CHANNELS[ChannelName(talk.channel)].label,
            state=talk.state,
            holder=seen.holder,
            holder_id=talk.officer_id or "",
            mine=talk.state is TalkState.HELD and talk.officer_id == visit.officer.id,
            may_take=seen.may_take,
            ended=ENDS[talk.ended_as] if talk.ended_as else "",
            resumes=talk.resumes,
            lines=seen.lines,
            last=talk.lines,
            colleagues=seen.colleagues,
            replies=await self._offered(),
            typed=typed,
            most=LONGEST_WORDS,
            refusal=refusal,
        )
        known = {**KNOWN, "standing_now": _standing(seen)}
        return with_script(self._pages.page(context, visit, status, known))

    async def _offered(self) -> list[CannedReply]:
        """Return the canned replies that need no case."""
        return [one for one in await self._replies.offered() if not any(name in one.text for name in _OF_A_CASE)]

    def _filled(self, text: str, visit: Visit) -> str:
        today = day_in_shanghai(visit.now)
        office = self._bureaus.public_name_of(visit.officer.bureau or "municipal")
        said = f"{today.year}年{today.month}月{today.day}日"
        return text.replace(_OFFICE, office).replace(_TODAY, said)


def _id(visit: Visit) -> str:
    talk_id = visit.request.match_info["talk"]
    if not is_id(talk_id):
        raise NotFound
    return talk_id


def _standing(seen: SeenTalk) -> str:
    return f"{seen.talk.state}:{seen.talk.officer_id or ''}"
