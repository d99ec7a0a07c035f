"""What an estimate comes to: the page and the paper, who may see it, a visit from it, and how it is erased."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.channels.web.assess.booking import Booking
from bot.channels.web.assess.result_words import result_in_words
from bot.channels.web.assess.visitor import STARTING, AssessVisitors, PostedAct
from bot.channels.web.looks import HEADERS
from bot.conversation.estimating.kept import visit_about
from bot.shown.estimates import estimate_of
from bot.shown.posted import first
from bot.shown.sheet_files import NO_SECRETS, limits_told, names_by_item, shown_sheet_files
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.file import EvidenceFile
from intake.evidence.sheets import SheetFiles
from intake.filers.draft_visits import DraftVisit
from intake.filers.estimates import KEPT, MOST_SHOWN, KeptEstimate
from intake.forms.saying import day_in_words
from intake.routing.bureaus import Bureau, BureauLevel, Bureaus
from intents.signs import without_control_characters

RESULT: Final = f"{STARTING}/{{subject:company|park}}/result"
_MOST_NAME: Final = 60
_NO_NAME: Final = "请写单位或者园区的名称，指导站才知道是哪一家。"
_LONG_NAME: Final = f"名称最多{_MOST_NAME}个字，请写短一些。"
_NO_BUREAU: Final = "请选所在的区县。"
_NO_TICK: Final = "同意给指导站看的，请先勾选；不同意就不用提交。"


@dataclass(frozen=True, slots=True)
class Sharing:
    """What stands in the form by which an estimate is shown to a bureau, and what is wrong in it."""

    name: str = ""
    bureau: str = ""
    fault: str = ""


class ResultPages:
    """The handlers."""

    def __init__(
        self, visitors: AssessVisitors, booking: Booking, bureaus: Bureaus, files: SheetFiles | None = None
    ) -> None:
        """Take the parts.

        files  what evidences the items; None where nothing is uploaded
        """
        self._files = files
        self._visitors = visitors
        self._booking = booking
        self._bureaus = bureaus

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(RESULT, self.show),
            web.get(f"{RESULT}/pdf", self.hand_over),
            web.post(f"{RESULT}/share", self.share),
            web.post(f"{RESULT}/take-back", self.take_back),
            web.post(f"{RESULT}/visit", self.visit),
            web.post(f"{RESULT}/erase", self.erase),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show the newest estimate, or the one that is asked for."""
        visit = await self._visitors.visit_of(request)
        return await self.shown(request, visit, request.query.get("id", ""))

    async def hand_over(self, request: web.Request) -> web.Response:
        """Hand it over as PDF."""
        visit = await self._visitors.visit_of(request)
        kept, before = await self.found(request, visit, request.query.get("id", ""))
        if kept is None:
            return self._visitors.go(STARTING)
        attached = names_by_item(await self._attached(kept))
        words = result_in_words(kept, before, self._visitors.handbook, self._visitors.today(), attached)
        if words is None:
            return self._visitors.go(STARTING)
        # Loaded with the first paper, not at every start.
        from bot.channels.web.assess.result_pdf import result_as_pdf

        body = await asyncio.to_thread(result_as_pdf, words)
        headers = {**HEADERS, "Content-Disposition": "inline; filename=self-assessment.pdf"}
        return web.Response(body=body, content_type="application/pdf", headers=headers)

    async def share(self, request: web.Request) -> web.Response:
        """Let the bureau of a district see it: its owner names themselves, and agrees."""
        act, kept = await self._mine(request)
        if act is None or act.visit is None or kept is None:
            return self._visitors.go(STARTING)
        name = without_control_characters(first(act.posted, "name")).strip()
        code = first(act.posted, "bureau")
        is_known = code in {bureau.code for bureau in self._districts()}
        checks = (
            (_NO_BUREAU, not is_known),
            (_NO_NAME, not name),
            (_LONG_NAME, len(name) > _MOST_NAME),
            (_NO_TICK, first(act.posted, "agrees") != "yes"),
        )
        fault = next((sentence for sentence, is_wrong in checks if is_wrong), "")
        if fault:
            sharing = Sharing(name[:_MOST_NAME], code if is_known else "", fault)
            return await self.shown(request, act.visit, kept.id, sharing)
        await self._visitors.estimates.share(act.visit.person, kept.id, code, name, self._visitors.now())
        return self._visitors.go(f"{self._address(request)}?id={kept.id}", act.visit)

    async def take_back(self, request: web.Request) -> web.Response:
        """Let no bureau see it any more."""
        act, kept = await self._mine(request)
        if act is None or act.visit is None or kept is None:
            return self._visitors.go(STARTING)
        await self._visitors.estimates.take_back(act.visit.person, kept.id)
        return self._visitors.go(f"{self._address(request)}?id={kept.id}", act.visit)

    async def visit(self, request: web.Request) -> web.Response:
        """Begin a consultation about what it showed."""
        act, kept = await self._mine(request)
        estimate = estimate_of(kept) if kept is not None else None
        if act is None or kept is None or estimate is None or not self._visitors.may_begin(request):
            return self._visitors.go(STARTING)
        district = self._bureaus.by_code(kept.bureau).name if kept.bureau else ""
        about = visit_about(estimate, self._visitors.handbook.say)
        return await self._booking.begun(about, kept.name, district)

    async def erase(self, request: web.Request) -> web.Response:
        """Erase it for good."""
        act, kept = await self._mine(request)
        if act is not None and act.visit is not None and kept is not None:
            await self._visitors.estimates.erase(act.visit.person, kept.id)
            if self._files is not None:
                await self._files.forget(kept.id)
        erased = "?erased=1" if kept is not None else ""
        return self._visitors.go(f"{STARTING}{erased}", act.visit if act else None)

    async def _mine(self, request: web.Request) -> tuple[PostedAct | None, KeptEstimate | None]:
        act = await self._visitors.act(request)
        if act is None:
            return None, None
        kept, _ = await self.found(request, act.visit, first(act.posted, "id"))
        return act, kept

    async def found(
        self, request: web.Request, visit: DraftVisit | None, wanted: str
    ) -> tuple[KeptEstimate | None, KeptEstimate | None]:
        """Return an estimate of theirs, and the one before it."""
        if visit is None:
            return None, None
        every = await self._visitors.estimates.of(visit.person, request.match_info["subject"])
        at = next((n for n, one in enumerate(every) if one.id == wanted), 0 if not wanted else None)
        if at is None or at >= len(every):
            return None, None
        return every[at], every[at + 1] if at + 1 < len(every) else None

    async def shown(
        self,
        request: web.Request,
        visit: DraftVisit | None,
        wanted: str,
        sharing: Sharing | None = None,
        *,
        status: int = 200,
        trouble: tuple[str, str] = ("", ""),
    ) -> web.Response:
        """Show an estimate of theirs.

        trouble  the item a file was sent for that was not taken, and why
        """
        kept, before = await self.found(request, visit, wanted)
        words = None
        if kept is not None:
            words = result_in_words(kept, before, self._visitors.handbook, self._visitors.today())
        if visit is None or kept is None or words is None:
            return self._visitors.page("assess_none.html", 404, visit)
        subject = request.match_info["subject"]
        every = await self._visitors.estimates.of(visit.person, subject)
        return self._visitors.page(
            "assess_result.html",
            422 if sharing is not None else status,
            visit,
            result=words,
            kept=kept,
            subject=subject,
            address=self._address(request),
            earlier=[(one.id, day_in_words(day_in_shanghai(one.made_at).isoformat())) for one in every],
            districts=[(bureau.code, bureau.name) for bureau in self._districts()],
            shared_with=self._bureaus.public_name_of(kept.bureau) if kept.bureau else "",
            sharing=sharing or Sharing(),
            kept_years=KEPT.days // 365,
            most_shown=MOST_SHOWN,
            takes_files=self._files is not None,
            files=shown_sheet_files(await self._attached(kept), has_scanner=self._scans),
            no_secrets=NO_SECRETS,
            limits=limits_told(self._files.limits) if self._files is not None else "",
            trouble=trouble,
        )

    async def _attached(self, kept: KeptEstimate) -> Mapping[str, tuple[EvidenceFile, ...]]:
        return await self._files.of(kept.id) if self._files is not None else {}

    @property
    def _scans(self) -> bool:
        return self._files is not None and self._files.has_scanner

    def _districts(self) -> tuple[Bureau, ...]:
        on_now = self._bureaus.on(self._visitors.today())
        return tuple(bureau for bureau in on_now if bureau.level is not BureauLevel.MUNICIPAL)

    def _address(self, request: web.Request) -> str:
        return f"{STARTING}/{request.match_info['subject']}/result"
