"""The sentences of the conversation on a page, so that page and chat say the same."""

from __future__ import annotations

from typing import Protocol


class Says(Protocol):
    """Returns a sentence of phrases.yaml."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of this key."""
