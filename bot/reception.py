"""One message from arrival to reply: lock, recall, advance, carry out, commit. Then the reply may leave."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.conversation.engine import advance
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
    PersonSaid,
    Reacted,
    Request,
    Turn,
)
from bot.memory import Answered, Memory, Recollection
from bot.questions import Questions
from intake.cases.caseload import Caseload, Glance, Opened
from intake.storage.ledger import Ledger, LedgerBusy, LedgerUnavailable
from intake.storage.rows import AnsweredBefore, Committed, Entry, Insert, TurnRows

log = logging.getLogger(__name__)

# WeChat hangs up after 5 seconds; what is not committed by then is left for its next delivery.
COMMITTED_WITHIN_SECONDS = 4.0
# The first try and three on fresh state (another process answered the same person meanwhile).
TRIES = 4
# A request's outcome may ask for something more; three in one turn is a fault of ours.
MOST_REQUESTS = 3


class TooBusy(Exception):
    """The turn could not be committed in time. Nothing was promised; the message can be sent again."""


@dataclass(slots=True)
class _Making:
    """A turn in the making: what it says and what it will leave behind."""

    state: State
    replies: list[Reply] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
    inserts: list[Insert] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)
    delivered: tuple[str, ...] = ()
    forget: bool = False
    asked: Asked | None = None
    reacted: Reacted | None = None

    def add(self, turn: Turn) -> None:
        """Take over what one step of the conversation came to."""
        self.state = turn.state
        self.replies += turn.replies
        self.trace = _together(self.trace, turn.trace)
        self.asked = turn.asked or self.asked
        self.reacted = turn.reacted or self.reacted


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

    async def receive(self, message: Inbound, contact: str | None = None) -> Answered:
        """Answer one message; return only when all it leaves behind is committed.

        contact  the account's own id, for the sealed contact row of a person not met before
        Raises TooBusy when it could not be committed in time: nothing was promised then.
        """
        with _in_time(message.channel):
            async with asyncio.timeout(COMMITTED_WITHIN_SECONDS), self._turn_of(message.person):
                return await self._receive(message, contact)

    async def meet(self, channel: str, person: str) -> None:
        """Remember a new session. Raises TooBusy."""
        with _in_time(channel):
            await self._memory.meet(channel, person, self._clock())

    async def knows(self, person: str) -> bool:
        """Say whether this session was opened by us. Raises TooBusy."""
        with _in_time("web"):
            return await self._memory.knows(person)

    async def said_since(self, person: str, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to this person after number `after`, oldest first. Raises TooBusy."""
        with _in_time("web"):
            return await self._memory.said_since(person, after)

    async def _receive(self, message: Inbound, contact: str | None) -> Answered:
        for _ in range(TRIES):
            recalled = await self._memory.recollect(message)
            if recalled.answered is not None:
                return recalled.answered
            making = await self._make(message, recalled)
            answered = Answered(tuple(making.replies), making.trace)
            rows = self._rows(message, contact, recalled, making, answered)
            # A commit under way is not called back: the message's next copy finds its reply.
            outcome = await asyncio.shield(self._ledger.commit(rows))
            if isinstance(outcome, Committed):
                return answered
            if isinstance(outcome, AnsweredBefore):
                return self._memory.read_reply(outcome.reply)
        raise TimeoutError

    async def _make(self, message: Inbound, recalled: Recollection) -> _Making:
        now = self._clock()
        making = _Making(recalled.state)
        event: Event | None = PersonSaid(message)
        requests = 0
        while event is not None:
            turn = advance(making.state, event, self._handbook, now)
            making.add(turn)
            requests += 1
            if requests > MOST_REQUESTS:
                raise RuntimeError("a turn asked for too much")
            event = await self._carried_out(turn.request, message, making, now)
        self._keep_question(message, recalled, making, now)
        self._hand_over_mail(message, recalled, making)
        return making

    def _keep_question(self, message: Inbound, recalled: Recollection, making: _Making, now: datetime) -> None:
        # What operators try in a terminal is nobody's question.
        if not message.can.is_public:
            return
        if making.asked is not None:
            row = self._questions.asked(making.asked, now)
            making.inserts.append(row)
            making.state = replace(making.state, asked=row.values["id"])
        elif making.reacted is not None and recalled.state.asked:
            making.inserts.append(self._questions.reacted(making.reacted, recalled.state.asked, now))

    def _hand_over_mail(self, message: Inbound, recalled: Recollection, making: _Making) -> None:
        # The web page fetches officers' words itself, at once; the other channels bring them with the next turn.
        if not message.can.hears_letters and recalled.mail and not making.forget:
            making.replies[:0] = [reply for _, replies in recalled.mail for reply in replies]
            making.delivered = tuple(mail_id for mail_id, _ in recalled.mail)
        if message.can.page_bytes is not None and making.replies:
            page, more = paged(tuple(making.replies), message.can.page_bytes)
            making.replies = [page]
            making.state = replace(making.state, more=more + making.state.more)

    async def _carried_out(
        self, request: Request | None, message: Inbound, making: _Making, now: datetime
    ) -> Event | None:
        match request:
            case None:
                return None
            case OpenCase(draft):
                opened = self._caseload.open_case(draft, message.channel, message.person, now)
                making.inserts += opened.inserts
                making.journal += opened.journal
                return _opened(opened)
            case FindCases(reference):
                found = await self._caseload.cases_of(message.person, reference)
                return CasesFound(tuple(_glanced(glance) for glance in found))
            case AddNote(reference, purpose, text):
                noted = await self._caseload.add_note(message.person, reference, purpose, text, now)
                if noted is None:
                    return CasesFound(())
                making.inserts += noted.inserts
                making.journal += noted.journal
                return NoteAdded(noted.reference, purpose)
            case ForgetPerson():
                making.forget = True
                return None

    def _rows(
        self,
        message: Inbound,
        contact: str | None,
        recalled: Recollection,
        making: _Making,
        answered: Answered,
    ) -> TurnRows:
        now = self._clock()
        inserts = list(making.inserts)
        if contact is not None and recalled.turn_no == 0 and not making.forget:
            sealed = self._memory.sealed_contact(contact)
            row = {"person": message.person, "channel": message.channel, "sealed": sealed, "created_at": now}
            inserts.insert(0, Insert("contact", row))
        return TurnRows(
            gate=self._memory.gate(message, answered, recalled.turn_no + 1, now),
            state=None if making.forget else self._memory.sealed_state(making.state),
            drafts_due_at=making.state.drafts_due_at,
            inserts=tuple(inserts),
            journal=tuple(making.journal),
            delivered=making.delivered,
            forget=making.forget,
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


def _together(before: Trace, after: Trace) -> Trace:
    """The last step tells where the person stands; what was understood was told by the first."""
    return replace(
        after,
        intent=after.intent or before.intent,
        entry=after.entry or before.entry,
        candidates=after.candidates or before.candidates,
        case=after.case or before.case,
    )


def _opened(opened: Opened) -> CaseOpened:
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
        lead_bureau=glance.lead_bureau,
        received_at=glance.received_at,
        due_on=glance.due_on,
        provisional=glance.provisional,
    )
