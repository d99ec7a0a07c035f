"""Numbers of persons in what a bureau makes known: ID numbers, and mobile numbers. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

# Between the parts of a number people write these, and the eye reads over them.
_BETWEEN: Final = r"[ \-–—·.]?"
_ID_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])([1-8](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[0-9Xx])(?![0-9A-Za-z])"
)
_MOBILE: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?:\+|00)?86{_BETWEEN})?1{_BETWEEN}[3-9](?:{_BETWEEN}[0-9]){{9}}(?![0-9A-Za-z])"
)
# GB 11643-1999: each digit by its weight, and the last sign by their sum modulo 11. Companies' codes begin with 9.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def holds_id_number(text: str) -> bool:
    """Say whether a number of an identity card stands in it, by its day of birth or its check sign.

    One slip of the hand makes either false, and it is somebody's number all the same.
    """
    return any(_is_id_number(found[1]) for found in _ID_NUMBER.finditer(_half_width(text)))


def holds_mobile(text: str) -> bool:
    """Say whether a mobile number stands in it; a bureau's landline is nobody's own."""
    return _MOBILE.search(_half_width(text)) is not None


def _is_id_number(written: str) -> bool:
    signs = "".join(sign for sign in written.upper() if sign.isalnum())
    total = sum(int(sign) * weight for sign, weight in zip(signs, _WEIGHTS, strict=False))
    return signs[-1] == _CHECKS[total % 11] or _is_birthday(signs[6:14])


def _is_birthday(signs: str) -> bool:
    try:
        return date(int(signs[:4]), int(signs[4:6]), int(signs[6:])).year >= 1900
    except ValueError:
        return False


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
