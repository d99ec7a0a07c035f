"""Runs conversations through the loop that reception runs; what they ask for is carried out without a database."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from msgspec import structs

from bot.conversation.bulletins.exchanged import BulletinRequest
from bot.conversation.channels import ChannelName
from bot.conversation.estimating.exchanged import FindEstimates, KeepEstimate
from bot.conversation.exchange import Exchange, exchange
from bot.conversation.guiding.exchanged import FindContacts
from bot.conversation.handbook import Handbook, build_handbook
from bot.conversation.messages import Inbound, Location, Reply, Trace
from bot.conversation.page.sent import PageAct, PageFiled, PageSent, PageTold, SentField
from bot.conversation.part_shown import VisitGlance
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
from bot.conversation.state import State
from bot.conversation.turn import (
    AddNote,
    ArrangeVisit,
    CaseGlance,
    CaseOpened,
    CaseRated,
    CasesFound,
    CodeKept,
    ContactCorrected,
    CorrectContact,
    Event,
    FindCases,
    ForgetPerson,
    LinkToPage,
    NotDone,
    NoteAdded,
    OpenCase,
    OwnRequest,
    PageLinked,
    RateCase,
    VisitArranged,
)
from bot.conversation.uploading import LinksRevoked, OpenUpload, RevokeLinks, UploadOpened
from intake.cases.appointment import VisitAct
from intake.cases.kept import KeptOf
from intake.clocks.counting import load_clocks
from intake.forms.codes import ChannelStatus
from intake.forms.draft import Draft
from intake.geography.place import KeptPlace
from intake.ids import new_reference
from intake.routing.bureaus import load_bureaus
from intake.routing.route import Route, route
from intake.routing.rules import load_rules
from intake.talks.talk import Talk, TalkState
from tests.bot.conversation.notices_board import NoticesBoard
from tests.bot.conversation.plan_tools import PlanTools
from tests.scratch import index_files

SHANGHAI_NINE = 1  # 09:00 in Shanghai is 01:00 UTC


@lru_cache(maxsize=4)
def handbook(status: str = "demo") -> Handbook:
    """Return the real handbook, loaded once for all tests."""
    return build_handbook(ChannelStatus(status), "《关于公布举报渠道的公告》", files=index_files())


@lru_cache(maxsize=1)
def _offices() -> tuple[Any, Any, Any]:
    return load_rules(), load_bureaus(), load_clocks()


@dataclass
class Conversation(PlanTools):
    """One person talking. `cases` are what was filed: draft and route by reference."""

    status: str = "demo"
    channel: str = "web"
    now: datetime = datetime(2026, 11, 23, SHANGHAI_NINE, tzinfo=UTC)
    state: State = field(default_factory=State)
    trace: Trace = field(default_factory=Trace)
    replies: tuple[Reply, ...] = ()
    page: PageTold | None = None
    filed: PageFiled | None = None
    cases: dict[str, tuple[Draft, Route]] = field(default_factory=dict)
    notes: list[AddNote] = field(default_factory=list)
    visit: VisitGlance | None = None
    uploads: list[OpenUpload] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)
    revoked: list[tuple[str, ...]] = field(default_factory=list)
    may_rate: bool = False
    receipt: str = ""
    letters: tuple[str, ...] = ()
    letter: str = ""
    forgotten: bool = False
    notices: NoticesBoard = field(default_factory=NoticesBoard)
    heard: list[str] = field(default_factory=list)
    desks: tuple[DeskGlance, ...] = ()
    own_bureau: str = ""
    talk: Talk | None = None
    told: list[str] = field(default_factory=list)

    def say(self, text: str, **more: Any) -> str:
        """Say something and return all that is answered."""
        self.now += timedelta(seconds=20)
        kind = more.pop("kind", "location" if more.get("location") else "text")
        channel, key = ChannelName(self.channel), f"key-{len(self.heard)}"
        book = replace(handbook(self.status), talks=bool(self.desks))
        message = Inbound(channel, "person", key, kind, self.now, text=text, **more)
        self.heard.append(text)
        # As in life: what is remembered is what can be written down and read back.
        remembered = structs.replace(State.read(self.state.written()), letter=self.letter)
        steps = exchange(remembered, message, book, self.now, self.talk)
        try:
            request = next(steps)
            while True:
                if isinstance(request, TalkRequest):
                    request = steps.send(self._of_talks(request, message))
                elif isinstance(request, BulletinRequest):
                    request = steps.send(self.notices.told(request))
                else:
                    request = steps.send(self._carried_out(request, message))
        except StopIteration as end:
            said: Exchange = end.value
        self.state, self.trace, self.replies = said.state, said.trace, tuple(said.replies)
        self.page, self.filed = said.page, said.filed
        return self.text

    def fill(self, **fields: SentField) -> PageTold:
        """Fill fields of the form under way on its page, and return what the page is told."""
        assert self.state.running is not None
        return self.on_page(PageSent(PageAct.SAVE, self.state.running.form, fields))

    def on_page(self, sent: PageSent) -> PageTold:
        """Do something on the page of a form, and return what the page is told."""
        talked_by, self.channel = self.channel, ChannelName.FORM.value
        self.say("", kind="page", page=sent)
        self.channel = talked_by
        return self.page or PageTold()

    def wait(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)

    @property
    def text(self) -> str:
        """All that was answered last, choices included."""
        return "\n".join(
            "\n".join((reply.text, *(choice.label for choice in reply.choices))) for reply in self.replies
        )

    @property
    def draft(self) -> Draft:
        """What was filed last."""
        return list(self.cases.values())[-1][0]

    def _of_talks(self, request: TalkRequest, message: Inbound) -> Event | None:
        """As the service does: what an officer does with `talk` the tests do themselves."""
        match request:
            case FindDesks():
                return DesksFound(self.desks, self.own_bureau)
            case CallPerson(bureau, before, resumes):
                found = DesksFound(self.desks, self.own_bureau)
                desk = found.of(bureau)
                if desk is None or not desk.is_open:
                    return found
                self.told = [line.text for line in before]
                waiting = TalkState.WAITING
                opened = Talk("t1", "person", self.channel, bureau, waiting, None, self.now, self.now, 0)
                self.talk = replace(opened, resumes=resumes)
                return PersonCalled(desk, arrives=message.can.hears_letters)
            case TellOfficer(text):
                self.told.append(text)
                return None
            case EndTalk():
                self.talk = None
                return None

    def _carried_out(self, request: OwnRequest, message: Inbound) -> Event | None:
        match request:
            case OpenUpload():
                self.uploads.append(request)
                return self._upload_opened(request, message)
            case OpenCase(draft):
                return self._opened(draft)
            case FindCases(reference, _, tells_kept, asks):
                cases = tuple(self._glance(r) for r in self.cases if reference in (None, r))
                kept = tuple(self._kept_of(one) for one in cases) if tells_kept else None
                return CasesFound(cases, kept=kept, asks=asks, confirms=request.confirms)
            case AddNote(reference, purpose, _):
                if reference not in self.cases:
                    return CasesFound(())
                purpose = self._became(purpose)
                self.notes.append(replace(request, purpose=purpose))
                return NoteAdded(reference, purpose)
            case CorrectContact() | ArrangeVisit() | RateCase():
                return self._done_with_own_case(request)
            case RevokeLinks(draft_ids):
                self.revoked.append(draft_ids)
                return LinksRevoked(len(self.uploads))
            case LinkToPage(to_draft):
                until = self.now + timedelta(hours=2)
                return PageLinked("http://page/file", *(("secret", until) if to_draft else ()))
            case KeepEstimate() | FindEstimates() | FindContacts():
                return self.of_the_plan(request)
            case CodeKept() | ForgetPerson():
                self.forgotten = self.forgotten or isinstance(request, ForgetPerson)
                return None

    def _kept_of(self, case: CaseGlance) -> KeptOf:
        words = sum(note.reference == case.reference for note in self.notes)
        return KeptOf(is_named=not case.anonymous, has_code=case.anonymous, words=words)

    def _became(self, purpose: str) -> str:
        """As the caseload does: a wish that nobody has is not taken back."""
        about = [note.purpose for note in self.notes if "withdrawal" in note.purpose]
        is_wished = about[-1:] == ["withdrawal_wish"]
        return "supplement" if purpose == "withdrawal_taken_back" and not is_wished else purpose

    def _done_with_own_case(self, request: CorrectContact | ArrangeVisit | RateCase) -> Event:
        match request:
            case CorrectContact(reference, given):
                if reference not in self.cases:
                    return CasesFound(())
                self.contact = dict(given)
                return ContactCorrected(reference, "，".join(given.values()))
            case ArrangeVisit(act, wished):
                return self._arranged(act, wished)
            case RateCase():
                if not self.may_rate:
                    return NotDone(what="mark")
                self.may_rate = False
                return CaseRated(list(self.cases)[-1])

    def _arranged(self, act: VisitAct, wished: tuple[str, ...]) -> Event:
        if self.visit is None:
            return NotDone()
        if act is VisitAct.AGREE and wished and self.visit.state not in ("offered", "agreed"):
            act = VisitAct.OTHER_TIMES
        state = {VisitAct.AGREE: "agreed", VisitAct.OTHER_TIMES: "wished", VisitAct.TAKE_BACK: "called_off"}[act]
        self.visit = replace(self.visit, state=state, wished=wished or self.visit.wished)
        return VisitArranged(list(self.cases)[-1], act, self.visit, wished)

    def _upload_opened(self, asked: OpenUpload, message: Inbound) -> UploadOpened:
        came = message.kind if message.kind != "text" else ""
        draft_id = "" if asked.reference else asked.draft_id or f"draft-{len(self.uploads)}"
        if came and message.attachment is not None:
            return UploadOpened(draft_id, asked.reference, came=came, is_kept=True)
        return UploadOpened(draft_id, asked.reference, "https://shangmi.example/upload/LINK", came)

    def _opened(self, draft: Draft) -> CaseOpened:
        rules, bureaus, _ = _offices()
        way = route(draft, rules, bureaus, self.today)
        reference = new_reference(random.Random(len(self.cases)))
        self.cases[reference] = (draft, way)
        if draft.kind == "consultation" and self.visit is None:
            self.visit = VisitGlance("wished", "")
        glance = self._glance(reference)
        return CaseOpened(
            reference, draft.kind, glance.office, way.reason, self.now, glance.due_on, glance.provisional
        )

    def _glance(self, reference: str) -> CaseGlance:
        _, bureaus, clocks = _offices()
        draft, way = self.cases[reference]
        due = None if draft.kind == "consultation" else clocks.due("tip_check", self.today)
        office = bureaus.public_name_of(way.lead or "municipal")
        return CaseGlance(
            reference=reference,
            kind=draft.kind,
            state="routed",
            anonymous=draft.anonymous,
            office=office,
            received_at=self.now,
            due_on=due and due.due_on,
            provisional=bool(due and due.provisional),
            visit=self.visit if draft.kind == "consultation" else None,
            may_rate=self.may_rate,
            receipt=self.receipt,
            letters=self.letters,
        )

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return (self.now + timedelta(hours=8)).date()


DEFAULTS = {"clue": "他有机会接触到", "truth_declared": "属实"}
SKIPS = "先跳过"
MOST_TURNS = 90


@dataclass
class Played:
    """A transcript played to its end: the conversation, what was asked, and what went wrong on the way."""

    conversation: Conversation
    asked: list[str]
    faults: list[str]
    menus: dict[str, tuple[str, ...]]


def play(
    sheet: dict[str, Any],
    log: Callable[[str], None] = lambda _: None,
    watched: type[Conversation] = Conversation,
) -> Played:
    """Play a transcript by the rules of tests/expectations/README.md."""
    day = date.fromisoformat(sheet["today"])
    talk = watched(now=datetime(day.year, day.month, day.day, SHANGHAI_NINE, tzinfo=UTC))
    played = Played(talk, [], [], {})
    waiting = list(sheet["says"])
    _say(played, waiting.pop(0), log)
    for _ in range(MOST_TURNS):
        line = _next_line(talk, waiting)
        if line is None:
            break
        _say(played, line, log)
    return played


def _next_line(talk: Conversation, waiting: list[dict[str, Any]]) -> dict[str, Any] | None:
    now_asked = talk.trace.field
    for line in waiting:
        first_of_all = line is waiting[0]
        fits = (
            (line["at"] == "mid" and (line.get("during", now_asked) == now_asked))
            or (line["at"] == "resume" and line.get("then_asks") == now_asked)
            or (line["at"] == now_asked and now_asked is not None)
        )
        if fits and (line["at"] != "mid" or "during" in line or first_of_all):
            waiting.remove(line)
            return line
    if talk.trace.dialog is None or now_asked in (None, "confirm"):
        return None
    return {"at": now_asked, "say": DEFAULTS.get(now_asked, SKIPS)}


def _say(played: Played, line: dict[str, Any], log: Callable[[str], None]) -> None:
    talk = played.conversation
    if "now" in line:
        talk.now = datetime.fromisoformat(str(line["now"])).astimezone(UTC)
    place = line.get("location")
    location = Location(place["lat"], place["lng"], place["label"]) if place else None
    log(f"我：{line['say']}{' [' + place['label'] + ']' if place else ''}")
    answer = talk.say(line["say"], location=location)
    log(f"答：{answer}\n    [{talk.trace.intent} {talk.trace.field} {talk.trace.case or ''}]")
    played.asked.append(str(talk.trace.field))
    if talk.replies and talk.replies[-1].choices:
        played.menus[str(talk.trace.field)] = tuple(choice.say for choice in talk.replies[-1].choices)
    where = f"{line['at']}「{line['say'][:12]}」"
    played.faults += [
        f"{where}: answer lacks /{p}/" for p in line.get("reply_has", ()) if not re.search(p, answer)
    ]
    played.faults += [f"{where}: answer has /{p}/" for p in line.get("reply_lacks", ()) if re.search(p, answer)]
    if "then_asks" in line and talk.trace.field != line["then_asks"]:
        played.faults.append(f"{where}: then asks {talk.trace.field}, not {line['then_asks']}")


def faults_of(sheet: dict[str, Any], played: Played) -> list[str]:
    """Return what a played transcript has other than expected."""
    expect, talk = sheet["expect"], played.conversation
    faults = list(played.faults)
    again = expect.get("not_asked_again", ())
    faults += [f"asked {name}" for name in expect.get("not_asked", ()) if name in played.asked]
    faults += [f"asked {name} twice" for name in again if played.asked.count(name) > 1]
    written = talk.state.written().decode() + repr(talk.cases)
    faults += [f"stored {text}" for text in expect.get("never_stored", ()) if text in written]
    if expect["outcome"] == "submitted":
        return faults + (_case_faults(expect, played) if talk.cases else ["no case"])
    faults += ["a case was opened"] if talk.cases else []
    if expect.get("draft_kept"):
        kept = talk.state.shelved
        faults += [] if kept else ["draft not kept"]
        values = {name: answer.value for name, answer in kept.answers.items()} if kept else {}
        faults += [f"{k}: {values.get(k)}" for k, v in expect.get("fields", {}).items() if values.get(k) != v]
    return faults


def _case_faults(expect: dict[str, Any], played: Played) -> list[str]:
    draft, way = list(played.conversation.cases.values())[-1]
    _, bureaus, _ = _offices()
    faults = []
    lead = bureaus.name_of(way.lead or "municipal")
    if expect.get("kind", draft.kind) != draft.kind:
        faults.append(f"kind is {draft.kind}")
    if expect["lead_bureau"] != lead:
        faults.append(f"lead is {lead} ({way.rule})")
    place = KeptPlace.of(draft.fields.get("act_place") or draft.fields.get("district"))
    if "district" in expect and expect["district"] != (place.district if place else None):
        faults.append(f"district is {place}")
    for name, wanted in expect.get("fields", {}).items():
        if not _is_as_wanted(draft.fields.get(name), wanted, played.menus.get(name, ())):
            faults.append(f"{name} is {draft.fields.get(name)!r}, not {wanted!r}")
    return faults


def _is_as_wanted(value: Any, wanted: Any, menu: tuple[str, ...]) -> bool:
    if isinstance(wanted, dict) and isinstance(value, list):
        options = [say for say in menu if say not in ("跳过", "先提交，以后再补")]
        if "about" in wanted:
            return all(any(word in one for one in value) for word in wanted["about"])
        if "picked" in wanted:
            return sorted(value) == sorted(options[number - 1] for number in wanted["picked"])
        return value == (options if wanted.get("all") else options[:-1])
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(value.get(key) == part for key, part in wanted.items())
    if isinstance(wanted, str) and isinstance(value, str) and re.fullmatch(r"0\d{9,11}", wanted):
        return re.sub(r"\D", "", value) == wanted
    return bool(value == wanted)
