"""Every list, filter, count and search of the desk, as every role, with few cases and with very many.

    python -m benchmarks.desk [--cases 1000 20000 1000000] [--postgres] [--only WORDS] [--keep FOLDER]

For each size a database of its own is filled (`benchmarks/many_cases.py`: some ten minutes for a million), and
each question asked of all in turn, several times. Of each the least time is taken: CPU of the process on SQLite,
time on PostgreSQL. What is printed is how many times as long it takes with the most cases as with each smaller
number, and judged what that is with the fewest: of a page twice, of what counts five times.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from benchmarks.many_cases import RARE, fill
from bot.desk.cases.appointments import appointments_ahead
from bot.desk.cases.asked import DUES, HANDS, SAID, SORTS, CasesAsked, filters_of
from bot.desk.cases.marks import satisfaction
from bot.desk.cases.stuck import stuck_lines
from bot.desk.cases.views import counted_cases, page_of_cases
from intake.cases.codes import HANDLERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES
from intake.notices.between import (
    PageOfCrossings,
    count_for_others,
    count_for_us,
    done_since,
    overdue,
    waiting_for_others,
    waiting_for_us,
)
from intake.notices.shown import MOST_COUNTED, PageOfClocks, due_for, estimates_for, standstills_for
from intake.officers import wall
from intake.officers.approving import waiting_for
from intake.officers.officer import Officer
from intake.officers.searching import Searching
from intake.officers.talks import talks_waiting
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, OfficerRow
from tests import postgres
from tests.builders import NOW, an_officer

STATES: Final = ("", "new", "taken", "docketed", "closed", "not_docketed", "withdrawn")
BUREAU: Final = "jiangjin"
# Of the bureaus, those beside it have two hundredths of the cases each.
SMALL: Final = "chengkou"
# Who looks: as what they are printed, their post, their bureau.
VIEWERS: Final[tuple[tuple[str, Role, str | None], ...]] = (
    (Role.OFFICER, Role.OFFICER, BUREAU),
    (Role.HEAD, Role.HEAD, BUREAU),
    (Role.PRINCIPAL, Role.PRINCIPAL, BUREAU),
    (Role.COORDINATOR, Role.COORDINATOR, None),
    (Role.AUDITOR, Role.AUDITOR, None),
    ("officer, small bureau", Role.OFFICER, SMALL),
    ("head, small bureau", Role.HEAD, SMALL),
)
WORDS: Final = {"common": "经销商档案", "rare": RARE, "none": "从来没有人说过"}
TIMES: Final = 4
# Fewer than on a page of the desk: a page is to be full with the fewest cases too, or it would only be told that
# more lines are more work.
LINES: Final = 8
# How many times as long a page may take with the most cases as with the fewest, and what counts.
WANTED: Final = 2.0
WANTED_OF_COUNTS: Final = 5.0

Ask = Callable[[AsyncSession], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A filled database and those who look at it."""

    database: Database
    vault: Vault
    viewers: dict[str, Officer]


