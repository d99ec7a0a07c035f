"""Whether a pattern can only find what holds one of some signs: read from its parts, not tried on texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from re import _constants as codes  # type: ignore[attr-defined,unused-ignore]  # isort: skip - the only way to a pattern's parts
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]  # isort: skip


def requires_one_of(pattern: re.Pattern[str], signs: str, *, or_a_digit: bool = False) -> bool:
    """Say whether one of the signs stands in whatever the pattern finds."""
    return _requires(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), frozenset(signs), or_a_digit)


def _requires(parts: Iterable[Any], signs: frozenset[str], digit: bool) -> bool:
    return any(_is_required(code, argument, signs, digit) for code, argument in parts)


def _is_required(code: Any, argument: Any, signs: frozenset[str], digit: bool) -> bool:
    if code is codes.LITERAL:
        return chr(argument) in signs or (digit and chr(argument).isdecimal())
    if code is codes.IN:
        return all(_is_within(kind, one, signs, digit) for kind, one in argument)
    if code is codes.BRANCH:
        return all(_requires(branch, signs, digit) for branch in argument[1])
    if code is codes.SUBPATTERN:
        return _requires(argument[3], signs, digit)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, _, repeated = argument
        return least > 0 and _requires(repeated, signs, digit)
    return code is codes.ATOMIC_GROUP and _requires(argument, signs, digit)


def _is_within(kind: Any, one: Any, signs: frozenset[str], digit: bool) -> bool:
    if kind is codes.LITERAL:
        return chr(one) in signs or (digit and chr(one).isdecimal())
    if kind is codes.RANGE:
        return all(chr(code) in signs or (digit and chr(code).isdecimal()) for code in range(one[0], one[1] + 1))
    return digit and kind is codes.CATEGORY and one is codes.CATEGORY_DIGIT
