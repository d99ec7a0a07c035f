"""`POST /api/chat/files`: one file for whatever the conversation is about, for programs that have no page to open.

The conversation is asked as a person would ask, and says where the file goes; it is taken as on the upload page.
"""

from __future__ import annotations

import secrets
from typing import Final

from aiohttp import BodyPartReader, web

from bot import metrics
from bot.channels.refusals import refusal
from bot.channels.web.session import WebSessions
from bot.channels.web.uploading import reading
from bot.channels.web.uploading.door import TooFast, UploadDoor, refusal_of
from bot.conversation.messages import Reply
from bot.reception import TooBusy
from intake.evidence.file import EvidenceFile, EvidenceRefused
from intake.evidence.media import size_in_words
from intake.filers.upload_links import UploadLink

_ASKED: Final = "上传材料"
_SHAPE: Final = "请用 multipart/form-data 发一个名为 file 的文件。"


class ChatFiles:
    """The address."""

    def __init__(self, sessions: WebSessions, door: UploadDoor) -> None:
        """Take the parts."""
        self._sessions = sessions
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        """Return the address."""
        return [web.post("/api/chat/files", self.take)]

    async def take(self, request: web.Request) -> web.Response:
        """Take one file."""
        response = await self._taken(request)
        metrics.count("web_file", "answered" if response.status == 201 else "refused")
        if response.status != 201:
            # What was not read of the body must not be taken for the next request.
            response.force_close()
        return response

    async def _taken(self, request: web.Request) -> web.Response:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        filer = await self._sessions.filer_of(token.strip()) if scheme.lower() == "bearer" else None
        if filer is None:
            return refusal(401, "unknown_session", "找不到这次对话。", "请重新打开聊天页面，开始新的对话。")
        try:
            part = await anext(reading.parts_of(request), None)
        except reading.UnreadableForm:
            part = None
        if not isinstance(part, BodyPartReader) or not part.filename:
            return refusal(400, "bad_request", "没有看到文件。", _SHAPE)
        try:
            answered = await self._sessions.say(filer, secrets.token_hex(16), _ASKED)
        except TooBusy:
            return refusal(503, "busy", "现在有点忙，这个文件还没有收下。", "请稍后再发一次。")
        address = next((reply.upload for reply in answered.replies if reply.upload), "")
        link = await self._door.links.at(address.rpartition("/")[2])
        if not isinstance(link, UploadLink):
            told = answered.replies[0].text if answered.replies else ""
            return refusal(409, "no_place", "现在没有可以放这个文件的地方，没有收下。", told)
        return await self._kept(request, link, part)

    async def _kept(self, request: web.Request, link: UploadLink, part: BodyPartReader) -> web.Response:
        try:
            name, content = part.filename or "", reading.part_of(part)
            file = await self._door.take_whole(request, link, name, content)
        except EvidenceRefused as refused:
            status, sentence = refusal_of(refused)
            return refusal(status, refused.why, sentence, "")
        except TooFast:
            return refusal(429, "too_many_requests", "传得太快了，这个文件还没有收下。", "请过十几秒再试。")
        except reading.BrokenOff:
            return refusal(408, "broken_off", "连接断了，文件没有传完。", "请重新发一次。")
        shape = {"file": file.id, "sha256": file.sha256, "replies": [_told(file).as_json()]}
        return web.json_response(shape, status=201, headers={"Cache-Control": "no-store"})


def _told(file: EvidenceFile) -> Reply:
    return Reply(f"《{file.name}》收到了（{size_in_words(file.received)}）。校验值（SHA-256）：{file.sha256}")
