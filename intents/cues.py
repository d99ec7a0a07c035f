"""What must stand in a message before anything is meant by it: nearly all patterns are passed over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from intents import expressions as re
from intents.once import is_our_own

Meant = TypeVar("Meant")

_MOST_REMEMBERED = 2048


class Cue(NamedTuple):
    """Words without which a pattern has nothing to say.

    pattern  finds them
    signs    one of these stands in whatever the pattern finds, so that most messages are not even searched;
             "" where there are no such signs
    """

    pattern: re.Pattern[str]
    signs: str = ""

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the words stand."""
        return self.pattern.search(text)


def cue(pattern: str, *, signs: str = "") -> Cue:
    """Return what finds the words."""
    return Cue(re.compile(pattern), signs)


class InOrder(Generic[Meant]):
    """Ways in which a message may be meant, in the order in which they are looked for.

    The signs of a message tell which of them cannot be meant: it is searched for the words of the others alone.
    """

    def __init__(self, ways: Iterable[tuple[Meant, Cue | re.Pattern[str] | None]]) -> None:
        """Take each way with what it needs, None where any message may be meant so.

        A bare pattern is searched for in every message.
        """
        self._numbered: list[tuple[int, Meant, re.Pattern[str] | None]] = []
        self._told_by: dict[str, int] = {}
        self._always = 0
        for number, (way, needs) in enumerate(ways):
            bit = 1 << number
            signs = needs.signs if isinstance(needs, Cue) else ""
            for sign in signs:
                self._told_by[sign] = self._told_by.get(sign, 0) | bit
            self._always |= 0 if signs else bit
            self._numbered.append((bit, way, needs.pattern if isinstance(needs, Cue) else needs))
        self._signs = frozenset(self._told_by)
        # Neither holds what was said but our own words: which ways some signs leave, and what our words may mean.
        self._left_by = lru_cache(maxsize=_MOST_REMEMBERED)(self._left)
        self._by_heart = lru_cache(maxsize=_MOST_REMEMBERED)(lambda text: tuple(self._searched(text)))

    def that_may_be(self, text: str) -> Iterable[Meant]:
        """Yield the ways that these words may be meant, each when the one before had nothing to say."""
        return self._by_heart(text) if is_our_own(text) else self._searched(text)

    def _searched(self, text: str) -> Iterator[Meant]:
        may_be = self._always
        for sign in self._signs.intersection(text):
            may_be |= self._told_by[sign]
        for way, needs in self._left_by(may_be):
            if needs is None or needs.search(text):
                yield way

    def _left(self, may_be: int) -> tuple[tuple[Meant, re.Pattern[str] | None], ...]:
        return tuple((way, needs) for bit, way, needs in self._numbered if may_be & bit)
