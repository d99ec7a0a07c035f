"""What a conversation asks for, carried out: it comes to rows, and to the event with which it goes on."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from msgspec.structs import replace as msgspec_replace

from bot.bulletin_errands import BulletinErrands
from bot.conversation.bulletins.exchanged import BulletinRequest, BulletinsTold
from bot.conversation.channels import ChannelName
from bot.conversation.estimating.exchanged import (
    EstimateBefore,
    EstimateKept,
    EstimatesFound,
    FindEstimates,
    KeepEstimate,
)
from bot.conversation.guiding.exchanged import ContactsFound, FindContacts
from bot.conversation.messages import SILENT_KINDS, Inbound, Reply
from bot.conversation.person.asked import TalkRequest
from bot.conversation.state import State
from bot.conversation.turn import (
    AddNote,
    ArrangeVisit,
    CaseRated,
    CasesFound,
    CodeGiven,
    CodeKept,
    CodeRefused,
    ContactCorrected,
    CorrectContact,
    EarlierFound,
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
    Request,
    SaidAgain,
    VisitArranged,
)
from bot.conversation.uploading import LinksRevoked, OpenUpload, RevokeLinks, UploadOpened
from bot.glances import glanced, opened_told, visit_glanced
from bot.guide_errands import GuideErrands
from bot.making import FilersPages, Making
from bot.memory import Memory, Own
from bot.talk_errands import TalkErrands
from intake.cases.appointment import VisitAct
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.file import OfCase, OfDraft, Owner
from intake.filers.access import Access, TooManyTries
from intake.filers.caseload import Caseload
from intake.filers.estimates import Estimates
from intake.filers.handing_in import HandedIn, HandingIn, new_draft_id
from intake.filers.mailbox import masked_contact
from intake.filers.reach import Reach
from intake.filers.talks import Talks
from intake.forms.draft import Draft
from intake.storage.rows import Retold
from intents.telling.estimating import EstimateSubject

# Long enough to walk over to another machine.
LINK_LASTS = timedelta(hours=2)
_LINK_BYTES = 16
# Cases of one filer that their conversation remembers; others are found by reference and code.
MOST_REMEMBERED = 20


class Errands:
    """Carries out what a turn asks for; nothing is written before the turn is committed."""

    def __init__(
        self,
        caseload: Caseload,
        access: Access,
        memory: Memory,
        handing_in: HandingIn,
        estimates: Estimates,
        pages: FilersPages,
        talks: Talks | None = None,
        reach: Reach | None = None,
        guides: GuideErrands | None = None,
        bulletins: BulletinErrands | None = None,
    ) -> None:
        """Take the parts.

        talks   without it nobody is ever there
        guides  who looks up liaison and guidance officers; without it there are none
        bulletins  who looks after notices; without it there are none
        """
        self._reach = reach
        self._estimates = estimates
        self._caseload = caseload
        self._access = access
        self._memory = memory
        self._handing_in = handing_in
        self._pages = pages
        self._guides = guides
        self._bulletins = bulletins
        self._of_talks = TalkErrands(talks, caseload)

    async def carried_out(self, request: Request, message: Inbound, making: Making, now: datetime) -> Event | None:
        """Carry the request out, and return what it led to; None where there is nothing to hear of."""
        if isinstance(request, TalkRequest):
            led_to, rows = await self._of_talks.carried_out(request, message, making.talk, making.references, now)
            making.rows.append(rows)
            return led_to
        if isinstance(request, BulletinRequest):
            return await self._bulletins_told(request, message, making, now)
        return await self._of_their_own(request, message, making, now)

    async def _of_their_own(
        self, request: OwnRequest, message: Inbound, making: Making, now: datetime
    ) -> Event | None:
        match request:
            case OpenCase():
                return await self._case_opened(request, message, making, now)
            case FindCases(reference, code, tells_kept, asks):
                found = await self._cases_found(reference, code, message, making, now)
                if not isinstance(found, CasesFound):
                    return found
                said = await self._said_again(request, message, making, now)
                found = replace(found, asks=asks, confirms=request.confirms, again=said)
                return await self._kept(found, message, now) if tells_kept else found
            case AddNote() | RateCase() | CorrectContact() | ArrangeVisit():
                return await self._done_with_own_case(request, message, making, now)
            case RevokeLinks(draft_ids):
                return await self._links_revoked(message, draft_ids, making)
            case OpenUpload():
                return await self._upload_opened(request, message, making, now)
            case CodeKept(key, replies):
                making.retold += (await self._without_code(message, key, replies),)
                return None
            case LinkToPage(to_draft):
                return self._linked(message, now) if to_draft else PageLinked(self._pages.forms)
            case KeepEstimate() | FindEstimates() | FindContacts():
                return await self._of_the_plan(request, message, making, now)
            case ForgetPerson():
                await self._forgotten(message, making, now)
                return None

    async def _without_code(self, message: Inbound, key: str, replies: tuple[Reply, ...]) -> Retold:
        """Let an earlier answer give out its code no more; a page that is loaded again keeps all the rest."""
        earlier = await self._memory.answered(message, key) if message.channel is ChannelName.FORM else None
        if earlier is None or earlier.filed is None or not earlier.filed.code:
            return self._memory.retold(message, key, replies)
        code = earlier.filed.code
        kept = tuple(msgspec_replace(one, text=_without_lines_of(code, one.text)) for one in earlier.replies)
        return self._memory.retold(message, key, kept, msgspec_replace(earlier.filed, code=""))

    async def _done_with_own_case(
        self,
        request: AddNote | RateCase | CorrectContact | ArrangeVisit,
        message: Inbound,
        making: Making,
        now: datetime,
    ) -> Event:
        match request:
            case AddNote():
                return await self._words_added(request, message, making, now)
            case RateCase(mark):
                return await self._rated(message, mark, making, now)
            case CorrectContact(reference, given):
                return await self._contact_corrected(message, reference, given, making, now)
            case ArrangeVisit(act, wished):
                return await self._arranged(message, act, wished, making, now)

    async def _of_the_plan(
        self,
        request: KeepEstimate | FindEstimates | FindContacts,
        message: Inbound,
        making: Making,
        now: datetime,
    ) -> Event:
        match request:
            case KeepEstimate():
                return await self._estimate_kept(request, message, making, now)
            case FindEstimates():
                return await self._estimates_found(request, message, now)
            case FindContacts():
                return await self._contacts_found(request, message, making, now)

    async def _estimate_kept(
        self, wanted: KeepEstimate, message: Inbound, making: Making, now: datetime
    ) -> EstimateKept:
        """Keep it for the account; where none lasts, for a code that is given once in a conversation."""
        needs_code = message.can.gives_codes and not wanted.owner
        code = self._estimates.new_code() if needs_code else ""
        owner = self._estimates.owner_of(code) if code else wanted.owner or message.person
        before = await self._estimates.of(owner, wanted.subject)
        last = before[0] if before else None
        _, rows = self._estimates.rows(owner, wanted.subject, wanted.stamp, wanted.content, now)
        making.rows.append(rows)
        return EstimateKept(
            owner=owner,
            stamp=wanted.stamp,
            content=wanted.content,
            last=last.content if last else None,
            last_stamp=last.standard if last else "",
            last_at=last.made_at if last else None,
            address=self._pages.estimates_of(owner),
            code=code,
            to_page=wanted.to_page,
        )

    async def _estimates_found(self, asked: FindEstimates, message: Inbound, now: datetime) -> EstimatesFound:
        """Look up the last one of each standard, of the code that was said, else of the account."""
        if asked.code:
            try:
                await self._estimates.known(asked.code, message.person, now)
            except TooManyTries:
                return EstimatesFound((), by_code=True, too_often=True)
        owner = self._estimates.owner_of(asked.code) if asked.code else asked.owner or message.person
        last = await self._estimates.last_of(owner, list(EstimateSubject))
        found = tuple(EstimateBefore(one.standard, one.content, one.made_at) for one in last)
        address = self._pages.estimates_of(owner) if found else ""
        return EstimatesFound(found, owner, address, by_code=bool(asked.code))

    async def _contacts_found(
        self, request: FindContacts, message: Inbound, making: Making, now: datetime
    ) -> ContactsFound:
        if self._guides is None:
            return ContactsFound((), request)
        return await self._guides.carried_out(request, message, making.references, day_in_shanghai(now))

    async def _bulletins_told(
        self, request: BulletinRequest, message: Inbound, making: Making, now: datetime
    ) -> BulletinsTold:
        if self._bulletins is None:
            return BulletinsTold("listed")
        told, rows = await self._bulletins.carried_out(request, message, now)
        making.rows.append(rows)
        return told

    async def _forgotten(self, message: Inbound, making: Making, now: datetime) -> None:
        making.forget = True
        making.rows.append(await self._estimates.left_by(message.person))
        making.rows.append(self._of_talks.left(making.talk, now))
        if self._bulletins is not None:
            making.rows.append(self._bulletins.left_by(message.person))

    def _linked(self, message: Inbound, now: datetime) -> Event:
        secret = secrets.token_urlsafe(_LINK_BYTES)
        return PageLinked(self._pages.draft_of(message, secret), secret, now + LINK_LASTS)

    async def _case_opened(self, asked: OpenCase, message: Inbound, making: Making, now: datetime) -> Event:
        draft, draft_id = asked.draft, asked.draft_id
        if not asked.anyway and (found := await self._earlier(draft, message, making)) is not None:
            return found
        gets_code = draft.anonymous or message.can.gives_codes
        code = await self._access.issued() if gets_code else None
        handed_in = await self._handing_in.with_draft(draft_id) if draft_id else HandedIn()
        opened = self._caseload.open_case(draft, message.channel, message.filer, now, code, handed_in.files)
        making.rows.append(opened.rows)
        making.files_named = not draft.anonymous
        if draft_id:
            making.filed_draft = draft_id
            making.rows.append(await self._handing_in.moved_to_case(draft_id, opened.case_id))
        link = self._handing_in.opened_for_new(opened.case_id, anonymous=draft.anonymous)
        making.rows.append(link.rows)
        until = now + message.can.repeats_within
        if draft.anonymous:
            making.own = _newest(Own(opened.glance.reference, until), making.own)
        given = CodeGiven(code.code, message.key, until) if code else None
        return opened_told(opened, given, handed_in, self._pages, link.link)

    async def _earlier(self, draft: Draft, message: Inbound, making: Making) -> EarlierFound | None:
        found = await self._caseload.earlier_like(message.filer, making.references, draft)
        if found is None:
            return None
        received_on = day_in_shanghai(found.received_at)
        return EarlierFound(found.reference, found.kind, found.state, received_on, found.reasons)

    async def _upload_opened(
        self, asked: OpenUpload, message: Inbound, making: Making, now: datetime
    ) -> UploadOpened | CasesFound:
        """Let files be handed in; what came with the message goes the same way."""
        draft_id, owner = "", await self._owner(asked, message, making)
        if owner is None:
            return CasesFound(())
        if isinstance(owner, OfDraft):
            draft_id = owner.key
        told = message.attachment.told if message.attachment else None
        # A page shows by itself what came.
        person = message.filer.person if message.channel != ChannelName.FORM else ""
        given = await self._handing_in.opened(
            owner, told, now, anonymous=asked.anonymous, form=asked.form, person=person
        )
        making.rows.append(given.rows)
        address = self._pages.upload_by(given.link) if given.link else ""
        came = message.kind if message.kind in SILENT_KINDS else ""
        return UploadOpened(draft_id, asked.reference, address, came, given.is_kept, given.is_full)

    async def _owner(self, asked: OpenUpload, message: Inbound, making: Making) -> Owner | None:
        if not asked.reference:
            return OfDraft(asked.draft_id or new_draft_id())
        case_id = await self._caseload.id_of(message.filer, making.references, asked.reference)
        return OfCase(case_id) if case_id is not None else None

    async def noted_from_outside(self, making: Making, message: Inbound, now: datetime) -> State:
        """Return where the person stands, with what others did meanwhile: a letter to answer, files that came."""
        state, running = making.state, making.state.running
        letter = ""
        # What was not shown to them yet they do not answer.
        is_shown = message.can.hears_letters or not making.mail
        if (state.filed or making.own) and message.text and is_shown:
            letter = await self._caseload.letter_to_answer(message.filer, making.references, now)
        if running is not None and running.draft_id:
            handed_in = await self._handing_in.with_draft(running.draft_id)
            running = msgspec_replace(running, files=handed_in.whole)
        is_as_it_was = letter == state.letter and running is state.running
        return state if is_as_it_was else msgspec_replace(state, letter=letter, running=running)

    async def look_after_drafts(self, before: State, after: State, filed: str, now: datetime) -> None:
        """Let files live as long as their draft, and no longer.

        filed  the draft that has just become a case
        """
        for draft_id in before.draft_ids - after.draft_ids - {filed}:
            await self._handing_in.forget(draft_id)
        running = before.running
        if running is None or not running.draft_id or running.draft_id not in after.draft_ids:
            return
        # Once a day is enough: they are kept for thirty.
        if running.touched_at and datetime.fromisoformat(running.touched_at).date() != now.date():
            await self._handing_in.touch(running.draft_id)

    async def _cases_found(
        self, reference: str | None, code: str, message: Inbound, making: Making, now: datetime
    ) -> Event:
        """Look cases up; one that is named together with its code can be seen for a while without."""
        lasts = timedelta()
        if code:
            try:
                case_id = await self._access.case_of(reference or "", code, message.person, now)
            except TooManyTries:
                return CodeRefused(too_often=True)
            if case_id is None:
                return CodeRefused()
            lasts = message.can.repeats_within
            await self._remember(Own(reference or "", now + lasts), making)
        found = await self._caseload.cases_of(message.filer, making.references, reference)
        for glance in found:
            if glance.anonymous:
                await self._remember(Own(glance.reference), making)
        glances = tuple(glanced(glance, self._pages) for glance in found)
        return CasesFound(glances, round(lasts / timedelta(hours=1)))

    async def _said_again(
        self, asked: FindCases, message: Inbound, making: Making, now: datetime
    ) -> SaidAgain | None:
        """Move the reply that gave out a code to this message: it stands under one message, never under two."""
        if asked.again is None:
            return None
        answered = await self._memory.answered(message, asked.again.key)
        if answered is None:
            return None
        making.retold += (self._memory.retold(message, asked.again.key, asked.again.replies),)
        return SaidAgain(answered.replies, message.key, now + message.can.repeats_within)

    async def _kept(self, found: CasesFound, message: Inbound, now: datetime) -> CasesFound:
        kept = await self._caseload.kept_of([one.reference for one in found.cases])
        until = await self._reach.until(message.person, now) if self._reach is not None else None
        return replace(found, kept=kept, is_reachable=until is not None)

    async def _words_added(self, asked: AddNote, message: Inbound, making: Making, now: datetime) -> Event:
        files = (await self._handing_in.with_draft(asked.draft_id)).files if asked.draft_id else ()
        own, reference = making.references, asked.reference
        try:
            noted = await self._caseload.add_words(
                message.filer, own, reference, asked.purpose, asked.text, now, files
            )
        except Incomplete:
            # Words that say nothing are asked for again, as if the case had just been named.
            found = await self._caseload.cases_of(message.filer, own, reference)
            return CasesFound(tuple(glanced(glance, self._pages) for glance in found))
        if noted is None:
            return CasesFound(())
        making.rows.append(noted.rows)
        if asked.draft_id:
            making.filed_draft = asked.draft_id
            making.rows.append(await self._handing_in.moved_to_case(asked.draft_id, noted.case_id))
        return NoteAdded(noted.reference, noted.purpose)

    async def _arranged(
        self, message: Inbound, act: VisitAct, wished: tuple[str, ...], making: Making, now: datetime
    ) -> Event:
        try:
            done = await self._caseload.arrange(message.filer, making.references, act, wished, now)
        except (Incomplete, NotAllowed) as refused:
            return NotDone(str(refused))
        if done is None:
            return NotDone()
        making.rows.append(done.rows)
        return VisitArranged(
            done.reference, done.act, visit_glanced(done.case_id, done.appointment, self._pages), wished
        )

    async def _contact_corrected(
        self, message: Inbound, reference: str, given: Mapping[str, str], making: Making, now: datetime
    ) -> Event:
        try:
            done = await self._caseload.correct_contact(message.filer, making.references, reference, given, now)
        except (Incomplete, NotAllowed) as refused:
            return NotDone(str(refused), "contact")
        if done is None:
            return CasesFound(())
        making.rows.append(done.rows)
        return ContactCorrected(done.reference, "，".join(filter(None, masked_contact(given).values())))

    async def _links_revoked(self, message: Inbound, draft_ids: tuple[str, ...], making: Making) -> Event:
        case_ids = await self._caseload.ids_of(message.filer, making.references)
        rows = await self._handing_in.revoked(draft_ids, case_ids)
        making.rows.append(rows)
        return LinksRevoked(len(rows.updates))

    async def _rated(self, message: Inbound, mark: str, making: Making, now: datetime) -> Event:
        rated = await self._caseload.rate(message.filer, making.references, mark, now)
        if rated is None:
            return NotDone(what="mark")
        making.rows.append(rated.rows)
        return CaseRated(rated.reference)

    async def _remember(self, case: Own, making: Making) -> None:
        """Let the person see a case without a code, and bring what officers wrote about it."""
        if case.reference in making.references:
            return
        making.own = _newest(case, making.own)
        known = {mail_id for mail_id, _ in making.mail}
        letters = await self._memory.letters_about([case.reference])
        making.mail += tuple(letter for letter in letters if letter[0] not in known)


def _newest(case: Own, known: tuple[Own, ...]) -> tuple[Own, ...]:
    return (*known, case)[-MOST_REMEMBERED:]


def _without_lines_of(code: str, text: str) -> str:
    return "\n".join(line for line in text.split("\n") if code not in line)
