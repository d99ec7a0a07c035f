"""How a door says no: one shape for programs, a number for what failed on our side, a limit on size."""

from __future__ import annotations

import asyncio
import logging
import secrets

from aiohttp import web

MAX_BODY_BYTES = 64 * 1024
# Somebody who sends a byte a second must not hold a connection for the rest of the day.
BODY_WITHIN_SECONDS = 30.0

log = logging.getLogger(__name__)


def refusal(status: int, code: str, message: str, hint: str) -> web.Response:
    """Return the error every JSON address answers with.

    code     for programs, never changed
    message  what happened, in Chinese
    hint     what the person can do
    """
    return web.json_response({"error": {"code": code, "message": message, "hint": hint}}, status=status)


async def body_of(request: web.Request, max_bytes: int = MAX_BODY_BYTES) -> bytes | None:
    """Return the body, or None when it is longer than `max_bytes`; no more than that is read.

    Raises HTTPRequestTimeout when it has not come within BODY_WITHIN_SECONDS.
    """
    try:
        async with asyncio.timeout(BODY_WITHIN_SECONDS):
            return await _read(request, max_bytes)
    except TimeoutError:
        late = web.HTTPRequestTimeout(text="内容没有发完，没有收下，请重新发送。")
        # Half a message may still be on its way: nothing else can be read from this connection.
        late.force_close()
        raise late from None


async def _read(request: web.Request, max_bytes: int) -> bytes | None:
    if request.content_length is not None and request.content_length > max_bytes:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > max_bytes:
            return None
    return bytes(body)


def logged_incident(door: str, error: Exception) -> str:
    """Log a failure of ours and return the number under which it can be found.

    The log names the error's type and place; its text may hold what a person typed.
    """
    number = secrets.token_hex(4).upper()
    log.error("a message could not be answered", exc_info=error, extra={"door": door, "incident": number})
    return number
