"""Names of districts, zones and cities in pinyin: 「sha ping ba」, 「Yubei」, 「chengdu」. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from intake.geography.tables import Tables
from intents import expressions as re
from intents.sounds import readings_of

_LETTERS = re.compile(r"[a-zA-Z][a-zA-Z' ,\-]{3,39}")
_NO_LETTERS = re.compile(r"[^a-z]")
# 「Nan'an District, Chongqing」
_AROUND = re.compile(r"\b(?:in|at|district|county|city|new area|chongqing)\b", re.IGNORECASE)
_CITY = "市"


class SpelledNames:
    """The names by their letters; letters that several names share mean none of them."""

    def __init__(self, tables: Tables) -> None:
        names = defaultdict(set)
        for name in _names(tables):
            for letters in _spellings(name):
                names[letters].add(name)
        self._by_letters: Mapping[str, str] = {
            letters: meant.pop() for letters, meant in names.items() if len(meant) == 1
        }

    def in_characters(self, text: str) -> str:
        """Return the name that the whole text spells; any other text as it is."""
        if not _LETTERS.fullmatch(text.strip()):
            return text
        by_itself = _NO_LETTERS.sub("", text.lower())
        bare = _NO_LETTERS.sub("", _AROUND.sub("", text).lower())
        return self._by_letters.get(by_itself, self._by_letters.get(bare, text))


def _spellings(name: str) -> Iterable[str]:
    """Yield the name in every way its characters are read: 丰都 is no fengdou."""
    return map("".join, product(*(readings_of(sign) or (sign,) for sign in name)))


def _names(tables: Tables) -> Iterable[str]:
    for area in (*tables.districts, *tables.ended, *tables.zones):
        yield from filter(None, (area.name, area.short))
    for prefecture in tables.outside:
        yield from (prefecture.name, prefecture.name.removesuffix(_CITY))
