"""`/desk/find`: a case by its reference, cases and entries by words, cases by who filed them.

What is looked for comes in the body of a form, never in an address: it may name somebody. What is found has an
address of its own, so that one comes back to it (`kept_search`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from aiohttp import web

from bot.curation import Curation
from bot.desk.cases.asked import LIST
from bot.desk.cases.case_lines import CaseLine, lines_of
from bot.desk.cases.dossier import dossier_of
from bot.desk.cases.entries_found import FoundEntry, entries_found
from bot.desk.cases.kept_search import FIND, KeptSearches, Search
from bot.desk.guard import Guard, NotFound
from bot.desk.keys import with_keys
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.terms import MOST_ASKED, NotSearchable, query_of
from intake.ids import read_reference, references_near
from intake.officers import wall
from intake.officers.casework import IDENTITY_REASONS
from intake.officers.officer import CURATORS
from intake.officers.searching import CaseHit, Hits, Searching, may_search_identities, visible_references
from intake.storage.database import Database
from intake.storage.sealing import Vault

_GONE = "这次查找的内容已经不在了：只在查找时的浏览器里、本次登录期间保留。请重新输入。"
_NOTHING = Hits((), more=False)
# So much of what was typed is shown again.
_SHOWN_AGAIN = 200


@dataclass(frozen=True, slots=True)
class NotFoundContext(PageContext):
    """A reference that was looked for and not found.

    typed  what was typed
    near   references that this officer may see, one digit away
    """

    template: ClassVar[str] = "not_found.html"
    typed: str
    near: Sequence[str]


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
    near        where nothing has all of it: cases that have most of it
    references  references one digit away from what was typed
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
    near: tuple[FoundCase, ...]
    references: Sequence[str]
    is_behind: bool
    entries: tuple[FoundEntry, ...]
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
        self._kept = KeptSearches(vault, guard)
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(FIND, self._guard.form(self._find)),
            web.post(f"{FIND}/identity", self._guard.form(self._find_identity)),
            web.get(f"{FIND}/{{search}}", self._guard.page(self._show)),
        ]

    async def _find(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        typed, fault = visit.form.get("reference", "").strip(), ""
        reference = read_reference(typed)
        if reference is not None:
            async with self._database.reading() as session:
                if await dossier_of(session, self._vault, visit.officer, reference) is not None:
                    raise web.HTTPSeeOther(f"{LIST}/{reference}")
        else:
            try:
                query_of(typed)
            except NotSearchable as refusal:
                fault = str(refusal)
        return self._kept.led_to(visit, Search(typed[:_SHOWN_AGAIN], fault))

    async def _find_identity(self, visit: Visit) -> web.StreamResponse:
        if not may_search_identities(visit.officer):
            raise NotFound
        typed, reason = visit.form.get("who", "").strip(), visit.form.get("identity_reason", "")
        shown = typed[:_SHOWN_AGAIN]
        try:
            hits = await self._searching.by_identity(visit.officer, typed, reason, visit.now)
        except (NotSearchable, Incomplete, NotAllowed) as refusal:
            return self._kept.led_to(visit, Search(shown, str(refusal), who=True, reason=reason[:40]))
        found = tuple(hit.case_id for hit in hits.hits)
        return self._kept.led_to(visit, Search(shown, who=True, reason=reason, found=found, more=hits.more))

    async def _show(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        search = self._kept.of(visit)
        if search is None:
            return await self._page(visit, Search("", _GONE), _NOTHING, 404)
        if search.fault:
            return await self._page(visit, search, _NOTHING, 422)
        if search.who:
            hits = await self._searching.again_by_identity(visit.officer, search.found)
            return await self._page(visit, search, replace(hits, more=search.more))
        if read_reference(search.typed) is not None:
            return self._pages.page(NotFoundContext(search.typed, await self._near(visit, search)), visit, 404)
        return await self._page(visit, search, await self._searching.by_words(visit.officer, search.typed))

    async def _near(self, visit: Visit, search: Search) -> list[str]:
        async with self._database.reading() as session:
            return await visible_references(session, visit.officer, references_near(search.typed))

    async def _page(self, visit: Visit, search: Search, hits: Hits, status: int = 200) -> web.Response:
        words = Search("") if search.who else search
        who = search if search.who else Search("")
        is_asked = bool(words.typed) and not words.fault
        context = FoundContext(
            typed=words.typed,
            most=MOST_ASKED,
            fault=words.fault,
            found=await self._lines(hits.hits),
            more=hits.more,
            near=await self._lines(hits.near),
            references=await self._near(visit, words) if is_asked and wall.sees_cases(visit.officer) else (),
            is_behind=await self._searching.is_behind(),
            entries=entries_found(self._catalogue, words.typed) if is_asked else (),
            by_identity=search.who,
            identity_typed=who.typed,
            identity_fault=who.fault,
            identity_reason=who.reason,
            identity_reasons=IDENTITY_REASONS if may_search_identities(visit.officer) else {},
        )
        return with_keys(self._pages.page(context, visit, status))

    async def _lines(self, hits: Sequence[CaseHit]) -> tuple[FoundCase, ...]:
        excerpts = {hit.case_id: hit.excerpt for hit in hits}
        async with self._database.reading() as session:
            lines = await lines_of(session, self._vault, list(excerpts))
        return tuple(FoundCase(line, excerpts[line.id]) for line in lines)


def _refuse_strangers(visit: Visit) -> None:
    if not wall.sees_cases(visit.officer) and visit.officer.role not in CURATORS:
        raise NotFound
