"""One message, and everything that an answer to it may look at; and how a turn is put together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self, TypeVar

from msgspec.structs import replace

from bot.conversation.channels import CHANNELS, Channel
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Considered, Inbound, Reply, Trace
from bot.conversation.state import CONFIRM, Running, State
from bot.conversation.stops import URGENT
from bot.conversation.turn import Request, Turn
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import ChannelStatus, FormName
from intake.forms.form import Field
from intents import wording
from intents.once import once
from intents.telling.asked_for import without_the_sender
from intents.wanting.recogniser import Moment, Recognition
from knowledge.finding.found import Found


@dataclass(frozen=True)
class Scene:
    """What is said, by whom it is heard, and when.

    text     what was said; the number of an offered choice is already replaced by the choice
    message  what arrived, for its kind, its location and its channel
    now      UTC
    """

    state: State
    message: Inbound
    text: str
    book: Handbook
    now: datetime

    def saying(self, text: str) -> Self:
        """Return the same scene as if this had been said."""
        return dataclasses.replace(self, text=text)

    @once
    def today(self) -> date:
        """The day in Shanghai."""
        return self.now.astimezone(SHANGHAI).date()

    @once
    def context(self) -> Moment:
        """Where the person stands, as the recogniser wants it."""
        running = self.state.running
        if running is None:
            return "start"
        return "confirm" if running.field == CONFIRM else "mid"

    @once
    def heard(self) -> Recognition:
        """What the person wants, as far as the words say it."""
        return self.book.recogniser.recognise(self.text, self.context)

    def wants(self, *intents: str, at_least: float = 0.0) -> bool:
        """Say whether one of these intents was heard with this certainty."""
        return self.heard.intent in intents and self.heard.score >= at_least

    @once
    def found(self) -> Found:
        """What the knowledge base has to say to it."""
        return self.book.library.find(without_the_sender(self.text), self.state.last_entry)

    @once
    def titled(self) -> str | None:
        """The entry whose title was said: what a button of a menu says."""
        return self.book.titles.get(wording.normalised(self.text))

    @property
    def can(self) -> Channel:
        """What the channel can do through which it came."""
        return CHANNELS[self.message.channel]

    @property
    def may_have_cases(self) -> bool:
        """Whether anything may be theirs here; in the helper status what a clerk has entered, by its code."""
        return self.book.status is not ChannelStatus.HELPER or self.state.filed

    def urgent(self) -> tuple[str, ...]:
        """Return the sentence that sends somebody to the telephone whose evidence is disappearing, or nothing."""
        return (self.say("service.urgent"),) if URGENT.search(self.text) else ()

    def remark_on(self, field: Field, value: object) -> tuple[str, ...]:
        """Return what a person should know who has given this answer, in this channel (wording.md)."""
        if not field.remarks:
            return ()
        remark = field.remark_on(value, self.book.status, account_known=self.can.knows_account)
        if remark and value is True and field.name == "anonymous" and self.can.knows_account and self.book.web:
            return (remark, self.say("form.unknown_on_web", address=f"{self.book.web}/file/tip"))
        return (remark,) if remark else ()

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of phrases.yaml."""
        return self.book.say(key, **values)

    def choice(self, name: str) -> Choice:
        """Return one of the service's own buttons; what it shows is what it says."""
        return button(self.book, name)

    def at(self, state: State) -> Self:
        """Return the same message, heard at another point of the conversation."""
        return dataclasses.replace(self, state=state)


def button(book: Handbook, name: str) -> Choice:
    """Return a button of the section `choices` of phrases.yaml."""
    label = book.say(f"choices.{name}")
    return Choice(label, label)


def turn(
    state: State,
    *replies: Reply,
    intent: str | None = None,
    entry: str | None = None,
    candidates: tuple[tuple[str, float], ...] = (),
    field: str | None = None,
    case: str | None = None,
    request: Request | None = None,
) -> Turn:
    """Put a turn together: what its choices would say is remembered, the trace tells where the person stands.

    field  told instead of the open one, where a special question is open
    """
    offered = tuple(choice.say for reply in replies for choice in reply.choices)
    trace = Trace(
        intent=intent,
        entry=entry,
        candidates=considered(candidates),
        dialog=_told_form(state.running),
        field=field or (state.running.field if state.running else None),
        case=case,
    )
    return Turn(replace(state, offered=offered), replies, trace, request)


SceneT = TypeVar("SceneT", bound=Scene)


def where_drafts_lie(answer: Callable[[SceneT], Turn | None]) -> Callable[[SceneT], Turn | None]:
    """Return the same way to answer, looked for only where a form was put aside."""

    def looked_for(scene: SceneT) -> Turn | None:
        lies = scene.state.shelved is not None or scene.state.below
        return answer(scene) if lies else None

    return looked_for


def touched(running: Running, now: datetime) -> Running:
    """Return the form with the time of its last touch set."""
    return replace(running, touched_at=now.isoformat(timespec="seconds"), reminded=False)


def _told_form(running: Running | None) -> str | None:
    # To everybody outside a tip is a complaint of another kind (contract.md, Trace).
    if running is None:
        return None
    return "complaint" if running.form == FormName.TIP else running.form


def considered(candidates: Iterable[tuple[str, float]]) -> tuple[Considered, ...]:
    """Return what a finder found, as a trace tells it."""
    return tuple(Considered(entry, round(score, 4)) for entry, score in candidates)
