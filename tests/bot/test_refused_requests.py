"""What no page of ours sends: refused quickly, in Chinese, without a trace of who sent it or its name."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
import struct
import sys
import time
import warnings
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from bot import logs
from bot.app import SERVICE_KEY, build_app
from bot.connections import runner_of
from bot.settings import read_settings
from bot.shown.requests import BODY_WITHIN_SECONDS
from intake.evidence.file import OfDraft
from tests.bot.conversation.harness import handbook

DOORS = (
    "/chat",
    "/api/chat/sessions",
    "/api/chat/messages",
    "/api/chat/files",
    "/desk/sign-in",
    "/desk/filing/tip",
    "/verify",
    "/file/begin",
    "/mycase",
    "/upload/some-link",
    "/upload/some-link/files",
    "/wechat",
    "/no-page",
)
PIECE = 1_000_000


def _bomb(pieces: int) -> bytes:
    """Return so many megabytes of nothing, packed: one piece is, and repeated."""
    packer = zlib.compressobj(9)
    begun = packer.compress(bytes(PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    ended = packer.flush()[:-4]
    # The checksum of nothing but zeros is known without adding them up.
    return begun + piece * (pieces - 1) + ended + struct.pack(">HH", pieces * PIECE % 65521, 1)


# Half a gigabyte of nothing.
BOMB = _bomb(500)
PACKED = ("deflate", "gzip", "br", "GZIP", "identity, deflate", "x-unheard-of")


@dataclass
class Served:
    """The service on a port, as `shangmi serve` runs it."""

    port: int
    upload: str

    async def send(self, sent: bytes, source: str = "127.0.0.1") -> tuple[int, str]:
        """Send bytes as they are; give status and body, read until the connection ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))
        with closing(writer):
            writer.write(sent)
            told = (await asyncio.wait_for(reader.read(), 15)).decode()
        head, _, body = told.partition("\r\n\r\n")
        return int(head.split(" ", 2)[1]), body

    async def post(self, path: str, body: bytes, *headers: str, source: str = "127.0.0.1") -> tuple[int, str]:
        lines = (f"POST {path} HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {len(body)}", *headers)
        return await self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body, source)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path), handbook=handbook("demo"))
    runner = runner_of(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    link = await app[SERVICE_KEY].files.links.give(OfDraft("somebody's"), anonymous=False)
    yield Served(runner.addresses[0][1], f"/upload/{link}")
    await runner.cleanup()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written to the log and beside it, as in service."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", written)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.set_up()
        yield written
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("door", DOORS)
async def test_a_packed_body_is_refused_at_every_door_before_it_is_read(served: Served, door: str) -> None:
    begun = time.process_time()

    status, _ = await served.post(door, BOMB[:100_000], "Content-Encoding: deflate")
    alive, _ = await served.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert (status, alive) == (415, 200)
    assert time.process_time() - begun < 2


_PAGES = (
    "/chat", "/desk/", "/desk/me", "/api/v1/cases", "/api/v1/transfers", "/api/v1/webhooks", "/mycase",
    "/file", "/verify", "/api/chat/messages", "/assess", "/notices",
)  # fmt: skip
# Bytes that are no text, in what tells who somebody is.
_NO_TEXT = (b"\xff", b"\xe9", b"\x80\x81", b"\xed\xa0\x80")
_WHO = (b"Authorization: Bearer a%s", b"Cookie: shangmi_desk=a%s", b"Cookie: shangmi_device=a%s; shangmi_case=a%s")


@pytest.mark.parametrize("who", _WHO)
async def test_who_shows_bytes_that_are_no_text_is_nobody_and_no_fault(
    served: Served, log: io.StringIO, who: bytes
) -> None:
    for page in _PAGES:
        for sign in _NO_TEXT:
            head = b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n\r\n"
            status, _ = await served.send(head % (page.encode(), who.replace(b"%s", sign)))
            assert status < 500, (page, sign)
    assert '"error"' not in log.getvalue()


@pytest.mark.parametrize("packed", PACKED)
async def test_however_a_body_is_packed_it_is_refused(served: Served, packed: str) -> None:
    status, said = await served.post("/api/chat/sessions", gzip.compress(b"{}"), f"Content-Encoding: {packed}")

    assert status == 415 and "压缩" in json.loads(said)["error"]["message"]


async def test_a_packed_body_does_not_hold_up_others(served: Served) -> None:
    async def flood() -> None:
        await served.post("/chat", BOMB, "Content-Encoding: deflate")

    floods = [asyncio.create_task(flood()) for _ in range(4)]
    await asyncio.sleep(0.05)
    begun = time.process_time()
    await served.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    took = time.process_time() - begun
    await asyncio.gather(*floods, return_exceptions=True)

    assert took < 2


async def test_a_body_that_never_comes_is_not_waited_for_when_it_would_be_packed(served: Served) -> None:
    begun = time.monotonic()

    status, _ = await served.send(
        b"POST /chat HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 9000000\r\n\r\nx"
    )

    assert status == 415 and time.monotonic() - begun < BODY_WITHIN_SECONDS / 2


