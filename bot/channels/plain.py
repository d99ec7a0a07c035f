"""Text as a channel without buttons shows it, and text as we are willing to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.conversation.messages import Choice, Reply

# XML 1.0 allows none of these, WeChat does send them (inside CDATA), and no sentence needs them.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CUT_HERE = "。！？；\n"
_CUT_MARK = "……"


def without_control_characters(text: str) -> str:
    """Return the text without the characters that no XML parser and no reader wants."""
    return _CONTROL_CHARACTERS.sub("", text)


def as_one_text(replies: Iterable[Reply], max_bytes: int | None = None) -> str:
    """Return what we say as one text, the choices as numbered lines below it.

    max_bytes  the most UTF-8 bytes; the conversation pages long answers itself, so that what is cut
               here (the end of the text, never the choices) is the rare rest
    """
    shown = list(replies)
    said = "\n\n".join(reply.text.strip() for reply in shown)
    numbered = _numbered(shown[-1].choices) if shown else ""
    if max_bytes is not None:
        said = _cut(said, max_bytes - len(numbered.encode()))
    return (said + numbered).strip()


def _numbered(choices: Sequence[Choice]) -> str:
    if not choices:
        return ""
    return "\n\n" + "\n".join(f"{number}. {choice.label}" for number, choice in enumerate(choices, 1))


def _cut(text: str, max_bytes: int) -> str:
    """Return at most `max_bytes` of the text, ended where a sentence ends if there is one near."""
    encoded = text.encode()
    if len(encoded) <= max_bytes:
        return text
    room = max(0, max_bytes - len(_CUT_MARK.encode()))
    kept = encoded[:room].decode(errors="ignore")
    end = max(kept.rfind(mark) for mark in _CUT_HERE) + 1
    return (kept[:end] if end > len(kept) // 2 else kept) + _CUT_MARK
