"""What is told of what was just sent, by the page that is asked for next: loading that one anew sends nothing.

It travels in a sealed cookie of the same browser, for two minutes and one look: it does not matter which of our
processes answers, and whoever finds the cookie can read nothing in it. What does not fit in one is told at once.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec
from aiohttp import web

from intake.storage.sealing import CannotUnseal, Vault

TOLD_COOKIE: Final = "shangmi_told"
_LASTS: Final = timedelta(minutes=2)
# Browsers keep cookies of 4,096 bytes with their name and what belongs to them.
_MOST_CHARACTERS: Final = 3_800
_MOST_BYTES: Final = 64 * 1024


class NextTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the next page says.

    trouble      the sentence
    status       of that page
    of           the visit that it is told to; "" for whoever has none
    place        the form beside which it stands
    typed        what was entered there
    left         by label, what was sent and is kept nowhere, to be written down elsewhere
    asks_again   what is asked before words are filed
    read_back    new contact data, to be confirmed before they are used
    """

    trouble: str = ""
    status: int = 200
    of: str = ""
    place: str = ""
    typed: Mapping[str, str] = {}
    left: Mapping[str, str] = {}
    asks_again: str = ""
    read_back: Sequence[str] = ()


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    told: NextTold
    until: datetime


class ToldNext:
    """Sends browsers on to a page of ours, and gives that page what it is to say."""

    def __init__(self, vault: Vault, path: str, clock: Callable[[], datetime], *, secure: bool) -> None:
        """Make it for the pages below `path`."""
        self._vault = vault
        self._path = path
        self._clock = clock
        self._secure = secure

    def sent_on(self, address: str, told: NextTold) -> web.Response | None:
        """Return the way to a page that tells it; None for what is too long to go along."""
        plain = zlib.compress(msgspec.msgpack.encode(_Kept(told, self._clock() + _LASTS)))
        sealed = base64.urlsafe_b64encode(self._vault.seal(plain, self._purpose, "")).rstrip(b"=").decode()
        if len(sealed) > _MOST_CHARACTERS:
            return None
        response = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
        response.set_cookie(
            TOLD_COOKIE,
            sealed,
            path=self._path,
            max_age=int(_LASTS.total_seconds()),
            httponly=True,
            samesite="Strict",
            secure=self._secure,
        )
        return response

    def to(self, request: web.Request, visit: str = "") -> NextTold | None:
        """Return what is to be told to this visit now; None for nothing, or for what is told to another one."""
        kept = self._unsealed(request.cookies.get(TOLD_COOKIE, ""))
        return kept.told if kept is not None and kept.told.of == visit and self._clock() < kept.until else None

    def forget(self, request: web.Request, response: web.Response) -> web.Response:
        """Let the browser forget what was told, on the way out."""
        if TOLD_COOKIE in request.cookies:
            response.del_cookie(TOLD_COOKIE, path=self._path)
        return response

    @property
    def _purpose(self) -> str:
        return f"told:{self._path}"

    def _unsealed(self, written: str) -> _Kept | None:
        if not written:
            return None
        try:
            sealed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
            plain = zlib.decompressobj().decompress(self._vault.unseal(sealed, self._purpose, ""), _MOST_BYTES)
            return msgspec.msgpack.decode(plain, type=_Kept)
        except (CannotUnseal, binascii.Error, ValueError, zlib.error):
            return None
