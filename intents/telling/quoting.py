"""What stands as somebody's own words is what they wrote, sign for sign. Pure.

A story is read in a plain form: half width, simplified, figures for spoken numbers; and a fact may be read from
several places of it. Quoted is the place as it was typed; several places stand apart, with dots between them, and
words that were never written are no quotation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from intents import expressions as re
from intents.telling.writing import in_spoken_figures
from intents.wording import simplified

BETWEEN = "……"
_MARKS = re.compile(r"[，,、；;。！!？?：:\s…〔〕]+|〔[^〔〕]*〕")
_FEWEST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in its plain form, without blanks, and where each sign of that stands in the text."""

    typed: str
    text: str
    places: tuple[int, ...]

    def found(self, piece: str) -> str | None:
        """Return what was typed where the plain form holds this; None where it does not."""
        at = self.text.find(piece)
        return None if at < 0 else self.typed[self.places[at] : self.places[at + len(piece) - 1] + 1]


def quoted(words: str, sent: Sequence[str], between: str = BETWEEN) -> str:
    """Return the words as they were typed in one of the texts sent, in pieces where they stand apart there.

    between  what stands between two pieces
    """
    if not words or any(words in text for text in sent):
        return words
    plain = [_plain(text) for text in sent]
    whole = _first_found(_plain(words).text, plain)
    if whole is not None:
        return whole
    pieces = (found for piece in _MARKS.split(words) for found in _found_in_part(_plain(piece).text, plain))
    return between.join(dict.fromkeys(pieces))


def _found_in_part(piece: str, plain: Sequence[_Plain]) -> Iterator[str]:
    """Yield the longest runs of a piece that were typed, from its beginning on; a single sign is none."""
    start = 0
    while start < len(piece):
        end = start + _FEWEST_SIGNS
        found = _first_found(piece[start:end], plain) if end <= len(piece) else None
        while found is not None and end < len(piece):
            longer = _first_found(piece[start : end + 1], plain)
            if longer is None:
                break
            found, end = longer, end + 1
        if found is not None:
            yield found
        start = end if found is not None else start + 1


def _first_found(piece: str, plain: Sequence[_Plain]) -> str | None:
    return next((found for one in plain if piece and (found := one.found(piece)) is not None), None)


def _plain(text: str) -> _Plain:
    signs: list[str] = []
    places: list[int] = []
    simple = simplified(text)
    for place, sign in enumerate(simple if len(simple) == len(text) else text):
        for one in _plain_sign(sign):
            signs.append(one)
            places.append(place)
    return _Plain(text, in_spoken_figures("".join(signs)), tuple(places))


# There are a few thousand signs, and each is met again and again.
@lru_cache(maxsize=8192)
def _plain_sign(sign: str) -> str:
    """Return what a sign is in the plain form: nothing of a blank or a control character."""
    if unicodedata.category(sign)[0] == "C":
        return ""
    return "".join(unicodedata.normalize("NFKC", sign).split())
