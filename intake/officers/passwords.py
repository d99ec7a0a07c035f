"""Passwords: argon2id, worked out in a thread of its own since it takes a while on purpose."""

from __future__ import annotations

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER: Final = PasswordHasher()

# Compared with for names without an account, so that they take as long as those with one.
NOBODYS: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$VR9dXbScEzrlP4ligRTr+w$x2jnik0ibP8Ul07f9eYCaPi/EsHs138qsGmoQXW5lDU"
)


async def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return await asyncio.to_thread(_HASHER.hash, password)


async def fits(password: str, kept: str) -> bool:
    """Say whether this is the password that `kept` was made of."""
    return await asyncio.to_thread(_fits, password, kept)


def _fits(password: str, kept: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
