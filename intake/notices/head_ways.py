"""The ways by which the head line of a day leaves this machine: into a file, by mail, to a web address."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

import aiohttp

from intake.notices.courier import CannotCarry
from intake.notices.mail import OfficerMail, Post
from intents.reading.mails import is_mail_address

EXAMPLE: Final = "file:/mnt/elsewhere/shangmi-heads.txt"
WITHIN_SECONDS: Final = 10.0

# Why a line did not leave, by the code that is kept.
REASONS: Final = {
    "not_written": "文件写不进去",
    "not_taken": "对方没有收下",
    "unreachable": "连不上对方",
    "timeout": "对方太慢",
    "refused": "邮件服务器拒收",
    "unknown_recipient": "邮件服务器不认收件人",
    "not_signed_in": "邮件服务器的用户名或密码不对",
    "not_encrypted": "邮件服务器不支持加密",
}


class WayOut(Protocol):
    """A way out."""

    async def send(self, line: str) -> None:
        """Send one line, or raise CannotCarry; the same line may be sent twice."""


def is_way(target: str) -> bool:
    """Say whether a setting names a way that we know."""
    parts = urlsplit(target)
    if parts.scheme == "file":
        return not parts.netloc and parts.path.startswith("/") and not parts.path.endswith("/")
    if parts.scheme == "mailto":
        return is_mail_address(unquote(parts.path)) and not parts.query
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def way_to(target: str, post: Post | None) -> WayOut:
    """Return the way that a setting names.

    post  by which mails leave; a setting that names an address needs it
    """
    parts = urlsplit(target)
    if parts.scheme == "file":
        return IntoFile(Path(unquote(parts.path)))
    if parts.scheme == "mailto":
        if post is None:
            raise ValueError("mails leave by nothing")
        return ByMailTo(unquote(parts.path), post)
    return ToWeb(target)


def last_line_in(target: str) -> str | None:
    """Return the last line that was written where the setting says; None where that is no file, or empty."""
    parts = urlsplit(target)
    if parts.scheme != "file":
        return None
    try:
        lines = Path(unquote(parts.path)).read_text(encoding="ascii", errors="replace").split("\n")
    except OSError:
        return None
    return next((line.strip() for line in reversed(lines) if line.strip()), None)


class IntoFile:
    """Adds lines to a file, best on another machine's disk; readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """Take the file; its folder must be there: a disk that is not mounted must not look like one that is."""
        self._path = path

    async def send(self, line: str) -> None:
        """Add the line, on the disk before we say so."""
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                await asyncio.to_thread(self._add, line)
        except TimeoutError:
            raise CannotCarry("timeout") from None
        except OSError:
            raise CannotCarry("not_written") from None

    def _add(self, line: str) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(descriptor, "ab") as file:
            file.write(f"{line}\n".encode("ascii"))
            file.flush()
            os.fsync(descriptor)


class ByMailTo:
    """Mails the line to one address."""

    def __init__(self, to: str, post: Post) -> None:
        """Take the address and the way mails leave by."""
        self._to = to
        self._post = post

    async def send(self, line: str) -> None:
        """Mail it."""
        day = line.partition("T")[0]
        text = f'这是 {day} 的日志头，请留存：核对时运行 shangmi verify --head "下面这一行"。\n\n{line}\n'
        number = f"head-{line.rsplit(' ', 1)[-1][:32]}"
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                await self._post.send(OfficerMail(number, self._to, f"日志头 {day}", text))
        except TimeoutError:
            raise CannotCarry("timeout") from None


class ToWeb:
    """Posts the line to a web address; anything but 2xx is a refusal, and nobody is followed elsewhere."""

    def __init__(self, address: str) -> None:
        """Take the address, which may hold a secret."""
        self._address = address

    async def send(self, line: str) -> None:
        """Post it."""
        timeout = aiohttp.ClientTimeout(total=WITHIN_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self._address, data=f"{line}\n".encode(), allow_redirects=False) as answer,
            ):
                taken = 200 <= answer.status < 300
        except TimeoutError:
            raise CannotCarry("timeout") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise CannotCarry("unreachable") from None
        if not taken:
            raise CannotCarry("not_taken")
