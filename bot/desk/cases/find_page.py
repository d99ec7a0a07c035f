"""`/desk/find`: a case by its reference, cases and entries by words, cases by who filed them.

What is looked for comes in the body of a form, never in an address: it may name somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.curation import Curation
from bot.desk.cases.asked import LIST
from bot.desk.cases.case_lines import CaseLine, lines_of
from bot.desk.cases.dossier import dossier_of
from bot.desk.cases.entries_found import EntryLine, entries_found
from bot.desk.guard import Guard, NotFound
from bot.desk.keys import with_keys
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.terms import MOST_ASKED, NotSearchable
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.casework import IDENTITY_REASONS
from intake.officers.officer import CURATORS
from intake.officers.searching import Hits, Searching, may_search_identities
from intake.storage.database import Database
from intake.storage.sealing import Vault

_NOTHING = Hits((), more=False)
# So much of what was typed is shown again.
_SHOWN_AGAIN = 200


@dataclass(frozen=True, slots=True)
class NotFoundContext(PageContext):
    """A reference that was looked for and not found.

    typed  what was typed
    """

    template: ClassVar[str] = "not_found.html"
    typed: str


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that was found, and where the words stand in it; "" where they stand in notes."""

    line: CaseLine
    excerpt: str


@dataclass(frozen=True, slots=True)
class FoundContext(PageContext):
    """What was found by words.

    typed       what was typed
    most        so many signs can be looked for
    fault       why it cannot be looked for; "" when it was
    found       the cases, the best first
    more        there are more; another word would help
    is_behind   older cases are not found yet
    entries     entries of the knowledge base
    by_identity       it was looked for who filed the cases
    identity_typed, identity_fault, identity_reason   of that search: what was typed, what is wrong, why
    identity_reasons  the reasons to choose from; none for who never learns who filed
    """

    template: ClassVar[str] = "found.html"
    typed: str
    most: int
    fault: str
    found: tuple[FoundCase, ...]
    more: bool
    is_behind: bool
    entries: tuple[EntryLine, ...]
    by_identity: bool
    identity_typed: str
    identity_fault: str
    identity_reason: str
    identity_reasons: Mapping[str, str]


class FindPage:
    """The handlers of `/desk/find…`."""

    def __init__(
        self, database: Database, vault: Vault, catalogue: Curation | None, pages: Pages, guard: Guard
    ) -> None:
        """Make the page.

        catalogue  the knowledge base; without one no entries are found
        """
        self._database = database
        self._vault = vault
        self._catalogue = catalogue
        self._searching = Searching(database, vault)
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post("/desk/find", self._guard.form(self._find)),
            web.post("/desk/find/identity", self._guard.form(self._find_identity)),
        ]

    async def _find(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer) and visit.officer.role not in CURATORS:
            raise NotFound
        typed = visit.form.get("reference", "").strip()
        reference = read_reference(typed)
        if reference is not None:
            async with self._database.reading() as session:
                if await dossier_of(session, self._vault, visit.officer, reference) is not None:
                    raise web.HTTPSeeOther(f"{LIST}/{reference}")
            return self._pages.page(NotFoundContext(typed), visit, 404)
        try:
            hits = await self._searching.by_words(visit.officer, typed)
        except NotSearchable as refusal:
            return await self._page(visit, _NOTHING, 422, typed=typed, fault=str(refusal))
        return await self._page(visit, hits, 200, typed=typed, entries=entries_found(self._catalogue, typed))

    async def _find_identity(self, visit: Visit) -> web.StreamResponse:
        if not may_search_identities(visit.officer):
            raise NotFound
        typed, reason = visit.form.get("who", "").strip(), visit.form.get("identity_reason", "")
        hits, fault = _NOTHING, ""
        try:
            hits = await self._searching.by_identity(visit.officer, typed, reason, visit.now)
        except (NotSearchable, Incomplete, NotAllowed) as refusal:
            fault = str(refusal)
        identity = (typed[:_SHOWN_AGAIN], fault, reason)
        return await self._page(visit, hits, 422 if fault else 200, identity=identity)

    async def _page(
        self,
        visit: Visit,
        hits: Hits,
        status: int,
        *,
        typed: str = "",
        fault: str = "",
        entries: tuple[EntryLine, ...] = (),
        identity: tuple[str, str, str] | None = None,
    ) -> web.Response:
        excerpts = {hit.case_id: hit.excerpt for hit in hits.hits}
        async with self._database.reading() as session:
            lines = await lines_of(session, self._vault, list(excerpts))
        identity_typed, identity_fault, identity_reason = identity or ("", "", "")
        context = FoundContext(
            typed=typed[:_SHOWN_AGAIN],
            most=MOST_ASKED,
            fault=fault,
            found=tuple(FoundCase(line, excerpts[line.id]) for line in lines),
            more=hits.more,
            is_behind=await self._searching.is_behind(),
            entries=entries,
            by_identity=identity is not None,
            identity_typed=identity_typed,
            identity_fault=identity_fault,
            identity_reason=identity_reason,
            identity_reasons=IDENTITY_REASONS if may_search_identities(visit.officer) else {},
        )
        return with_keys(self._pages.page(context, visit, status))
