"""The service as strangers, filers, officers and other systems reach it, and what a fuzzer sends to each door."""

from __future__ import annotations

import asyncio
import html
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from yarl import URL

from bot.app import SERVICE_KEY, build_app
from bot.connections import runner_of
from bot.service import Service
from intake.evidence.file import OfDraft
from intake.officers.tokens import add_token
from tests.bot.conversation.harness import handbook
from tests.builders import NOW, PASSWORD, an_officer, some_cases
from tests.fuzzing.values import a_text, a_value, damaged, damaged_bytes, sent
from tests.journeys.house import Clock, settings_for
from tests.journeys.people import WeChatPerson, text_message

# More than any page needs, whatever else the machine does meanwhile: what waits for CPU does not count.
MOST_CPU_SECONDS: Final = 6.0
_ANSWERED_WITHIN_SECONDS: Final = 60
_ASKED_IN_A_SESSION: Final = 2_000
_FORM: Final = re.compile(r"<form\b[^>]*\baction=\"([^\"]*)\"[^>]*>(.*?)</form>", re.DOTALL)
_NAMED: Final = re.compile(
    r"<(?:input|select|textarea|button)\b[^>]*?\bname=\"([^\"]*)\"(?:[^>]*?\bvalue=\"([^\"]*)\")?"
)
_HEADERS: Final = (
    "Accept", "Accept-Language", "Content-Type", "Cookie", "Range", "If-None-Match", "Referer", "Origin",
    "X-Forwarded-For",
    "Upload-Offset", "Upload-Length", "Upload-Metadata", "Tus-Resumable", "Authorization", "Host",
)  # fmt: skip


@dataclass
class Outside:
    """What a fuzzer knows of the service, and what went wrong so far."""

    address: str
    port: int
    service: Service
    app: web.Application
    session: aiohttp.ClientSession
    desk: aiohttp.ClientSession
    wechat: WeChatPerson
    clock: Clock
    token: str
    upload: str
    bearer: str
    references: Sequence[str]
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    csrf: str = ""
    signed_in_at: int = 0
    pages: dict[str, str] = field(default_factory=dict)

    def count(self) -> None:
        """Count a request; a little time passes, so that no pace stands between what is sent and what reads it."""
        self.asked += 1
        self.clock.later(timedelta(seconds=2))

    async def sign_in(self) -> None:
        """Be the officer, anew before the session is over."""
        if self.csrf and self.asked - self.signed_in_at < _ASKED_IN_A_SESSION:
            return
        self.desk.cookie_jar.clear()
        form = {"name": "马局", "password": PASSWORD, "to": "/desk/"}
        async with self.desk.post(f"{self.address}/desk/sign-in", data=form) as page:
            found = re.search(r'name="csrf" value="([^"]*)"', await page.text())
        assert found
        self.csrf, self.signed_in_at = found[1], self.asked

    async def ask(
        self, session: aiohttp.ClientSession, method: str, path: str, what: str = "", **given: Any
    ) -> str:
        """Send a request and look at what becomes of it; return its page."""
        self.count()
        began, text = time.process_time(), ""
        try:
            async with asyncio.timeout(_ANSWERED_WITHIN_SECONDS):
                async with session.request(
                    method, URL(self.address + path, encoded=True), allow_redirects=False, **given
                ) as answer:
                    text = (await answer.read()).decode("utf-8", "replace")
                    if answer.status >= 500 and answer.status != 503:
                        self.faults.append(f"{answer.status} of {method} {path[:200]} {what[:300]}")
                    if "Traceback" in text:
                        self.faults.append(f"a traceback in {method} {path[:200]}")
        except TimeoutError:
            self.faults.append(f"no answer to {method} {path[:200]} {what[:300]}")
        except (aiohttp.ClientError, ValueError, OSError):
            # Ours refused to send it, or the connection was ended on purpose.
            pass
        if (spent := time.process_time() - began) > MOST_CPU_SECONDS:
            self.faults.append(f"{spent:.1f} s of CPU for {method} {path[:200]} {what[:300]}")
        return text


