"""`/desk/accounts/talks`: when a bureau has officers for people who ask for a person in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.accounts.office import TALK_DESKS, Office
from bot.desk.pages import PageContext, Visit
from intake.cases.case import Incomplete
from intake.officers.talk_desks import MOST_PATIENCE, MOST_QUIET, ORDINARY, TalkDesk, TalkDesks, all_desks


@dataclass(frozen=True, slots=True)
class TalkDesksContext(PageContext):
    """What is set for bureaus.

    desks     by the bureau's code; those with nothing set are left out
    ordinary  what a bureau begins with
    most_patience, most_quiet  the longest that may be set, in minutes
    kept      what was posted and refused
    faults    what was wrong with it, by field
    saved     something was just set
    """

    template: ClassVar[str] = "accounts/talks.html"
    desks: Mapping[str, TalkDesk]
    ordinary: TalkDesk
    most_patience: int
    most_quiet: int
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    saved: bool


class TalkDesksPage:
    """The handlers."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._desks = TalkDesks(office.database, office.vault, office.bureaus)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(TALK_DESKS, self._office.look(self._show)),
            web.post(TALK_DESKS, self._office.form(self._set)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _set(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        try:
            await self._desks.set(
                visit.officer.id,
                form.get("bureau", ""),
                form.get("hours", ""),
                _minutes(form.get("patience", "")),
                _minutes(form.get("quiet", "")),
                visit.now,
                is_open=form.get("is_open") == "yes",
                mails=form.get("mails") == "yes",
            )
        except Incomplete as fault:
            return await self._page(visit, 422, form, {fault.field: str(fault)})
        raise web.HTTPSeeOther(f"{TALK_DESKS}?saved=1")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        kept: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
    ) -> web.Response:
        async with self._office.database.reading() as session:
            desks = await all_desks(session)
        saved = bool(visit.request.query.get("saved"))
        context = TalkDesksContext(desks, ORDINARY, MOST_PATIENCE, MOST_QUIET, kept or {}, faults or {}, saved)
        return self._office.page(context, visit, status)


def _minutes(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 0
