"""The page of one case: looking at it, looking at who filed it, and moving it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk import filed, words
from bot.desk.cases import moves
from bot.desk.cases.dossier import Dossier, Happening, dossier_of, record_reading
from bot.desk.cases.evidence import EvidenceCard, card_of
from bot.desk.cases.moves import KeptInput
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Case, CaseClock, Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import FINAL_STATES, OUTCOMES, READINGS, CaseState, JournalCode, Role
from intake.cases.elements import STANDINGS, Standing, checklist
from intake.cases.moves import JOURNAL, KEPT_ABOVE, MOVES
from intake.clocks.limits import REASONS
from intake.evidence.room import EvidenceRoom
from intake.forms.form import Form
from intake.forms.forms import form_of
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.casework import (
    IDENTITY_REASONS,
    Casework,
    ChangedMeanwhile,
    Identity,
    NoSuchCase,
    Seen,
)
from intake.storage.database import Database
from intake.storage.sealing import Vault

# The clocks stand on the page themselves; the first version wrote them into the journal too.
_CLOCK_ENTRIES: Final = frozenset({JournalCode.CLOCK_STARTED, JournalCode.CLOCK_MET, JournalCode.CLOCK_STOPPED})


@dataclass(frozen=True, slots=True)
class CaseContext(PageContext):
    """The page of one case, without what names its filer.

    case              the case itself: state, bureau, route, clocks
    last_seq          number of its newest journal entry, so that what happens meanwhile is seen
    heading           whom a report is about, or what a consultation asks; empty when it was not filled in
    channel           what the channel it came through is called
    open_clocks       the dates by which something is still due, paused ones too
    ended_clocks      those that were met or stopped
    groups            what was filed, group by group
    evidence          the files that were handed in
    elements          the sheet of the law (TSR 第18条), in its order; empty for a consultation
    standings         what each standing of an element is called
    next_forms        the moves this officer may make now
    clock_forms       those that change its clocks
    grave_forms       those that cannot be taken back
    written_forms     those that only add words
    waits_for         why there is nothing to do; empty when there is
    happenings        the journal, newest first, without readings and clocks
    readings          who looked at it
    since             what happened since the page was opened; None unless two met
    wish              that the filer wishes to withdraw, as long as the case is open; None where nobody does
    done              the move just made; empty for none
    kept              what was entered in a form that was refused, and why
    refusal           why a move is not allowed; empty for none
    may_see_identity  whether this officer may learn who filed it
    identity          who filed it; None before it was asked for with a reason
    identity_reasons  the reasons to choose from
    outcomes          what each outcome is called
    codes             what each journal code is called
    actors            what an actor that is no officer is called
    note_names        what a note of each purpose is called
    clock_states      what each state of a clock is called
    clock_units       what an extension is counted in
    pause_reasons     what each reason for a pause is called
    warned            who is warned that something will be due
    rungs             why they are
    last_days         which reading of a last day was used, in words
    """

    template: ClassVar[str] = "case.html"
    case: Case
    last_seq: int
    heading: str
    channel: str
    open_clocks: tuple[CaseClock, ...]
    ended_clocks: tuple[CaseClock, ...]
    groups: Sequence[filed.FiledGroup]
    evidence: EvidenceCard
    elements: Sequence[filed.SheetEntry]
    standings: Mapping[Standing, str]
    next_forms: list[moves.MoveForm]
    clock_forms: list[moves.MoveForm]
    grave_forms: list[moves.MoveForm]
    written_forms: list[moves.MoveForm]
    waits_for: str
    happenings: list[Happening]
    readings: list[Happening]
    since: tuple[Happening, ...] | None
    wish: Happening | None
    done: str
    kept: KeptInput
    refusal: str
    may_see_identity: bool
    identity: tuple[filed.FiledLine, ...] | None
    identity_reasons: Mapping[str, str]
    outcomes: Mapping[str, str]
    codes: Mapping[str, str]
    actors: Mapping[str, str]
    note_names: Mapping[str, str]
    clock_states: Mapping[str, str]
    clock_units: Mapping[str, str]
    pause_reasons: Mapping[str, str]
    warned: Mapping[str, str]
    rungs: Mapping[str, str]
    last_days: Mapping[str, str]


class CasePage:
    """The handlers of `/desk/cases/{reference}…`."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rulebook: Rulebook,
        casework: Casework,
        room: EvidenceRoom,
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._casework = casework
        self._room = room
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/desk/cases/{reference}", self._guard.page(self._show)),
            web.post("/desk/cases/{reference}/identity", self._guard.form(self._show_identity)),
            web.post("/desk/cases/{reference}/moves/{move}", self._guard.form(self._move)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        dossier = await self._dossier(visit)
        async with self._database.writing() as session:
            await record_reading(session, self._vault, dossier.case.id, visit.officer.id, "viewed", visit.now)
        done = visit.request.query.get("done", "")
        return await self._page(visit, dossier, done=next((move.label for move in MOVES if move.name == done), ""))

    async def _show_identity(self, visit: Visit) -> web.StreamResponse:
        reason = visit.form.get("identity_reason", "")
        try:
            identity = await self._casework.identity(visit.officer, _reference(visit), reason, visit.now)
        except Incomplete as fault:
            kept = KeptInput("identity", visit.form, {fault.field: str(fault)})
            return await self._page(visit, await self._dossier(visit), 422, kept=kept)
        except NotAllowed as refusal:
            return await self._page(visit, await self._dossier(visit), 403, refusal=str(refusal))
        return await self._page(visit, await self._dossier(visit), identity=identity)

    async def _move(self, visit: Visit) -> web.StreamResponse:
        move, reference = visit.request.match_info["move"], _reference(visit)
        try:
            seen = Seen(reference, _number(visit, "version"))
            await self._casework.move(move, visit.officer, seen, visit.now, visit.form)
        except Incomplete as fault:
            kept = KeptInput(move, visit.form, {fault.field: str(fault)})
            return await self._page(visit, await self._dossier(visit), 422, kept=kept)
        except NotAllowed as refusal:
            kept = KeptInput(move, visit.form)
            return await self._page(visit, await self._dossier(visit), 403, kept=kept, refusal=str(refusal))
        except ChangedMeanwhile:
            dossier = await self._dossier(visit)
            since = dossier.written_since(_number(visit, "seq"))
            return await self._page(visit, dossier, 409, kept=KeptInput(move, visit.form), since=since)
        raise web.HTTPSeeOther(f"/desk/cases/{reference}?done={move}")

    async def _dossier(self, visit: Visit) -> Dossier:
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, _reference(visit))
        if dossier is None:
            raise NoSuchCase
        return dossier

    async def _page(
        self,
        visit: Visit,
        dossier: Dossier,
        status: int = 200,
        *,
        done: str = "",
        kept: KeptInput | None = None,
        refusal: str = "",
        since: tuple[Happening, ...] | None = None,
        identity: Identity | None = None,
    ) -> web.Response:
        case = dossier.case
        evidence = await self._room.listed(visit.officer, case.reference, visit.now)
        forms = moves.forms_for(visit.officer, case, self._rulebook, visit.now)
        context = CaseContext(
            case=case,
            last_seq=dossier.last_seq,
            heading=str(dossier.fields.get("reported_name") or dossier.fields.get("question") or ""),
            channel=words.CHANNEL_NAMES.get(case.channel, case.channel),
            open_clocks=tuple(clock for clock in case.clocks if clock.is_open),
            ended_clocks=tuple(clock for clock in case.clocks if not clock.is_open),
            groups=filed.groups(_form_of(dossier), dossier.fields, dossier.typed),
            evidence=card_of(evidence),
            elements=filed.sheet(
                _form_of(dossier), checklist(case.kind, dossier.fields), dossier.fields, dossier.typed
            ),
            standings=STANDINGS,
            next_forms=[form for form in forms if not (form.written or form.timed or form.grave)],
            clock_forms=[form for form in forms if form.timed],
            grave_forms=[form for form in forms if form.grave],
            written_forms=[form for form in forms if form.written],
            waits_for=_waits_for(visit, dossier, forms),
            happenings=_newest_first(dossier.happenings),
            readings=[one for one in dossier.happenings if one.code in READINGS],
            since=since,
            wish=dossier.wish_to_withdraw,
            done=done,
            kept=kept or KeptInput(),
            refusal=refusal,
            may_see_identity=wall.may_see_identity(visit.officer, case),
            identity=_identity_lines(dossier, identity),
            identity_reasons=IDENTITY_REASONS,
            outcomes=OUTCOMES,
            codes=JOURNAL,
            actors=words.ACTORS,
            note_names=words.NOTES,
            clock_states=words.CLOCK_STATES,
            last_days=words.LAST_DAYS,
            clock_units=words.CLOCK_UNITS,
            pause_reasons=REASONS,
            warned=words.WARNED,
            rungs=words.RUNGS,
        )
        return self._pages.page(context, visit, status)


