"""People with an upload link, as browsers and as programs that speak tus."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import ClientResponse, FormData, web
from aiohttp.test_utils import TestClient, TestServer

from bot.service import Service
from intake.evidence.file import OfDraft
from tests.bot.channels.wechat_api_server import PIXEL

TUS = {"Tus-Resumable": "1.0.0"}
PART = {**TUS, "Content-Type": "application/offset+octet-stream"}
LARGE = PIXEL + bytes(3_000_000)
DRAFT = OfDraft("a-draft-of-somebody")
Client = TestClient[web.Request, web.Application]


class ServedServer(TestServer):
    """A server as `serving` runs it: a handler goes on when nobody waits for its answer any more."""

    async def _make_runner(self, **more: Any) -> web.BaseRunner:
        return await super()._make_runner(**{**more, "handler_cancellation": False})


@dataclass
class Page:
    """Somebody with a link."""

    client: Client
    address: str

    async def show(self) -> str:
        return await (await self.client.get(self.address)).text()

    async def form(self, *files: tuple[str, bytes]) -> ClientResponse:
        """Send files as a browser without scripts does."""
        sent = FormData(quote_fields=False)
        for name, content in files:
            sent.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
        return await self.client.post(self.address, data=sent, allow_redirects=True)

    async def announce(self, name: str, length: int, **headers: str) -> ClientResponse:
        told = base64.b64encode(name.encode()).decode()
        metadata = {"Upload-Length": str(length), "Upload-Metadata": f"filename {told},filetype aW1hZ2UvcG5n"}
        return await self.client.post(f"{self.address}/files", headers={**TUS, **metadata, **headers})

    async def begun(self, name: str, length: int) -> str:
        answer = await self.announce(name, length)
        assert answer.status == 201, await answer.text()
        return answer.headers["Location"]

    async def go_on(self, where: str, at: int, content: bytes, **headers: str) -> ClientResponse:
        told = {**PART, "Upload-Offset": str(at), **headers}
        return await self.client.patch(where, data=BytesIO(content), headers=told)

    async def offset(self, where: str) -> int:
        answer = await self.client.head(where, headers=TUS)
        assert answer.status == 200
        return int(answer.headers["Upload-Offset"])


async def a_page(client: Client, service: Service, draft: OfDraft = DRAFT, anonymous: bool = False) -> Page:
    return Page(client, f"/upload/{await service.files.links.give(draft, anonymous=anonymous)}")


async def error_of(answer: ClientResponse) -> tuple[int, str, str]:
    told = (await answer.json())["error"]
    return answer.status, told["code"], told["message"] + told["hint"]


def address_in(told: str) -> str:
    found = re.search(r"/upload/\S+", told)
    assert found, told
    return found[0]


async def until(look: Callable[[], Awaitable[Any]], is_so: Callable[[Any], bool]) -> None:
    for _ in range(200):
        if is_so(await look()):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")
