"""What a form of a transfer posts, as the rules take it. Pure."""

from __future__ import annotations

from datetime import datetime

from bot.shown.posted import Posted
from intake.clocks.calendar import SHANGHAI
from intake.transfers.step import BETWEEN_TICKS
from intents.signs import without_control_characters


def typed_of(posted: Posted) -> dict[str, str]:
    """Return what was entered by name: several ticks of one name are one value."""
    return {
        name: BETWEEN_TICKS.join(without_control_characters(value) for value in values)
        for name, values in posted.items()
    }


def entered_now(now: datetime) -> str:
    """Return this minute as a field for a moment takes it."""
    return now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