def _reference(visit: Visit) -> str:
    reference = read_reference(visit.request.match_info["reference"])
    if reference is None:
        raise NoSuchCase
    return reference


def _number(visit: Visit, name: str) -> int:
    text = visit.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _newest_first(happenings: tuple[Happening, ...]) -> list[Happening]:
    return [one for one in reversed(happenings) if one.code not in READINGS and one.code not in _CLOCK_ENTRIES]


def _identity_lines(dossier: Dossier, identity: Identity | None) -> tuple[filed.FiledLine, ...] | None:
    if identity is None:
        return None
    return filed.filed_lines(_form_of(dossier), identity.fields, identity.typed)


def _form_of(dossier: Dossier) -> Form:
    return form_of(dossier.case.kind, dossier.case.form_version)


def _waits_for(visit: Visit, dossier: Dossier, forms: tuple[moves.MoveForm, ...]) -> str:
    """Return why there is nothing for this officer to move, or "" when there is."""
    case, officer = dossier.case, visit.officer
    if case.state in FINAL_STATES:
        return "案件已办结，没有待办的操作。"
    if any(not (form.written or form.timed) for form in forms):
        return ""
    if officer.role == Role.AUDITOR:
        return "您以审计身份查看，不能办理。"
    if officer.role == Role.COORDINATOR and case.state == CaseState.SUBMITTED:
        return KEPT_ABOVE
    if case.lead_bureau != officer.bureau:
        return "案件由承办局办理。"
    if case.state == CaseState.CHECKING:
        return "立案或者不予立案，由本局负责人决定（《市场监督管理行政处罚程序规定》第十八条）。"
    return ""
