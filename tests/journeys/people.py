"""Those who talk to the service from outside: over the web page's JSON, over WeChat, at a terminal."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import aiohttp
from wechatpy.crypto import WeChatCrypto

from bot.channels import console
from tests.bot.channels.wechat_server import ACCOUNT, AES_KEY, APP_ID, TOKEN, message_xml, parsed, signature
from tests.journeys.house import Clock, House

_numbers = itertools.count(24541234567890001)
# What a service says whose disk stands still for seconds: nothing was taken, the same may be sent once more.
_BUSY = 503
_TIMES_WHEN_BUSY = 8
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: all of it as one text, choices included, and why (the web alone tells that)."""

    text: str
    trace: Mapping[str, Any] = field(default_factory=dict)
    menu: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The case's reference that was told."""
        found = REFERENCE.search(self.text)
        assert found, self.text
        return found[0]


class WebPerson:
    """Somebody on the chat page, seen from its JSON."""

    channel = "web"

    def __init__(self, session: aiohttp.ClientSession, token: str, greeting: Heard, clock: Clock) -> None:
        self.session = session
        self.headers = {"Authorization": f"Bearer {token}"}
        self.greeting = greeting
        self._clock = clock
        self._ids = itertools.count(1)
        self.after = 0

    @classmethod
    async def come(cls, house: House, clock: Clock) -> WebPerson:
        """Open the page."""
        session = await house.visitor()
        for patience in reversed(range(_TIMES_WHEN_BUSY)):
            async with session.post("/api/chat/sessions", json={}) as response:
                shape = await response.json()
            if response.status == 201:
                break
            assert response.status == _BUSY and patience, shape
            await asyncio.sleep(1)
        return cls(session, shape["session"], _heard(shape), clock)

    async def say(self, text: str, location: Mapping[str, Any] | None = None) -> Heard:
        """Say something and return the answer."""
        self._clock.later()
        body = {"location": location} if location else {"text": text}
        sent = {"id": f"m{next(self._ids)}", **body}
        for patience in reversed(range(_TIMES_WHEN_BUSY)):
            status, shape = await self.post(sent)
            if status == 200:
                break
            assert status == _BUSY and patience, shape
            await asyncio.sleep(1)
        return _heard(shape)

    async def say_twice(self, text: str) -> tuple[Heard, Heard]:
        """Send one message twice, as a phone does that heard no answer; return both answers."""
        self._clock.later()
        body = {"id": f"m{next(self._ids)}", "text": text}
        (_, first), (_, again) = await self.post(body), await self.post(body)
        return _heard(first), _heard(again)

    async def post(self, shape: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Post a message as it is; return status and JSON."""
        async with self.session.post("/api/chat/messages", json=shape, headers=self.headers) as response:
            return response.status, await response.json()

    async def upload_page(self) -> str:
        """Ask for the upload page as the button does; return its address, "" where there is nothing to add to."""
        _, shape = await self.post({"id": f"m{next(self._ids)}", "text": "上传材料"})
        address = next((reply["upload"] for reply in shape["replies"] if reply.get("upload")), "")
        return address[address.find("/upload/") :] if address else ""

    async def send_file(self, name: str, content: bytes) -> tuple[int, dict[str, Any]]:
        """Send a file through the chat's own address; return status and JSON."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
        async with self.session.post("/api/chat/files", data=form, headers=self.headers) as response:
            return response.status, await response.json()

    async def hear(self) -> str:
        """Return what officers wrote, waiting for it as the page does."""
        params = {"after": str(self.after)}
        async with self.session.get("/api/chat/messages", params=params, headers=self.headers) as response:
            assert response.status == 200
            shape = await response.json()
        self.after = shape["after"]
        return _heard(shape).text

    async def says_it_has_it(self) -> None:
        """Ask for what comes after the last number, as the page does at once; nobody waits for the answer."""
        params = {"after": str(self.after)}
        timeout = aiohttp.ClientTimeout(total=2)
        with suppress(TimeoutError):
            async with self.session.get(
                "/api/chat/messages", params=params, headers=self.headers, timeout=timeout
            ) as response:
                assert response.status == 200


class WeChatPerson:
    """Somebody with an account, seen from WeChat's server: encrypted XML both ways."""

    channel = "wechat"

    def __init__(self, session: aiohttp.ClientSession, openid: str, clock: Clock, address: str = "") -> None:
        self.session = session
        self.openid = openid
        self._clock = clock
        self._address = address
        self._crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)

    @classmethod
    async def come(cls, house: House, clock: Clock, openid: str = "oFirstPersonOfTheJourneys0001") -> WeChatPerson:
        """Be somebody who has not subscribed yet."""
        return cls(await house.visitor(), openid, clock)

    async def say(self, text: str) -> Heard:
        """Say something and return the answer."""
        return await self.bring("text", text_message(text, next(_numbers)))

    async def subscribe(self) -> Heard:
        """Follow the account."""
        return await self.bring("event", "<Event><![CDATA[subscribe]]></Event>")

    async def bring(self, kind: str, inner: str) -> Heard:
        """Deliver a message of any kind, and return the answer."""
        self._clock.later()
        xml = self.xml(kind, inner)
        for patience in reversed(range(_TIMES_WHEN_BUSY)):
            status, body = await self.deliver(xml)
            if status == 200:
                break
            # WeChat brings the same message once more.
            assert status == _BUSY and patience
            await asyncio.sleep(1)
        return self.opened(body)

    def xml(self, kind: str, inner: str) -> str:
        """Return the XML of a message sent now."""
        return message_xml(kind, int(self._clock.now.timestamp()), inner, self.openid)

    async def deliver(self, xml: str) -> tuple[int, str]:
        """Post a message encrypted, signed now; return status and body."""
        stamp, nonce = str(int(self._clock.now.timestamp())), str(next(_numbers))
        sealed = self._crypto.encrypt_message(xml, nonce, stamp)
        query = {
            "signature": signature(stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": self.openid,
            "encrypt_type": "aes",
            "msg_signature": parsed(sealed)["MsgSignature"],
        }
        async with self.session.post(f"{self._address}/wechat", params=query, data=sealed.encode()) as response:
            return response.status, await response.text()

    def opened(self, body: str) -> Heard:
        """Return the text that the person sees; fails on anything WeChat would not show."""
        outer = parsed(body)
        plain = self._crypto.decrypt_message(body, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        inner = parsed(plain)
        assert (inner["ToUserName"], inner["FromUserName"], inner["MsgType"]) == (self.openid, ACCOUNT, "text")
        assert len(inner["Content"].encode()) < 2048
        return Heard(inner["Content"])


def text_message(text: str, number: int) -> str:
    """Return what a text message holds beside its envelope; the number makes it one of a kind."""
    return f"<Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId>"


class ConsolePerson:
    """Somebody at a terminal. `say` runs the line through the real loop of `shangmi chat`."""

    channel = "console"

    def __init__(self, house: House, folder: Path, clock: Clock) -> None:
        self._house = house
        self._folder = folder
        self._clock = clock

    async def talk(self, lines: Sequence[str]) -> list[str]:
        """Type the lines one after the other, then leave; return what was shown: first, then after each line."""
        screen, waiting = StringIO(), list(lines)
        shown: list[str] = []
        read = 0

        async def next_line() -> str | None:
            nonlocal read
            shown.append(screen.getvalue()[read:])
            read = len(screen.getvalue())
            self._clock.later()
            return waiting.pop(0) if waiting else None

        service = self._house.service
        await console.chat(
            service.reception, service.vault, service.clock, next_line, out=screen, downloads=self._folder
        )
        return shown


def _heard(shape: Mapping[str, Any]) -> Heard:
    lines, menu = [], ()
    for reply in shape["replies"]:
        choices = reply.get("choices", ())
        lines += [reply["text"], *(choice["label"] for choice in choices)]
        menu = tuple(choice["say"] for choice in choices)
    return Heard("\n".join(lines), shape.get("trace", {}), menu)
