"""Evidence beside the items of a self-assessment: handed in on the page of its result, and taken away there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aiohttp import BodyPartReader, web

from bot import metrics
from bot.channels.web.assess.result_pages import RESULT, ResultPages
from bot.channels.web.assess.visitor import STARTING, AssessVisitors
from bot.channels.web.uploading import reading
from bot.channels.web.uploading.door import FILE_PACE, refusal_of
from bot.channels.web.uploading.tus import clean_name
from bot.shown.posted import first
from bot.shown.requests import is_from_here
from intake.evidence.file import EvidenceRefused
from intake.evidence.sheets import SheetFiles
from intake.filers.draft_visits import DraftVisit
from intake.filers.estimates import KeptEstimate
from intake.pace import Pace
from knowledge.standards.shelf import standard_of

_BROKEN: Final = "连接断了，没有传完，这个文件没有收下。请重新选择它再传一次。"
_TOO_FAST: Final = "传得太快了，这个文件还没有收下。请过十几秒再传。"
_NOTHING: Final = "没有选择文件。请先选择文件，再点“上传佐证”。"
_UNREADABLE: Final = "上传的内容不完整，没有收下。请重新选择文件再传。"
# What names the sheet and its item comes before the file, and is short.
_NAMES: Final = ("token", "id", "item")
_LONGEST: Final = 64


class EstimateEvidencePages:
    """The handlers."""

    def __init__(self, visitors: AssessVisitors, results: ResultPages, files: SheetFiles) -> None:
        """Take the parts."""
        self._visitors = visitors
        self._results = results
        self._files = files
        self._pace = Pace(*FILE_PACE)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [web.post(f"{RESULT}/files", self.take), web.post(f"{RESULT}/files/remove", self.remove)]

    async def take(self, request: web.Request) -> web.Response:
        """Take a file for an item, never a whole one in memory."""
        if not is_from_here(request, self._visitors.settings):
            return self._closing(self._visitors.go(STARTING))
        said: dict[str, str] = {}
        try:
            async for part in reading.parts_of(request):
                if not isinstance(part, BodyPartReader):
                    continue
                if part.filename is not None:
                    return await self._taken(request, said, part)
                if part.name in _NAMES:
                    said[part.name] = await reading.words_of(part, _LONGEST)
        except (reading.UnreadableForm, reading.BrokenOff):
            return self._closing(await self._refused(request, said, _UNREADABLE, 400))
        return await self._refused(request, said, _NOTHING, 422)

    async def remove(self, request: web.Request) -> web.Response:
        """Take a file away again."""
        act = await self._visitors.act(request)
        kept = await self._kept(request, act.visit, first(act.posted, "id")) if act else None
        if act is None or act.visit is None or kept is None:
            return self._visitors.go(STARTING)
        try:
            await self._files.discard(kept.id, first(act.posted, "file"))
        except EvidenceRefused as refused:
            status, sentence = refusal_of(refused)
            return await self._results.shown(request, act.visit, kept.id, status=status, trouble=("", sentence))
        return self._visitors.go(f"{request.path.removesuffix('/files/remove')}?id={kept.id}#items", act.visit)

    async def _taken(self, request: web.Request, said: Mapping[str, str], part: BodyPartReader) -> web.Response:
        found = await self._meant(request, said)
        if found is None:
            return self._closing(self._visitors.go(STARTING))
        visit, kept = found
        address = self._visitors.address_of(request)
        if address is not None and not self._pace.allows(address):
            return self._closing(await self._refused(request, said, _TOO_FAST, 429))
        name = clean_name(part.filename or "")
        if not name:
            return self._closing(await self._refused(request, said, _NOTHING, 422))
        try:
            await self._files.take(kept.id, said["item"], name, reading.part_of(part))
        except EvidenceRefused as refused:
            status, sentence = refusal_of(refused)
            return self._closing(await self._refused(request, said, f"《{name}》：{sentence}", status))
        except reading.BrokenOff:
            return self._closing(await self._refused(request, said, _BROKEN, 408))
        metrics.count("assess_evidence", "answered")
        return self._visitors.go(f"{request.path.removesuffix('/files')}?id={kept.id}#item-{said['item']}", visit)

    async def _meant(
        self, request: web.Request, said: Mapping[str, str]
    ) -> tuple[DraftVisit, KeptEstimate] | None:
        """Return whose sheet this is for, and the sheet; None where it is not theirs, or has no such item."""
        visit = await self._visitors.visit_of(request)
        if visit is None or not self._visitors.is_ours(visit, said.get("token", "")):
            return None
        kept = await self._kept(request, visit, said.get("id", ""))
        standard = standard_of(kept.standard) if kept is not None else None
        if kept is None or standard is None:
            return None
        keys = {item.key for item in standard.all_items}
        return (visit, kept) if said.get("item") in keys else None

    async def _kept(self, request: web.Request, visit: DraftVisit | None, wanted: str) -> KeptEstimate | None:
        # Files are for a sheet that is named: the newest would be another one after the next.
        return (await self._results.found(request, visit, wanted))[0] if wanted else None

    async def _refused(
        self, request: web.Request, said: Mapping[str, str], sentence: str, status: int
    ) -> web.Response:
        metrics.count("assess_evidence", "refused")
        found = await self._meant(request, said)
        if found is None:
            return self._visitors.go(STARTING)
        visit, kept = found
        return await self._results.shown(request, visit, kept.id, status=status, trouble=(said["item"], sentence))

    def _closing(self, response: web.Response) -> web.Response:
        """What was not read of the body must not be taken for the next request."""
        response.force_close()
        return response
