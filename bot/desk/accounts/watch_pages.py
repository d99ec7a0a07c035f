"""Who is signed in now, and what happened to accounts and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import JOURNAL, SESSIONS, AccountParts
from bot.desk.accounts.words import by_whom
from bot.desk.pages import PageContext, Visit
from intake.officers.roster import AccountEvent, SessionLine, account_events, end_session, open_sessions

EVENTS_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class SessionsContext(PageContext):
    """Who is signed in now.

    lines  every open session
    own    id of the session that looks
    done   what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/sessions.html"
    lines: Sequence[SessionLine]
    own: str
    done: str


@dataclass(frozen=True, slots=True)
class AccountJournalContext(PageContext):
    """What happened.

    events     the newest first, and by whom
    next_page  address of what happened before; empty on the last page
    """

    template: ClassVar[str] = "accounts/journal.html"
    events: Sequence[tuple[AccountEvent, str]]
    next_page: str


class WatchPages:
    """The handlers of both pages."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(SESSIONS, self._office.look(self._sessions)),
            web.post(SESSIONS, self._office.form(self._end)),
            web.get(JOURNAL, self._office.look(self._journal)),
        ]

    async def _sessions(self, visit: Visit) -> web.StreamResponse:
        lines = await open_sessions(self._office.database, visit.now)
        done = "已结束这个登录" if visit.request.query.get("done") else ""
        return self._office.page(SessionsContext(lines, visit.session, done), visit)

    async def _end(self, visit: Visit) -> web.StreamResponse:
        session_id = visit.form.get("session", "")
        await end_session(self._office.database, self._office.vault, visit.officer.id, session_id, visit.now)
        raise web.HTTPSeeOther(f"{SESSIONS}?done=1")

    async def _journal(self, visit: Visit) -> web.StreamResponse:
        page = visit.place(_page, "page") or 0
        left_out = page * EVENTS_A_PAGE
        events = await account_events(self._office.database, most=EVENTS_A_PAGE + 1, left_out=left_out)
        shown = [(event, by_whom(event)) for event in events[:EVENTS_A_PAGE]]
        next_page = f"{JOURNAL}?page={page + 1}" if len(events) > EVENTS_A_PAGE else ""
        return self._office.page(AccountJournalContext(shown, next_page), visit)


def _page(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else None
