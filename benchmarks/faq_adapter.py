"""The finder as a plain retrieval system, for comparing it with others on public question pairs.

`build(kb)` takes {"id", "question", "alts"?, "answer"?} and gives an object whose `query(text)` returns
(id, score) pairs, best first; scores mean the same for every question. Features and weights as shipped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from knowledge.finding.finder import Finder


class Adapter:
    """Asks the finder."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def query(self, text: str) -> list[tuple[str, float]]:
        """Return the ten best entries with their scores."""
        return self._finder.rank(text, limit=10)


def build(kb: Iterable[Mapping[str, Any]]) -> Adapter:
    """Build a finder over somebody else's questions."""
    return Adapter(
        Finder.build(
            {
                "id": entry["id"],
                "wordings": [entry["question"], *entry.get("alts", ())],
                "answer": entry.get("answer", ""),
            }
            for entry in kb
        )
    )
