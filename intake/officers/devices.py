"""Known browsers: who has signed in with one before is not held up by the failures of strangers.

Such a browser carries a mark. It opens nothing. It only says from which place an attempt is counted.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Final

from intake.storage.sealing import Vault

MARKS_LAST: Final = timedelta(days=180)
_BYTES: Final = 16


def mark_for(vault: Vault, officer_id: str, number: str = "") -> str:
    """Return what the officer's browser keeps; the same again for a browser of this number."""
    number = number or secrets.token_hex(_BYTES)
    return f"{number}.{_proof(vault, officer_id, number)}"


def number_in(vault: Vault, mark: str, officer_id: str) -> str:
    """Return the number of a browser that this officer has signed in with; "" for any other mark."""
    number, _, proof = mark.partition(".")
    # As bytes, because compare_digest refuses text that is not ASCII.
    is_ours = hmac.compare_digest(proof.encode(errors="replace"), _proof(vault, officer_id, number).encode())
    return number if is_ours else ""


def _proof(vault: Vault, officer_id: str, number: str) -> str:
    return vault.keyed_id("desk_device", f"{officer_id}:{number}")
