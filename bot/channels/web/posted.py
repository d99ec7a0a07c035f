"""What one of our own pages sends: read whole, and refused when another site made the browser send it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from aiohttp import web

from bot.channels.refusals import body_of
from bot.channels.web.looks import is_from_here
from bot.settings import Settings
from intents.signs import without_control_characters


async def posted(request: web.Request, settings: Settings) -> Mapping[str, str] | None:
    """Return the fields of the form; None for one from elsewhere, or too long a one.

    A box that may be ticked several times comes as lines.
    """
    if not is_from_here(request, settings):
        return None
    body = await body_of(request)
    if body is None:
        return None
    sent = parse_qs(body.decode(errors="replace"), keep_blank_values=True)
    return {name: without_control_characters("\n".join(values)) for name, values in sent.items()}