class _Failures(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() in ("request failed", "Error handling request", "Unhandled exception"):
            self.seen.append(f"{record.getMessage()}: {record.exc_text or record.exc_info}")


@asynccontextmanager
async def opened_outside(folder: Path, database_url: str = "") -> AsyncIterator[Outside]:
    """Open the service on a port, with an officer, a system, a filer and an upload link."""
    settings = settings_for(folder, database_url)
    clock = Clock(NOW)
    app = await build_app(settings, clock, handbook("demo"))
    failures = _Failures()
    logging.getLogger().addHandler(failures)
    async with AsyncExitStack() as doors:
        runner = runner_of(app)
        await runner.setup()
        doors.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        outside = await _known(app, port, clock, doors)
        yield outside
        outside.faults += failures.seen
    logging.getLogger().removeHandler(failures)


async def _known(app: web.Application, port: int, clock: Clock, doors: AsyncExitStack) -> Outside:
    service, address = app[SERVICE_KEY], f"http://127.0.0.1:{port}"
    sessions = [
        await doors.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))
        for _ in range(2)
    ]
    wanted: list[Mapping[str, object]] = [
        {"kind": kind, "state": state, "bureau": "jiangjin"}
        for kind in ("complaint", "tip", "consultation")
        for state in ("routed", "checking", "closed")
        if (kind, state) != ("consultation", "checking")
    ]
    cases = await some_cases(service.database, service.vault, wanted)
    await an_officer(service.database, role="principal", name="马局", vault=service.vault)
    async with sessions[0].post(f"{address}/api/chat/sessions", json={}) as answer:
        bearer = (await answer.json())["session"]
    link = await service.files.links.give(OfDraft("somebody's"), anonymous=False)
    now = service.clock()
    token = await add_token(
        service.database, service.vault, actor="command", name="台账", identities=True, now=now
    )
    return Outside(
        address, port, service, app, sessions[0], sessions[1],
        WeChatPerson(sessions[0], "oFuzzed0000000000000000000001", clock, address),
        clock, token, f"/upload/{link}", bearer, [one.reference for one in cases],
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------- the entrances


async def wechat(outside: Outside, chance: Random) -> None:
    """Send XML that WeChat signed and that is damaged inside, or an envelope that is damaged outside."""
    kind = chance.choice(("text", "event", "image", "voice", "location", "link", a_text(chance)[:60]))
    inner = chance.choice(
        (
            text_message(sent(a_text(chance)), chance.randrange(10**6)),
            f"<Event><![CDATA[{sent(a_text(chance))}]]></Event><EventKey>{html.escape(sent(a_text(chance)))}</EventKey>",
            "<Location_X>1e999</Location_X><Location_Y>NaN</Location_Y><Label>江津</Label><MsgId>1</MsgId>",
            f"<PicUrl>x</PicUrl><MediaId>{html.escape(sent(a_text(chance)))}</MediaId><MsgId>-1</MsgId>",
        )
    )
    xml = outside.wechat.xml(kind, inner)
    xml = sent(damaged(chance, xml) if chance.random() < 0.6 else xml)
    began = time.process_time()
    outside.count()
    with suppress(aiohttp.ClientError, ValueError):
        status, _ = await outside.wechat.deliver(xml)
        if status >= 500 and status != 503:
            outside.faults.append(f"{status} of /wechat {xml[:300]!r}")
    if time.process_time() - began > MOST_CPU_SECONDS:
        outside.faults.append(f"CPU of /wechat {xml[:300]!r}")
    if chance.random() < 0.3:
        query = {name: sent(a_text(chance))[:200] for name in ("signature", "timestamp", "nonce", "msg_signature")}
        raw = damaged_bytes(chance, b"<xml><ToUserName>x</ToUserName><Encrypt>AAAA</Encrypt></xml>")
        await outside.ask(outside.session, "POST", f"/wechat?{_query(query)}", data=raw)


async def web_json(outside: Outside, chance: Random) -> None:
    """Send JSON to the chat, whole, damaged, or of another shape."""
    shape: dict[str, object] = {"id": a_text(chance)[:80], "text": a_text(chance)}
    for name in ("id", "text", "location", "form", "after", sent(a_text(chance))[:20]):
        if chance.random() < 0.25:
            shape[name] = a_value(chance)
    body = json.dumps(shape)
    if chance.random() < 0.3:
        body = damaged(chance, body)
    path = chance.choice(("/api/chat/messages", "/api/chat/messages", "/api/chat/sessions"))
    bearer = outside.bearer if chance.random() < 0.9 else sent(a_text(chance)).replace("\n", "").replace("\r", "")
    headers = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}
    await outside.ask(outside.session, "POST", path, body, data=body.encode("utf-8", "replace"), headers=headers)
    if chance.random() < 0.2:
        query = {"after": sent(a_text(chance))[:300]}
        with suppress(TimeoutError, aiohttp.ClientError, ValueError):
            # A page that waits for an officer's words waits long: this one gives up.
            timeout = aiohttp.ClientTimeout(total=0.3)
            address = URL(f"{outside.address}/api/chat/messages?{_query(query)}", encoded=True)
            async with outside.session.get(address, headers=headers, timeout=timeout) as answer:
                if answer.status >= 500 and answer.status != 503:
                    outside.faults.append(f"{answer.status} of a poll {query}")


