"""What a browser keeps after reference and code were right: a sealed pass. Nothing of it is stored here."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from intake.storage.sealing import CannotUnseal, Vault

# Long enough to write a supplement, short enough for a computer that others use too.
VISITS_LAST: Final = timedelta(minutes=30)


class _Pass(msgspec.Struct, frozen=True, array_like=True):
    case_id: str
    until: datetime


_PASS = msgspec.json.Decoder(_Pass)


class Passes:
    """Sealed passes to one case each, for one purpose: they open nothing else, and nothing after their time."""

    def __init__(self, vault: Vault, purpose: str, lasts: timedelta, clock: Callable[[], datetime]) -> None:
        """Make passes for `purpose` that last so long."""
        self._vault = vault
        self._purpose = purpose
        self._lasts = lasts
        self._clock = clock

    def to(self, case_id: str) -> str:
        """Return a pass to this case, fit for a cookie or an address; it says nothing to whoever reads it."""
        until = (self._clock() + self._lasts).astimezone(UTC).replace(microsecond=0)
        sealed = self._vault.seal(msgspec.json.encode(_Pass(case_id, until)), self._purpose, "")
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def case_of(self, written: str) -> str | None:
        """Return the id of the case that a pass leads to; None for one that is no pass, or whose time is over."""
        try:
            sealed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
            found = _PASS.decode(self._vault.unseal(sealed, self._purpose, ""))
        except (CannotUnseal, binascii.Error, ValueError, msgspec.MsgspecError):
            return None
        return found.case_id if self._clock() < found.until else None
