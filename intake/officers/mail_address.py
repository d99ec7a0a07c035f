"""What can be an address of mail. Pure."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 254
# One @, no blanks or signs that mean something in a header; whether it exists only the mail server knows.
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,8}", re.ASCII
)


def is_mail_address(text: str) -> bool:
    """Say whether this can be an address."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
