"""One message from arrival to reply: lock, recall, advance, carry out, commit. Then the reply may leave."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.bulletin_errands import BulletinErrands
from bot.conversation.exchange import exchange
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Inbound, Reply
from bot.conversation.page.ended import ended_on_page
from bot.conversation.paging import paged
from bot.conversation.scene import button
from bot.conversation.state import NAMING_KEPT, State
from bot.errands import Errands
from bot.guide_errands import GuideErrands
from bot.making import FilersPages, Making
from bot.memory import Answered, Mail, Memory, Recollection
from bot.outcomes import outcome_of
from bot.questions import Questions
from bot.reaching import Reaching
from intake.cases.filer import Filer
from intake.filers.access import Access
from intake.filers.agreed import Agreed
from intake.filers.caseload import Caseload
from intake.filers.estimates import Estimates
from intake.filers.handing_in import HandingIn
from intake.filers.reach import Reach
from intake.filers.talks import Talks
from intake.ids import new_id
from intake.storage.ledger import Ledger, LedgerBusy, LedgerUnavailable
from intake.storage.rows import AnsweredBefore, Committed, PostedLetter, Rows, TurnRows, together

log = logging.getLogger(__name__)

# WeChat hangs up after 5 seconds; what is not committed by then is left for its next delivery.
COMMITTED_WITHIN_SECONDS = 4.0
# The first try and three on fresh state (another process answered the same person meanwhile).
TRIES = 4


class TooBusy(Exception):
    """The turn could not be committed in time. Nothing was promised; the message can be sent again."""


class Reception:
    """The one place where the conversation and the database meet."""

    def __init__(
        self,
        handbook: Handbook,
        memory: Memory,
        caseload: Caseload,
        access: Access,
        ledger: Ledger,
        clock: Callable[[], datetime],
        questions: Questions,
        handing_in: HandingIn,
        estimates: Estimates,
        pages: FilersPages,
        talks: Talks | None = None,
        reach: Reach | None = None,
        guides: GuideErrands | None = None,
        agreed: Agreed | None = None,
        bulletins: BulletinErrands | None = None,
        *,
        keeps_reach: bool = False,
    ) -> None:
        """Take the parts.

        agreed       to how many 订阅通知 accounts have agreed; without it none is sent
        keeps_reach  messages can be sent to accounts by ourselves
        """
        self._reaching = Reaching(reach, agreed, keeps=keeps_reach) if reach is not None else None
        self._handbook = handbook
        self._memory = memory
        self._errands = Errands(
            caseload, access, memory, handing_in, estimates, pages, talks, reach, guides, bulletins
        )
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
        self._handbook = dataclasses.replace(handbook, off=self._handbook.off)

    def switch(self, off: str) -> None:
        """Answer nothing from the next message on but this sentence; "" answers again."""
        self._handbook = dataclasses.replace(self._handbook, off=off)

    async def receive(self, message: Inbound) -> Answered:
        """Answer one message; return only when all it leaves behind is committed.

        Raises TooBusy when it could not be committed in time: nothing was promised then.
        """
        with _InTime(message.channel):
            async with asyncio.timeout(COMMITTED_WITHIN_SECONDS), _TurnOf(self._locks, message.person):
                return await self._receive(message)

    async def meet(self, person: str) -> None:
        """Remember a new session of the web chat. Raises TooBusy."""
        with _InTime("web"):
            await self._memory.meet(person, self._clock())

    async def knows(self, person: str) -> bool:
        """Say whether this session was opened by us. Raises TooBusy."""
        with _InTime("web"):
            return await self._memory.knows(person)

    async def said_since(self, filer: Filer, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to this filer after number `after`, oldest first. Raises TooBusy.

        Under a letter stands a button that begins the answer to it.
        """
        with _InTime("web"):
            letters = await self._memory.said_since(filer, after, self._clock())
        answers = (button(self._handbook, "supplement"),)
        return [(n, tuple(_with_choices(reply, answers) for reply in replies)) for n, replies in letters]

    async def heard_until(self, filer: Filer, after: int) -> None:
        """Note that what officers wrote up to number `after` has reached this filer's browser. Raises TooBusy."""
        with _InTime("web"):
            await self._memory.heard_until(filer, after, self._clock())

    async def look(self, message: Inbound) -> Recollection:
        """Return what is known of a person, as a message of this key would find it. Raises TooBusy."""
        with _InTime(message.channel):
            return await self._memory.recollect(message)

    async def _receive(self, message: Inbound) -> Answered:
        for _ in range(TRIES):
            recalled = await self._memory.recollect(message)
            if recalled.answered is not None:
                return recalled.answered
            making = await self._make(message, recalled)
            answered = Answered(tuple(making.replies), making.trace, making.page, making.filed)
            rows = self._rows(message, recalled, making, answered)
            # A commit under way is not called back: the message's next copy finds its reply.
            outcome = await asyncio.shield(self._ledger.handed_in(rows))
            if isinstance(outcome, Committed):
                await self._look_after_drafts(recalled, making)
                self._count(message, recalled, making)
                return answered
            if isinstance(outcome, AnsweredBefore):
                return self._memory.read_reply(outcome.reply, message.key)
        raise TimeoutError

    def _count(self, message: Inbound, recalled: Recollection, making: Making) -> None:
        # What goes to an officer wants no answer of ours.
        if message.can.is_public and message.page is None and recalled.talk is None:
            state, book = recalled.state, self._handbook
            became = outcome_of(state, message, making.asked, making.trace, making.replies, book)
            if became is not None:
                metrics.count_outcome(*became)

    async def _look_after_drafts(self, recalled: Recollection, making: Making) -> None:
        after = State() if making.forget else making.state
        if not recalled.state.draft_ids and not after.draft_ids:
            return
        try:
            await self._errands.look_after_drafts(recalled.state, after, making.filed_draft, self._clock())
        except Exception as error:
            # The answer stands. What is left is swept with the drafts.
            log.warning("files of a draft were left", extra={"reason": type(error).__name__})

    async def _make(self, message: Inbound, recalled: Recollection) -> Making:
        now = self._clock()
        making = Making(recalled.state, own=recalled.own, mail=recalled.mail, talk=recalled.talk)
        making.state = await self._errands.noted_from_outside(making, message, now)
        steps = exchange(making.state, message, self._handbook, now, recalled.talk)
        try:
            request = next(steps)
            while True:
                request = steps.send(await self._errands.carried_out(request, message, making, now))
        except StopIteration as end:
            making.take(end.value)
        self._keep_question(message, recalled, making, now)
        self._tell_the_chat(message, recalled, making, now)
        self._hand_over_mail(message, making)
        if self._reaching is not None:
            making.rows.append(await self._reaching.rows(message, recalled, making))
        return making

    def _keep_question(self, message: Inbound, recalled: Recollection, making: Making, now: datetime) -> None:
        # What operators try in a terminal is nobody's question.
        if not message.can.is_public:
            return
        if making.asked is not None:
            row = self._questions.asked(making.asked, now)
            making.questions.append(row)
            making.state = replace(making.state, asked=row.values["id"])
        elif making.reacted is not None and recalled.state.asked:
            making.questions.append(self._questions.reacted(making.reacted, recalled.state.asked, now))

    def _tell_the_chat(self, message: Inbound, recalled: Recollection, making: Making, now: datetime) -> None:
        """Leave word, for the chat that gave out the link, of what ended on the page of its form."""
        if message.page is None:
            return
        ended = ended_on_page(recalled.state, making.state, message.page, making.filed, self._handbook, now)
        if ended is None:
            return
        making.state, said = ended
        if said is not None:
            sealed = self._memory.sealed_mail(Mail((said,)), message.person)
            making.rows.append(Rows(letters=(PostedLetter(new_id(now), message.person, None, sealed, now),)))

    def _hand_over_mail(self, message: Inbound, making: Making) -> None:
        # The web page fetches officers' words itself, at once; the other channels bring them with the next turn.
        # A code just given stays on the first page: nothing goes before it.
        gives_code = making.state.code is not None and making.state.code.key == message.key
        if not message.can.hears_letters and making.mail and not making.forget and not gives_code:
            making.replies[:0] = [reply for _, replies in making.mail for reply in replies]
            making.delivered = tuple(mail_id for mail_id, _ in making.mail)
        if message.can.page_bytes is not None and making.replies:
            page, more = paged(tuple(making.replies), message.can.page_bytes)
            making.replies = [page]
            making.state = replace(making.state, more=more + making.state.more)
        if making.state.more and not making.state.more_until:
            until = (self._clock() + NAMING_KEPT).isoformat(timespec="seconds")
            making.state = replace(making.state, more_until=until)
        elif not making.state.more:
            making.state = replace(making.state, more_until="")

    def _rows(self, message: Inbound, recalled: Recollection, making: Making, answered: Answered) -> TurnRows:
        now = self._clock()
        forgotten = making.forget
        return TurnRows(
            gate=self._memory.gate(message, answered, recalled.turn_no + 1, now),
            state=None if forgotten else self._memory.sealed_state(making.state, message.person),
            drafts_due_at=making.state.due_at(self._handbook.reminds_after),
            own=None if forgotten else self._memory.sealed_own(message.filer, making.own),
            leaves_own=not message.own_key,
            own_due_at=making.own_due_at,
            retold=making.retold,
            rows=together([Rows(inserts=tuple(making.questions)), *making.rows]),
            delivered=making.delivered,
        )


