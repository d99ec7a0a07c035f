"""What a filer's page says while the database does not answer: nothing was taken, and it may be sent again.

The conversation says so by itself (`Reception`). A database that hangs is given up as soon here as there.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from aiohttp import ClientConnectionResetError, web
from aiohttp.typedefs import Handler, Middleware
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.refusals import refusal
from bot.channels.web.refusals import refusal_page, wants_a_page
from bot.reception import TooBusy
from bot.settings import Settings
from intake.storage.refusals import LedgerUnavailable

log = logging.getLogger(__name__)

# The conversation gives up after four; a page asks a few times more.
ANSWER_WITHIN_SECONDS: Final = 8
_AGAIN_AFTER_SECONDS: Final = 10
_PAGES: Final = ("/file", "/mycase", "/verify", "/receipt", "/visit")
# What is sent to it may take as long as a narrow line needs.
_UPLOADS: Final = "/upload"


def told_while_unreachable(settings: Settings) -> Middleware:
    """Return what stands before the pages of filers."""

    @web.middleware
    async def told(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 503 with what became of the request, where the database did not answer."""
        if not request.path.startswith((*_PAGES, _UPLOADS)):
            return await handler(request)
        is_slow = request.path.startswith(_UPLOADS) and request.method not in ("GET", "HEAD")
        try:
            async with asyncio.timeout(None if is_slow else ANSWER_WITHIN_SECONDS):
                return await handler(request)
        except ClientConnectionResetError:
            raise
        except (TimeoutError, TooBusy, LedgerUnavailable, SQLAlchemyError, OSError) as error:
            # Drivers put addresses and values into their texts: the kind of the error is all we keep.
            log.warning("page not answered", extra={"reason": type(error).__name__})
            return _busy(request, settings)

    return told


def _busy(request: web.Request, settings: Settings) -> web.Response:
    if wants_a_page(request):
        response = refusal_page(503, settings)
    else:
        response = refusal(503, "busy", "现在有点忙，这次的还没有收下。", "请稍后再发一次，不会重复。")
    response.headers["Retry-After"] = str(_AGAIN_AFTER_SECONDS)
    # What was not read of the body must not be taken for the next request.
    response.force_close()
    return response
