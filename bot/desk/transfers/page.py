"""`/desk/cases/{reference}/transfers/{number}`: one transfer: its line of steps, and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.dossier import record_reading
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.papers.card import PaperCard, paper_card
from bot.desk.transfers.entered import entered_now, typed_of
from bot.desk.transfers.looking import ONE, CaseWithTransfers, Looking, RefusedForm, seen_of, transfer_in
from bot.desk.transfers.shown import (
    ShownStep,
    StepForm,
    TransferLine,
    form_of_step,
    line_of,
    parts_shown,
    steps_of,
)
from bot.desk.transfers.style import known_here
from intake.cases.case import Case, CaseClock, Incomplete, NotAllowed
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS
from intake.cases.transfer_codes import TransferCode
from intake.officers import wall
from intake.officers.casework import ChangedMeanwhile
from intake.officers.replying import why_no_link
from intake.officers.transferring import Transferring
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.codes import TransferState
from intake.transfers.moves import steps_for
from intake.transfers.package import why_not_packed
from intake.transfers.reading import transfers_of
from intake.transfers.step import Office
from intake.transfers.steps import STEPS
from intake.transfers.transfer import Transfer

WITHDRAW: Final = "withdraw"


@dataclass(frozen=True, slots=True)
class TransferContext(PageContext):
    """One transfer.

    case       its case
    line       itself in one line
    is_void    it was entered by mistake
    clocks     its dates that run, those that end first before the others
    past       its dates that were met or stopped
    steps      what was done, the oldest first
    sent, withheld  what of the case goes, and what does not
    forms      the steps this officer may take now
    apart      those that are no next step
    may_pack   this officer can make a sealed package now; has_package: one was made
    link_barred   why no reply link can be given now; "" when one can
    has_link      one was given and not revoked, answered or past
    can_withdraw  the newest entry can be taken back by this officer
    waits      why there is nothing to do; "" where there is
    kept       what was entered when it was refused
    is_stale   the case has changed since the page was made
    done       a step was just taken
    now_said   this minute, as the field takes it
    papers     made beside it, and what can be made now
    """

    template: ClassVar[str] = "transfers/transfer.html"
    case: Case
    line: TransferLine
    is_void: bool
    clocks: Sequence[CaseClock]
    past: Sequence[CaseClock]
    steps: Sequence[ShownStep]
    sent: Sequence[str]
    withheld: Sequence[str]
    forms: Sequence[StepForm]
    apart: Sequence[StepForm]
    may_pack: bool
    has_package: bool
    link_barred: str
    has_link: bool
    can_withdraw: bool
    waits: str
    kept: RefusedForm
    is_stale: bool
    done: bool
    now_said: str
    papers: PaperCard


class TransferPages:
    """The handlers."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, work: Transferring, pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._vault = vault
        self._looking = Looking(database, vault, rulebook)
        self._work = work
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(ONE, self._guard.page(self._show)),
            web.post(ONE + "/steps/{step}", self._guard.form(self._take)),
            web.post(f"{ONE}/{WITHDRAW}", self._guard.form(self._withdraw)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        looked = await self._looked(visit)
        transfer = transfer_in(visit, looked)
        async with self._database.writing() as session:
            case_id = looked.dossier.case.id
            await record_reading(session, self._vault, case_id, visit.officer.id, "viewed", visit.now)
        return self._page(visit, looked, transfer, RefusedForm(), done=bool(visit.request.query.get("done")))

    async def _take(self, visit: Visit) -> web.StreamResponse:
        step, typed = visit.request.match_info["step"], typed_of(visit.posted)
        transfer = transfer_in(visit, await self._looked(visit))
        try:
            await self._work.take(visit.officer, seen_of(visit), transfer.id, step, visit.now, typed)
        except (Incomplete, NotAllowed, ChangedMeanwhile) as refusal:
            return await self._refused(visit, transfer.id, step, typed, refusal)
        raise web.HTTPSeeOther(f"{visit.request.path.partition('/steps/')[0]}?done=1")

    async def _withdraw(self, visit: Visit) -> web.StreamResponse:
        typed = typed_of(visit.posted)
        transfer = transfer_in(visit, await self._looked(visit))
        try:
            await self._work.withdraw(visit.officer, seen_of(visit), transfer.id, visit.now, typed)
        except (Incomplete, NotAllowed, ChangedMeanwhile) as refusal:
            return await self._refused(visit, transfer.id, WITHDRAW, typed, refusal)
        raise web.HTTPSeeOther(f"{visit.request.path.removesuffix(f'/{WITHDRAW}')}?done=1")

    async def _refused(
        self, visit: Visit, transfer_id: str, form: str, typed: Mapping[str, str], refusal: Exception
    ) -> web.Response:
        looked = await self._looked(visit)
        transfer = next(one for one in transfers_of(looked.dossier.case) if one.id == transfer_id)
        match refusal:
            case Incomplete():
                kept, status = RefusedForm(form, typed, {refusal.field: str(refusal)}), 422
            case NotAllowed():
                kept, status = RefusedForm(form, typed, refusal=str(refusal)), 403
            case _:
                kept, status = RefusedForm(form, typed), 409
        return self._page(visit, looked, transfer, kept, status=status)

    def _page(
        self,
        visit: Visit,
        looked: CaseWithTransfers,
        transfer: Transfer,
        kept: RefusedForm,
        *,
        done: bool = False,
        status: int = 200,
    ) -> web.Response:
        case, office, act = looked.dossier.case, looked.office, looked.act(visit.officer, visit.now)
        has_part = wall.has_part(visit.officer, case)
        steps = steps_for(case, transfer, act, office) if has_part else ()
        forms = [form_of_step(step, case, transfer, act, office) for step in steps]
        own = [clock for clock in case.clocks if clock.subject == transfer.id]
        handles = act.bureau == case.lead_bureau and has_part
        context = TransferContext(
            case=case,
            line=line_of(transfer, case, office.bodies),
            is_void=transfer.state is TransferState.VOID,
            clocks=sorted((clock for clock in own if clock.is_open), key=lambda clock: clock.due_on),
            past=[clock for clock in own if not clock.is_open],
            steps=steps_of(transfer, looked.dossier.happenings, office),
            sent=parts_shown(transfer.parts, office),
            withheld=parts_shown(transfer.withheld, office),
            forms=[form for form in forms if not form.apart],
            apart=[form for form in forms if form.apart],
            may_pack=has_part and not why_not_packed(transfer, case, act),
            has_package=transfer.done(TransferCode.PACKED) is not None,
            link_barred=why_no_link(transfer, office.bodies) if handles and act.role in HANDLERS else "no",
            has_link=_has_link(transfer),
            can_withdraw=handles and act.role in DECIDERS and transfer.state is not TransferState.VOID,
            waits=""
            if [form for form in forms if not form.apart]
            else _waits_for(case, transfer, act, office, handles=handles),
            kept=kept,
            is_stale=status == 409,
            done=done,
            now_said=entered_now(visit.now),
            papers=paper_card(visit.officer, case, looked.made, transfer),
        )
        return self._pages.page(context, visit, status, known_here())

    async def _looked(self, visit: Visit) -> CaseWithTransfers:
        return await self._looking.at(visit)


def _waits_for(case: Case, transfer: Transfer, act: Act, office: Office, *, handles: bool) -> str:
    if transfer.is_over:
        return "这件移送已经了结，没有待办的步骤。"
    if not handles:
        return "由承办局办理。"
    if transfer.state is TransferState.REPORTED:
        return "等正职负责人或者主持工作的负责人决定；提出报告的人员不能审批。"
    nexts = [
        step for step in STEPS if transfer.kind in step.kinds and transfer.state in step.before and not step.apart
    ]
    if others := [step.label for step in nexts if act.role not in step.by]:
        return f"等本局负责人办理：{'、'.join(others)}。"
    # Their post may take it, and something else speaks against: then that is what is said.
    refused = (step.refuses(case, transfer, act, office) for step in nexts)
    return next((why for why in refused if why), "等有权的同事办理。")


def _has_link(transfer: Transfer) -> bool:
    about = (
        TransferCode.LINK_GIVEN,
        TransferCode.LINK_REVOKED,
        TransferCode.BODY_ANSWERED,
        TransferCode.BODY_SILENT,
    )
    newest = next((step for step in reversed(transfer.steps) if step.code in about), None)
    return newest is not None and newest.code == TransferCode.LINK_GIVEN