async def test_a_browser_is_told_on_a_page_and_an_unpacked_body_is_read(served: Served) -> None:
    status, page = await served.post("/chat", b"say=1", "Content-Encoding: gzip", "Accept: text/html")
    plain, _ = await served.post("/api/chat/sessions", b"", "Content-Encoding: identity")

    assert status == 415 and "没有收下" in page and "<h1" in page
    assert plain == 201


@pytest.mark.parametrize(
    "address", ["/desk/bulletins/{}/attendance", "/desk/cases/{}", "/api/v1/cases/{}", "/file/{}"]
)
async def test_no_address_holds_a_nul(served: Served, address: str) -> None:
    status, said = await served.post(
        address.format("a%00b"), b"", "Content-Type: application/x-www-form-urlencoded"
    )

    assert status == 400 and ("没有收下" in said or json.loads(said)["error"]["code"] == "http_error")


def a_file(name: bytes, more: bytes = b"") -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n' + more
    return head + b"\r\nhello\r\n--b--\r\n"


MULTIPART = "Content-Type: multipart/form-data; boundary=b"
MALFORMED = {
    "a name with NUL": (a_file(b"a\0b.png"), MULTIPART),
    "a name with SOH": (a_file(b"a\x01b.png"), MULTIPART),
    "a name with ESC": (a_file(b"a\x1bb.png"), MULTIPART),
    "a name with DEL": (a_file(b"a\x7fb.png"), MULTIPART),
    "too many headers": (a_file(b"a.png", b"A: b\r\n" * 20_000), MULTIPART),
    "a header without colon": (a_file(b"a.png", b"nonsense\r\n"), MULTIPART),
    "a long header": (a_file(b"a" * 30_000), MULTIPART),
    "no content type": (a_file(b"a.png"), "X: y"),
    "no boundary": (a_file(b"a.png"), "Content-Type: multipart/form-data"),
    "another boundary": (a_file(b"a.png"), "Content-Type: multipart/form-data; boundary=c"),
    "a boundary too long": (a_file(b"a.png"), "Content-Type: multipart/form-data; boundary=" + "c" * 99),
    "parts in parts": (b"--b\r\nContent-Type: multipart/mixed; boundary=d\r\n\r\n--d--\r\n--b--\r\n", MULTIPART),
    "half a part": (b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhel', MULTIPART),
    "another type": (b"hello", "Content-Type: text/plain"),
    "nothing": (b"", MULTIPART),
}


@pytest.mark.parametrize(
    "door", ["", "/files", "/remove", "/done", "/chat", "/desk/sign-in", "/file/begin", "/verify"]
)
async def test_a_malformed_form_is_no_fault_of_ours(served: Served, door: str) -> None:
    is_page = door.startswith(("/chat", "/desk", "/file/", "/verify"))
    path = door if is_page else served.upload + door

    statuses = {kind: (await served.post(path, body, type_))[0] for kind, (body, type_) in MALFORMED.items()}

    assert {kind: status for kind, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("kind", MALFORMED)
async def test_a_malformed_upload_is_told_in_chinese(served: Served, kind: str) -> None:
    body, type_ = MALFORMED[kind]

    status, page = await served.post(served.upload, body, type_)

    assert status in {400, 408, 415, 422}
    assert "没有收下" in page or "没有选择文件" in page


NAMES = (
    b"'; drop table x;--planted.png",
    b'planted"x.png',
    b"planted\xff\xfe.png",
    b"planted\0.png",
    b"planted;.png",
    b"\xe6\xb3\x84\xe6\xbc\x8fplanted.png",
)


@pytest.mark.parametrize("name", NAMES)
async def test_no_name_of_a_file_reaches_the_log(served: Served, log: io.StringIO, name: bytes) -> None:
    head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ff%feplanted.png"
    star = head + b"\r\n\r\nx\r\n--b--"

    await served.post(served.upload, a_file(name), MULTIPART, source="127.0.0.77")
    await served.post(served.upload, star, MULTIPART, source="127.0.0.77")

    written = log.getvalue()
    assert "planted" not in written and "127.0.0.77" not in written
    assert all(json.loads(line)["level"] != "error" for line in written.splitlines())


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET /planted HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer planted" + b"x" * 9_000 + b"\r\n\r\n",
        b"POST /chat HTTP/1.1\r\nHost: x\r\nContent-Length: planted\r\n\r\n",
        b"POST /chat HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nplanted\r\n",
        b"GET / HTTP/1.1\r\nplanted\r\n\r\n",
        b"\x16\x03\x01planted\r\n\r\n",
    ],
)
async def test_nonsense_leaves_neither_address_nor_words_in_the_log(
    served: Served, log: io.StringIO, sent: bytes
) -> None:
    status, _ = await served.send(sent, source="127.0.0.77")

    written = log.getvalue()
    assert status == 400
    assert "planted" not in written and "127.0.0.77" not in written
    assert '"error"' not in written


async def test_whoever_hangs_up_in_the_middle_of_a_body_is_no_fault_of_ours(
    served: Served, log: io.StringIO
) -> None:
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    for door in DOORS:
        _, writer = await asyncio.open_connection("127.0.0.1", served.port, local_addr=("127.0.0.77", 0))
        writer.write(b"POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: 900\r\n\r\nhalf=" % (door.encode(), kind))
        await writer.drain()
        writer.transport.abort()
        await served.send(b"GET /chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    await served.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert '"error"' not in log.getvalue()
