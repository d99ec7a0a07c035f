"""`/desk/retention`: how long closed cases are kept, what is due, what is held back, and what was disposed of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import HANDLERS, OUTCOMES, Role
from intake.cases.retention import LONGEST_REASON, Schedule, period_in_words
from intake.clocks.counting import Clocks
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase
from intake.officers.disposing import Disposing
from intake.officers.officer import Officer
from intake.officers.retained import SHOWN, KeptLine, retained
from intake.storage.database import Database
from intake.storage.keeping.purge_list import NAME
from intake.storage.sealing import Vault

RETENTION: Final = "/desk/retention"
NO_CASE: Final = "没有这个编号的案件，或者不归本局办理。请核对编号。"
_MEANWHILE: Final = "刚才有人办理了这一件，这次没有保存。请看一看再办。"
_TICK: Final = "请先勾选，确认您了解会发生什么。"
DONE: Final[Mapping[str, str]] = {
    "hold": "已暂缓销毁",
    "release": "已解除暂缓",
    "ask": "已提出，等另一位负责人确认",
    "take-back": "已撤回",
    "confirm": "已销毁，销毁记录在下面",
}
_COUNTED: Final[Mapping[str, str]] = {"files": "材料", "words": "文字", "letters": "信件", "papers": "文书"}


@dataclass(frozen=True, slots=True)
class RetentionContext(PageContext):
    """The page.

    periods     how long cases of each outcome are kept, in words; empty: nobody has decided it
    backup_days for how many days backups are kept; None: nothing was said
    apart       the list of what was disposed of is kept away from the data
    past, waiting, held, records   the lists; empty for posts that see no case
    shown       a list is no longer than this
    may_hold    this officer may hold cases back
    outcomes    outcomes by code
    counted     what went with a case, by name
    kept        what was entered when something was missing
    faults      what was missing, by field
    refusal     why nothing was done; "" for other reasons
    done        what was just done; "" for nothing
    longest     signs that a reason may have
    """

    template: ClassVar[str] = "retention.html"
    periods: tuple[str, ...]
    backup_days: int | None
    apart: bool
    past: tuple[KeptLine, ...]
    waiting: tuple[KeptLine, ...]
    held: tuple[KeptLine, ...]
    records: tuple[KeptLine, ...]
    shown: int
    may_hold: bool
    outcomes: Mapping[str, str]
    counted: Mapping[str, str]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str
    done: str
    longest: int


@dataclass(frozen=True, slots=True)
class Retention:
    """What the operator has said about keeping.

    schedule     how long cases are kept; empty: nothing is ever due, and the list never written
    purge_list   where what was disposed of is listed
    apart        that lies outside the data directory
    backup_days  for how many days backups are kept; None: nothing was said
    """

    schedule: Schedule = field(default_factory=Schedule)
    purge_list: Path = Path(NAME)
    apart: bool = False
    backup_days: int | None = None


Act = Callable[[Officer, str, datetime], Awaitable[None]]


class RetentionPage:
    """The handlers."""

    def __init__(
        self, database: Database, disposing: Disposing, kept: Retention, pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._disposing = disposing
        self._kept = kept
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(RETENTION, self._guard.page(self._show)),
            web.post(f"{RETENTION}/{{act}}", self._guard.form(self._do)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=DONE.get(visit.request.query.get("done", ""), ""))

    async def _do(self, visit: Visit) -> web.StreamResponse:
        name, typed = visit.request.match_info["act"], visit.form.get("reference", "").strip()
        reference, reason = read_reference(typed) or "", visit.form.get("reason", "").strip()
        acts: Mapping[str, Act] = {
            "hold": lambda who, case, now: self._disposing.hold_back(who, case, reason, now),
            "release": lambda who, case, now: self._disposing.release(who, case, reason, now),
            "ask": self._disposing.ask,
            "take-back": self._disposing.take_back,
            "confirm": self._disposing.confirm,
        }
        if name not in acts or not sees_retention(visit.officer):
            raise NotFound
        if name == "confirm" and visit.form.get("confirmed") != "yes":
            return await self._page(visit, refusal=_TICK, status=422)
        try:
            await acts[name](visit.officer, reference, visit.now)
        except NoSuchCase:
            return await self._page(visit, faults={"reference": NO_CASE}, status=422)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        except ChangedMeanwhile:
            return await self._page(visit, refusal=_MEANWHILE, status=409)
        except NotAllowed as refusal:
            return await self._page(visit, refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"{RETENTION}?done={name}")

    async def _page(
        self,
        visit: Visit,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: str = "",
        status: int = 200,
    ) -> web.Response:
        officer, schedule = visit.officer, self._disposing.schedule
        if not sees_retention(officer):
            raise NotFound
        async with self._database.reading() as session:
            lists = await retained(session, officer, schedule, visit.now)
        context = RetentionContext(
            periods=tuple(map(period_in_words, schedule.periods)),
            backup_days=self._kept.backup_days,
            apart=self._kept.apart,
            past=lists.due,
            waiting=lists.waiting,
            held=lists.held,
            records=lists.records,
            shown=SHOWN,
            may_hold=officer.role in HANDLERS,
            outcomes=OUTCOMES,
            counted=_COUNTED,
            kept=visit.form if faults else {},
            faults=faults or {},
            refusal=refusal,
            done=done,
            longest=LONGEST_REASON,
        )
        return self._pages.page(context, visit, status)


def sees_retention(officer: Officer) -> bool:
    """Say whether there is such a page for this officer: whoever sees cases, and who looks after the service."""
    return wall.sees_cases(officer) or officer.role == Role.ADMIN


def retention_routes(
    database: Database,
    vault: Vault,
    casework: Casework,
    clocks: Clocks,
    retention: Retention,
    pages: Pages,
    guard: Guard,
) -> list[web.RouteDef]:
    """Return the routes of the page."""
    disposing = Disposing(database, vault, casework, clocks, retention.schedule, retention.purge_list)
    return RetentionPage(database, disposing, retention, pages, guard).routes()
