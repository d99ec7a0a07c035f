"""Filed values in words: days, times, places, amounts. As a person says them, and as an officer needs them."""

from __future__ import annotations

from datetime import date

from intake.geography.place import KeptPlace
from intents import expressions as re

# What a place's name says no more when it stands beside it: 「江津」 beside 江津区.
_PLAIN = re.compile(r"重庆市?|[区县市街道镇乡的那个里边就在是 ，。]")
_WAN = 10_000
_YI = 100_000_000
_WEEKDAYS = "一二三四五六日"
_SHOWN_CHARACTERS = 60


def shortly(words: str) -> str:
    """Return the words, those of a long text cut."""
    return words if len(words) <= _SHOWN_CHARACTERS else f"{words[:_SHOWN_CHARACTERS]}……"


def day_in_words(value: str) -> str:
    """Return 2026年8月12日 for 2026-08-12, 2026年8月 for 2026-08."""
    parts = value.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def time_in_words(value: str) -> str:
    """Return 2026年12月1日（周二）上午 for 2026-12-01 上午: people think of appointments in days of the week."""
    day, _, when = value.partition(" ")
    return f"{day_in_words(day)}（周{_WEEKDAYS[date.fromisoformat(day).weekday()]}）{when}"


def place_in_words(value: object) -> str:
    """Return 江津区双福街道, with what was typed behind it where that says more."""
    place = KeptPlace.of(value)
    if place is None:
        return ""
    if place.outside:
        return place.outside
    known = _known(place)
    if not known:
        return place.text
    typed = _as_typed(place, known)
    if typed.startswith(known):
        return typed
    says_more = _PLAIN.sub("", typed) not in _PLAIN.sub("", known)
    return f"{known}（{typed}）" if says_more else known


def place_as_filed(value: object) -> str:
    """Return what was typed first, with where we took it to be behind it."""
    place = KeptPlace.of(value)
    if place is None:
        return ""
    known = _known(place) or place.outside or ""
    typed = _as_typed(place, known)
    if not known or typed.startswith(known):
        return typed or known
    return f"{typed}（{known}）" if typed else known


def yuan_in_figures(amount: int) -> str:
    """Return 500,000 元（50 万元）: every figure, and as one says it."""
    figures = f"{amount:,} 元"
    if amount >= _YI and amount % 1_000_000 == 0:
        return f"{figures}（{amount / _YI:g} 亿元）"
    if amount >= _WAN and amount % 100 == 0:
        return f"{figures}（{amount / _WAN:.10g} 万元）"
    return figures


def _as_typed(place: KeptPlace, known: str) -> str:
    """Return the words without what a page showed behind them, and sent back with them."""
    typed = place.text
    while known and typed.endswith(f"（{known}）"):
        typed = typed.removesuffix(f"（{known}）")
    return typed


def _known(place: KeptPlace) -> str:
    return f"{place.district or ''}{place.unit or ''}"
