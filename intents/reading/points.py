"""How many points somebody gives themselves, out of so many: 「8分」, 「大概十二」, 「满分」, 「一半」."""

from __future__ import annotations

from intents import expressions as re
from intents.numerals import number_of
from intents.reading.plain import plain
from intents.reading.refusal import NotUnderstood

_FIGURE = re.compile(r"[零〇一二两三四五六七八九十百]{1,6}|\d{1,9}(?:\.\d{1,9})?")
_FULL = re.compile(r"满分|全部?分|全给|拿满")
_HALF = re.compile(r"一半|半数|对半|折半")
_NEGATIVE = re.compile(r"(?:负|-|扣)\s?\d")


def read_points(text: str, most: int) -> int:
    """Return how many points are meant, whole, between 0 and `most`."""
    said = plain(text)
    if _FULL.search(said):
        return most
    if _HALF.search(said):
        return most // 2
    numbers = [_value(found) for found in _FIGURE.findall(said)]
    if len(numbers) != 1 or _NEGATIVE.search(said):
        raise NotUnderstood("points.none", most=most)
    value = numbers[0]
    if value is None or value != int(value):
        raise NotUnderstood("points.whole", most=most)
    if value > most:
        raise NotUnderstood("points.too_many", number=int(value), most=most)
    return int(value)


def _value(figure: str) -> float | None:
    return float(figure) if figure[0].isdigit() and figure[0].isascii() else number_of(figure)
