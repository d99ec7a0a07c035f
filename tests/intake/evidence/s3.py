"""A store that speaks the few calls of S3 we use over a real socket, and misbehaves on command."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape, unescape

from aiohttp import web

from intake.evidence.address import Bucket, read_bucket

PREFIX = "shangmi/evidence"


class FakeS3:
    """A bucket called "case-files".

    mood     "" for good; "down", "denied", "hangs", "hangs up", "loses", "cuts off"
    objects  what lies in it, by key
    """

    def __init__(self) -> None:
        self.mood = ""
        self.objects: dict[str, bytes] = {}
        self.unsigned = 0
        self.endpoint = ""
        self.is_over = asyncio.Event()

    @property
    def bucket(self) -> Bucket:
        return read_bucket(self.address)

    @property
    def address(self) -> str:
        """What the setting says."""
        keys = "AKEXAMPLE:a%20secret%2Fkey"
        return self.endpoint.replace("://", f"://{keys}@") + f"/case-files/{PREFIX}?region=cn-southwest-2"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if not request.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=AKEXAMPLE/"):
            self.unsigned += 1
        if self.mood == "hangs":
            await self.is_over.wait()
        if self.mood == "hangs up" and request.transport is not None:
            request.transport.abort()
        if self.mood in ("down", "denied"):
            return web.Response(status=503 if self.mood == "down" else 403, text="<Error/>")
        key = request.match_info["key"]
        if request.method == "PUT":
            content = await request.read()
            if self.mood != "loses":
                self.objects[key] = content
            return web.Response(headers={"ETag": '"1"'})
        if request.method == "DELETE":
            self.objects.pop(key, None)
            return web.Response(status=204)
        if "delete" in request.query:
            return await self._deleted(request)
        if "list-type" in request.query:
            return self._listed(request.query.get("prefix", ""))
        return self._given(key)

    async def _deleted(self, request: web.Request) -> web.Response:
        keys = [unescape(key) for key in re.findall(r"<Key>([^<]*)</Key>", await request.text())]
        for key in keys:
            self.objects.pop(key, None)
        gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        return web.Response(text=f"<DeleteResult>{gone}</DeleteResult>", content_type="application/xml")

    def _given(self, key: str) -> web.Response:
        if key not in self.objects:
            return web.Response(status=404, text="<Error><Code>NoSuchKey</Code></Error>")
        body = self.objects[key]
        if self.mood == "cuts off":
            body = body[:-1]
        return web.Response(body=body, headers={"ETag": '"1"', "Last-Modified": "Wed, 25 Nov 2026 02:30:00 GMT"})

    def _listed(self, prefix: str) -> web.Response:
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-25T02:30:00.000Z</LastModified>"
            f'<ETag>"1"</ETag><Size>{len(self.objects[key])}</Size></Contents>'
            for key in sorted(self.objects)
            if key.startswith(prefix)
        )
        text = (
            f"<ListBucketResult><Name>case-files</Name><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"
        )
        return web.Response(text=text, content_type="application/xml")


@asynccontextmanager
async def fake_s3() -> AsyncIterator[FakeS3]:
    """Run a store on a port."""
    store = FakeS3()
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_route("*", "/case-files{slash:/?}{key:.*}", store.serve)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    store.endpoint = f"http://{host}:{port}"
    try:
        yield store
    finally:
        store.is_over.set()
        await runner.cleanup()
