"""Every list, filter, count and search of the desk, as every role, with few cases and with very many.

    python -m benchmarks.desk [--cases 1000 100000] [--postgres] [--only WORDS]

For each size a database of its own is filled (`benchmarks/many_cases.py`: some two minutes for 100,000) and each
question asked several times, the least time of it taken: CPU of the process on SQLite, time on PostgreSQL. What is
printed is how many times as long it takes with the most cases as with the fewest.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.many_cases import RARE, fill
from bot.desk.cases.appointments import appointments_ahead
from bot.desk.cases.asked import DUES, HANDS, SAID, SORTS, CasesAsked, filters_of
from bot.desk.cases.marks import satisfaction
from bot.desk.cases.owed import cases_owing_a_result
from bot.desk.cases.stuck import stuck_lines
from bot.desk.cases.views import counted_cases, page_of_cases
from intake.cases.codes import HANDLERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES
from intake.notices.between import done_since, overdue, waiting_for_others, waiting_for_us
from intake.notices.due import due_for, estimates_for, standstills_for
from intake.officers import wall
from intake.officers.approving import waiting_for
from intake.officers.officer import Officer
from intake.officers.searching import Searching
from intake.officers.talks import talks_waiting
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault
from tests import postgres
from tests.builders import NOW, an_officer

ROLES: Final = (Role.OFFICER, Role.HEAD, Role.PRINCIPAL, Role.COORDINATOR, Role.AUDITOR)
STATES: Final = ("", "new", "taken", "docketed", "closed", "not_docketed", "withdrawn")
BUREAU: Final = "jiangjin"
WORDS: Final = {"common": "经销商档案", "rare": RARE, "none": "从来没有人说过"}
TIMES: Final = 3
# Fewer than on a page of the desk: a page is to be full with the fewest cases too, or it would only be told that
# more lines are more work.
LINES: Final = 8
WANTED: Final = 2.0

Ask = Callable[[AsyncSession], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A filled database and those who look at it."""

    database: Database
    vault: Vault
    officers: dict[Role, Officer]


def main() -> None:
    """Fill, ask and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk")
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only", default="", help="only questions whose name has these words")
    options = parser.parse_args()
    taken: dict[str, list[float]] = {}
    with ExitStack() as stack:
        server = stack.enter_context(postgres.running_server()) if options.postgres else None
        for number in options.cases:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = server.empty_database() if server else f"sqlite:///{folder}/desk.db"
            for name, seconds in asyncio.run(_measured(url, folder, number, options.only)).items():
                taken.setdefault(name, []).append(seconds)
    _print(options.cases, taken)


async def _measured(url: str, folder: Path, number: int, only: str) -> dict[str, float]:
    vault, database = (
        Vault.open(folder),
        await Database.open(url.replace("postgresql://", "postgresql+asyncpg://")),
    )
    try:
        await prepare(database, vault)
        officers = {role: await an_officer(database, role=role, bureau=BUREAU) for role in ROLES}
        began = time.perf_counter()
        await fill(database, vault, number, {BUREAU: officers[Role.OFFICER].id})
        print(f"{number:,} cases in {time.perf_counter() - began:.0f} s", flush=True)
        desk = Desk(database, vault, officers)
        clock = time.process_time if database.is_sqlite else time.perf_counter
        return {name: await _least(desk, ask, clock) for name, ask in _questions(desk) if only in name}
    finally:
        await database.close()


async def _least(desk: Desk, ask: Ask, clock: Callable[[], float]) -> float:
    least = float("inf")
    for _ in range(TIMES):
        async with desk.database.reading() as session:
            began = clock()
            await ask(session)
            least = min(least, clock() - began)
    return least


def _questions(desk: Desk) -> Iterator[tuple[str, Ask]]:
    for role, officer in desk.officers.items():
        for asked in _lists(officer):
            filters = filters_of(asked, officer, day_in_shanghai(NOW))
            name = f"{role} {asked.query or 'unfinished'}"
            yield f"{name}: page", partial(_pages, vault=desk.vault, officer=officer, filters=filters)
            yield f"{name}: count", partial(counted_cases, viewer=officer, filters=filters)
        for name, ask in of_the_workbench(desk.vault, officer):
            yield f"{role} {name}", ask
        for name, words in WORDS.items():
            yield f"{role} search, {name} word", partial(_search, desk=desk, officer=officer, words=words)


def _lists(officer: Officer) -> Iterator[CasesAsked]:
    yield from (CasesAsked(state=state) for state in STATES)
    yield from (CasesAsked(state=state, sort=sort) for state in ("", "closed") for sort in SORTS if sort)
    yield from (CasesAsked(kind=kind) for kind in KIND_NAMES)
    yield from (CasesAsked(kind="tip", sort=sort) for sort in SORTS if sort)
    yield from (CasesAsked(due=due) for due in DUES)
    yield from (CasesAsked(said=said) for said in SAID)
    if officer.role in HANDLERS:
        yield from (CasesAsked(hand=hand) for hand in HANDS)
    if wall.sees_every_bureau(officer):
        yield from (CasesAsked(bureau=BUREAU, sort=sort) for sort in SORTS)


def of_the_workbench(vault: Vault, officer: Officer) -> Iterator[tuple[str, Ask]]:
    """Return what else the desk's first pages ask, by what it is called."""
    today = day_in_shanghai(NOW)
    yield "result owed", lambda s: cases_owing_a_result(s, vault, officer, NOW, 8)
    yield "appointments", lambda s: appointments_ahead(s, vault, officer, NOW, 8)
    yield "stuck files", lambda s: stuck_lines(s, officer, NOW, 8)
    yield "satisfaction", lambda s: satisfaction(s, officer, NOW)
    yield "approvals", lambda s: waiting_for(s, officer, NOW)
    yield "clocks due", lambda s: due_for(s, officer, NOW)
    yield "standstills", lambda s: standstills_for(s, officer, today)
    yield "estimated days", lambda s: estimates_for(s, officer)
    yield "talks", lambda s: talks_waiting(s, officer)
    yield "between: ours", lambda s: waiting_for_us(s, officer)
    yield "between: theirs", lambda s: waiting_for_others(s, officer)
    yield "between: done", lambda s: done_since(s, officer, today)
    yield "between: overdue", lambda s: overdue(s, officer, today)


async def _pages(session: AsyncSession, vault: Vault, officer: Officer, filters: Any) -> None:
    """Look at the first page and the one after it."""
    first = await page_of_cases(session, vault, officer, filters, limit=LINES)
    if first.after:
        await page_of_cases(session, vault, officer, filters, first.after, limit=LINES)


async def _search(_: AsyncSession, *, desk: Desk, officer: Officer, words: str) -> None:
    await Searching(desk.database, desk.vault).by_words(officer, words)


def _print(sizes: Sequence[int], taken: dict[str, list[float]]) -> None:
    print(f"{'milliseconds with so many cases':52}" + "".join(f"{size:>12,}" for size in sizes) + f"{'times':>9}")
    for name, seconds in taken.items():
        times = seconds[-1] / seconds[0]
        row = "".join(f"{one * 1000:12.1f}" for one in seconds)
        print(f"{name:52}{row}{times:9.2f}{'' if times <= WANTED else '  not met'}")


if __name__ == "__main__":
    main()
