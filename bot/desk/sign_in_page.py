"""The page of signing in, and what a browser is given when somebody is let in, by whatever way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import unquote

from aiohttp import web

from bot.desk.guard import COOKIE, OWN_ACCOUNT, SIGN_IN, Guard
from bot.desk.pages import PageContext, Pages
from intake.officers.devices import MARKS_LAST
from intake.officers.sessions import SESSION_LASTS, Admitted

HOME: Final = "/desk/"
# A browser that somebody has signed in with; it opens nothing.
MARK_COOKIE: Final = "shangmi_desk_browser"


@dataclass(frozen=True, slots=True)
class SignInContext(PageContext):
    """The sign-in form.

    back        the page of the desk to go to afterwards
    name        the name typed before, so that it need not be typed again
    error       why the last try was refused; empty when there was none
    notice      what else to know, such as that the session has expired
    providers   the buttons of single sign-on, as they are called
    wants_code  single sign-on went well, and the account has one-time codes: only the code is asked for
    subject     as the provider calls somebody whom no account is bound to; empty otherwise
    vouched_by  which provider that is
    leaves      our session is over, and the provider's still runs
    """

    template: ClassVar[str] = "sign_in.html"
    back: str
    name: str = ""
    error: str = ""
    notice: str = ""
    providers: Sequence[str] = ()
    wants_code: bool = False
    subject: str = ""
    vouched_by: str = ""
    leaves: bool = False


class SignInPages:
    """Shows the page, and lets somebody in."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        pages: Pages,
        guard: Guard,
        providers: Sequence[str] = (),
        reached_at: str = "",
    ) -> None:
        """Take the parts.

        providers   what the buttons of single sign-on say, in their order
        reached_at  our address: the page is led back to from outside
        """
        self._clock = clock
        self._pages = pages
        self._guard = guard
        self._providers = providers
        self.address = f"{reached_at}{SIGN_IN}"

    def shown(
        self,
        back: str,
        status: int = 200,
        *,
        name: str = "",
        error: str = "",
        notice: str = "",
        wants_code: bool = False,
        subject: str = "",
        vouched_by: str = "",
        leaves: bool = False,
    ) -> web.Response:
        """Return the page."""
        context = SignInContext(
            back, name, error, notice, self._providers, wants_code, subject, vouched_by, leaves
        )
        return self._pages.open_page(context, self._clock(), status)

    def crowded(self, back: str, sentence: str, wait_seconds: int, name: str = "") -> web.Response:
        """Return the page that says to try again later; `sentence` has a blank for the seconds."""
        answer = self.shown(back, 429, name=name, error=sentence.format(wait_seconds))
        answer.headers["Retry-After"] = str(wait_seconds)
        return answer

    def let_in(self, request: web.Request, admitted: Admitted, back: str) -> web.Response:
        """Return the answer that opens the desk, with the cookie of the session."""
        answer = web.Response(status=303, headers={"Location": OWN_ACCOUNT if admitted.has_news else back})
        self.give(request, answer, COOKIE, admitted.secret, SESSION_LASTS)
        self.give(request, answer, MARK_COOKIE, admitted.mark, MARKS_LAST)
        return answer

    def give(
        self,
        request: web.Request,
        answer: web.Response,
        cookie: str,
        value: str,
        lasts: timedelta,
        path: str = "/desk",
    ) -> None:
        """Let the browser keep something."""
        answer.set_cookie(
            cookie,
            value,
            path=path,
            max_age=int(lasts.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=self._guard.is_secure(request),
        )


def way_back(path: str) -> str:
    """Return where to go after signing in: a page of the desk, never another host, and no way out of the desk."""
    # A browser goes up a step at 「%2e%2e」 as at 「..」, and takes 「\\」 for 「/」.
    read = unquote(path)
    is_inside = path.startswith("/desk/") and path.isprintable() and not path.startswith(SIGN_IN)
    is_normal = "\\" not in read and "//" not in read
    steps = read.replace("?", "/").replace("#", "/").split("/")
    return path if is_inside and is_normal and not {".", ".."} & set(steps) else HOME


def waiting_in_words(seconds: int) -> str:
    """Say how long to wait: 1 分 30 秒."""
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes} 分钟" if not seconds else f"{minutes} 分 {seconds} 秒" if minutes else f"{seconds} 秒"
