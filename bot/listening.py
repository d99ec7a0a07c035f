"""The sockets at which we are reached, and why one cannot be had."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

from bot.settings import Settings
from intake.storage.refusals import StartRefused

# As many may wait for a worker that is just being renewed.
_MOST_WAITING = 512


def bound(settings: Settings) -> list[socket.socket]:
    """Return sockets of one worker's own, bound to every address that the host has; `listen` opens them.

    The system deals new connections out among the workers' sockets. They belong to whoever keeps the workers: what
    came in while a worker was renewed waits in them. Raises StartRefused.
    """
    try:
        found = socket.getaddrinfo(
            settings.host or None, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        return [_bound(family, address) for family, _, _, _, address in dict.fromkeys(found)]
    except OSError as error:
        raise StartRefused(why_not(error, settings)) from None


def listen(sockets: Sequence[socket.socket]) -> None:
    """Let connections come in from now on."""
    for one in sockets:
        one.listen(_MOST_WAITING)


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    one.setblocking(False)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind(address)
    return one


def why_not(error: OSError, settings: Settings) -> str:
    """Return what whoever starts us can do."""
    where = f"{settings.host}:{settings.port}"
    match error.errno:
        case errno.EADDRINUSE:
            return f"{where} 已被别的程序占用。请停掉它，或者换一个端口：shangmi serve --port {settings.port + 1}"
        case errno.EACCES | errno.EPERM:
            return f"没有权限监听 {where}。1024 以下的端口需要授权，请换一个端口，例如 --port 8080。"
        case errno.EADDRNOTAVAIL:
            return f"本机没有地址 {settings.host}。请检查 SHANGMI_HOST，例如 127.0.0.1 或 0.0.0.0。"
    # A name that nobody knows has a number of its own, which is none of the system's.
    return f"不能监听 {where}。请检查 SHANGMI_HOST 和 SHANGMI_PORT，例如 127.0.0.1 和 8080。"
