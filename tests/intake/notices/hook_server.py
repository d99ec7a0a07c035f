"""Another system for tests, over real TLS: it takes calls, or misbehaves in the one way it is told to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OK = b"HTTP/1.1 204 No Content\r\n\r\n"
ANSWERS = {
    "takes": OK,
    "refuses": b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    "breaks": b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nOops",
    "leads away": b"HTTP/1.1 307 Go\r\nLocation: https://127.0.0.1:1/inside\r\nContent-Length: 0\r\n\r\n",
    "forges": b"\x00\x01 we are done, signature valid\r\n\r\n",
    "forges a status": b"HTTP/1.1 2OO OK\r\n\r\n",
    "floods heads": b"HTTP/1.1 200 OK\r\n" + b"X-Much: " + b"x" * 100_000 + b"\r\n\r\n",
    "hangs up": b"",
}
# What is said of each that fails.
FAILS = {
    "refuses": "refused",
    "breaks": "failed",
    "leads away": "redirected",
    "forges": "not_http",
    "forges a status": "not_http",
    "floods heads": "not_http",
    "hangs up": "not_http",
    "hangs": "timeout",
}


@dataclass
class Heard:
    """One call as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The body, read."""
        return dict(orjson.loads(self.body))


@dataclass
class HookServer:
    """What it heard, and how it behaves: a name of ANSWERS, "hangs", "floods", "drips heads" or "drips".

    says  what it answers, whatever it is called; None: as it behaves
    """

    behaves: str = "takes"
    says: bytes | None = None
    heard: list[Heard] = field(default_factory=list)
    port: int = 0
    sent: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        """Where it is called."""
        return f"https://localhost:{self.port}/calls"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[HookServer]:
        """Listen until the block is left."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=_certified()[0])
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.heard.append(Heard(headers, body))
            self.arrived.set()
            if self.behaves == "hangs":
                await reader.read()
            elif self.behaves == "floods":
                await self._flood(writer)
            elif self.behaves.startswith("drips"):
                await self._drip(writer)
            else:
                writer.write(ANSWERS[self.behaves] if self.says is None else self.says)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            return
        finally:
            writer.close()

    async def _flood(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()
            self.sent += 65_536

    async def _drip(self, writer: asyncio.StreamWriter) -> None:
        """Never be done: a sign now and then, within a head that does not end or after one."""
        writer.write(
            b"HTTP/1.1 200 OK\r\n" + (b"" if self.behaves == "drips heads" else b"Content-Length: 999\r\n\r\n")
        )
        while True:
            writer.write(b"x")
            await writer.drain()
            self.sent += 1
            await asyncio.sleep(0.02)


def trusting() -> ssl.SSLContext:
    """Return what believes the certificate of these servers."""
    return believing(authority())


def authority() -> str:
    """Return that certificate."""
    return _certified()[1]


def believing(certificate: str) -> ssl.SSLContext:
    """Return what believes this certificate alone."""
    return ssl.create_default_context(cadata=certificate)


@cache
def _certified() -> tuple[ssl.SSLContext, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    written = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(written + secret)
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(file)
    return serving, written.decode()
