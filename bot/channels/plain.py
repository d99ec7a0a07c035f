"""Text as a channel without buttons shows it, and text as we are willing to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.messages import Reply
from bot.conversation.paging import paged

# XML 1.0 allows none of these, WeChat does send them (inside CDATA), and no sentence needs them.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NO_LIMIT = 1 << 30


def without_control_characters(text: str) -> str:
    """Return the text without the characters that no XML parser and no reader wants."""
    return _CONTROL_CHARACTERS.sub("", text)


def as_one_text(replies: Sequence[Reply], max_bytes: int | None = None) -> str:
    """Return what we say as one text, the choices as numbered lines; empty when nothing is said.

    max_bytes  the most UTF-8 bytes that the channel shows; reception has made a page of that size already
    """
    if not replies:
        return ""
    page, _ = paged(replies, max_bytes or _NO_LIMIT)
    return page.text
