"""The body of an upload, piece by piece, for as long as it comes at a human pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
from aiohttp import BodyPartReader, web

CHUNK_BYTES = 64 * 1024
# Whoever sends nothing for so long has lost their connection; what came is kept.
SILENT_SECONDS = 30.0
# Whoever sends a byte a second must not hold a connection all day. tus goes on with a new request.
WHOLE_SECONDS = 30 * 60.0


class BrokenOff(Exception):
    """The connection ended before the body did."""


def body_of(request: web.Request) -> AsyncIterator[bytes]:
    """Give the body of a request. Raises BrokenOff."""
    return _pieces(lambda: request.content.read(CHUNK_BYTES))


def part_of(part: BodyPartReader) -> AsyncIterator[bytes]:
    """Give one part of a form. Raises BrokenOff."""
    return _pieces(lambda: part.read_chunk(CHUNK_BYTES))


async def _pieces(read: Callable[[], Awaitable[bytes]]) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    until = clock() + WHOLE_SECONDS
    while True:
        try:
            async with asyncio.timeout(max(0.0, min(SILENT_SECONDS, until - clock()))):
                piece = await read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError, AssertionError):
            # A part of a form that ends before its boundary is a ValueError.
            raise BrokenOff from None
        if not piece:
            return
        yield piece
