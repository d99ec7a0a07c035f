"""A line between a browser and the service that a test can cut, as a lift or a tunnel does."""

from __future__ import annotations

import asyncio
from contextlib import suppress

_CHUNK_BYTES = 16 * 1024


class Line:
    """Passes bytes on, slowly upwards, until it is cut; then nobody gets through until it is mended."""

    def __init__(self, port: int, seconds_a_chunk: float = 0.005) -> None:
        """Lead to this port of the machine."""
        self._port = port
        self._seconds_a_chunk = seconds_a_chunk
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._bytes_left: int | None = None
        self.is_cut = asyncio.Event()

    @property
    def address(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        self._drop()

    def cut_after(self, size: int) -> None:
        """Break in the middle of whatever is sent when so many bytes more have gone up."""
        self._bytes_left = size

    def mend(self) -> None:
        self._bytes_left = None
        self.is_cut.clear()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut.is_set():
            writer.close()
            return
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends |= {writer, up_writer}
        await asyncio.gather(self._up(reader, up_writer), self._down(up_reader, writer))

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(_CHUNK_BYTES):
                if self._bytes_left is not None:
                    self._bytes_left -= len(piece)
                    if self._bytes_left <= 0:
                        self.is_cut.set()
                        self._drop()
                        return
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(self._seconds_a_chunk)
        writer.close()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(_CHUNK_BYTES):
                writer.write(piece)
                await writer.drain()
        writer.close()

    def _drop(self) -> None:
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()
