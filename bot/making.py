"""A turn in the making, and the pages it may point to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation.exchange import Exchange
from bot.conversation.learnt import QuestionAsked, Reacted
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.page.sent import PageFiled, PageTold
from bot.conversation.state import State
from bot.memory import Own, WaitingLetter
from intake.storage.rows import Insert, Retold, Rows
from intake.talks.talk import Talk


@dataclass(frozen=True, slots=True)
class FilersPages:
    """Where filers find what is theirs on the web.

    case        address of the page that asks for reference and code
    receipt_of  address of a case's receipt
    calendar_of address of a file with its appointment
    upload_by   address of the upload page, by what stands in a link
    forms       address of the page where forms begin
    estimates_of  address of the page with somebody's self-assessments, good for LINK_LASTS
    draft_of    address of the page of somebody's draft, with the secret of the link, good for LINK_LASTS
    """

    case: str
    receipt_of: Callable[[str], str]
    calendar_of: Callable[[str], str]
    upload_by: Callable[[str], str]
    forms: str = ""
    draft_of: Callable[[Inbound, str], str] = lambda _, __: ""
    estimates_of: Callable[[str], str] = lambda _: ""


@dataclass(slots=True)
class Making:
    """A turn in the making: what it says and what it will leave behind."""

    state: State
    replies: list[Reply] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
    questions: list[Insert] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    own: tuple[Own, ...] = ()
    mail: tuple[WaitingLetter, ...] = ()
    talk: Talk | None = None
    delivered: tuple[str, ...] = ()
    retold: tuple[Retold, ...] = ()
    filed_draft: str = ""
    files_named: bool = False
    forget: bool = False
    asked: QuestionAsked | None = None
    reacted: Reacted | None = None
    page: PageTold | None = None
    filed: PageFiled | None = None

    @property
    def references(self) -> list[str]:
        """The cases that the person may see without a code."""
        return [case.reference for case in self.own]

    @property
    def own_due_at(self) -> datetime | None:
        """When these are all to be forgotten; None where one of before lasts as long as the conversation."""
        until = [case.until for case in self.own]
        return None if None in until else max((at for at in until if at is not None), default=None)

    def take(self, said: Exchange) -> None:
        """Take over what the conversation came to."""
        self.state, self.replies, self.trace = said.state, said.replies, said.trace
        self.asked, self.reacted = said.asked, said.reacted
        self.page, self.filed = said.page, said.filed
