"""Access codes: by which filers who left no account with us find their case again. Pure.

"K7M2-9QXT-4HJW-ZP3B-VR6N": four groups drawn by chance (80 bits) and one that follows from them: a Reed-Solomon
check over the field of 32 elements. One wrong sign is found, and so is where it stands.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# No 0 and O, no 1 and I: nobody has to ask which of the two it is.
_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_VALUE_OF: Final = {sign: value for value, sign in enumerate(_SIGNS)}
GROUP: Final = 4
_DRAWN: Final = 16
_CHECKS: Final = 4
_WHOLE: Final = _DRAWN + _CHECKS

_HYPHENS = re.compile(r"[\u2010-\u2015\u2212_·.]")
_IN_GROUPS = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}(?:[-\s]*[0-9A-Z]{4}){4}(?![0-9A-Z])")
# Chinese signs and what stands between them, which no other writing of a sign of ours is among.
_NO_CODE = re.compile(r"[\u4e00-\u9fff，。、？！…“”]*")
_SEPARATED = re.compile(r"[-\s]")
# Two to four groups side by side that go on to no more; the shape of a reference has a single sign behind two.
_SIGN = "[2-9A-HJ-NP-Z]"
_SOME_GROUPS = re.compile(
    rf"(?<![0-9A-Z])(?<![0-9A-Z]-){_SIGN}{{4}}(?:[-\s]{{1,3}}{_SIGN}{{4}}){{1,3}}(?![0-9A-Z])(?![-\s]{{1,3}}[0-9A-Z](?![0-9A-Z]))"
)
_ONE_GROUP = re.compile(r"(?:最后一组|末组|查询码)?(?:是|为)?[:\s]*([0-9A-Z]{4})\s*[。.!！]?")


def _powers() -> list[int]:
    """Return the powers of 2 in GF(32), made with x^5 + x^2 + 1."""
    powers = [1]
    for _ in range(30):
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return powers


_POWERS: Final = _powers()
_LOG: Final = {element: power for power, element in enumerate(_POWERS)}


@dataclass(frozen=True, slots=True)
class Misspelt:
    """Something in the shape of a code that is none.

    group, place  where the one wrong sign stands, counted from 1; None when it is more than one
    """

    group: int | None = None
    place: int | None = None


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a code, its chance drawn by `below`."""
    drawn = [below(len(_SIGNS)) for _ in range(_DRAWN)]
    return _written([*drawn, *_checks(drawn)])


def may_hold_a_code(text: str) -> bool:
    """Say whether it is worth looking for a code, or for its last group, in `text`."""
    if _NO_CODE.fullmatch(text):
        return False
    plain = _plain(text)
    return _ONE_GROUP.fullmatch(plain.strip()) is not None or _IN_GROUPS.search(plain) is not None


def read_code(text: str) -> str | Misspelt | None:
    """Return the code that is written somewhere in `text`, what is wrong with one, or None where there is none.

    Full-width and small letters, blanks and missing hyphens are understood.
    """
    misspelt: Misspelt | None = None
    for found in _IN_GROUPS.finditer(_plain(text)):
        signs = _SEPARATED.sub("", found[0])
        if signs.isdigit():
            # A number of twenty digits is an account or an order; no code of ours is likely to be one.
            continue
        read = _read(signs)
        if isinstance(read, str):
            return read
        misspelt = read
    return misspelt


def holds_a_piece(text: str) -> bool:
    """Say whether `text` holds groups side by side that may be a piece of a code: somebody sends it bit by bit.

    Words are not taken for groups, nor figures, nor a reference: a piece has hyphens or both letters and figures.
    """
    for found in _SOME_GROUPS.finditer(_plain(text)):
        has_figures = any(sign.isdigit() for sign in found[0])
        has_letters = any(sign.isalpha() for sign in found[0])
        if has_letters and (has_figures or "-" in found[0]):
            return True
    return False


def is_a_group(text: str) -> bool:
    """Say whether `text` is nothing but one group that a code may have; figures alone are rather a year."""
    group = read_group(text)
    return group is not None and not group.isdigit() and all(sign in _VALUE_OF for sign in group)


def read_group(text: str) -> str | None:
    """Return the one group that is all that `text` says, or None."""
    found = _ONE_GROUP.fullmatch(_plain(text).strip())
    return found[1] if found else None


def last_group(code: str) -> str:
    """Return the group by which a filer shows that they have written the code down."""
    return code[-GROUP:]


def in_groups(number: int, groups: int) -> str:
    """Return the lowest bits of a number in groups of such signs: 20 bits a group."""
    places = range(groups * GROUP - 1, -1, -1)
    return _grouped("".join(_SIGNS[number >> (5 * place) & 31] for place in places))


def signs_of(text: str) -> str:
    """Return what was typed of something in groups, without what stands between them."""
    return re.sub(r"[^0-9A-Z]", "", _plain(text))


def _plain(text: str) -> str:
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).upper()


def _read(signs: str) -> str | Misspelt:
    strange = [place for place, sign in enumerate(signs) if sign not in _VALUE_OF]
    if strange:
        return _at(strange[0]) if len(strange) == 1 else Misspelt()
    values = [_VALUE_OF[sign] for sign in signs]
    syndromes = [_valued(values, power) for power in range(1, _CHECKS + 1)]
    if not any(syndromes):
        return _written(values)
    return _one_wrong_sign(syndromes)


def _one_wrong_sign(syndromes: Sequence[int]) -> Misspelt:
    """Return where one sign is wrong, if one alone explains it."""
    if not all(syndromes):
        return Misspelt()
    steps = {(_LOG[after] - _LOG[before]) % 31 for before, after in pairwise(syndromes)}
    power = steps.pop()
    return _at(_WHOLE - 1 - power) if not steps and power < _WHOLE else Misspelt()


def _at(place: int) -> Misspelt:
    return Misspelt(place // GROUP + 1, place % GROUP + 1)


def _written(values: Sequence[int]) -> str:
    return _grouped("".join(_SIGNS[value] for value in values))


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def _checks(drawn: Sequence[int]) -> list[int]:
    """Return what is left when the polynomial of the signs is divided by the generator."""
    left = [*drawn, *[0] * _CHECKS]
    for place in range(_DRAWN):
        factor = left[place]
        for offset, part in enumerate(_GENERATOR):
            left[place + offset] ^= _times(factor, part)
    return left[_DRAWN:]


def _valued(values: Sequence[int], power: int) -> int:
    """Return the value of the polynomial at the given power of 2."""
    total = 0
    for value in values:
        total = _times(total, _POWERS[power]) ^ value
    return total


def _times(one: int, other: int) -> int:
    return _POWERS[(_LOG[one] + _LOG[other]) % 31] if one and other else 0


def _generator() -> tuple[int, ...]:
    """Return the product of (x - 2^k) for k from 1 on, highest power first."""
    product = [1]
    for power in range(1, _CHECKS + 1):
        root = _POWERS[power]
        product = [
            (product[place] if place < len(product) else 0) ^ (_times(product[place - 1], root) if place else 0)
            for place in range(len(product) + 1)
        ]
    return tuple(product)


_GENERATOR: Final = _generator()
