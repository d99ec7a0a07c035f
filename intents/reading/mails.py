"""An address of mail: what can be one, and the one that stands in a text."""

from __future__ import annotations

import unicodedata
from typing import Final

from intents import expressions as re
from intents.reading.refusal import NotUnderstood

_LONGEST: Final = 254
# One @, no blanks or signs that mean something in a header; whether it exists only the mail server knows.
_ADDRESS: Final = r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,8}"
_WHOLE: Final = re.compile(_ADDRESS, re.ASCII)
_INSIDE: Final = re.compile(rf"(?<![A-Za-z0-9._%+\-@]){_ADDRESS}(?![A-Za-z0-9\-@])", re.ASCII)
# 「zhang 艾特 qq 点 com」, as it is spoken.
_AT: Final = re.compile(r"\s?(?:@|艾特|圈a|小老鼠)\s?", re.IGNORECASE)
_DOT: Final = re.compile(r"(?<=[A-Za-z0-9])\s?(?:点|。)\s?(?=[A-Za-z]{2})", re.ASCII)
_CORRECTING: Final = re.compile(r"错|不是|改|换成|应该")


def is_mail_address(text: str) -> bool:
    """Say whether this can be an address."""
    return len(text) <= _LONGEST and _WHOLE.fullmatch(text) is not None


def without_tag(address: str) -> str:
    """Return the box that an address leads to, in lower case: what stands behind a plus only sorts its mails."""
    name, _, host = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


def read_mail(text: str) -> str:
    """Return the address in a text, as it was written; of a correction the last one."""
    written = _AT.sub("@", unicodedata.normalize("NFKC", text))
    if "@" in written:
        written = _DOT.sub(".", written)
    found = [one for one in _INSIDE.findall(written) if len(one) <= _LONGEST]
    if not found:
        raise NotUnderstood("mail.none")
    return str(found[-1 if _CORRECTING.search(written) else 0])
