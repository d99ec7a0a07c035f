"""What all readers do first: half width, simplified characters; a screenful at most."""

from __future__ import annotations

import unicodedata

from intents import expressions as re
from intents.once import once_a_message
from intents.wording import simplified

# Nobody answers one question with more; a reader searches only this far.
_MOST_CHARACTERS = 1_000
# As often as nobody writes one letter on purpose.
_SAID_AGAIN = 8
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\u061c\ufeff]")
# 「不是2025年，是2026年」: what is denied is not the answer.
_DENIED = re.compile(r"(?:不是|并非|不在)[^，,。；;！!？?]{1,30}[，,。；;！!]\s*(?=\S)")


@once_a_message
def as_written(text: str) -> str:
    """Return the text in half width and without control characters, script and case as typed."""
    return _CONTROL.sub("", unicodedata.normalize("NFKC", text[:_MOST_CHARACTERS])).strip()


@once_a_message
def plain(text: str) -> str:
    """Return the text in half width, lower case and simplified characters, numerals as written."""
    return simplified(as_written(text)).lower()


def says_nothing(text: str) -> bool:
    """Say whether there is no letter or digit in it, or one letter or sign again and again: 「aaaaaaaa」."""
    said = "".join(text.lower().split())
    if not any(character.isalnum() for character in said):
        return True
    return len(said) >= _SAID_AGAIN and not said[0].isdigit() and len(set(said)) == 1


def without_denied(text: str) -> str:
    """Leave out what the person says it is not, where something follows."""
    return _DENIED.sub("", text)
