"""Behind TLS browsers are told to come by TLS alone, on every answer, refusals included."""

from __future__ import annotations

from typing import Final

from aiohttp import web

HEADER: Final = "Strict-Transport-Security"
_A_YEAR: Final = "max-age=31536000"


def keep_to_tls(app: web.Application) -> None:
    """Say it on every answer of the application; only where people reach it over https."""
    app.on_response_prepare.append(_said)


async def _said(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers[HEADER] = _A_YEAR
