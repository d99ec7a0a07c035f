"""The scanner: ClamAV's `clamd`, spoken to over TCP or a Unix socket with its INSTREAM command.

Content is streamed to it, length before each part; nothing is written to a disk it could read.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

# For each step: connecting, sending a part, the answer. Unpacking a large archive takes it a while.
_CONNECTS_WITHIN_SECONDS: Final = 5.0
_ANSWERS_WITHIN_SECONDS: Final = 60.0
_LONGEST_ANSWER: Final = 4096
_LONGEST_NAME: Final = 100


class ScannerUnreachable(Exception):
    """Nobody answers at the scanner's address: no file is to blame."""


class NotScanned(Exception):
    """The scanner did not come to an end with this file. The text is a code: "timeout", "size", "error", …."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says of a file.

    found  the name of what it found in it; "" for nothing
    """

    found: str = ""


class Clamd:
    """A scanner at an address: tcp://host:3310, or unix:/run/clamav/clamd.ctl."""

    def __init__(self, address: str, answers_within_seconds: float = _ANSWERS_WITHIN_SECONDS) -> None:
        self._address = urlsplit(address)
        self._patience = answers_within_seconds

    async def ping(self) -> None:
        """Return when the scanner is there, or raise ScannerUnreachable."""
        async with self._connected() as (reader, writer):
            try:
                async with asyncio.timeout(_CONNECTS_WITHIN_SECONDS):
                    writer.write(b"zPING\0")
                    await writer.drain()
                    answer = await _answer(reader)
            except (OSError, TimeoutError, NotScanned) as error:
                raise ScannerUnreachable(type(error).__name__) from None
        if answer != "PONG":
            raise ScannerUnreachable("answer")

    async def scan(self, content: AsyncIterable[bytes]) -> Verdict:
        """Return what the scanner says of this content, or raise ScannerUnreachable or NotScanned."""
        async with self._connected() as (reader, writer):
            try:
                return _verdict(await self._exchange(reader, writer, content))
            except TimeoutError:
                raise NotScanned("timeout") from None
            except ConnectionError:
                raise NotScanned("connection") from None

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, content: AsyncIterable[bytes]
    ) -> str:
        answer = asyncio.create_task(_answer(reader))
        try:
            all_sent = await self._sent(writer, content, answer)
            async with asyncio.timeout(self._patience):
                said = await answer
        finally:
            answer.cancel()
            await asyncio.gather(answer, return_exceptions=True)
        if said.endswith("OK") and not all_sent:
            raise NotScanned("early")  # of what it has not seen it cannot say that
        return said

    async def _sent(
        self, writer: asyncio.StreamWriter, content: AsyncIterable[bytes], answer: asyncio.Task[str]
    ) -> bool:
        """Send the content; False when the scanner answered, or hung up, before it had all of it."""
        try:
            writer.write(b"zINSTREAM\0")
            async for some in content:
                if answer.done():
                    return False
                async with asyncio.timeout(self._patience):
                    writer.write(len(some).to_bytes(4) + some)
                    await writer.drain()
            if answer.done():
                return False
            writer.write(bytes(4))
            await writer.drain()
        except ConnectionError:
            return False  # what it said before it hung up still waits to be read
        return True

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        try:
            async with asyncio.timeout(_CONNECTS_WITHIN_SECONDS):
                if self._address.scheme == "unix":
                    reader, writer = await asyncio.open_unix_connection(self._address.path)
                else:
                    reader, writer = await asyncio.open_connection(self._address.hostname, self._address.port)
        except (OSError, TimeoutError) as error:
            raise ScannerUnreachable(type(error).__name__) from None
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(_CONNECTS_WITHIN_SECONDS):
                    await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        some = await reader.read(_LONGEST_ANSWER)
        answer += some
        if not some or len(answer) > _LONGEST_ANSWER:
            raise NotScanned("cut off" if not some else "answer")
    return answer[:-1].decode("utf-8", "replace").strip()


# "stream: OK", "stream: Win.Test.EICAR_HDB-1 FOUND", "INSTREAM size limit exceeded. ERROR"
_ANSWER: Final = re.compile(r"stream: (?:(OK)|(.{1,300}) FOUND)")


def _verdict(answer: str) -> Verdict:
    found = _ANSWER.fullmatch(answer)
    if found is None:
        raise NotScanned("size" if "size limit" in answer else "error")
    name = "".join(sign for sign in found[2] or "" if sign.isascii() and (sign.isalnum() or sign in "._-/"))
    # A find is a find, whatever it is called.
    return Verdict(name[:_LONGEST_NAME] or ("unnamed" if found[2] else ""))
