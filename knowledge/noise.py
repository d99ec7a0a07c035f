"""Noise: what typing in haste and listening machines do to a question. Seeded, to measure with."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# GB2312 level 1: the 3,755 characters in common use, ordered by sound.
_COMMON = [
    bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
]


def noisy(text: str, chance: random.Random, one_in: int = 8) -> str:
    """Return the text with one in so many characters replaced by a same-sounding one, dropped or swapped."""
    signs = list(text)
    for place in range(len(signs)):
        if "\u4e00" <= signs[place] <= "\u9fff" and chance.random() < 1 / one_in:
            _spoil(signs, place, chance)
    return "".join(signs)


def _spoil(signs: list[str], place: int, chance: random.Random) -> None:
    way = chance.choice(("sound", "sound", "drop", "swap"))
    if way == "sound":
        signs[place] = chance.choice(_same_sounding().get(_syllable(signs[place]), [signs[place]]))
    elif way == "drop":
        signs[place] = ""
    elif place + 1 < len(signs):
        signs[place], signs[place + 1] = signs[place + 1], signs[place]


@lru_cache(maxsize=1)
def _same_sounding() -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for sign in _COMMON:
        if sign:
            groups.setdefault(_syllable(sign), []).append(sign)
    return groups


def _syllable(sign: str) -> str:
    return lazy_pinyin(sign, style=Style.NORMAL)[0]
