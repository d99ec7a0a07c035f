"""`/desk/audit`: reads, exports, accounts and verification over the whole system, for the auditor alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.accounts.words import by_whom, told_of
from bot.desk.figures_style import known_here
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.words import ACTORS
from intake.cases.codes import JOURNAL_LABELS, READINGS
from intake.clocks.calendar import SHANGHAI
from intake.ids import is_id, read_reference
from intake.notices.heads import HeadStanding, standing_of
from intake.notices.verification import AskedFor, VerificationOutcome, Verifying
from intake.officers import auditing, export
from intake.officers.auditing import MOST_EXAMINED, EntryPlace, ReadLine, WantedEntries, may_audit
from intake.officers.roster import AccountEvent
from intake.storage.database import Database
from intake.storage.sealing import Vault

AUDIT: Final = "/desk/audit"
TABS: Final[Mapping[str, str]] = {
    "": "查阅",
    "exports": "导出",
    "accounts": "账号",
    "verification": "日志核对",
}


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What the address asks for.

    faults  what of it cannot be, in words
    """

    officer: str = ""
    reference: str = ""
    code: str = ""
    day: str = ""
    faults: tuple[str, ...] = ()

    def address(self, path: str, after: EntryPlace | None = None) -> str:
        """Return the address of the same question, further down."""
        given = {"officer": self.officer, "reference": self.reference, "code": self.code, "day": self.day}
        query = {name: value for name, value in given.items() if value} | ({"after": str(after)} if after else {})
        return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True, slots=True)
class AuditContext(PageContext):
    """One list of the audit.

    tab        which
    tabs       all of them
    asked      what is asked for
    codes      what kinds of reads there are
    lines      reads, of the first tab
    events     what happened to accounts, in words and by whom
    officers   every account, as it is chosen
    reasons    why a list was exported, by code
    actors     an actor of the journal that is no officer
    next_page  the address of what was before; "" on the last page
    is_cut     enough entries were looked at for one page
    examined   so many
    """

    template: ClassVar[str] = "audit/audit.html"
    tab: str
    tabs: Mapping[str, str]
    asked: AuditQuery
    codes: Mapping[str, str]
    lines: Sequence[ReadLine]
    events: Sequence[tuple[AccountEvent, str, str]]
    officers: Sequence[tuple[str, str]]
    reasons: Mapping[str, str]
    actors: Mapping[str, str]
    next_page: str
    is_cut: bool
    examined: str


@dataclass(frozen=True, slots=True)
class VerificationContext(PageContext):
    """Whether the journals are what was written.

    tabs     all lists of the audit
    waiting  one was asked for and is not done
    found    what the last one found; None: none was done here
    head     the head line that left last; None where none ever did
    """

    template: ClassVar[str] = "audit/verification.html"
    tabs: Mapping[str, str]
    waiting: AskedFor | None
    found: VerificationOutcome | None
    head: HeadStanding | None


class AuditPages:
    """The handlers."""

    def __init__(
        self, database: Database, vault: Vault, clock: Callable[[], datetime], pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._verifying = Verifying(database, vault, clock)
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(AUDIT, self._guard.page(self._reads)),
            web.get(f"{AUDIT}/exports", self._guard.page(self._exports)),
            web.get(f"{AUDIT}/accounts", self._guard.page(self._accounts)),
            web.get(f"{AUDIT}/verification", self._guard.page(self._verification)),
            web.post(f"{AUDIT}/verification", self._guard.form(self._verify)),
        ]

    async def _reads(self, visit: Visit) -> web.StreamResponse:
        asked, wanted = await self._wanted(visit)
        codes = (asked.code,) if asked.code else READINGS
        if asked.faults:
            return await self._page(visit, "", asked, status=422)
        page = await auditing.reads(
            self._database,
            visit.officer,
            WantedEntries(codes, wanted.actor, wanted.case_id, wanted.before, wanted.after),
        )
        return await self._page(visit, "", asked, page.lines, after=page.after, is_cut=page.is_cut)

    async def _exports(self, visit: Visit) -> web.StreamResponse:
        asked, wanted = await self._wanted(visit)
        if asked.faults:
            return await self._page(visit, "exports", asked, status=422)
        page = await auditing.exports(self._database, wanted)
        return await self._page(visit, "exports", asked, events=page.events, after=page.after, is_cut=page.is_cut)

    async def _accounts(self, visit: Visit) -> web.StreamResponse:
        asked, wanted = await self._wanted(visit)
        if asked.faults:
            return await self._page(visit, "accounts", asked, status=422)
        page = await auditing.events(self._database, wanted)
        return await self._page(visit, "accounts", asked, events=page.events, after=page.after, is_cut=page.is_cut)

    async def _verification(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        context = VerificationContext(
            TABS,
            await self._verifying.asked(),
            await self._verifying.outcome(),
            await standing_of(self._database),
        )
        return self._pages.page(context, visit, known=known_here())

    async def _verify(self, visit: Visit) -> web.StreamResponse:
        _refuse_strangers(visit)
        await self._verifying.ask(visit.officer.name)
        raise web.HTTPSeeOther(f"{AUDIT}/verification")

    async def _wanted(self, visit: Visit) -> tuple[AuditQuery, WantedEntries]:
        """Read what is asked for; what cannot be is said, and nothing is listed."""
        _refuse_strangers(visit)
        query = visit.request.query
        officer, reference = query.get("officer", ""), query.get("reference", "").strip()[:40]
        faults, case_id, before = [], "", None
        if officer and not is_id(officer):
            officer = ""
            faults.append("没有这个账号，请在“谁”里选一个。")
        if reference:
            written = read_reference(reference)
            found = await auditing.case_called(self._database, visit.officer, written) if written else None
            if not (case_id := found or ""):
                faults.append("没有这个编号的案件，请核对编号。")
        if day := query.get("day", ""):
            before = _end_of(day)
            if before is None:
                faults.append("日期请写成 2026-11-29 这样。")
        asked = AuditQuery(officer, reference, visit.chosen("code", READINGS), day[:10], tuple(faults))
        return asked, WantedEntries((), officer, case_id, before, visit.place(EntryPlace.read))

    async def _page(
        self,
        visit: Visit,
        tab: str,
        asked: AuditQuery,
        lines: Sequence[ReadLine] = (),
        *,
        events: Sequence[AccountEvent] = (),
        after: EntryPlace | None = None,
        is_cut: bool = False,
        status: int = 200,
    ) -> web.Response:
        path = f"{AUDIT}/{tab}" if tab else AUDIT
        context = AuditContext(
            tab=tab,
            tabs=TABS,
            asked=asked,
            codes={code: JOURNAL_LABELS[code] for code in JOURNAL_LABELS if code in READINGS},
            lines=lines,
            events=[(one, told_of(one, self._pages.bureau_name), by_whom(one)) for one in events],
            officers=[
                (officer_id, f"{name}（{self._pages.bureau_name(bureau)}）" if bureau else name)
                for officer_id, name, bureau in await auditing.officers(self._database)
            ],
            reasons=export.REASONS,
            actors=ACTORS,
            next_page=asked.address(path, after) if after else "",
            is_cut=is_cut,
            examined=f"{MOST_EXAMINED:,}",
        )
        return self._pages.page(context, visit, status, known_here())


def _refuse_strangers(visit: Visit) -> None:
    if not may_audit(visit.officer):
        raise NotFound


def _end_of(day: str) -> datetime | None:
    """Return the instant a day is over; None for what is no day."""
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), SHANGHAI)
    except (ValueError, OverflowError):
        return None
