"""Places: where a question says that its answer stands, as data in `places.yaml`: 「工作要求列明哪些部门」."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.literals import LiteralGuard, guard_of
from intents.sheet import Expression, Words, read_sheet

FILE = Path(__file__).with_name("places.yaml")

_PLACES = TypeAdapter(Mapping[Words, Expression])


@lru_cache(maxsize=1)
def places() -> Mapping[str, re.Pattern[str]]:
    """Return how each place is called, by the beginning of the sources that stand there."""
    return {place: re.compile(called) for place, called in read_sheet(FILE, _PLACES).items()}


def places_named(text: str) -> frozenset[str]:
    """Return the places that a normalised text names."""
    return frozenset(_called().found_in(text))


@lru_cache(maxsize=1)
def _called() -> LiteralGuard[str]:
    return guard_of(places())


def places_of(sources: Iterable[str]) -> frozenset[str]:
    """Return the places that an entry with these sources is answered from."""
    return frozenset(place for source in sources for place in places() if source.startswith(place))
