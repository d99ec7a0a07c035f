"""A day that is not the one that was named, or only one of two: how it was taken is told. Pure."""

from __future__ import annotations

from intake.forms.understood import Heard
from intents import reading


def heard_day(text: str) -> Heard | None:
    """Say how a day was taken where it is not the one that was named: it is read back."""
    if reading.is_lunar(text):
        return Heard.LUNAR
    return Heard.COUNTED if reading.is_counted_from_a_day(text) else None
