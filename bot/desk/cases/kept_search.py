"""What was looked for, kept so that its page has an address: one goes back to it, and loads it anew.

What was typed may name somebody and stands in no address. It lies sealed in the browser, for this session alone
and sent to that page alone; the address has an id drawn by chance.
"""

from __future__ import annotations

import base64
import secrets
from typing import Final

import msgspec
from aiohttp import web

from bot.desk.guard import Guard
from bot.desk.pages import Visit
from intake.officers.sessions import SESSION_LASTS
from intake.storage.sealing import CannotUnseal, Vault

FIND: Final = "/desk/find"
_COOKIE: Final = "shangmi_desk_find"
_PURPOSE: Final = "desk_search"


class Search(msgspec.Struct, frozen=True, omit_defaults=True):
    """A search.

    typed  what was typed, as much of it as is shown again
    fault  why it cannot be looked for; "" when it can
    who    it was looked for who filed the cases, for a `reason`
    found  ids of the cases that were found so: only these stand in their journals, and no others are shown
    more   there were more
    """

    typed: str
    fault: str = ""
    who: bool = False
    reason: str = ""
    found: tuple[str, ...] = ()
    more: bool = False


class KeptSearches:
    """Keeps searches."""

    def __init__(self, vault: Vault, guard: Guard) -> None:
        self._vault = vault
        self._guard = guard

    def led_to(self, visit: Visit, search: Search) -> web.Response:
        """Keep a search, and lead to its page."""
        number = secrets.token_urlsafe(9)
        path = f"{FIND}/{number}"
        answer = web.Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})
        content = self._vault.seal(msgspec.json.encode(search), _PURPOSE, _row(visit, number))
        answer.set_cookie(
            _COOKIE,
            base64.urlsafe_b64encode(content).decode(),
            path=path,
            max_age=int(SESSION_LASTS.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=self._guard.is_secure(visit.request),
        )
        return answer

    def of(self, visit: Visit) -> Search | None:
        """Return the search of this page; None where it is another session's or browser's, or long ago."""
        number, cookie = visit.request.match_info["search"], visit.request.cookies.get(_COOKIE, "")
        try:
            content = base64.b64decode(cookie.encode("ascii", errors="replace"), altchars=b"-_", validate=True)
            plain = self._vault.unseal(content, _PURPOSE, _row(visit, number))
            return msgspec.json.decode(plain, type=Search)
        except (ValueError, CannotUnseal, msgspec.DecodeError):
            return None


def _row(visit: Visit, number: str) -> str:
    return f"{visit.session}:{number}"
