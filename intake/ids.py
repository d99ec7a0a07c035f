"""Ids of rows, and the references that people read out on the telephone."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import datetime
from random import Random

# Crockford's digits: no I, L, O or U, so that nobody has to ask "one or ell?".
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE_OF = {digit: value for value, digit in enumerate(_DIGITS)}
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_REFERENCE_DIGITS, _LONGEST_REFERENCE = 9, 16
_ID = re.compile(r"[0-9a-f]{32}")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212_]")
_REFERENCE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{4})[-\s]*([0-9A-Z]{4})[-\s]*([0-9A-Z])(?![0-9A-Z])")

# In the shape of a reference, a sign too few or too many in a group; with hyphens, or it may be anything.
_LIKE_ONE = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]{3,5}-[0-9A-Z]{3,5}-[0-9A-Z]{1,2}(?![0-9A-Z-])")


def new_id(now: datetime) -> str:
    """Return a UUIDv7 as 32 hex digits: it sorts by `now`, to the millisecond (RFC 9562)."""
    milliseconds = int(now.timestamp() * 1000)
    chance = int.from_bytes(os.urandom(10), "big")
    head = (milliseconds << 16) | 0x7000 | (chance >> 68)
    tail = (0b10 << 62) | (chance & ((1 << 62) - 1))
    return f"{head:016x}{tail:016x}"


def first_id_of(instant: datetime) -> str:
    """Return what no id of that instant or later is below, and every earlier id is."""
    return f"{int(instant.timestamp() * 1000) << 16:016x}{0:016x}"


def is_id(text: str) -> bool:
    """Say whether this has the form of an id."""
    return _ID.fullmatch(text) is not None


def new_reference(random: Random) -> str:
    """Return a reference such as "K7M2-9QXT-4": eight digits drawn by `random` and a check digit."""
    digits = "".join(random.choices(_DIGITS, k=8))
    return f"{digits[:4]}-{digits[4:]}-{_check_digit(digits)}"


def read_reference(text: str) -> str | None:
    """Return the reference written somewhere in `text`, in its proper form, or None.

    Full-width and small letters, blanks, missing hyphens and O for 0 are understood; a reference whose
    check digit does not fit is none.
    """
    plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).upper()
    for found in _REFERENCE.finditer(plain):
        digits = "".join(found.groups()).translate(_MISTAKEN)
        if "U" not in digits and digits[8] == _check_digit(digits[:8]):
            return f"{digits[:4]}-{digits[4:8]}-{digits[8]}"
    return None


def holds_a_misspelt_reference(text: str) -> bool:
    """Say whether something in the shape of a reference stands in `text` that is none: a sign of it is wrong."""
    plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).upper()
    found = _LIKE_ONE.search(plain)
    # Digits alone are a telephone number or a day; one reference in thirty has letters alone.
    is_like_one = found is not None and re.search("[A-Z]", found[0])
    return bool(is_like_one) and read_reference(text) is None


def references_near(text: str) -> list[str]:
    """Return the references one digit away from what is written, or with two neighbours changed over."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_MISTAKEN)
    digits = "".join(one for one in plain if one in _VALUE_OF)
    if len(digits) != _REFERENCE_DIGITS or len(plain) > _LONGEST_REFERENCE:
        return []
    changed = [digits[:at] + digit + digits[at + 1 :] for at in range(_REFERENCE_DIGITS) for digit in _DIGITS]
    changed += [
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(_REFERENCE_DIGITS - 1)
    ]
    found = dict.fromkeys(one for one in changed if one != digits and one[8] == _check_digit(one[:8]))
    return [f"{one[:4]}-{one[4:8]}-{one[8]}" for one in found]


def _check_digit(digits: str) -> str:
    """Return the digit that betrays one wrong digit and any two that changed places.

    The digits are read as a polynomial over the field of 32 elements, whose generator is 2.
    """
    total = 0
    for digit in digits:
        total = _doubled(total) ^ _VALUE_OF[digit]
    return _DIGITS[_doubled(total)]


def _doubled(element: int) -> int:
    """Multiply by 2 in GF(32), made with x^5 + x^2 + 1."""
    shifted = element << 1
    return shifted ^ 0b100101 if shifted & 0b100000 else shifted
