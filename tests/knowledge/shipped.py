"""The content as shipped, read once for all who look at it."""

from __future__ import annotations

from functools import cache

from knowledge.content.entry import Entry
from knowledge.content.files import read_content
from knowledge.content.instrument import Instrument


@cache
def shipped_content() -> tuple[list[Entry], dict[str, Instrument]]:
    """Return the entries and instruments as they are shipped; nobody changes them."""
    return read_content()


def shipped_entries() -> list[Entry]:
    """Return the entries as they are shipped."""
    return shipped_content()[0]
