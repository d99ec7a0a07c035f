"""What self-assessments lack most, over all that a viewer may see; of fewer than five nothing is said. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.shown.estimates import estimate_of
from intake.filers.estimates import KeptEstimate

# Of fewer a figure would tell of a single company.
FEWEST: Final = 5
_MOST_ITEMS: Final = 5


@dataclass(frozen=True, slots=True)
class CommonGaps:
    """What most of those lack who estimated themselves by one standard.

    units  how many they are, each counted once by its newest estimate
    items  name of an item, and how many lack points of it or do not know, the most first
    """

    title: str
    units: int
    items: tuple[tuple[str, int], ...]


def common_gaps(shared: Iterable[KeptEstimate]) -> tuple[CommonGaps, ...]:
    """Return them for each standard by which five units and more have estimated themselves.

    shared  the newest first
    """
    newest: dict[tuple[str, str], KeptEstimate] = {}
    for kept in shared:
        newest.setdefault((kept.standard, kept.name), kept)
    by_title: dict[str, Counter[str]] = {}
    units: Counter[str] = Counter()
    for kept in newest.values():
        if (estimate := estimate_of(kept)) is not None:
            units[estimate.standard.title] += 1
            lacking = by_title.setdefault(estimate.standard.title, Counter())
            lacking.update(line.item.name for line in estimate.gaps)
    return tuple(
        CommonGaps(title, units[title], tuple(lacking.most_common(_MOST_ITEMS)))
        for title, lacking in by_title.items()
        if units[title] >= FEWEST
    )
