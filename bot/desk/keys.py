"""The keys of lists: a script that helps, served by ourselves, on the pages that say so. All works without it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from aiohttp import web

_KEYS: Final = (Path(__file__).parent / "static" / "keys.js").read_bytes()
# Its address changes with its content, so browsers may keep it.
KEYS_ADDRESS: Final = f"/desk/static/keys.js?v={hashlib.sha256(_KEYS).hexdigest()[:12]}"
_POLICY: Final = "Content-Security-Policy"
_KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def keys_route() -> web.RouteDef:
    """Return the route of the script."""
    return web.get("/desk/static/keys.js", _script)


def with_keys(page: web.Response) -> web.Response:
    """Return a page that may run the desk's own scripts."""
    page.headers[_POLICY] += "; script-src 'self'"
    return page


async def _script(_: web.Request) -> web.Response:
    return web.Response(body=_KEYS, content_type="text/javascript", charset="utf-8", headers=_KEPT)
