"""Files by tus: announced, sent in as many requests as the connection needs, gone on with where it broke."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from bot import metrics
from bot.channels.refusals import refusal
from bot.channels.web.uploading import tus
from bot.channels.web.uploading.door import TooFast, UploadDoor, expires_at, refusal_of
from bot.channels.web.uploading.reading import BrokenOff, body_of
from bot.channels.web.uploading.shown import CLOSED
from bot.channels.web.uploading.tus import TusRefused
from intake.evidence.file import EvidenceFile, EvidenceRefused
from intake.filers.upload_links import UploadLink

_ALWAYS: Final = {
    "Tus-Resumable": tus.VERSION,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_AGAIN: Final = "请检查网络，从断开的地方接着传，已经收到的部分还在。"


class TusDoor:
    """The protocol's addresses under one upload link."""

    def __init__(self, door: UploadDoor) -> None:
        """Take the door that both ways in share."""
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        files, one = "/upload/{link}/files", "/upload/{link}/files/{file}"
        return [
            web.options(files, self.tell),
            web.options(one, self.tell),
            web.post(files, self.create),
            web.head(one, self.standing),
            web.patch(one, self.go_on),
            web.delete(one, self.end),
            web.post(one, self.overridden),
        ]

    async def tell(self, _: web.Request) -> web.Response:
        """Say what is spoken here."""
        largest = str(self._door.store.limits.max_bytes)
        headers = {"Tus-Version": tus.VERSION, "Tus-Extension": tus.EXTENSIONS, "Tus-Max-Size": largest}
        return web.Response(status=204, headers={**_ALWAYS, **headers})

    async def create(self, request: web.Request) -> web.Response:
        """Begin a file."""
        return await self._answered("upload_begun", request, self._create)

    async def standing(self, request: web.Request) -> web.Response:
        """Say how much of a file is here."""
        return await self._answered("upload_asked", request, self._standing)

    async def go_on(self, request: web.Request) -> web.Response:
        """Take what comes of a file."""
        return await self._answered("upload_part", request, self._go_on)

    async def end(self, request: web.Request) -> web.Response:
        """Take a file away again."""
        return await self._answered("upload_ended", request, self._end)

    async def overridden(self, request: web.Request) -> web.Response:
        """Do what a client means whose network knows no PATCH."""
        meant = {"PATCH": self.go_on, "DELETE": self.end, "HEAD": self.standing}
        act = meant.get(request.headers.get("X-HTTP-Method-Override", "").upper())
        if act is None:
            raise web.HTTPMethodNotAllowed("POST", [*meant])
        return await act(request)

    async def _create(self, request: web.Request, link: UploadLink) -> web.Response:
        come = tus.announced(request.headers, self._door.store.limits.max_bytes)
        begun = await self._door.begin(request, link, come.name, come.length)
        # The address as the client wrote it: a proxy may have changed the host.
        location = {"Location": f"{request.rel_url.path}/{begun.id}", "Upload-Expires": _until(begun, link)}
        return web.Response(status=201, headers=location)

    async def _standing(self, request: web.Request, link: UploadLink) -> web.Response:
        file = await self._door.settled(await self._file(request, link))
        headers = {"Upload-Offset": str(file.received)}
        if file.said_bytes is not None:
            headers["Upload-Length"] = str(file.said_bytes)
        if not file.is_whole:
            headers["Upload-Expires"] = _until(file, link)
        return web.Response(headers=headers)

    async def _go_on(self, request: web.Request, link: UploadLink) -> web.Response:
        offset, file = tus.offset_of(request.headers), await self._file(request, link)
        received = await self._door.store.append(file.id, offset, body_of(request))
        headers = {"Upload-Offset": str(received)}
        if received == file.said_bytes:
            await self._door.finish(link, file.id)
        else:
            headers["Upload-Expires"] = _until(file, link)
        return web.Response(status=204, headers=headers)

    async def _end(self, request: web.Request, link: UploadLink) -> web.Response:
        await self._door.store.discard(link.owner, (await self._file(request, link)).id)
        return web.Response(status=204)

    async def _file(self, request: web.Request, link: UploadLink) -> EvidenceFile:
        return await self._door.file_of(link, request.match_info["file"])

    async def _answered(
        self, route: str, request: web.Request, act: Callable[[web.Request, UploadLink], Awaitable[web.Response]]
    ) -> web.Response:
        """Answer as the protocol wants it, whatever happens."""
        try:
            tus.check_version(request.headers)
            link = await self._door.link_of(request)
            if not isinstance(link, UploadLink):
                closed = CLOSED[link]
                raise TusRefused(closed.status, f"link_{link}", closed.title + "。", closed.hint)
            response, outcome = await act(request, link), "answered"
        except TusRefused as refused:
            outcome = refused.code
            response = refusal(refused.status, refused.code, refused.message, refused.hint)
            response.headers.update(refused.headers)
        except EvidenceRefused as refused:
            status, sentence = refusal_of(refused)
            outcome, response = refused.why, refusal(status, refused.why, sentence, "")
        except TooFast:
            outcome = "too_many_requests"
            response = refusal(429, outcome, "传得太快了，这个文件还没有收下。", "请过十几秒再试。")
            response.headers["Retry-After"] = "15"
        except BrokenOff:
            # Nobody may be there to hear it; what came is kept.
            outcome, response = "broken_off", refusal(408, "broken_off", "连接断了，文件没有传完。", _AGAIN)
            response.force_close()
        metrics.count(route, outcome)
        response.headers.update(_ALWAYS)
        return response


def _until(file: EvidenceFile, link: UploadLink) -> str:
    return tus.expires(expires_at(file, link))
