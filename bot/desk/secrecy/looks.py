"""The stylesheet of sheets to print, the script that draws, and the policy of the one page that has a script."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.desk.pages import HEADERS

_STATIC: Final = Path(__file__).parents[1] / "static"
_PRINT: Final = (_STATIC / "print.css").read_bytes()
_DRAW: Final = (_STATIC / "mask.js").read_bytes()
_KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
# Their addresses change with their content, so browsers may keep them.
PRINT_ADDRESS: Final = f"/desk/static/print.css?v={hashlib.sha256(_PRINT).hexdigest()[:12]}"
DRAW_ADDRESS: Final = f"/desk/static/mask.js?v={hashlib.sha256(_DRAW).hexdigest()[:12]}"
_POLICY: Final = "Content-Security-Policy"


def static_routes() -> list[web.RouteDef]:
    """Return the routes of both."""
    return [web.get("/desk/static/print.css", _print_style), web.get("/desk/static/mask.js", _draw_script)]


def with_script(page: web.Response) -> web.Response:
    """Return a page that may run the desk's own scripts; no other page of the desk may run any."""
    page.headers[_POLICY] = f"{HEADERS[_POLICY]}; script-src 'self'"
    return page


async def _print_style(_: web.Request) -> web.Response:
    return web.Response(body=_PRINT, content_type="text/css", charset="utf-8", headers=_KEPT)


async def _draw_script(_: web.Request) -> web.Response:
    return web.Response(body=_DRAW, content_type="text/javascript", charset="utf-8", headers=_KEPT)
