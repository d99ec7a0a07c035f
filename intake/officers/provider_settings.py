"""Who vouches for officers by single sign-on, as the settings say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ORDINARY_NAME: Final = "单点登录"


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One provider of OpenID Connect.

    issuer         its address, sign by sign as it writes it into its proofs
    client_id      what it calls this service
    client_secret  goes with it
    bureaus        codes of the bureaus whose accounts sign in this way; empty for all
    within_seconds it must answer: somebody waits for the page
    name           what its button says
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    bureaus: frozenset[str] = frozenset()
    within_seconds: float = 5.0
    name: str = ORDINARY_NAME
