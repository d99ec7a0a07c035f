"""What browsers and programs send us: read up to a limit, for a while, and whether a page of ours sent it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from intents.signs import without_control_characters

MAX_BODY_BYTES = 64 * 1024
# A form's page: every box filled as far as it lets one, at nine bytes a sign.
FORM_BYTES = 1024 * 1024
# More fields than any page of ours has.
MOST_FIELDS = 2_000
# Somebody who sends a byte a second must not hold a connection for the rest of the day.
BODY_WITHIN_SECONDS = 30.0


def has_gone(request: web.Request) -> bool:
    """Say whether the connection was ended by whoever asked."""
    return request.transport is None or request.transport.is_closing()


class Reached(Protocol):
    """What the settings say of our address."""

    @property
    def reached_at(self) -> str:
        """How people reach the service; without a slash at the end."""


def is_from_here(request: web.Request, settings: Reached) -> bool:
    """Refuse what another site makes a browser send; SameSite=Strict is the other half of it."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    try:
        sent_from = urlsplit(origin).netloc
    except ValueError:
        # 「http://[」 is no address at all.
        return False
    # Without an address of ours known, its part is empty, and so is that of 「null」.
    return sent_from != "" and sent_from in {request.host, urlsplit(settings.reached_at).netloc}


async def body_of(request: web.Request, max_bytes: int = MAX_BODY_BYTES) -> bytes | None:
    """Return the body, or None when it is longer than `max_bytes`; no more than that is read.

    Raises HTTPRequestTimeout when it has not come within BODY_WITHIN_SECONDS.
    """
    if request.content.is_eof():
        # What is short comes whole with its head, and nothing is waited for.
        body = request.content.read_nowait()
        return body if len(body) <= max_bytes else None
    try:
        async with asyncio.timeout(BODY_WITHIN_SECONDS):
            return await _read(request, max_bytes)
    except TimeoutError:
        # Half a message may still be on its way.
        raise _closing(web.HTTPRequestTimeout(text="内容没有发完，没有收下，请重新发送。")) from None


async def form_of(request: web.Request) -> dict[str, list[str]]:
    """Return what a page's form sends, every value of a name. Raises HTTPRequestEntityTooLarge, HTTPBadRequest."""
    body = await body_of(request, FORM_BYTES)
    if body is None:
        raise _closing(web.HTTPRequestEntityTooLarge(FORM_BYTES, text="内容太长，没有收下。请删短一些再提交。"))
    try:
        return parse_qs(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise _closing(web.HTTPBadRequest(text="提交的内容不是本页面的，没有收下。请在本页重新填写。")) from None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was sent with a form: what it is called there, and what it holds."""

    name: str
    content: bytes


async def upload_of(request: web.Request, max_bytes: int) -> tuple[dict[str, list[str]], Attached | None]:
    """Return what a form with one file sends: every value of a name, and the file; None without one.

    max_bytes  of the file; the rest of the form is small
    Raises HTTPRequestEntityTooLarge, HTTPBadRequest.
    """
    body = await body_of(request, max_bytes + MAX_BODY_BYTES)
    if body is None:
        said = f"文件太大，没有收下。最大 {max_bytes // 1024 // 1024} MB。"
        raise _closing(web.HTTPRequestEntityTooLarge(max_bytes, text=said))
    if request.content_type != "multipart/form-data":
        raise _closing(web.HTTPBadRequest(text="提交的内容不是本页面的，没有收下。请在本页重新选择文件。"))
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode(errors="replace")
    return await asyncio.to_thread(_parts_of, head + body)


def _parts_of(message: bytes) -> tuple[dict[str, list[str]], Attached | None]:
    fields: dict[str, list[str]] = {}
    attached: Attached | None = None
    for part in BytesParser(policy=HTTP).parsebytes(message).iter_parts():
        disposition = part["Content-Disposition"]
        content = part.get_payload(decode=True)
        if disposition is None or not isinstance(content, bytes):
            continue
        name, file_name = disposition.params.get("name", ""), disposition.params.get("filename")
        if file_name is None:
            fields.setdefault(name, []).append(content.decode(errors="replace"))
        elif content and attached is None:
            attached = Attached(without_control_characters(file_name)[:100], content)
    return fields, attached


def _closing(refused: web.HTTPException) -> web.HTTPException:
    """Let nothing else be read from this connection."""
    refused.force_close()
    return refused


async def _read(request: web.Request, max_bytes: int) -> bytes | None:
    if request.content_length is not None and request.content_length > max_bytes:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > max_bytes:
            return None
    return bytes(body)
