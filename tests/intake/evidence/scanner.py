"""A scanner that speaks clamd's protocol over a real socket, finds EICAR, and misbehaves on command."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

# The test string that every scanner knows, in two halves: so no scanner on a developer's
# machine takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """A scanner.

    mood       "" for good; "silent", "hangs up", "garbage", "too large", "early ok", "slow ping"
    scanned    what it was sent, each whole
    """

    def __init__(self) -> None:
        self.mood = ""
        self.scanned: list[bytes] = []
        self.address = ""
        self.is_over = asyncio.Event()
        self.talks: set[asyncio.Task[None] | None] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.talks.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            command = await reader.readuntil(b"\0")
            if command == b"zPING\0":
                writer.write(b"PONG\0" if self.mood != "slow ping" else b"")
            elif command == b"zINSTREAM\0":
                await self._instream(reader, writer)
            await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _instream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mood == "early ok":
            writer.write(b"stream: OK\0")
            await writer.drain()
            return
        content = b""
        while size := int.from_bytes(await reader.readexactly(4)):
            content += await reader.readexactly(size)
            if self.mood == "too large":
                writer.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
            if self.mood == "hangs up":
                return
        self.scanned.append(content)
        if self.mood == "silent":
            await self.is_over.wait()
        answer = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"
        writer.write(b"\xff\xfe what?\0" if self.mood == "garbage" else answer)


@asynccontextmanager
async def fake_clamd(socket: Path | None = None) -> AsyncIterator[FakeClamd]:
    """Run a scanner on a port, or at a socket."""
    clamd = FakeClamd()
    if socket is None:
        server = await asyncio.start_server(clamd.serve, "127.0.0.1", 0)
        clamd.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    else:
        server = await asyncio.start_unix_server(clamd.serve, socket)
        clamd.address = f"unix:{socket}"
    async with server:
        yield clamd
        clamd.is_over.set()
        await asyncio.gather(*filter(None, clamd.talks), return_exceptions=True)
