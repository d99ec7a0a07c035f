"""What can happen to a conversation, and what it can ask for: the full list of both.

A conversation never does anything; it asks. `advance` takes an event and returns a `Turn` with
at most one request. Reception carries the request out and feeds the outcome back as the next event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import msgspec

from bot.conversation.bulletins.exchanged import BulletinRequest, BulletinsTold
from bot.conversation.estimating.exchanged import EstimateKept, EstimatesFound, FindEstimates, KeepEstimate
from bot.conversation.guiding.exchanged import ContactsFound, FindContacts
from bot.conversation.learnt import QuestionAsked, Reacted
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.page.sent import PageFiled, PageTold
from bot.conversation.part_shown import PartShown, VisitGlance
from bot.conversation.person.asked import TalkEvent, TalkRequest
from bot.conversation.state import State
from bot.conversation.uploading import LinksRevoked, OpenUpload, RevokeLinks, UploadOpened
from intake.cases.appointment import VisitAct
from intake.cases.kept import KeptOf
from intake.forms.draft import Draft
from intake.talks.talk import Talk

# ------------------------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """Something arrived from the person.

    talk  the talk with an officer that runs or waits; None: the bot answers
    """

    message: Inbound
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """The access code of a case just opened: said in this turn, and kept nowhere in the clear.

    key    the message it is the answer to: that one gets it again until it is confirmed
    until  when that answer is forgotten
    """

    code: str = field(repr=False)
    key: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """The case asked for exists, as soon as this turn is committed.

    office        who has it, as a stranger would look it up
    due_on        the next date the law promises, in Shanghai; None where there is none
    provisional   that year's holidays are not published yet: say 预计
    code          where one is given: to an anonymous filer, and to whoever files on the web
    page          address of the page where a code is asked for
    receipt       address of the receipt, good for a while
    station       the guidance station that was announced there, in words; "" where none was
    upload        address of the page where files can be added, good for a while
    files         how many were handed in with the draft; `on_the_way`: how many are still being fetched
    """

    reference: str
    kind: str
    office: str
    route_reason: str
    received_at: datetime
    due_on: date | None
    provisional: bool
    code: CodeGiven | None = None
    page: str = ""
    receipt: str = ""
    station: str = ""
    upload: str = ""
    files: int = 0
    on_the_way: int = 0


@dataclass(frozen=True, slots=True)
class EarlierFound:
    """The person filed something alike before (`reasons`), under their name; what was to be filed was not."""

    reference: str
    kind: str
    state: str
    received_on: date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseGlance:
    """What the filer may see of their own case.

    receipt  address of its receipt; "" where there is none to show
    outcome  what a closed case came to; None while it is open
    letters  what officers wrote last, the newest at the end
    parts    of a filing that was split: how far each is
    """

    reference: str
    kind: str
    state: str
    anonymous: bool
    office: str
    received_at: datetime
    due_on: date | None
    provisional: bool
    visit: VisitGlance | None = None
    may_rate: bool = False
    receipt: str = ""
    outcome: str | None = None
    letters: tuple[str, ...] = ()
    parts: tuple[PartShown, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """What is asked of the person's appointment when their cases are looked up.

    calls_off  they want it off: that is asked back
    day        they ask whether anybody comes on it, 2026-12-10
    """

    calls_off: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """The reply that gave out a code, said once more: that code waits for this message now, and until then."""

    replies: tuple[Reply, ...]
    key: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CasesFound:
    """The person's own cases, newest first. Empty: none, or not theirs; the two look alike.

    open_hours  for so long whoever speaks here sees the case without its code, which was just said; 0: by no code
    kept        what is kept of each, where that was asked
    asks        what was asked of an appointment
    is_reachable  their account's own id is kept for now, so that they can be written to
    confirms    they confirmed though nothing is open
    again       what they were answered when they confirmed before, to be said once more
    """

    cases: tuple[CaseGlance, ...]
    open_hours: int = 0
    kept: tuple[KeptOf, ...] | None = None
    asks: VisitAsked | None = None
    is_reachable: bool = False
    confirms: bool = False
    again: SaidAgain | None = None


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """No case has this reference together with this code.

    too_often  it was not even looked: too many codes did not fit before
    """

    too_often: bool = False


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """What the person wanted to add stands in the case's journal as soon as this turn is committed."""

    reference: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """The new contact data stand as soon as this turn is committed.

    told  them in words, masked
    """

    reference: str
    told: str


