"""A proxy that nobody told us of: all people seem to come from one address, and hold up one another."""

from __future__ import annotations

import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.settings import Settings
from bot.shown.sources import is_passed_on

log = logging.getLogger(__name__)


def proxies_noticed(settings: Settings) -> Middleware:
    """Return what says so in the log, once, when requests are passed on by a proxy that is not TRUSTED_PROXY."""
    is_told = False

    @web.middleware
    async def noticing(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal is_told
        if not is_told and is_passed_on(request) and request.remote != settings.trusted_proxy:
            is_told = True
            # Anybody can write such a header: this tells of a proxy only where one is expected.
            log.warning("requests are passed on by a proxy that SHANGMI_TRUSTED_PROXY does not name")
        return await handler(request)

    return noticing
