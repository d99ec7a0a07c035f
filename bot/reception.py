"""One message from arrival to reply: lock, recall, advance, carry out, commit. Then the reply may leave."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation.exchange import Exchange, exchange
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.paging import paged
from bot.conversation.state import State
from bot.conversation.turn import (
    AddNote,
    Asked,
    CaseGlance,
    CaseOpened,
    CasesFound,
    Event,
    FindCases,
    ForgetPerson,
    NoteAdded,
    OpenCase,
    Reacted,
    Request,
)
from bot.memory import Answered, Letter, Memory, Recollection
from bot.questions import Questions
from intake.cases.case import Incomplete
from intake.cases.filer import Filer
from intake.filers.caseload import Caseload, Glance, OpenedCase
from intake.storage.ledger import Ledger, LedgerBusy, LedgerUnavailable
from intake.storage.rows import AnsweredBefore, Committed, Insert, Rows, TurnRows, together

log = logging.getLogger(__name__)

# WeChat hangs up after 5 seconds; what is not committed by then is left for its next delivery.
COMMITTED_WITHIN_SECONDS = 4.0
# The first try and three on fresh state (another process answered the same person meanwhile).
TRIES = 4
# Anonymous cases of one filer that their conversation remembers; older ones are found by their reference.
MOST_REMEMBERED = 20


class TooBusy(Exception):
    """The turn could not be committed in time. Nothing was promised; the message can be sent again."""


@dataclass(slots=True)
class _Making:
    """A turn in the making: what it says and what it will leave behind."""

    state: State
    replies: list[Reply] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
    questions: list[Insert] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    own: tuple[str, ...] = ()
    mail: tuple[Letter, ...] = ()
    delivered: tuple[str, ...] = ()
    forget: bool = False
    asked: Asked | None = None
    reacted: Reacted | None = None

    def take(self, said: Exchange) -> None:
        """Take over what the conversation came to."""
        self.state, self.replies, self.trace = said.state, said.replies, said.trace
        self.asked, self.reacted = said.asked, said.reacted


class Reception:
    """The one place where the conversation and the database meet."""

    def __init__(
        self,
        handbook: Handbook,
        memory: Memory,
        caseload: Caseload,
        ledger: Ledger,
        clock: Callable[[], datetime],
        questions: Questions,
    ) -> None:
        self._handbook = handbook
        self._memory = memory
        self._caseload = caseload
        self._ledger = ledger
        self._clock = clock
        self._questions = questions
        self._locks: dict[str, _Lock] = {}

    @property
    def handbook(self) -> Handbook:
        """What is known by heart now."""
        return self._handbook

    def use(self, handbook: Handbook) -> None:
        """Answer from this handbook from the next message on; what is being answered keeps the old one."""
        self._handbook = handbook

    async def receive(self, message: Inbound) -> Answered:
        """Answer one message; return only when all it leaves behind is committed.

        Raises TooBusy when it could not be committed in time: nothing was promised then.
        """
        with _in_time(message.channel):
            async with asyncio.timeout(COMMITTED_WITHIN_SECONDS), self._turn_of(message.person):
                return await self._receive(message)

    async def meet(self, person: str) -> None:
        """Remember a new session of the web chat. Raises TooBusy."""
        with _in_time("web"):
            await self._memory.meet(person, self._clock())

    async def knows(self, person: str) -> bool:
        """Say whether this session was opened by us. Raises TooBusy."""
        with _in_time("web"):
            return await self._memory.knows(person)

    async def said_since(self, filer: Filer, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to this filer after number `after`, oldest first. Raises TooBusy."""
        with _in_time("web"):
            return await self._memory.said_since(filer, after)

    async def _receive(self, message: Inbound) -> Answered:
        for _ in range(TRIES):
            recalled = await self._memory.recollect(message)
            if recalled.answered is not None:
                return recalled.answered
            making = await self._make(message, recalled)
            answered = Answered(tuple(making.replies), making.trace)
            rows = self._rows(message, recalled, making, answered)
            # A commit under way is not called back: the message's next copy finds its reply.
            outcome = await asyncio.shield(self._ledger.commit(rows))
            if isinstance(outcome, Committed):
                return answered
            if isinstance(outcome, AnsweredBefore):
                return self._memory.read_reply(outcome.reply, message.key)
        raise TimeoutError

    async def _make(self, message: Inbound, recalled: Recollection) -> _Making:
        now = self._clock()
        making = _Making(recalled.state, own=recalled.own, mail=recalled.mail)
        steps = exchange(recalled.state, message, self._handbook, now)
        try:
            request = next(steps)
            while True:
                request = steps.send(await self._carried_out(request, message, making, now))
        except StopIteration as end:
            making.take(end.value)
        self._keep_question(message, recalled, making, now)
        self._hand_over_mail(message, making)
        return making

    def _keep_question(self, message: Inbound, recalled: Recollection, making: _Making, now: datetime) -> None:
        # What operators try in a terminal is nobody's question.
        if not message.can.is_public:
            return
        if making.asked is not None:
            row = self._questions.asked(making.asked, now)
            making.questions.append(row)
            making.state = replace(making.state, asked=row.values["id"])
        elif making.reacted is not None and recalled.state.asked:
            making.questions.append(self._questions.reacted(making.reacted, recalled.state.asked, now))

    def _hand_over_mail(self, message: Inbound, making: _Making) -> None:
        # The web page fetches officers' words itself, at once; the other channels bring them with the next turn.
        if not message.can.hears_letters and making.mail and not making.forget:
            making.replies[:0] = [reply for _, replies in making.mail for reply in replies]
            making.delivered = tuple(mail_id for mail_id, _ in making.mail)
        if message.can.page_bytes is not None and making.replies:
            page, more = paged(tuple(making.replies), message.can.page_bytes)
            making.replies = [page]
            making.state = replace(making.state, more=more + making.state.more)

    async def _carried_out(
        self, request: Request, message: Inbound, making: _Making, now: datetime
    ) -> Event | None:
        match request:
            case OpenCase(draft):
                opened = self._caseload.open_case(draft, message.channel, message.filer, now)
                making.rows.append(opened.rows)
                if opened.glance.anonymous:
                    making.own = _newest(opened.glance.reference, making.own)
                return _opened(opened)
            case FindCases(reference):
                found = await self._caseload.cases_of(message.filer, making.own, reference)
                await self._remember_again(message.filer, found, making)
                return CasesFound(tuple(_glanced(glance) for glance in found))
            case AddNote(reference, purpose, text):
                return await self._words_added(message, reference, purpose, text, making, now)
            case ForgetPerson():
                making.forget = True
                return None

    async def _words_added(
        self, message: Inbound, reference: str, purpose: str, text: str, making: _Making, now: datetime
    ) -> Event:
        try:
            noted = await self._caseload.add_words(message.filer, reference, purpose, text, now)
        except Incomplete:
            # Words that say nothing are asked for again, as if the case had just been named.
            found = await self._caseload.cases_of(message.filer, making.own, reference)
            return CasesFound(tuple(_glanced(glance) for glance in found))
        if noted is None:
            return CasesFound(())
        making.rows.append(noted.rows)
        return NoteAdded(noted.reference, purpose)

    async def _remember_again(self, filer: Filer, found: Iterable[Glance], making: _Making) -> None:
        """Take up anonymous cases that were asked for by their reference after we had forgotten them."""
        anonymous = [glance.reference for glance in found if glance.anonymous]
        forgotten = [reference for reference in anonymous if reference not in making.own]
        for reference in forgotten:
            making.own = _newest(reference, making.own)
        if forgotten:
            making.mail += await self._memory.letters_about(filer, forgotten)

    def _rows(self, message: Inbound, recalled: Recollection, making: _Making, answered: Answered) -> TurnRows:
        now = self._clock()
        forgotten = making.forget
        return TurnRows(
            gate=self._memory.gate(message, answered, recalled.turn_no + 1, now),
            state=None if forgotten else self._memory.sealed_state(making.state, message.person),
            drafts_due_at=making.state.drafts_due_at,
            own=None if forgotten else self._memory.sealed_own(message.filer, making.own),
            rows=together([Rows(inserts=tuple(making.questions)), *making.rows]),
            delivered=making.delivered,
        )

    @asynccontextmanager
    async def _turn_of(self, person: str) -> AsyncIterator[None]:
        # One message of a person at a time, in order. The lock is forgotten when nobody waits for it.
        held = self._locks.setdefault(person, _Lock())
        held.waiting += 1
        try:
            async with held.lock:
                yield
        finally:
            held.waiting -= 1
            if held.waiting == 0:
                del self._locks[person]


