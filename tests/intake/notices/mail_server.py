"""A mail server for tests, over real sockets: it behaves, or misbehaves in the one way it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What it received and was told, and how it behaves.

    greets      the first line; "" says nothing at all
    answers     by the first word of a command: the line it answers instead
    hangs_up_at the command at which it closes the connection without a word
    """

    greets: str = "220 mail.test ready"
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up_at: str = ""
    received: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Its address, as the setting has it."""
        return f"smtp://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[MailServer]:
        """Listen until the block is left."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.greets:
                await _say(writer, self.greets)
            while line := (await reader.readline()).decode().strip():
                word = line.split(" ")[0].upper()
                self.told.append(word)
                if word == self.hangs_up_at:
                    return
                await _say(writer, self.answers.get(word) or _ordinary(word))
                if word == "DATA" and word not in self.answers:
                    body = await reader.readuntil(b"\r\n.\r\n")
                    if self.hangs_up_at == ".":
                        return
                    self.received.append(body.decode())
                    await _say(writer, self.answers.get(".") or "250 taken")
                if word == "QUIT":
                    return
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            writer.close()


def _ordinary(word: str) -> str:
    return {"EHLO": "250-mail.test\r\n250 8BITMIME", "DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok")


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()
