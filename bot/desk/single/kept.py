"""What lies sealed in a browser between two of its requests: what was drawn, whose subject is told, who leaves."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeVar

import msgspec

from intake.storage.sealing import CannotUnseal, Vault


class BegunSignIn(msgspec.Struct, frozen=True):
    """A sign-in that was begun: with whom, what was drawn for it, where it leads, until when it holds."""

    by: int
    state: str
    nonce: str
    verifier: str
    back: str
    until: datetime


class UnboundSubject(msgspec.Struct, frozen=True):
    """Whom no account is bound to, as the provider calls them."""

    name: str
    subject: str


class Inside(msgspec.Struct, frozen=True):
    """By which provider somebody came in, and its proof, which shows it whom to sign out; "" for a long one."""

    issuer: str
    proof: str


_PURPOSES: Final[Mapping[type, str]] = {
    BegunSignIn: "single_sign_on_begun",
    UnboundSubject: "single_sign_on_subject",
    Inside: "single_sign_on_inside",
}
_Kept = TypeVar("_Kept", BegunSignIn, UnboundSubject, Inside)


def sealed(vault: Vault, kept: BegunSignIn | UnboundSubject | Inside) -> str:
    """Return what a browser keeps."""
    content = vault.seal(msgspec.json.encode(kept), _PURPOSES[type(kept)], "")
    return base64.urlsafe_b64encode(content).decode()


def unsealed(vault: Vault, cookie: str, kind: type[_Kept]) -> _Kept | None:
    """Return what a browser kept; None for what we have not sealed for this."""
    try:
        content = base64.b64decode(cookie.encode("ascii", errors="replace"), altchars=b"-_", validate=True)
        return msgspec.json.decode(vault.unseal(content, _PURPOSES[kind], ""), type=kind)
    except (ValueError, CannotUnseal, msgspec.DecodeError):
        return None
