"""What somebody sees of a text: signs that show nothing, or turn the order of others, are taken out. Pure."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters and symbols by category, drawn as nothing: Hangul fillers, an empty Braille cell, Khmer vowels.
_BLANK: Final = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
_LINES: Final = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}


def as_seen(text: str) -> str:
    """Return the text as it is seen: lines end in a line feed; "" where nothing can be seen of it."""
    for end, line in _LINES.items():
        text = text.replace(end, line)
    seen = "".join(sign for sign in text if not _shows_nothing(sign)).strip()
    # An accent or a variation alone stands on nothing.
    return seen if any(unicodedata.category(sign)[0] not in "MZC" for sign in seen) else ""


def _shows_nothing(sign: str) -> bool:
    # Cf holds the zero-width and bidirectional signs, Cc the controls (Unicode, General_Category).
    return sign in _BLANK or (sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cf", "Cn", "Cs"})
