"""The stylesheet of the talks desk, the script that brings new lines, and the policy of the pages that have it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.desk.pages import HEADERS

_STATIC: Final = Path(__file__).parents[1] / "static"
_STYLE: Final = (_STATIC / "talks.css").read_bytes()
_SCRIPT: Final = (_STATIC / "talks.js").read_bytes()
_KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
_POLICY: Final = "Content-Security-Policy"
# Their addresses change with their content, so browsers may keep them.
KNOWN: Final[Mapping[str, object]] = {
    "talks_style": f"/desk/static/talks.css?v={hashlib.sha256(_STYLE).hexdigest()[:12]}",
    "talks_script": f"/desk/static/talks.js?v={hashlib.sha256(_SCRIPT).hexdigest()[:12]}",
}


def static_routes() -> list[web.RouteDef]:
    """Return the routes of both."""
    return [web.get("/desk/static/talks.css", _style), web.get("/desk/static/talks.js", _script)]


def with_script(page: web.Response) -> web.Response:
    """Return a page that may run the desk's own script and ask the desk for new lines."""
    page.headers[_POLICY] = f"{HEADERS[_POLICY]}; script-src 'self'; connect-src 'self'"
    return page


async def _style(_: web.Request) -> web.Response:
    return web.Response(body=_STYLE, content_type="text/css", charset="utf-8", headers=_KEPT)


async def _script(_: web.Request) -> web.Response:
    return web.Response(body=_SCRIPT, content_type="text/javascript", charset="utf-8", headers=_KEPT)
