"""What a text is found by: its words, the pairs of signs of what is short, codes and numbers. Pure.

The same reading serves what is kept and what is asked. Nothing of it leaves the machine or is stored as it is:
`storage.search_rows` turns each term into a keyed token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from intents.wording import simplified, tokenise

MOST_ASKED: Final = 60
MOST_PIECES: Final = 8
# A name, a title, an address: every two signs beside each other are a term. Of longer texts the words are.
_SHORT: Final = 60
_MOST_CHARACTERS: Final = 20_000
_PIECES: Final = re.compile(r"[0-9a-z]+|[\u3400-\u9fff]+")
_SHORTEST: Final = 2
# Of fewer signs too little is left when one of them is wrong; of more the question grows long.
_SHORTEST_NEAR, _LONGEST_NEAR = 4, 20
_One = TypeVar("_One")

# A word and a pair of signs may be written alike; they are told apart.
Term = str


class NotSearchable(Exception):
    """What was typed cannot be looked for; the text is a sentence for who typed it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every piece by one of its ways, a way by all of its terms.

    plain  the pieces as they were read, for comparing texts with
    """

    pieces: tuple[tuple[frozenset[Term], ...], ...]
    plain: tuple[str, ...]


def terms_of(texts: Iterable[str]) -> frozenset[Term]:
    """Return the terms of what was written."""
    written = [(in_one_form(text[:_MOST_CHARACTERS]), len(text) <= _SHORT) for text in texts]
    # Cut into words together: no word goes on over the end of a line, and twenty short texts cost as much as one.
    found = _words("\n".join(one_form for one_form, _ in written))
    for one_form, is_short in written:
        if is_short:
            found |= {pair for piece in _PIECES.findall(one_form) for pair in _pairs(piece)}
    return frozenset(found)


def query_of(typed: str) -> Query:
    """Return what is looked for. Raises NotSearchable."""
    if len(typed) > MOST_ASKED:
        raise NotSearchable(
            f"最多 {MOST_ASKED} 个字，您写了 {len(typed):,} 个字。请只写名称、产品或者几个关键的词。"
        )
    plain = tuple(dict.fromkeys(_PIECES.findall(in_one_form(typed))))
    if not plain:
        raise NotSearchable("请写要找的字词，例如单位名称、产品名、信用代码；只有标点找不了。")
    kept = tuple(piece for piece in plain if len(piece) >= _SHORTEST)[:MOST_PIECES]
    if not kept:
        raise NotSearchable("请至少写两个连着的字。一个字在太多案件里都有，找不准。")
    return Query(tuple(_ways(piece) for piece in kept), kept)


def near_of(query: Query) -> tuple[Query, ...]:
    """Return what may be looked for where nothing has all of it: a word less, or one sign of a single name."""
    if len(query.pieces) > 1:
        places = range(len(query.pieces))
        return tuple(Query(_without(query.pieces, at), _without(query.plain, at)) for at in places)
    (plain,) = query.plain
    if plain.isascii() or not _SHORTEST_NEAR <= len(plain) <= _LONGEST_NEAR:
        return ()
    pairs = [f"p:{first}{second}" for first, second in pairwise(plain)]
    ways = (frozenset((*pairs[: max(0, at - 1)], *pairs[at + 1 :])) for at in range(len(plain)))
    return (Query((tuple(dict.fromkeys(ways)),), query.plain),)


def in_one_form(text: str) -> str:
    """Return a text as terms are read from it: half width, small letters, simplified characters."""
    return simplified(unicodedata.normalize("NFKC", text).lower())


def strings_in(value: object) -> Iterable[str]:
    """Yield every text in fields as they are stored."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one)


def _ways(piece: str) -> tuple[frozenset[Term], ...]:
    ways = (frozenset(_words(piece)), frozenset(_pairs(piece)))
    return tuple(dict.fromkeys(way for way in ways if way))


def _words(one_form: str) -> set[Term]:
    pieces = (piece for word in tokenise(one_form) for piece in _PIECES.findall(word))
    codes = {piece for piece in _PIECES.findall(one_form) if piece.isascii()}
    return {f"w:{one}" for one in {*pieces, *codes} if len(one) >= _SHORTEST}


def _without(several: tuple[_One, ...], at: int) -> tuple[_One, ...]:
    return several[:at] + several[at + 1 :]


def _pairs(piece: str) -> set[Term]:
    """Return the pairs of signs; what is written in letters and digits is one term."""
    return set() if piece.isascii() else {f"p:{first}{second}" for first, second in pairwise(piece)}
