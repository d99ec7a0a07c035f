"""Whether a provider's proof (an ID token) holds: its signature, and what it says. Pure.

OpenID Connect Core, section 3.1.3.7. A proof is checked here and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

# Signatures of a key pair alone: what is signed with a shared secret, or not at all, is nobody's word.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
LONGEST_PROOF: Final = 16 * 1024
# Clocks of two machines may be a minute apart.
_LEEWAY_SECONDS: Final = 60
# Nobody needs longer from the provider's page to ours.
_OLDEST_SECONDS: Final = 600
_LONGEST_SUBJECT: Final = 255


class NotProven(Exception):
    """A proof that does not hold. `reason` is a word for the log; nothing of the proof is in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownKey(NotProven):
    """Signed with a key that is not known (yet): providers change theirs."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a proof must say: by whom, for whom, and for which of our questions."""

    issuer: str
    client_id: str
    nonce: str


def proven_subject(proof: str, keys: KeySet, expected: Expected, now: datetime) -> str:
    """Return whom the proof is about. Raises NotProven."""
    claims = _signed_claims(proof, keys)
    _refuse_others(claims, expected)
    _refuse_old(claims, int(now.timestamp()))
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isascii():
        raise NotProven("subject")
    return subject


def _signed_claims(proof: str, keys: KeySet) -> Mapping[str, object]:
    if len(proof) > LONGEST_PROOF:
        raise NotProven("too long")
    # Where nobody signs in this way nobody needs it.
    from joserfc import jwt
    from joserfc.errors import JoseError

    try:
        return jwt.decode(proof, keys, algorithms=ALGORITHMS).claims
    except JoseError as error:
        raise UnknownKey("signature") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotProven("shape") from error


def _refuse_others(claims: Mapping[str, object], expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise NotProven("issuer")
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if expected.client_id not in named:
        raise NotProven("audience")
    if (len(named) > 1 or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise NotProven("authorised party")
    if claims.get("nonce") != expected.nonce:
        raise NotProven("nonce")


def _refuse_old(claims: Mapping[str, object], now: int) -> None:
    expires, issued, begins = (_seconds(claims.get(name)) for name in ("exp", "iat", "nbf"))
    if expires is None or issued is None:
        raise NotProven("no time")
    if now >= expires + _LEEWAY_SECONDS or now - issued > _OLDEST_SECONDS:
        raise NotProven("expired")
    if max(issued, begins or 0) > now + _LEEWAY_SECONDS:
        raise NotProven("from the future")


def _seconds(claim: object) -> float | None:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        return None
    return float(claim)
