"""What all pages of notices need: who asks, what a page knows, and the browser's own secret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from aiohttp import web
from jinja2 import Environment

from bot import metrics
from bot.channels.web.looks import HEADERS
from bot.settings import Settings
from bot.shown.sources import address_of
from intake.bulletins.bulletin import KIND_NAMES, SUBJECT_NAMES
from intake.clocks.calendar import day_in_shanghai
from intake.pace import Beginnings
from intake.routing.bureaus import BureauLevel, Bureaus

NOTICES: Final = "/notices"
COOKIE: Final = "shangmi_notices"
TOO_FAST: Final = "操作太快了，请过一会儿再试。"
_COOKIE_LASTS: Final = timedelta(days=365)
_LONGEST_SECRET: Final = 64


class Frame:
    """Makes pages, and knows browsers."""

    def __init__(
        self, bureaus: Bureaus, settings: Settings, clock: Callable[[], datetime], templates: Environment
    ) -> None:
        """Take the parts."""
        self.bureaus = bureaus
        self.settings = settings
        self.now = clock
        self._templates = templates
        self._beginnings = Beginnings()

    @property
    def sends_mails(self) -> bool:
        """Whether mails leave here, with links that lead back."""
        return self.settings.smtp_url is not None

    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.now())

    def districts(self) -> dict[str, str]:
        """Return the names of the districts that there are, by the code of their bureau."""
        return {
            one.code: one.name for one in self.bureaus.on(self.today()) if one.level is not BureauLevel.MUNICIPAL
        }

    def sender(self, request: web.Request) -> str | None:
        """Return who is held to a pace: an address, of IPv6 its network; None for this machine itself."""
        return address_of(request, self.settings.trusted_proxy)

    def may_begin(self, request: web.Request) -> bool:
        """Say whether something may be begun out there now, and count it."""
        return self._beginnings.allows(self.sender(request))

    def secret_of(self, request: web.Request) -> str:
        """Return the secret that this browser keeps; "" without one."""
        kept = request.cookies.get(COOKIE, "")
        return kept if 0 < len(kept) <= _LONGEST_SECRET and kept.isascii() else ""

    def keep_secret(self, response: web.Response, secret: str) -> None:
        """Let the browser keep a secret; "" takes it away."""
        if not secret:
            response.del_cookie(COOKIE, path=NOTICES)
            return
        response.set_cookie(
            COOKIE,
            secret,
            path=NOTICES,
            max_age=int(_COOKIE_LASTS.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=self.settings.is_https,
        )

    def page(self, template: str, status: int = 200, **given: object) -> web.Response:
        """Return a page."""
        text = self._templates.get_template(template).render(
            kinds=KIND_NAMES,
            subjects=SUBJECT_NAMES,
            districts=self.districts(),
            office=self.bureaus.public_name_of,
            named=self.bureaus.name_or_code,
            **given,
        )
        metrics.count("web_notices", "answered" if status < 400 else "refused")
        return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)

    def refused(self, status: int, title: str, hint: str) -> web.Response:
        """Return the page of what cannot be done."""
        return self.page("refused.html", status, title=title, hint=hint)

    def go(self, address: str) -> web.Response:
        """Send the browser to another page, so that loading it anew repeats nothing."""
        return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