def main() -> None:
    """Fill, ask and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk")
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 20_000, 1_000_000])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only", default="", help="only questions whose name has these words")
    parser.add_argument("--keep", type=Path, help="a folder for filled SQLite databases, to be asked again")
    options = parser.parse_args()
    with ExitStack() as stack:
        server = stack.enter_context(postgres.running_server()) if options.postgres else None
        places = []
        for number in options.cases:
            kept = options.keep / str(number) if options.keep else None
            folder = kept or Path(stack.enter_context(TemporaryDirectory()))
            places.append((server.empty_database() if server else f"sqlite:///{folder}/desk.db", folder))
        taken = asyncio.run(_measured(options.cases, places, options.only))
    _print(options.cases, taken)


async def _measured(
    sizes: Sequence[int], places: Sequence[tuple[str, Path]], only: str
) -> dict[str, tuple[float, ...]]:
    """Return by question the least time it takes with each number of cases, all of them asked in turn."""
    desks = [await _desk(url, folder, number) for number, (url, folder) in zip(sizes, places, strict=True)]
    try:
        questions = zip(*map(_questions, desks), strict=True)
        wanted = ((some[0][0], [ask for _, ask in some]) for some in questions if only in some[0][0])
        return {name: await _least(desks, asks) for name, asks in wanted}
    finally:
        for desk in desks:
            await desk.database.close()


async def _desk(url: str, folder: Path, number: int) -> Desk:
    vault = Vault.open(folder)
    database = await Database.open(url.replace("postgresql://", "postgresql+asyncpg://"))
    await prepare(database, vault)
    return await _kept(database, vault, number) or await _filled(database, vault, number)


async def _filled(database: Database, vault: Vault, number: int) -> Desk:
    viewers = {name: await an_officer(database, role=role, bureau=bureau) for name, role, bureau in VIEWERS}
    began = time.perf_counter()
    await fill(database, vault, number, {BUREAU: viewers[Role.OFFICER].id})
    print(f"{number:,} cases in {time.perf_counter() - began:.0f} s", flush=True)
    return Desk(database, vault, viewers)


async def _kept(database: Database, vault: Vault, number: int) -> Desk | None:
    """Return the desk of a database that was filled before; None for an empty one."""
    async with database.reading() as session:
        there = await session.scalar(select(func.count()).select_from(CaseRow))
        rows = (await session.scalars(select(OfficerRow).order_by(col(OfficerRow.id)))).all()
    viewers = {
        name: Officer(row.id, row.name, Role(row.role), row.bureau)
        for name, role, bureau in VIEWERS
        for row in rows
        if (row.role, row.bureau) == (role, bureau)
    }
    if there not in (0, number):
        raise SystemExit(f"{database.url.database} holds {there:,} cases: its filling was broken off")
    return Desk(database, vault, viewers) if there else None


async def _least(desks: Sequence[Desk], asks: Sequence[Ask]) -> tuple[float, ...]:
    """Return the least time a question takes at each desk; of one that turns the page, of a page."""
    least = [float("inf")] * len(desks)
    clock = time.process_time if desks[0].database.is_sqlite else time.perf_counter
    for _ in range(TIMES):
        for place, (desk, ask) in enumerate(zip(desks, asks, strict=True)):
            async with desk.database.reading() as session:
                began = clock()
                asked = await ask(session)
                pages = asked if isinstance(asked, int) else 1
                least[place] = min(least[place], (clock() - began) / pages)
    return tuple(least)


def _questions(desk: Desk) -> Iterator[tuple[str, Ask]]:
    for who, officer in desk.viewers.items():
        for asked in _lists(officer):
            filters = filters_of(asked, officer, day_in_shanghai(NOW))
            name = f"{who} {asked.query or 'unfinished'}"
            yield f"{name}: page", partial(_pages, vault=desk.vault, officer=officer, filters=filters)
            yield f"{name}: count", partial(counted_cases, viewer=officer, filters=filters)
        for name, ask in of_the_workbench(desk.vault, officer):
            yield f"{who} {name}", ask
        for name, words in WORDS.items():
            yield f"{who} search, {name} word", partial(_search, desk=desk, officer=officer, words=words)


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
    yield "appointments", lambda s: appointments_ahead(s, vault, officer, NOW, 8)
    yield "stuck files", lambda s: stuck_lines(s, officer, NOW, 8)
    yield "satisfaction: count", lambda s: satisfaction(s, officer, NOW)
    yield "approvals", lambda s: waiting_for(s, officer, NOW)
    yield "clocks due: page", lambda s: _turned(partial(due_for, s, officer, NOW))
    yield "clocks due: count", lambda s: due_for(s, officer, NOW, limit=MOST_COUNTED)
    yield "standstills: page", lambda s: _turned(partial(standstills_for, s, officer, today))
    yield "standstills: count", lambda s: standstills_for(s, officer, today, limit=MOST_COUNTED)
    yield "estimated days: count", lambda s: estimates_for(s, officer)
    yield "talks", lambda s: talks_waiting(s, officer)
    yield "between, ours: page", lambda s: _turned(partial(waiting_for_us, s, officer))
    yield "between, ours: count", lambda s: count_for_us(s, officer)
    yield "between, theirs: page", lambda s: _turned(partial(waiting_for_others, s, officer))
    yield "between, theirs: count", lambda s: count_for_others(s, officer)
    yield "between, done: page", lambda s: _turned(partial(done_since, s, officer, today - timedelta(days=90)))
    yield "between, overdue: page", lambda s: overdue(s, officer, today, LINES)


async def _pages(session: AsyncSession, vault: Vault, officer: Officer, filters: Any) -> int:
    """Look at the first page and the one after it; return how many there were."""
    first = await page_of_cases(session, vault, officer, filters, limit=LINES)
    if first.after:
        await page_of_cases(session, vault, officer, filters, first.after, limit=LINES)
    return 2 if first.after else 1


async def _turned(ask: Callable[..., Awaitable[PageOfClocks[Any] | PageOfCrossings]]) -> int:
    """Look at the first page and the one after it; return how many there were."""
    first = await ask(limit=LINES)
    if first.after:
        await ask(first.after, limit=LINES)
    return 2 if first.after else 1


async def _search(_: AsyncSession, *, desk: Desk, officer: Officer, words: str) -> None:
    await Searching(desk.database, desk.vault).by_words(officer, words)


def _print(sizes: Sequence[int], taken: Mapping[str, Sequence[float]]) -> None:
    times = "".join(f"{f'from {size:,}':>14}" for size in sizes[:-1])
    print(f"{'milliseconds with so many cases':52}" + "".join(f"{size:>12,}" for size in sizes) + times)
    for name, seconds in taken.items():
        row = "".join(f"{one * 1000:12.1f}" for one in seconds)
        more = "".join(f"{seconds[-1] / one:14.2f}" for one in seconds[:-1])
        print(f"{name:52}{row}{more}{'' if seconds[-1] / seconds[0] <= _wanted(name) else '  not met'}")
    for place, size in enumerate(sizes[:-1]):
        for wanted, what in ((WANTED, "pages"), (WANTED_OF_COUNTS, "counts")):
            grows = [ones[-1] / ones[place] for name, ones in taken.items() if _wanted(name) == wanted]
            if grows:
                within = sum(one <= wanted for one in grows)
                print(
                    f"10 desk, {size:,} to {sizes[-1]:,} cases: {within} of {len(grows)} {what} "
                    f"within {wanted:.0f} times, median {median(grows):.2f}, most {max(grows):.2f}  "
                    f"{'met' if within == len(grows) else 'not met'}"
                )


def _wanted(name: str) -> float:
    return WANTED_OF_COUNTS if name.endswith(": count") else WANTED


if __name__ == "__main__":
    main()
