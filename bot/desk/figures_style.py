"""The stylesheet of the pages of figures, exports and audit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from aiohttp import web

_STYLE: Final = (Path(__file__).parent / "static" / "figures.css").read_bytes()
_VERSION: Final = hashlib.sha256(_STYLE).hexdigest()[:12]


def known_here() -> Mapping[str, object]:
    """Return what all of these pages know."""
    return {"figures_style": _VERSION}


def style_route() -> web.RouteDef:
    """Return the route of the stylesheet."""
    return web.get("/desk/static/figures.css", _style)


async def _style(_: web.Request) -> web.Response:
    """The stylesheet; its address changes with its content, so browsers may keep it."""
    return web.Response(
        body=_STYLE,
        content_type="text/css",
        charset="utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
    )
