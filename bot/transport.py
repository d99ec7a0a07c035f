"""What browsers are told on every answer, refusals included: to come by TLS alone, and whom to say whence."""

from __future__ import annotations

from typing import Final

from aiohttp import web

HEADER: Final = "Strict-Transport-Security"
REFERRER: Final = "Referrer-Policy"
_A_YEAR: Final = "max-age=31536000"


def keep_to_tls(app: web.Application) -> None:
    """Say it on every answer of the application; only where people reach it over https."""
    app.on_response_prepare.append(_said)


def keep_where_from(app: web.Application) -> None:
    """Let no other site hear from which of our addresses somebody comes: they hold links and references."""
    app.on_response_prepare.append(_kept_here)


async def _kept_here(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.setdefault(REFERRER, "same-origin")


async def _said(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers[HEADER] = _A_YEAR
