"""Text as a channel without buttons shows it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.messages import Reply
from bot.conversation.paging import paged

_NO_LIMIT = 1 << 30


def as_one_text(replies: Sequence[Reply], max_bytes: int | None = None) -> str:
    """Return what we say as one text, the choices as numbered lines; empty when nothing is said.

    max_bytes  the most UTF-8 bytes that the channel shows; reception has made a page of that size already
    """
    if not replies:
        return ""
    page, _ = paged(replies, max_bytes or _NO_LIMIT)
    return page.text
