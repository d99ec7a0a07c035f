"""`/desk/contacts`: a bureau's liaison and guidance officers, and which company has whom."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.desk.guard import Guard, NotFound
from bot.desk.ledger.asked import asked_by, asked_in_words, standard_for
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.pilots.shown import head_notice
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.filers.contacts import CONTACT_NAMES, Contact, ContactKind
from intake.officers import wall
from intake.officers.contacts import Assignment, Contacts, plain_company
from intake.officers.guidance import NoSuchEntry, bureau_of
from intake.officers.ledger import UnitCount, counted, ledger_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from knowledge.standards.rounds import round_on

CONTACTS: Final = "/desk/contacts"
_DONE: Final[Mapping[str, str]] = {
    "entered": "已登记。",
    "assigned": "已指派。在咨询里申请的企业，说“我的指导员是谁”就能看到。",
    "ended": "已移出名单。",
    "released": "已解除，可以另外指派。",
}


@dataclass(frozen=True, slots=True)
class ContactsContext(PageContext):
    """The directory.

    notice       at the head of the page
    contacts     those of the bureaus that this viewer may see
    kinds        what they are called
    assignments  companies with their guidance officer, and how often each was guided and trained this year
    guides       those of their own bureau who can be assigned today
    asked        what the standard of the year asks for, in words
    may_record   this officer enters and assigns
    own_code     the bureau whose entries they may change
    today_iso    today, YYYY-MM-DD
    page         what makes a form enter once
    at           the form that was refused
    kept, faults, refusal   what was typed, and what was wrong
    done         what was just done
    """

    template: ClassVar[str] = "contacts.html"
    notice: str
    contacts: tuple[tuple[Contact, bool], ...]
    kinds: Mapping[ContactKind, str]
    assignments: tuple[tuple[Assignment, UnitCount | None], ...]
    guides: tuple[Contact, ...]
    asked: str
    may_record: bool
    own_code: str
    today_iso: str
    page: str
    at: str
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    done: str


class ContactsPage:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, handbook: Handbook, pages: Pages, guard: Guard) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._contacts = Contacts(database, vault)
        self._handbook = handbook
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(CONTACTS, self._guard.page(self._show)),
            web.post(CONTACTS, self._guard.form(self._enter)),
            web.post(f"{CONTACTS}/end", self._guard.form(self._end)),
            web.post(f"{CONTACTS}/assign", self._guard.form(self._assign)),
            web.post(f"{CONTACTS}/release", self._guard.form(self._release)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        asked = visit.request.query
        kept = {"reference": asked.get("for", "")}
        return await self._page(visit, kept=kept, done=_DONE.get(asked.get("done", ""), ""))

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        entering = self._contacts.enter(visit.officer, visit.form.get("page", ""), visit.form, visit.now)
        return await self._carried_out(visit, entering, "entered")

    async def _end(self, visit: Visit) -> web.StreamResponse:
        ending = self._contacts.end(visit.officer, visit.form.get("contact", ""), visit.now)
        return await self._carried_out(visit, ending, "ended")

    async def _assign(self, visit: Visit) -> web.StreamResponse:
        assigning = self._contacts.assign(visit.officer, visit.form.get("page", ""), visit.form, visit.now)
        return await self._carried_out(visit, assigning, "assigned")

    async def _release(self, visit: Visit) -> web.StreamResponse:
        releasing = self._contacts.release(visit.officer, visit.form.get("assignment", ""), visit.now)
        return await self._carried_out(visit, releasing, "released")

    async def _carried_out(self, visit: Visit, act: Awaitable[None], done: str) -> web.StreamResponse:
        try:
            await act
        except Incomplete as fault:
            return await self._page(visit, 422, at=done, kept=visit.form, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        except NoSuchEntry:
            raise NotFound from None
        raise web.HTTPSeeOther(f"{CONTACTS}?done={done}")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        at: str = "",
        kept: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
    ) -> web.Response:
        officer, today = visit.officer, day_in_shanghai(visit.now)
        if not wall.sees_cases(officer):
            raise NotFound
        contacts = await self._contacts.seen_by(officer)
        own = bureau_of(officer)
        context = ContactsContext(
            notice=head_notice(round_on(today), self._handbook, today),
            contacts=tuple((one, one.stands(today)) for one in contacts),
            kinds=CONTACT_NAMES,
            assignments=await self._guided(visit, today.year),
            guides=tuple(
                one
                for one in contacts
                if one.kind is ContactKind.GUIDE and one.bureau == own and one.stands(today)
            ),
            asked=asked_in_words(standard_for(today.year, today)),
            may_record=wall.may_enter(officer),
            own_code=own,
            today_iso=today.isoformat(),
            page=(kept or {}).get("page", "") or self._contacts.page(visit.now),
            at=at,
            kept=kept or {},
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status)

    async def _guided(self, visit: Visit, year: int) -> tuple[tuple[Assignment, UnitCount | None], ...]:
        async with self._database.reading() as session:
            lines = await ledger_of(session, self._vault, visit.officer, year)
        asked = asked_by(standard_for(year, day_in_shanghai(visit.now)))
        counts = {plain_company(count.unit): count for count in counted(lines, asked)}
        assigned = await self._contacts.assignments(visit.officer)
        return tuple((one, counts.get(plain_company(one.company))) for one in assigned)