@dataclass(frozen=True, slots=True)
class PageLinked:
    """Where the form can be filled on a page.

    address  of the link, or of the page where forms begin
    secret   what the link carries; "" where there is no draft to be opened
    until    when the link opens nothing any more
    """

    address: str
    secret: str = field(default="", repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitArranged:
    """What the person did with their appointment stands as soon as this turn is committed."""

    reference: str
    act: VisitAct
    visit: VisitGlance
    wished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRated:
    """The mark stands as soon as this turn is committed."""

    reference: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """What was asked for was not done.

    why   a sentence; "" where nothing of theirs was found that it could be done with
    what  what it was: a visit to arrange, a mark to give, contact data to correct
    """

    why: str = ""
    what: Literal["visit", "mark", "contact"] = "visit"


OfOwnCase = (
    CaseOpened
    | EarlierFound
    | CasesFound
    | CodeRefused
    | NoteAdded
    | ContactCorrected
    | VisitArranged
    | CaseRated
    | NotDone
)
Event = (
    PersonSaid
    | PageLinked
    | UploadOpened
    | LinksRevoked
    | EstimateKept
    | EstimatesFound
    | ContactsFound
    | BulletinsTold
    | TalkEvent
    | OfOwnCase
)

# ----------------------------------------------------------------------------------- requests


@dataclass(frozen=True, slots=True)
class OpenCase:
    """File this draft. Answered by `CaseOpened`, or by `EarlierFound`: nothing is filed then.

    draft_id  by which files were handed in with it
    anyway    it is filed whatever the person filed before
    """

    draft: Draft
    draft_id: str = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class FindCases:
    """Look up the person's own cases, or the one with this reference. Answered by `CasesFound`.

    code        said with the reference: whose account it is does not matter then; may be `CodeRefused`
    tells_kept  it is asked what is kept of them, not how far they are
    asks        what is asked of an appointment
    confirms    they confirm though nothing is open: is there something that they confirmed before?
    again       the message whose reply is to be said again, and what that message is answered with from now on
    """

    reference: str | None = None
    code: str = field(default="", repr=False)
    tells_kept: bool = False
    asks: VisitAsked | None = None
    confirms: bool = False
    again: CodeKept | None = None


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add words of the filer to their own case. Answered by `NoteAdded`, or by an empty `CasesFound`.

    purpose  `forms.supplement.Purpose`
    draft_id the words are a draft that is not filed; by which files were handed in with it
    """

    reference: str
    purpose: str
    text: str
    draft_id: str = ""


@dataclass(frozen=True, slots=True)
class CorrectContact:
    """Put new contact data of the filer in the place of the old ones of their own case, not of an anonymous one.

    Answered by `ContactCorrected`, `NotDone`, or by an empty `CasesFound`.
    """

    reference: str
    given: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RateCase:
    """Give one's closed case its one mark. Answered by `CaseRated` or `NotDone`."""

    mark: str


@dataclass(frozen=True, slots=True)
class ArrangeVisit:
    """Agree to the appointment of one's own consultation, wish for other times, or call it off.

    Answered by `VisitArranged` or `NotDone`.
    """

    act: VisitAct
    wished: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeKept:
    """The person has written the code down: it is not to be said again. Not answered.

    key      the message that was answered with it
    replies  what that message is answered with from now on
    """

    key: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class LinkToPage:
    """Give out where the form can be filled on a page. Answered by `PageLinked`.

    to_draft  a link that opens the draft under way, once; else the page where forms begin
    """

    to_draft: bool


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """The person unsubscribed: erase contact row, draft and state. Cases stay. Not answered."""


OwnRequest = (
    OpenCase
    | FindCases
    | AddNote
    | CorrectContact
    | ArrangeVisit
    | RateCase
    | OpenUpload
    | RevokeLinks
    | CodeKept
    | LinkToPage
    | KeepEstimate
    | FindEstimates
    | FindContacts
    | ForgetPerson
)
Request = OwnRequest | TalkRequest | BulletinRequest


class Turn(msgspec.Struct, frozen=True):
    """The outcome of one event: where the person stands now, what we say, what we ask for.

    page   what a page of a form is told
    filed  what a filing led to, for a page
    """

    state: State
    replies: tuple[Reply, ...]
    trace: Trace
    request: Request | None = None
    asked: QuestionAsked | None = None
    reacted: Reacted | None = None
    page: PageTold | None = None
    filed: PageFiled | None = None
