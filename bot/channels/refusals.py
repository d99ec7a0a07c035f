"""How a door says no: one shape for programs, a number for what failed on our side."""

from __future__ import annotations

import logging
import secrets

from aiohttp import web

log = logging.getLogger(__name__)


def refusal(status: int, code: str, message: str, hint: str) -> web.Response:
    """Return the error every JSON address answers with.

    code     for programs, never changed
    message  what happened, in Chinese
    hint     what the person can do
    """
    return web.json_response({"error": {"code": code, "message": message, "hint": hint}}, status=status)


def logged_incident(door: str, error: Exception) -> str:
    """Log a failure of ours and return the number under which it can be found.

    The log names the error's type and place; its text may hold what a person typed.
    """
    number = secrets.token_hex(4).upper()
    log.error("a message could not be answered", exc_info=error, extra={"door": door, "incident": number})
    return number
