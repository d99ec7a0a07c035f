"""Passphrases of what leaves encrypted: kept nowhere, they follow from a key of ours and a number."""

from __future__ import annotations

from typing import Final

from intake.storage.sealing import Vault

_GROUPS: Final = 6


def passphrase_of(vault: Vault, what: str, number: str) -> str:
    """Return the passphrase of one package or export: six groups of four hex digits."""
    drawn = vault.keyed_id(what, number)
    return "-".join(drawn[4 * group : 4 * group + 4] for group in range(_GROUPS))