async def forms(outside: Outside, chance: Random) -> None:
    """Fill filers' pages as they stand, with values of all kinds, and go on from whatever page comes."""
    starts = (
        "/chat",
        "/file",
        "/assess",
        "/assess/company",
        "/assess/park",
        "/assess/apply",
        "/mycase",
        "/verify",
    )
    await _filled(outside, outside.session, chance, starts, "/")


async def desk(outside: Outside, chance: Random) -> None:
    """Fill the officers' pages, signed in, and ask for every address with odd parts and questions."""
    await outside.sign_in()
    if chance.random() < 0.5:
        await _filled(outside, outside.desk, chance, _addresses(outside, chance, "/desk", "GET"), "/desk")
        return
    (path,) = _addresses(outside, chance, "/desk", "POST")[:1]
    if path.startswith("/desk/sign-out"):
        return
    posted = {sent(a_text(chance))[:30]: sent(a_text(chance)) for _ in range(3)}
    posted |= {
        "csrf": outside.csrf,
        "version": chance.choice(("1", "x", "-1", "9" * 30)),
        "seq": "0",
        "reason": sent(a_text(chance)),
    }
    await outside.ask(outside.desk, "POST", path, repr(posted), **_form(list(posted.items())))


async def api(outside: Outside, chance: Random) -> None:
    """Ask as another system, with odd cursors, references and headers."""
    (path,) = _addresses(outside, chance, "/api/v1", "GET")[:1]
    query = {
        chance.choice(("after", "state", "kind", "bureau", "limit", "since", "x")): sent(a_text(chance))[:500]
    }
    headers = {"Authorization": f"Bearer {outside.token}"}
    await outside.ask(outside.session, "GET", f"{path}?{_query(query)}", headers=headers)


async def uploads(outside: Outside, chance: Random) -> None:
    """Hand files in: by the plain form and by tus, damaged, of wrong sizes, with odd names."""
    if chance.random() < 0.5:
        name = sent(a_text(chance))[:300].replace('"', "")
        kind = chance.choice(
            (b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"PK\x03\x04", b"GIF89a", b"", b"\xff\xd8\xff\xe0", b"#!AMR\n")
        )
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = head + kind + chance.randbytes(chance.randrange(2_000)) + b"\r\n--b--\r\n"
        if chance.random() < 0.5:
            body = damaged_bytes(chance, body)
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        path = chance.choice((outside.upload, "/api/chat/files"))
        headers |= {"Authorization": f"Bearer {outside.bearer}"} if path.startswith("/api") else {}
        await outside.ask(outside.session, "POST", path, repr(body[:200]), data=body, headers=headers)
        return
    numbers = ("0", "1", "-1", "20", "99999999999", "x", "", "1e3", "٣")
    headers = {
        "Tus-Resumable": chance.choice(("1.0.0", "1.0.0", "0.9", "")),
        "Upload-Length": chance.choice(numbers),
        "Upload-Offset": chance.choice(numbers),
        "Upload-Metadata": chance.choice(
            ("filename YS5wbmc=", "filename ====", "filename", "a b,c d,,", "filename /w==", "")
        ),
        "Content-Type": chance.choice(("application/offset+octet-stream", "text/plain")),
    }
    method = chance.choice(("POST", "PATCH", "HEAD", "DELETE", "OPTIONS"))
    path = f"{outside.upload}/files" + chance.choice(("", f"/{'0' * 32}", f"/{_quoted(a_text(chance)[:60])}"))
    await outside.ask(outside.session, method, path, repr(headers), data=chance.randbytes(50), headers=headers)


