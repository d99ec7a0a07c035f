"""The page of one case: looking at it, looking at who filed it, and moving it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.cases.case_context import RequestOutcome, context_of
from bot.desk.cases.dossier import Dossier, dossier_of, record_reading
from bot.desk.cases.evidence import card_of
from bot.desk.cases.moves import KeptInput
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import SERVICE
from intake.cases.moves import MOVES, move_called
from intake.evidence.masking import masked_copies
from intake.evidence.room import EvidenceRoom
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase, Seen
from intake.officers.filings import family_of
from intake.officers.paperwork import Paperwork
from intake.officers.pressed_twice import A_MOMENT
from intake.officers.units import all_units
from intake.storage.database import Database
from intake.storage.sealing import Vault

# So long the page says that a move was made; its address may be loaded again at any time.
_DONE_SAID_FOR: Final = timedelta(minutes=1)


# What the preview of words to the filer hands in: they were read, or shall be written anew.
_READ: Final = "read"
_AGAIN: Final = "again"


@dataclass(frozen=True, slots=True)
class PreviewContext(PageContext):
    """What a filer will read with a move, before it is made.

    reference  of the case
    move, label, button, effect  as the case's page has them
    typed    what was entered, to be handed in once more
    preview  exactly what the filer will read
    """

    template: ClassVar[str] = "preview.html"
    reference: str
    move: str
    label: str
    button: str
    effect: str
    typed: Mapping[str, str]
    preview: str


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
        self._papers = Paperwork(database, vault, rulebook)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/desk/cases/{reference}", self._guard.page(self._show)),
            web.post("/desk/cases/{reference}/identity", self._guard.form(self._show_identity)),
            web.post("/desk/cases/{reference}/moves/{move}", self._guard.form(self._move)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        try:
            dossier = await self._dossier(visit)
        except NoSuchCase:
            # A move may let the case go elsewhere: whoever made it is told so where such things stand.
            if done := visit.request.query.get("done"):
                raise web.HTTPSeeOther(f"/desk/between?{urlencode({'done': done})}") from None
            raise
        async with self._database.writing() as session:
            await record_reading(session, self._vault, dossier.case.id, visit.officer.id, "viewed", visit.now)
        return await self._page(visit, dossier, RequestOutcome(done=_just_done(visit, dossier)))

    async def _show_identity(self, visit: Visit) -> web.StreamResponse:
        reason = visit.form.get("identity_reason", "")
        try:
            identity = await self._casework.identity(visit.officer, reference_of(visit), reason, visit.now)
        except Incomplete as fault:
            kept = KeptInput("identity", visit.form, {fault.field: str(fault)})
            return await self._page(visit, await self._dossier(visit), RequestOutcome(kept=kept), 422)
        except NotAllowed as refusal:
            return await self._page(visit, await self._dossier(visit), RequestOutcome(refusal=str(refusal)), 403)
        return await self._page(
            visit, await self._dossier(visit, shows_names=True), RequestOutcome(identity=identity)
        )

    async def _move(self, visit: Visit) -> web.StreamResponse:
        move, reference = visit.request.match_info["move"], reference_of(visit)
        try:
            seen = Seen(reference, _number(visit, "version"))
            if visit.form.get(_AGAIN):
                said = RequestOutcome(kept=KeptInput(move, visit.form))
                return await self._page(visit, await self._dossier(visit), said)
            if read := await self._unread(visit, move, seen):
                return self._pages.page(_preview(visit, move, read), visit)
            await self._casework.move(move, visit.officer, seen, visit.now, visit.form)
        except Incomplete as fault:
            kept = KeptInput(move, visit.form, fault.faults)
            return await self._page(visit, await self._dossier(visit), RequestOutcome(kept=kept), 422)
        except NotAllowed as refusal:
            said = RequestOutcome(kept=KeptInput(move, visit.form), refusal=str(refusal))
            return await self._page(visit, await self._dossier(visit), said, 403)
        except ChangedMeanwhile:
            dossier = await self._dossier(visit)
            if _pressed_twice(visit, dossier, move):
                raise web.HTTPSeeOther(f"/desk/cases/{reference}?done={move}") from None
            said = RequestOutcome(
                kept=KeptInput(move, visit.form), since=dossier.written_since(_number(visit, "seq"))
            )
            return await self._page(visit, dossier, said, 409)
        raise web.HTTPSeeOther(f"/desk/cases/{reference}?done={move}")

    async def _unread(self, visit: Visit, name: str, seen: Seen) -> str:
        """Return what the filer would read of this move, which its officer has not seen yet; "" for nothing."""
        tells = any(move.tells for move in MOVES if move.name == name)
        if not tells or visit.form.get(_READ):
            return ""
        return await self._casework.letter(name, visit.officer, seen, visit.now, visit.form)

    async def answer(self, visit: Visit, said: RequestOutcome, status: int) -> web.Response:
        """Return the page of the case that the address names, with what came of a request to another part."""
        return await self._page(visit, await self._dossier(visit), said, status)

    async def _dossier(self, visit: Visit, *, shows_names: bool = False) -> Dossier:
        reference = reference_of(visit)
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference, shows_names=shows_names)
        if dossier is None:
            raise NoSuchCase
        return dossier

    async def _page(self, visit: Visit, dossier: Dossier, said: RequestOutcome, status: int = 200) -> web.Response:
        listed = await self._room.listed(visit.officer, dossier.case.reference, visit.now)
        async with self._database.reading() as session:
            rules = replace(self._rulebook, units=await all_units(session))
            bodies = await bodies_in(session, rules.bureaus)
            copies = await masked_copies(session, dossier.case.id)
            family = await family_of(session, visit.officer, dossier.case)
            made = await self._papers.of_case(session, dossier.case.id)
        evidence = card_of(dossier, listed, copies, may_mark=wall.may_see_identity(visit.officer, dossier.case))
        name_of = self._pages.bureau_name
        context = context_of(
            visit.officer, dossier, evidence, said, rules, bodies, family, visit.now, name_of, made
        )
        return self._pages.page(context, visit, status)


def _preview(visit: Visit, name: str, read: str) -> PreviewContext:
    move = move_called(name)
    typed = {one: value for one, value in visit.form.items() if one != "csrf"}
    return PreviewContext(
        reference_of(visit), name, move.label, move.button or move.label, move.effect, typed, read
    )


def reference_of(visit: Visit) -> str:
    """Return the reference in the address. Raises NoSuchCase."""
    reference = read_reference(visit.request.match_info["reference"])
    if reference is None:
        raise NoSuchCase
    return reference


def _number(visit: Visit, name: str) -> int:
    text = visit.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _pressed_twice(visit: Visit, dossier: Dossier, name: str) -> bool:
    """Say whether all that changed since the page was opened is this very move, made by its first press."""
    since = dossier.written_since(_number(visit, "seq"))
    made = next((move.journal for move in MOVES if move.name == name), "")
    theirs = [one for one in since if one.actor == visit.officer.id]
    others = [one for one in since if one.actor not in (visit.officer.id, SERVICE)]
    if others or not theirs or visit.now - theirs[0].at > A_MOMENT or made not in {one.code for one in theirs}:
        return False
    typed = {" ".join(value.split()) for value in visit.form.values()}
    return all(not one.words or " ".join(one.words.split()) in typed for one in theirs if one.code == made)


def _just_done(visit: Visit, dossier: Dossier) -> str:
    """Return what the move is called that led here; "" when the address was only loaded again later."""
    name = visit.request.query.get("done", "")
    move = next((move for move in MOVES if move.name == name), None)
    if move is None:
        return ""
    made = [one for one in dossier.happenings if one.code == move.journal and one.actor == visit.officer.id]
    return move.label if made and visit.now - made[-1].at < _DONE_SAID_FOR else ""
