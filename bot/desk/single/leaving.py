"""Leaving the provider too, for whoever came in by it: offered after our own session has ended.

A form of ours leads nowhere but to ourselves (`form-action`), so the way to the provider is a link on the page
that follows. What shows the provider whom it signs out lies sealed in the browser; it goes to the sign-out alone,
and after that for ten minutes to the link.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from bot.desk.guard import SIGN_IN, SIGN_OUT, Guard
from bot.desk.sign_in_page import HOME, SignInPages
from bot.desk.single.kept import Inside, sealed, unsealed
from bot.desk.single.provider import Provider, ProviderAway
from intake.officers.sessions import SESSION_LASTS
from intake.storage.sealing import Vault

log = logging.getLogger(__name__)

OUT: Final = f"{SIGN_IN}/single/out"
INSIDE_COOKIE: Final = "shangmi_desk_single_inside"
OUT_COOKIE: Final = "shangmi_desk_single_out"
OUT_LASTS: Final = timedelta(minutes=10)
# A browser keeps four thousand signs of a cookie; sealing adds a third.
_LONGEST_PROOF: Final = 2_500
_NO_WAY: Final = "单位的单点登录服务现在没有回应，或者没有提供退出的地址。请到它自己的页面退出，或者关闭浏览器。"


class Leaving:
    """Remembers by whom somebody came in, and leads them there to sign out."""

    def __init__(
        self,
        providers: Sequence[Provider],
        vault: Vault,
        clock: Callable[[], datetime],
        page: SignInPages,
        guard: Guard,
    ) -> None:
        self._providers = {one.settings.issuer: one for one in providers}
        self._vault = vault
        self._clock = clock
        self._page = page
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(OUT, self._guard.open(self._lead_out))]

    def note(self, request: web.Request, answer: web.Response, issuer: str, proof: str) -> None:
        """Let the browser keep by whom somebody came in."""
        inside = Inside(issuer, proof if len(proof) <= _LONGEST_PROOF else "")
        value = sealed(self._vault, inside)
        self._page.give(request, answer, INSIDE_COOKIE, value, SESSION_LASTS, SIGN_OUT)

    def after_sign_out(self, request: web.Request) -> web.Response:
        """Return the answer to a sign-out: the page of signing in, with the way out of the provider."""
        kept = request.cookies.get(INSIDE_COOKIE, "")
        inside = unsealed(self._vault, kept, Inside)
        if inside is None or inside.issuer not in self._providers:
            return web.Response(status=303, headers={"Location": SIGN_IN})
        answer = web.Response(status=303, headers={"Location": f"{SIGN_IN}?out=single"})
        answer.del_cookie(INSIDE_COOKIE, path=SIGN_OUT)
        self._page.give(request, answer, OUT_COOKIE, kept, OUT_LASTS, OUT)
        return answer

    async def _lead_out(self, request: web.Request) -> web.StreamResponse:
        inside = unsealed(self._vault, request.cookies.get(OUT_COOKIE, ""), Inside)
        provider = self._providers.get(inside.issuer) if inside is not None else None
        if inside is None or provider is None:
            return web.Response(status=303, headers={"Location": SIGN_IN})
        try:
            address = await provider.page_for_leaving(inside.proof, self._page.address, self._clock())
        except ProviderAway as away:
            log.warning("the provider of single sign-on does not answer", extra={"reason": away.reason})
            address = ""
        if not address:
            return self._page.shown(HOME, 503, error=_NO_WAY)
        answer = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
        answer.del_cookie(OUT_COOKIE, path=OUT)
        return answer