def _newest(reference: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return (*known, reference)[-MOST_REMEMBERED:]


@contextmanager
def _in_time(channel: str) -> Iterator[None]:
    """Turn every way in which the database can fail a message into TooBusy: it may be sent again."""
    try:
        yield
    except (TimeoutError, LedgerBusy, LedgerUnavailable, SQLAlchemyError, OSError) as error:
        # Drivers put addresses and values into their texts: the kind of the error is all we keep.
        log.warning("turn not committed", extra={"reason": type(error).__name__, "channel": channel})
        raise TooBusy from None


@dataclass(slots=True)
class _Lock:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


def _opened(opened: OpenedCase) -> CaseOpened:
    glance = opened.glance
    return CaseOpened(
        reference=glance.reference,
        kind=glance.kind,
        lead_bureau=glance.lead_bureau,
        route_reason=opened.route_reason,
        received_at=glance.received_at,
        due_on=glance.due_on,
        provisional=glance.provisional,
    )


def _glanced(glance: Glance) -> CaseGlance:
    return CaseGlance(
        reference=glance.reference,
        kind=glance.kind,
        state=glance.state,
        anonymous=glance.anonymous,
        lead_bureau=glance.lead_bureau,
        received_at=glance.received_at,
        due_on=glance.due_on,
        provisional=glance.provisional,
    )
