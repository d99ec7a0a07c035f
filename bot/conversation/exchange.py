"""One message and all it leads to: what it asks for is carried out elsewhere; the outcome goes on from there."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace

from bot.conversation.engine import advance
from bot.conversation.handbook import Handbook
from bot.conversation.learnt import QuestionAsked, Reacted
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.page.sent import PageFiled, PageTold
from bot.conversation.state import State
from bot.conversation.turn import Event, PersonSaid, Request, Turn
from intake.talks.talk import Talk

# A request's outcome may ask for something more; three in one turn is a fault of ours.
MOST_TURNS = 4


@dataclass(slots=True)
class Exchange:
    """What one message came to, over all its turns.

    asked, reacted  what curators learn from, where there is anything
    page, filed     what a page of a form is told
    """

    state: State
    replies: list[Reply] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
    asked: QuestionAsked | None = None
    reacted: Reacted | None = None
    page: PageTold | None = None
    filed: PageFiled | None = None

    def add(self, turn: Turn) -> None:
        """Take over what one step of the conversation came to."""
        self.state = turn.state
        self.replies += turn.replies
        self.trace = _together(self.trace, turn.trace)
        self.asked = turn.asked or self.asked
        self.reacted = turn.reacted or self.reacted
        self.page = turn.page or self.page
        self.filed = turn.filed or self.filed


def exchange(
    state: State, message: Inbound, book: Handbook, now: datetime, talk: Talk | None = None
) -> Generator[Request, Event | None, Exchange]:
    """Yield what is asked for, take what it led to (None: nothing to hear of), and return what it all came to.

    talk  the talk with an officer that runs or waits
    """
    whole = Exchange(state)
    event: Event = PersonSaid(message, talk)
    for _ in range(MOST_TURNS):
        turn = advance(whole.state, event, book, now)
        whole.add(turn)
        outcome = (yield turn.request) if turn.request is not None else None
        if outcome is None:
            return whole
        event = outcome
    raise RuntimeError("a turn asked for too much")


def _together(before: Trace, after: Trace) -> Trace:
    """The last step tells where the person stands; what was understood was told by the first."""
    return replace(
        after,
        intent=after.intent or before.intent,
        entry=after.entry or before.entry,
        candidates=after.candidates or before.candidates,
        case=after.case or before.case,
    )
