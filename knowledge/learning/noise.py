"""Noise: what typing in haste and listening machines do to a question. Seeded, to measure with."""

from __future__ import annotations

import random

from intents.sounds import same_sounding


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
        signs[place] = chance.choice(same_sounding(signs[place]) or signs[place])
    elif way == "drop":
        signs[place] = ""
    elif place + 1 < len(signs):
        signs[place], signs[place + 1] = signs[place + 1], signs[place]
