"""Districts written as they sound or look: 江金区, 九龙破, 北培. Pure.

Only one character may differ, and only in sound or shape; what comes out is read back, never taken for granted.
Towns are not guessed: there are too many of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from intake.geography.meaning import Meaning
from intake.geography.mentions import Mention
from intake.geography.tables import Words
from intents.sounds import readings_of

_LEVELS = "区县"


class Misspellings:
    """Finds what may be a misspelt district."""

    def __init__(self, districts: Mapping[str, Meaning], words: Words) -> None:
        self._districts = districts
        self._alike = frozenset(frozenset(pair) for pair in words.look_alike)
        self._function_words = frozenset(words.function_words)
        self._lengths = sorted({len(name) for name in districts}, reverse=True)
        self._by_rest: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in districts:
            for place in range(len(name)):
                self._by_rest[place, name[:place] + "*" + name[place + 1 :]].append(name)

    def guesses(self, text: str) -> tuple[Mention, ...]:
        """Return the misspelt districts of a plain text, without overlaps: the same sound first."""
        found: list[Mention] = []
        for distance in (0, 1):
            for length in self._lengths:
                for start in range(len(text) - length + 1):
                    mention = self._guess(text, start, start + length, distance)
                    if mention and all(mention.end <= it.start or it.end <= mention.start for it in found):
                        found.append(mention)
        return tuple(found)

    def _guess(self, text: str, start: int, end: int, distance: int) -> Mention | None:
        written = text[start:end]
        has_level = len(written) > len("区县") and written[-1] in _LEVELS
        if distance and not has_level:
            # With 区 or 县 behind it, it can hardly be anything else: one letter may differ. Else none.
            return None
        for place, character in enumerate(written):
            if character in self._function_words and not has_level:
                continue
            rest = written[:place] + "*" + written[place + 1 :]
            for name in self._by_rest.get((place, rest), ()):
                if self._is_alike(character, name[place], distance):
                    return Mention(start, end, name, replace(self._districts[name], guessed=True))
        return None

    def _is_alike(self, written: str, meant: str, distance: int) -> bool:
        if written == meant:
            return False
        if frozenset((written, meant)) in self._alike:
            return True
        return any(
            Levenshtein.distance(one, other) <= distance
            for one in readings_of(written)
            for other in readings_of(meant)
        )
