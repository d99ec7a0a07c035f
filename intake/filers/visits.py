"""What a browser keeps after reference and code were right: a sealed pass. Nothing of it is stored here."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from intake.storage.sealing import CannotUnseal, Vault

# Long enough to write a supplement, short enough for a computer that others use too.
VISITS_LAST: Final = timedelta(minutes=30)
# A link to a receipt is there to be saved or printed, not to be kept; the visit gives it again.
RECEIPTS_LAST: Final = timedelta(days=30)
_TIME_BYTES: Final = 5


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
        until = int((self._clock() + self._lasts).timestamp())
        sealed = self._vault.seal(bytes.fromhex(case_id) + until.to_bytes(_TIME_BYTES), self._purpose, "")
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def case_of(self, written: str) -> str | None:
        """Return the id of the case that a pass leads to; None for one that is no pass, or whose time is over."""
        try:
            sealed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
            plain = self._vault.unseal(sealed, self._purpose, "")
        except (CannotUnseal, binascii.Error, ValueError):
            return None
        until = int.from_bytes(plain[-_TIME_BYTES:])
        return plain[:-_TIME_BYTES].hex() if self._clock().timestamp() < until else None