@dataclass(slots=True)
class _Lock:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


# Both stand around every message; as generators they would cost three times as much.


@dataclass(slots=True)
class _TurnOf:
    """One message of a person at a time, in order. The lock is forgotten when nobody waits for it."""

    locks: dict[str, _Lock]
    person: str

    async def __aenter__(self) -> None:
        held = self.locks.get(self.person)
        if held is None:
            held = self.locks[self.person] = _Lock()
        held.waiting += 1
        try:
            await held.lock.acquire()
        except BaseException:
            self._leave(held)
            raise

    async def __aexit__(self, *_: object) -> None:
        held = self.locks[self.person]
        held.lock.release()
        self._leave(held)

    def _leave(self, held: _Lock) -> None:
        held.waiting -= 1
        if held.waiting == 0:
            del self.locks[self.person]


@dataclass(slots=True)
class _InTime:
    """Turns every way in which the database can fail a message into TooBusy: it may be sent again."""

    channel: str

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (TimeoutError, LedgerBusy, LedgerUnavailable, SQLAlchemyError, OSError)):
            # Drivers put addresses and values into their texts: the kind of the error is all we keep.
            log.warning("turn not committed", extra={"reason": type(error).__name__, "channel": self.channel})
            raise TooBusy from None


def _with_choices(reply: Reply, choices: tuple[Choice, ...]) -> Reply:
    """Return a letter with these choices; a notice, or what has choices of its own, stays as it is."""
    return reply if reply.notice or reply.choices else replace(reply, choices=choices)
