"""What one of our own pages sends: read whole, and refused when another site made the browser send it."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.settings import Settings
from bot.shown.requests import form_of, is_from_here
from intents.signs import without_control_characters


async def posted(request: web.Request, settings: Settings) -> Mapping[str, str] | None:
    """Return the fields of the form; None for one from elsewhere. Raises HTTPException for what is too long.

    A box that may be ticked several times comes as lines.
    """
    if not is_from_here(request, settings):
        return None
    sent = await form_of(request)
    return {name: without_control_characters("\n".join(values)) for name, values in sent.items()}
