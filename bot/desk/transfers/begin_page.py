"""`/desk/cases/{reference}/transfers/new`: how a transfer of a case begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.transfers.entered import entered_now, typed_of
from bot.desk.transfers.looking import NEW, Looking, RefusedForm, reference_of, seen_of
from bot.desk.transfers.shown import (
    StepForm,
    asks_shown,
)
from bot.desk.transfers.style import known_here
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Rulebook
from intake.officers.casework import ChangedMeanwhile
from intake.officers.transferring import Transferring
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.codes import TRANSFER_KINDS
from intake.transfers.moves import why_not_opened
from intake.transfers.opening import OPENINGS, TransferOpening, opening_of
from intake.transfers.reading import transfers_of
from intake.transfers.step import Office


@dataclass(frozen=True, slots=True)
class KindOffered:
    """A kind of transfer that can begin now, or why it cannot."""

    name: str
    label: str
    effect: str
    article: str
    why_not: str


@dataclass(frozen=True, slots=True)
class NewTransferContext(PageContext):
    """How a transfer of a case begins.

    case      the case
    offered   the kinds, and why some of them cannot begin now
    kind      the kind whose form is shown; "" where it is still to be chosen
    title     what that kind is called
    opening   its form; None where it is still to be chosen
    kept      what was entered when it was refused
    is_stale  the case has changed since the page was made
    now_said  this minute, as the field takes it
    """

    template: ClassVar[str] = "transfers/new.html"
    case: Case
    offered: Sequence[KindOffered]
    kind: str
    title: str
    opening: StepForm | None
    kept: RefusedForm
    is_stale: bool
    now_said: str


class BeginPages:
    """The handlers."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, work: Transferring, pages: Pages, guard: Guard
    ) -> None:
        self._looking = Looking(database, vault, rulebook)
        self._work = work
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(NEW, self._guard.page(self._choose)),
            web.post(NEW + "/{kind}", self._guard.form(self._open)),
        ]

    async def _choose(self, visit: Visit) -> web.StreamResponse:
        return await self._new(visit, visit.request.query.get("kind", ""))

    async def _open(self, visit: Visit) -> web.StreamResponse:
        kind, typed = visit.request.match_info["kind"], typed_of(visit.posted)
        try:
            transfer = await self._work.open(visit.officer, seen_of(visit), kind, visit.now, typed)
        except Incomplete as fault:
            return await self._new(visit, kind, RefusedForm(kind, typed, {fault.field: str(fault)}), status=422)
        except NotAllowed as refusal:
            return await self._new(visit, kind, RefusedForm(kind, typed, refusal=str(refusal)), status=403)
        except ChangedMeanwhile:
            return await self._new(visit, kind, RefusedForm(kind, typed), is_stale=True, status=409)
        looked = await self._looking.at(visit)
        number = next(one.number for one in transfers_of(looked.dossier.case) if one.id == transfer)
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}/transfers/{number}?done=1")

    async def _new(
        self,
        visit: Visit,
        kind: str,
        kept: RefusedForm | None = None,
        *,
        is_stale: bool = False,
        status: int = 200,
    ) -> web.Response:
        looked = await self._looking.at(visit)
        case, act = looked.dossier.case, looked.act(visit.officer, visit.now)
        opening = opening_of(kind)
        shown = opening is not None and not why_not_opened(opening, case, act, looked.office)
        context = NewTransferContext(
            case=case,
            offered=[_offered(one, case, act, looked.office) for one in OPENINGS],
            kind=kind if shown else "",
            title=TRANSFER_KINDS[kind] if shown else "",
            opening=_opening_form(opening, case, act, looked.office) if opening and shown else None,
            kept=kept or RefusedForm(),
            is_stale=is_stale,
            now_said=entered_now(visit.now),
        )
        return self._pages.page(context, visit, status, known_here())


def _offered(opening: TransferOpening, case: Case, act: Act, office: Office) -> KindOffered:
    return KindOffered(
        opening.kind.value,
        TRANSFER_KINDS[opening.kind],
        opening.effect,
        opening.article,
        why_not_opened(opening, case, act, office),
    )


def _opening_form(opening: TransferOpening, case: Case, act: Act, office: Office) -> StepForm:
    return StepForm(
        opening.kind.value,
        TRANSFER_KINDS[opening.kind],
        "登记",
        opening.effect,
        opening.article,
        grave=False,
        apart=False,
        asks=asks_shown(opening.asks, case, None, act, office),
    )
