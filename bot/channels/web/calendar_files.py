"""The file for a calendar with the appointment of a consultation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.web.looks import HEADERS, pages_of
from bot.channels.web.mycase import CASE_COOKIE, part_asked
from bot.settings import Settings
from intake.filers.mailbox import Mailbox
from intake.filers.visits import Passes, Visits

_GONE: Final = "没有约定的时间，或者链接已经过期。"


class CalendarFiles:
    """The addresses under which the file is had: within a visit to the case, and by the link of a reply."""

    def __init__(
        self,
        mailbox: Mailbox,
        visits: Visits,
        links: Passes,
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        self._mailbox = mailbox
        self._visits = visits
        self._links = links
        self._settings = settings
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [web.get("/mycase/visit.ics", self.of_visit), web.get("/visit/{pass}", self.of_link)]

    async def of_visit(self, request: web.Request) -> web.Response:
        """Hand over the file of the case that is visited."""
        visit = await self._visits.at(request.cookies.get(CASE_COOKIE, ""))
        part = part_asked(request.query.get("part", ""))
        return await self._handed_over(visit.case_id if visit is not None else None, part)

    async def of_link(self, request: web.Request) -> web.Response:
        """Hand over the file that a link leads to."""
        return await self._handed_over(self._links.case_of(request.match_info["pass"]))

    async def _handed_over(self, case_id: str | None, part: int = 0) -> web.Response:
        appointment = await self._mailbox.appointment(case_id, part) if case_id is not None else None
        if appointment is None:
            page = pages_of(self._settings).get_template("refused.html").render(title="没有日历文件", hint=_GONE)
            return web.Response(text=page, status=404, content_type="text/html", headers=HEADERS)
        host = urlsplit(self._settings.reached_at).hostname or "localhost"
        # Loaded with the first file, not at every start.
        from bot.channels.web.calendar_file import as_calendar

        body = as_calendar(appointment, host, self._clock())
        headers = {**HEADERS, "Content-Disposition": "attachment; filename=visit.ics"}
        return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)
