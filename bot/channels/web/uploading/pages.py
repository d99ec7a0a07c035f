"""The upload page: what was received, a plain form that needs no script, a page for each link that opens nothing.

The address is a sealed link, good for a while; whoever has it can add files and see what was added, no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from aiohttp import BodyPartReader, web

from bot import metrics
from bot.channels.web.looks import HEADERS, pages_of
from bot.channels.web.own_case import moment_in_words
from bot.channels.web.uploading import reading
from bot.channels.web.uploading.door import TooFast, UploadDoor, refusal_of
from bot.channels.web.uploading.shown import CLOSED, files_shown, halves_shown
from bot.channels.web.uploading.tus import clean_name, megabytes
from bot.conversation.page.acts import PAGE_FORMS
from bot.settings import Settings
from bot.shown.requests import form_of, is_from_here
from intake.evidence.file import EvidenceRefused, OfDraft
from intake.evidence.media import KINDS
from intake.filers.upload_links import LinkState, UploadLink
from intake.forms.draft import KIND_NAMES

_BROKEN: Final = "连接断了，没有传完，这个文件没有收下。请重新选择它再传一次。"
_TOO_FAST: Final = "传得太快了，这个文件还没有收下。请过十几秒再传。"
_NOTHING: Final = "没有选择文件。请先点“选择文件”，再点“上传”。"
_UNREADABLE: Final = "上传的内容不完整，没有收下。请重新选择文件再传。"
_FROM_ELSEWHERE: Final = "这次没有收下，请在本页重新选择文件。"


class TellsOfFiles(Protocol):
    """Leaves word for the person of a conversation."""

    async def told(self, person: str, count: int, *, to_case: bool, now: datetime) -> None:
        """Tell that so many files came."""


class UploadPages:
    """The pages."""

    def __init__(self, door: UploadDoor, tells: TellsOfFiles, settings: Settings, *, has_scanner: bool) -> None:
        """Take the door that both ways in share.

        tells        leaves word in the conversation that a link came from
        has_scanner  somebody looks for viruses
        """
        self._door = door
        self._tells = tells
        self._settings = settings
        self._has_scanner = has_scanner
        self._templates = pages_of(settings)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/upload/{link}", self.show),
            web.post("/upload/{link}", self.take),
            web.post("/upload/{link}/remove", self.remove),
            web.post("/upload/{link}/done", self.done),
            web.post("/upload/{link}/revoke", self.revoke),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show what was received, and the form."""
        link = await self._door.link_of(request)
        if not isinstance(link, UploadLink):
            return self._closed(link)
        return await self._page(link, request)

    async def take(self, request: web.Request) -> web.Response:
        """Take the files of the plain form, one after the other, never a whole one in memory."""
        link = await self._door.link_of(request)
        if not isinstance(link, UploadLink):
            return self._closed(link)
        if not is_from_here(request, self._settings):
            return await self._page(link, request, [_FROM_ELSEWHERE], status=403)
        taken, troubles, status = await self._taken(request, link)
        metrics.count("upload_form", "answered" if taken and not troubles else "refused")
        if troubles or not taken:
            response = await self._page(link, request, troubles or [_NOTHING], status=status or 422)
            # What was not read of the body must not be taken for the next request.
            response.force_close()
            return response
        return _back(request)

    async def remove(self, request: web.Request) -> web.Response:
        """Take a file of a draft away again."""
        link, form = await self._door.link_of(request), await self._form(request)
        if not isinstance(link, UploadLink):
            return self._closed(link)
        if form is None:
            return await self._page(link, request, [_FROM_ELSEWHERE], status=403)
        try:
            await self._door.store.discard(link.owner, form.get("file", ""))
        except EvidenceRefused as refused:
            status, sentence = refusal_of(refused)
            return await self._page(link, request, [sentence], status=status)
        return _back(request)

    async def done(self, request: web.Request) -> web.Response:
        """Close the link: everything is there."""
        link, form = await self._door.link_of(request), await self._form(request)
        if not isinstance(link, UploadLink):
            return self._closed(link)
        if form is None:
            return await self._page(link, request, [_FROM_ELSEWHERE], status=403)
        files = files_shown(await self._door.files_of(link), has_scanner=self._has_scanner)
        if await self._door.close(link) and files and link.person:
            to_case = not isinstance(link.owner, OfDraft)
            await self._tells.told(link.person, len(files), to_case=to_case, now=self._door.now())
        page = self._templates.get_template("upload_done.html").render(
            files=files, is_draft=isinstance(link.owner, OfDraft), form_at=_form_at(link)
        )
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def revoke(self, request: web.Request) -> web.Response:
        """Take the link back: it went astray."""
        link, form = await self._door.link_of(request), await self._form(request)
        if not isinstance(link, UploadLink):
            return self._closed(link)
        if form is None:
            return await self._page(link, request, [_FROM_ELSEWHERE], status=403)
        await self._door.revoke(link)
        return _back(request)

    async def _taken(self, request: web.Request, link: UploadLink) -> tuple[int, list[str], int]:
        """Return how many files were taken, what went wrong with the others, and the status of that."""
        taken, troubles, status = 0, list[str](), 0
        try:
            async for part in reading.parts_of(request):
                if not isinstance(part, BodyPartReader) or not part.filename:
                    continue
                trouble = await self._one_taken(request, link, part)
                if trouble is None:
                    taken += 1
                    continue
                troubles.append(f"《{clean_name(part.filename)}》：{trouble[1]}")
                status = status or trouble[0]
                if trouble[1] == _BROKEN:
                    break
        except reading.UnreadableForm:
            return taken, [*troubles, _UNREADABLE], status or 400
        return taken, troubles, status

    async def _one_taken(
        self, request: web.Request, link: UploadLink, part: BodyPartReader
    ) -> tuple[int, str] | None:
        """Take one file; return status and sentence of what went wrong."""
        try:
            await self._door.take_whole(request, link, part.filename or "", reading.part_of(part))
        except EvidenceRefused as refused:
            return refusal_of(refused)
        except TooFast:
            return 429, _TOO_FAST
        except reading.BrokenOff:
            return 408, _BROKEN
        return None

    async def _page(
        self, link: UploadLink, request: web.Request, troubles: Sequence[str] = (), status: int = 200
    ) -> web.Response:
        files = await self._door.files_of(link)
        limits = self._door.store.limits
        page = self._templates.get_template("upload.html").render(
            address=request.path.rstrip("/"),
            files=files_shown(files, has_scanner=self._has_scanner),
            halves=halves_shown(files),
            troubles=troubles,
            anonymous=link.anonymous,
            is_draft=isinstance(link.owner, OfDraft),
            whose=_whose(link),
            until=moment_in_words(link.expires_at),
            largest=megabytes(limits.max_bytes),
            largest_bytes=limits.max_bytes,
            most=limits.max_files,
            left=max(0, limits.max_files - len(files)),
            kinds="、".join(label for kind, label in KINDS.items() if kind in limits.kinds),
        )
        return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)

    def _closed(self, state: LinkState) -> web.Response:
        metrics.count("upload_page", state)
        closed = CLOSED[state]
        page = self._templates.get_template("refused.html").render(title=closed.title, hint=closed.hint)
        response = web.Response(text=page, status=closed.status, content_type="text/html", headers=HEADERS)
        # Somebody may still be sending a file to it.
        response.force_close()
        return response

    async def _form(self, request: web.Request) -> dict[str, str] | None:
        if not is_from_here(request, self._settings):
            return None
        return {name: values[0] for name, values in (await form_of(request)).items()}


def _whose(link: UploadLink) -> str:
    """Say what the files are for: a case by its number, a draft by its form."""
    if link.reference:
        return f"编号{link.reference}这一件"
    return f"还没有提交的“{KIND_NAMES[link.form]}”" if link.form in KIND_NAMES else "还没有提交的草稿"


def _back(request: web.Request) -> web.Response:
    """Send the browser to the page again, so that loading it anew repeats nothing."""
    address = f"/upload/{request.match_info['link']}"
    return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def _form_at(link: UploadLink) -> str:
    """Return where the form is checked and filed that the files belong to; "" where a chat goes on with it."""
    is_of_a_page = isinstance(link.owner, OfDraft) and link.form in set(PAGE_FORMS) and not link.person
    return f"/file/{link.form}/check" if is_of_a_page else ""
