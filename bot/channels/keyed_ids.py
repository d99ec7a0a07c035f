"""What a door needs of the vault: an id that only we can make from an account, a session, a delivery."""

from __future__ import annotations

from typing import Protocol


class KeyedIds(Protocol):
    """The part of `intake.storage.sealing.Vault` that a door may use; it seals and unseals nothing."""

    def keyed_id(self, purpose: str, text: str) -> str:
        """Return the HMAC of the text under a key of that purpose, in hex."""
        ...
