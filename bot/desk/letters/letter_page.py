"""`/desk/cases/{reference}/letter/{move}`: writing to the filer, with what they will read before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import dossier_of
from bot.desk.guard import Guard, NotFound
from bot.desk.letters.points import unanswered
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.canned import filled
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.move import Input, Move
from intake.cases.moves import MOVES
from intake.clocks.calendar import day_in_shanghai
from intake.officers.canned_replies import CannedReplies, CannedReply
from intake.officers.casework import Casework, Seen
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

LETTERS: Final[Mapping[str, Move]] = {move.name: move for move in MOVES if move.letter}


@dataclass(frozen=True, slots=True)
class LetterContext(PageContext):
    """Writing to a filer.

    reference  of the case
    move       which letter it is, and what it is called: label
    label      as above
    effect     what will happen
    version, seq  the case as it was seen
    inputs     what is asked
    typed      what was entered, or what a canned reply begins with
    replies    the canned replies to choose from
    preview    exactly what the filer will read; "" before
    left_open  what the filer asked since the last letter, less what the preview speaks of: a hint, no bar
    faults     what is missing, by field
    refusal    why it cannot be sent; "" when it can
    """

    template: ClassVar[str] = "letter.html"
    reference: str
    move: str
    label: str
    effect: str
    version: int
    seq: str
    inputs: Sequence[Input]
    typed: Mapping[str, str]
    replies: tuple[CannedReply, ...]
    preview: str
    left_open: tuple[str, ...]
    faults: Mapping[str, str]
    refusal: str


class LetterPages:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        casework: Casework,
        replies: CannedReplies,
        bureaus: Bureaus,
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._vault = vault
        self._casework = casework
        self._replies = replies
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/letter/{letter}"
        return [
            web.get(address, self._guard.page(self._begin)),
            web.post(address, self._guard.form(self._preview)),
        ]

    async def _begin(self, visit: Visit) -> web.StreamResponse:
        move, reference = _move_of(visit), reference_of(visit)
        try:
            case = await self._casework.movable(move.name, visit.officer, reference)
        except NotAllowed as refusal:
            return await self._page(visit, move, 0, {}, refusal=str(refusal), status=403)
        wanted = visit.request.query.get("reply", "")
        reply = next((one for one in await self._replies.offered() if one.id == wanted), None)
        office = self._bureaus.public_name_of(case.lead_bureau)
        text = filled(reply.text, case, office, day_in_shanghai(visit.now)) if reply else ""
        seq = str(case.events[-1].seq) if case.events else "0"
        return await self._page(visit, move, case.version, {"text": text}, seq=seq)

    async def _preview(self, visit: Visit) -> web.StreamResponse:
        move, form = _move_of(visit), visit.form
        version = int(form["version"]) if form.get("version", "").isdecimal() else -1
        typed = {one.name: form.get(one.name, "") for one in move.asks}
        # Somebody may have written to the case meanwhile: sending finds that out, and shows what it was.
        try:
            seen = Seen(reference_of(visit), version)
            read = await self._casework.letter(move.name, visit.officer, seen, visit.now, typed)
        except Incomplete as fault:
            return await self._page(visit, move, version, typed, faults=fault.faults, status=422)
        except NotAllowed as refusal:
            return await self._page(visit, move, version, typed, refusal=str(refusal), status=403)
        return await self._page(visit, move, version, typed, preview=read)

    async def _page(
        self,
        visit: Visit,
        move: Move,
        version: int,
        typed: Mapping[str, str],
        *,
        preview: str = "",
        seq: str = "",
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        status: int = 200,
    ) -> web.Response:
        context = LetterContext(
            reference=reference_of(visit),
            move=move.name,
            label=move.label,
            effect=move.effect,
            version=version,
            seq=seq or visit.form.get("seq", "0"),
            inputs=move.asks,
            typed=typed,
            replies=await self._replies.offered(),
            preview=preview,
            left_open=await self._left_open(visit, preview),
            faults=faults or {},
            refusal=refusal,
        )
        return self._pages.page(context, visit, status)

    async def _left_open(self, visit: Visit, letter: str) -> tuple[str, ...]:
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
        return unanswered(dossier, letter) if dossier is not None else ()


def _move_of(visit: Visit) -> Move:
    move = LETTERS.get(visit.request.match_info["letter"])
    if move is None:
        raise NotFound
    return move
