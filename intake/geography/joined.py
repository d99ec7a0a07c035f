"""Places that a sentence adds up: 不止江津，永川也在用. What is said of one is said of both. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from intake.geography.addresses import Address
from intake.geography.reading import PlaceReading
from intake.geography.roles import Weight
from intents import expressions as re

_FIRST = re.compile(r"(?:除了?|除开|不止|不光|不仅|不只|不单|不但|主要|大部分|多半)(?:是|在|有)?$")
_ALSO = re.compile(r"(?:的|那边|那里|这边)?(?:那|这)?(?:个|家|些)?(?:公司|厂|店|分公司|门店)?(?:也|还|同样)")
_ALSO_BEFORE = re.compile(r"(?:也|还|同样)(?:有|在)?$")


def added_up(readings: Sequence[tuple[Address, PlaceReading]]) -> list[PlaceReading]:
    """Return the readings in their order; those that are added up weigh alike and share their acts."""
    alike = {number: reading for number, (_, reading) in enumerate(readings)}
    for number, ((first, _), (second, later)) in enumerate(pairwise(readings)):
        reading = alike[number]
        if _adds_up(first, second) and min(reading.weight, later.weight) > Weight.ASIDE:
            weight, acts = max(reading.weight, later.weight), reading.acts | later.acts
            alike[number] = replace(reading, weight=weight, acts=acts)
            alike[number + 1] = replace(later, weight=weight, acts=acts)
    return list(alike.values())


def _adds_up(first: Address, second: Address) -> bool:
    also = _ALSO.match(second.after) or _ALSO_BEFORE.search(second.before)
    return _FIRST.search(first.before) is not None and also is not None