async def raw(outside: Outside, chance: Random) -> None:
    """Write bytes to a socket that are hardly HTTP."""
    path = chance.choice(("/chat", "/desk/sign-in", "/wechat", "/%ff", "*"))
    head = f"{chance.choice(('GET', 'POST', 'X'))} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    for _ in range(chance.randrange(4)):
        head += f"{chance.choice(_HEADERS)}: {a_text(chance)[:300]}\r\n"
    body = a_text(chance).encode("utf-8", "replace")
    head += f"Content-Length: {chance.choice((str(len(body)), '0', '-1', 'x'))}\r\n\r\n"
    outside.count()
    began = time.process_time()
    with suppress(OSError, TimeoutError):
        reader, writer = await asyncio.open_connection("127.0.0.1", outside.port)
        with closing(writer):
            writer.write(damaged_bytes(chance, head.encode("utf-8", "replace") + body))
            writer.write_eof()
            told = await asyncio.wait_for(reader.read(), _ANSWERED_WITHIN_SECONDS)
            status = told.split(b" ", 2)[1:2]
            if status and status[0][:1] == b"5" and status[0] not in (b"503", b"501", b"505"):
                outside.faults.append(f"{status[0]!r} of raw {head[:300]!r}")
    if time.process_time() - began > MOST_CPU_SECONDS:
        outside.faults.append(f"CPU of raw {head[:300]!r}")


ENTRANCES: Final[Mapping[str, Callable[[Outside, Random], Awaitable[None]]]] = {
    "wechat": wechat,
    "web_json": web_json,
    "forms": forms,
    "uploads": uploads,
    "desk": desk,
    "api": api,
    "raw": raw,
}


async def _filled(
    outside: Outside, session: aiohttp.ClientSession, chance: Random, starts: Sequence[str], within: str
) -> None:
    """Ask for a page, fill one of its forms, send it."""
    path = chance.choice(starts)
    key = f"{id(session)}{within}"
    page = outside.pages.pop(key, "") if chance.random() < 0.7 else ""
    page = page or await outside.ask(
        session, "GET", path + chance.choice(("", "", f"?{_query({'q': sent(a_text(chance))[:200]})}"))
    )
    found = [
        (html.unescape(action) or path, inside)
        for action, inside in _FORM.findall(page)
        if (html.unescape(action) or path).startswith(within) and "sign-out" not in action
    ]
    if not found:
        return
    action, inside = chance.choice(found)
    posted: list[tuple[str, str]] = []
    for name, value in _NAMED.findall(inside):
        is_token = name in ("csrf", "token", "version", "seq", "key", "step")
        kept = chance.random() < (0.93 if is_token else 0.25)
        if chance.random() < 0.9:
            posted.append((html.unescape(name), html.unescape(value) if kept else sent(a_text(chance))))
    if chance.random() < 0.2:
        posted.append((sent(a_text(chance))[:40], sent(a_text(chance))))
    outside.pages[key] = await outside.ask(session, "POST", action, repr(posted), **_form(posted))


def _addresses(outside: Outside, chance: Random, under: str, method: str) -> list[str]:
    """Return one address of the program's own table, its parts filled by chance."""
    routes = sorted(
        route.resource.canonical
        for route in outside.app.router.routes()
        if route.resource is not None and route.method == method and route.resource.canonical.startswith(under)
    )

    def part(found: re.Match[str]) -> str:
        if found[1] == "reference" and chance.random() < 0.85:
            return chance.choice(outside.references)
        return _quoted(a_text(chance)[:80]) or "x"

    return [re.sub(r"{(\w+)(?::[^}]*)?}", part, chance.choice(routes))]


def _quoted(text: str) -> str:
    return str(URL.build(path=f"/{sent(text)}", encoded=False).raw_path).lstrip("/") if text.strip("./") else "x"


def _query(named: Mapping[str, str]) -> str:
    return URL.build(query=dict(named)).raw_query_string


def _form(posted: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return a form as browsers write it, whatever stands in its names."""
    return {"data": urlencode(posted), "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
