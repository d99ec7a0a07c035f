"""The second step: one-time codes of an app on the officer's telephone (TOTP, RFC 6238), beside the password."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

import pyotp

from intake.storage.sealing import Vault

_SECONDS: Final = 30
# A telephone's clock may be half a minute off.
_STEPS_AROUND: Final = (0, -1, 1)
_ISSUER: Final = "渝商秘"


def new_secret() -> str:
    """Draw a secret, as the app takes it."""
    return pyotp.random_base32()


def address_of(secret: str, name: str) -> str:
    """Return what the app reads from a picture: otpauth://…"""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def sealed(vault: Vault, secret: str, officer_id: str) -> bytes:
    """Return what is kept of the secret."""
    return vault.seal(secret.encode(), "second_step", officer_id)


def unsealed(vault: Vault, kept: bytes, officer_id: str) -> str:
    """Return the secret again."""
    return vault.unseal(kept, "second_step", officer_id).decode()


def step_of(secret: str, code: str, now: datetime, used: int | None = None) -> int | None:
    """Return the number of the thirty seconds that a code belongs to; None for a wrong, old or used one.

    used  the number of the last code taken: none is taken twice
    """
    code = "".join(code.split())
    current = int(now.timestamp()) // _SECONDS
    for step in (current + around for around in _STEPS_AROUND):
        expected = pyotp.TOTP(secret).at(step * _SECONDS)
        if (used is None or step > used) and hmac.compare_digest(code.encode(errors="replace"), expected.encode()):
            return step
    return None
