"""Passwords that are worked out at once.

What is kept of one takes 46 MB and a tenth of a second on purpose. A run signs in thousands of times: a twelfth of
the CPU of the desk's tests, sampled; who measures how long it takes runs a service of its own.
"""

from __future__ import annotations

from typing import Final

import pytest
from argon2 import PasswordHasher

from intake.officers import passwords

# As the service has them.
HASHER: Final = passwords._HASHER
NOBODYS: Final = passwords.NOBODYS


def make_quick(patch: pytest.MonkeyPatch) -> None:
    """Let passwords cost next to nothing from now on, those of names without an account as well."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    patch.setattr(passwords, "_HASHER", quick)
    patch.setattr(passwords, "NOBODYS", quick.hash("nobody's"))
