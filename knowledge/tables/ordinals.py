"""Ordinals: which items of a table a text counts off: 第3项, 第4、5项, 前三项, 最后一项, 第1到第3部分."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re

_NUMERALS = "一二三四五六七八九十"
_SPELLED = re.compile(rf"第([{_NUMERALS}])(?![{_NUMERALS}])|([{_NUMERALS}])(?=[到至])")


def ordinals_in(text: str, counted: str, size: int) -> tuple[int, ...]:
    """Return the places that a normalised text names, from 1, in order; none outside the table.

    counted  how items are counted, e.g. "项|条"
    size     how many items the table has
    """
    written = _SPELLED.sub(_in_digits, text)
    places = sorted({place for place in _places(written, counted, size) if 1 <= place <= size})
    return tuple(places)


def _places(text: str, counted: str, size: int) -> Iterator[int]:
    for first, last in re.findall(rf"第?(\d+)(?:{counted})?(?:到|至|-|~)第?(\d+)(?:{counted})", text):
        yield from range(int(first), min(int(last), size) + 1)
    for run in re.findall(rf"第(\d+(?:(?: |和|与|及|跟)第?\d+)*)(?:{counted})", text):
        yield from map(int, re.findall(r"\d+", run))
    for number in re.findall(rf"前(\d+)(?:{counted})", text):
        yield from range(1, min(int(number), size) + 1)
    for number in re.findall(rf"(?:最后|末尾?|后)(\d+)(?:{counted})", text):
        yield from range(max(1, size - int(number) + 1), size + 1)


def _in_digits(found: re.Match[str]) -> str:
    ordinal, bare = found.groups()
    return f"第{_NUMERALS.index(ordinal) + 1}" if ordinal else str(_NUMERALS.index(bare) + 1)
