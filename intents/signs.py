"""Text as we are willing to read it: without signs that no sentence needs. Pure."""

from __future__ import annotations

from intents import expressions as re

# XML 1.0 allows none of these, WeChat does send them (inside CDATA), and no sentence needs them. Nor does Chinese
# need the signs that turn the direction of writing: with them a name reads otherwise than it is.
_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def without_control_characters(text: str) -> str:
    """Return the text without the characters that no XML parser and no reader wants."""
    return _CONTROL_CHARACTERS.sub("", text)


def has_control_characters(text: str) -> bool:
    """Say whether the text, of one line, has such characters, or one that ends a line or moves along it."""
    return _CONTROL_CHARACTERS.search(text) is not None or any(sign in text for sign in "\t\n\r")
