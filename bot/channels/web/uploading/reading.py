"""The body of an upload, piece by piece, for as long as it comes at a human pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import aiohttp
from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

# What a malformed form comes to: no Content-Type is a KeyError, a header without a colon a HttpProcessingError.
_MALFORMED: Final = (
    LookupError,
    ValueError,
    AssertionError,
    RuntimeError,
    OSError,
    TimeoutError,
    HttpProcessingError,
    web.RequestPayloadError,
    web.HTTPException,
)
CHUNK_BYTES = 64 * 1024
# More than a connection holds ready.
_AT_ONCE_BYTES = 1024 * 1024
# Whoever sends nothing for so long has lost their connection; what came is kept.
SILENT_SECONDS = 30.0
# Whoever sends a byte a second must not hold a connection all day. tus goes on with a new request.
WHOLE_SECONDS = 30 * 60.0


class BrokenOff(Exception):
    """The connection ended before the body did."""


class UnreadableForm(Exception):
    """The form is not one that a browser sends, or ended in its midst."""


async def parts_of(request: web.Request) -> AsyncIterator[BodyPartReader | MultipartReader]:
    """Give the parts of a form with files. Raises UnreadableForm."""
    try:
        reader = await request.multipart()
    except _MALFORMED:
        raise UnreadableForm from None
    while True:
        try:
            async with asyncio.timeout(SILENT_SECONDS):
                part = await reader.next()
        except _MALFORMED:
            raise UnreadableForm from None
        if part is None:
            return
        yield part


def body_of(request: web.Request) -> AsyncIterator[bytes]:
    """Give the body of a request. Raises BrokenOff."""
    return _pieces(lambda: request.content.read(CHUNK_BYTES))


def part_of(part: BodyPartReader) -> AsyncIterator[bytes]:
    """Give one part of a form. Raises BrokenOff."""
    return _pieces(lambda: part.read_chunk(CHUNK_BYTES))


async def words_of(part: BodyPartReader, most_bytes: int) -> str:
    """Return what a field of a form says; of a longer one the beginning. Raises BrokenOff."""
    read = bytearray()
    # In one go with what has come after it: aiohttp gives back what is not the field's.
    async for some in _pieces(lambda: part.read_chunk(_AT_ONCE_BYTES)):
        read += some[: most_bytes - len(read)]
    return read.decode(errors="replace")


async def _pieces(read: Callable[[], Awaitable[bytes]]) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    until = clock() + WHOLE_SECONDS
    while True:
        try:
            async with asyncio.timeout(max(0.0, min(SILENT_SECONDS, until - clock()))):
                piece = await read()
        except (*_MALFORMED, aiohttp.ClientError):
            # A part of a form that ends before its boundary is a ValueError.
            raise BrokenOff from None
        if not piece:
            return
        yield piece
