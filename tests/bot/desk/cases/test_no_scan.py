"""What stands on the workbench beside the lists is asked without reading a table that grows with the years."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, Final

import pytest

from benchmarks.desk import of_the_workbench
from bot.desk.cases.asked import CasesAsked, filters_of
from bot.desk.cases.marks import satisfaction
from bot.desk.cases.orders import Cursor
from bot.desk.cases.views import Counted, Filters, counted_cases, page_of_cases
from intake.cases.codes import STATES, Role
from intake.clocks.calendar import day_in_shanghai
from intake.notices.between import (
    AfterCrossing,
    count_for_others,
    count_for_us,
    done_since,
    overdue,
    waiting_for_others,
    waiting_for_us,
)
from intake.notices.shown import AfterCase, due_for, estimates_for, standstills_for
from intake.officers.officer import Officer
from intake.storage.database import Database
from tests.bot.desk.cases.test_orders import COORDINATOR, OFFICER, _asked_of, _plan
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, a_crossing, some_cases

TODAY = day_in_shanghai(NOW)
_OF_CASES = re.compile(
    r"case_file USING (?:COVERING )?INDEX (\w+)"
    r"|using (\w+) on case_file|Bitmap Index Scan on (case_(?:stands|estimated|due|owed|bureau_\w+))"
)
_GROWING = r"(?:case_\w+|journal|crossing|appointment|arriving_media|approval_waiting|talk)\b(?:_\d+)?"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.PRINCIPAL, Role.COORDINATOR, Role.AUDITOR])
async def test_nothing_on_the_workbench_reads_all_that_ever_was(desk: Desk, role: Role) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * 3)
    viewer = Officer("1", "甲", role, "jiangjin" if role not in (Role.COORDINATOR, Role.AUDITOR) else None)

    read = {}
    for name, ask in of_the_workbench(desk.vault, viewer):
        with _asked_of(desk.database) as statements:
            async with desk.database.reading() as session:
                await ask(session)
        plans = [await _plan(desk.database, statement, parameters) for statement, parameters in statements]
        read[name] = [scan for plan in plans for scan in _scans(plan)]

    assert {name: scans for name, scans in read.items() if scans} == {}
    assert len(read) > 10


_A_PAGE_ON = AfterCase(date(2026, 11, 20), "0")
# What the page of clocks asks for its lists, by the indexes that answer it: of all bureaus, of one.
OF_CLOCKS: Final[Mapping[str, tuple[Callable[..., Awaitable[object]], str, str]]] = {
    "due": (lambda s, viewer, place: due_for(s, viewer, NOW, place), "case_due", "case_bureau_due"),
    "standing": (
        lambda s, viewer, place: standstills_for(s, viewer, TODAY, place),
        "case_stands",
        "case_bureau_stands",
    ),
    "estimated": (lambda s, viewer, _: estimates_for(s, viewer), "case_estimated", "case_bureau_estimated"),
}


@pytest.mark.parametrize("place", [None, _A_PAGE_ON], ids=["first page", "later page"])
@pytest.mark.parametrize("viewer", [COORDINATOR, OFFICER], ids=["all bureaus", "one bureau"])
@pytest.mark.parametrize("name", OF_CLOCKS)
async def test_cases_with_such_clocks_are_found_from_the_front_of_an_index_and_not_without_end(
    desk: Desk, name: str, viewer: Officer, place: AfterCase | None
) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * 3)
    ask, of_all, of_one = OF_CLOCKS[name]
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            await ask(session, viewer, place)

    await _is_answered_from(desk.database, statements[0], viewer, of_all, of_one)


@pytest.mark.parametrize("place", [None, Cursor(NOW, "0")], ids=["first page", "later page"])
@pytest.mark.parametrize("viewer", [COORDINATOR, OFFICER], ids=["all bureaus", "one bureau"])
async def test_what_is_owed_is_found_and_counted_from_the_front_of_an_index(
    desk: Desk, viewer: Officer, place: Cursor | None
) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * 3)
    filters = filters_of(CasesAsked(said="owed"), viewer, TODAY)
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            counted = await counted_cases(session, viewer, filters)
            page = await page_of_cases(session, desk.vault, viewer, filters, place)

    assert counted == Counted(3, is_all=True) and len(page.lines) == 3
    for asked in statements[:2]:
        await _is_answered_from(desk.database, asked, viewer, "case_owed", "case_bureau_owed")


# What is listed and counted of what crosses between bureaus, by the indexes of who sees all and of one bureau.
OF_CROSSINGS: Final[Mapping[str, tuple[Callable[..., Awaitable[object]], set[str], set[str]]]] = {
    "ours": (lambda s, viewer, place: waiting_for_us(s, viewer, place), {"ended"}, {"owner"}),
    "ours, counted": (lambda s, viewer, _: count_for_us(s, viewer), {"ended"}, {"owner"}),
    "theirs": (lambda s, viewer, place: waiting_for_others(s, viewer, place), set(), {"sender"}),
    "theirs, counted": (lambda s, viewer, _: count_for_others(s, viewer), set(), {"sender"}),
    "done": (lambda s, viewer, place: done_since(s, viewer, TODAY, place), {"ended"}, {"owner", "sender"}),
    "overdue": (lambda s, viewer, _: overdue(s, viewer, TODAY), {"ended"}, {"owner", "sender"}),
}


@pytest.mark.parametrize("place", [None, AfterCrossing(TODAY, "0")], ids=["first page", "later page"])
@pytest.mark.parametrize("viewer", [COORDINATOR, OFFICER], ids=["all bureaus", "one bureau"])
@pytest.mark.parametrize("name", OF_CROSSINGS)
async def test_what_crosses_is_found_by_its_day_from_the_front_of_an_index(
    desk: Desk, name: str, viewer: Officer, place: AfterCrossing | None
) -> None:
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * 3)
    async with desk.database.writing() as session:
        session.add_all(a_crossing(case, "jiangjin", "banan", TODAY) for case in cases)
    ask, *indexes = OF_CROSSINGS[name]
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            await ask(session, viewer, place)

    wanted = indexes[viewer.bureau is not None]
    assert len(statements) == bool(wanted)
    for statement, parameters in statements:
        assert statement.count("LIMIT") > len(wanted)
        plan = await _plan(desk.database, statement, parameters)
        assert not _scans(plan)
        if desk.database.is_sqlite:
            # Beside them the wall asks what waits for this post.
            used = set(re.findall(r"SEARCH crossing USING (?:COVERING )?INDEX crossing_(\w+) ", plan))
            assert wanted <= used <= wanted | {"owner"}


async def _is_answered_from(
    database: Database, asked: tuple[str, Any], viewer: Officer, of_all: str, of_one: str
) -> None:
    """Prove that a query stops early and begins at the front of the index of what this viewer answers for."""
    statement, parameters = asked
    assert "LIMIT" in statement
    plan = await _plan(database, statement, parameters)
    used = {"".join(one) for one in _OF_CASES.findall(plan)}
    # PostgreSQL takes any index for three cases, of which it knows nothing.
    assert used == {of_all if viewer.bureau is None else of_one} if database.is_sqlite else used
    assert not _scans(plan)


@pytest.mark.parametrize("state", ["not_docketed", "taken"])
async def test_cases_without_a_day_are_ordered_as_the_index_has_them_that_knows_they_have_none(
    desk: Desk, state: str
) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": state}] * 3)
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            await page_of_cases(
                session, desk.vault, COORDINATOR, filters_of(CasesAsked(state=state), COORDINATOR, TODAY)
            )

    undated = [one for one, _ in statements if "next_due_on IS NULL" in one]
    assert undated
    for one in undated:
        # By the id alone PostgreSQL goes through all cases of a bureau in that order.
        assert re.findall(r"ORDER BY (\w+)\.", one) and set(re.findall(r"ORDER BY \w+\.(\w+)", one)) <= {
            "next_due_on",
            "sorted_by",
        }


_IN_ALL: Final = tuple(STATES)
# What a bureau assists in is found by an index of its own, no case being read: of a kind, by each order.
OF_ASSISTED: Final[Mapping[str, Filters]] = {
    "case_assist_due": Filters(),
    "case_assist_kind": Filters(kind="tip"),
    "case_assist_received": Filters(states=_IN_ALL, order="received"),
    "case_assist_active": Filters(states=_IN_ALL, order="active"),
    "case_assist_unread": Filters(states=_IN_ALL, order="unread"),
    "case_assist_reminded": Filters(states=_IN_ALL, order="reminded"),
}


@pytest.mark.parametrize("index", OF_ASSISTED)
async def test_what_a_bureau_assists_in_is_found_in_an_index_of_its_own(desk: Desk, index: str) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken", "assisting": ["jiangjin"]}] * 3)
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            page = await page_of_cases(session, desk.vault, OFFICER, OF_ASSISTED[index], limit=1)
            await page_of_cases(session, desk.vault, OFFICER, OF_ASSISTED[index], page.after)
            await counted_cases(session, OFFICER, OF_ASSISTED[index])

    found = [one for one in statements if "FROM case_assist" in one[0]]
    assert len(found) >= 2
    for statement, parameters in found:
        plan = await _plan(desk.database, statement, parameters)
        assert index in plan or not desk.database.is_sqlite
        assert "case_assist USING INDEX" not in plan and not _scans(plan)


@pytest.mark.parametrize("viewer", [COORDINATOR, OFFICER], ids=["all bureaus", "one bureau"])
async def test_marks_are_counted_in_an_index_no_case_and_no_journal_being_read(
    desk: Desk, viewer: Officer
) -> None:
    await some_cases(
        desk.database, desk.vault, [{"kind": "tip", "state": "closed", "assisting": ["jiangjin"]}] * 3
    )
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            await satisfaction(session, viewer, NOW)

    ((statement, parameters),) = statements
    assert "journal" not in statement
    plan = await _plan(desk.database, statement, parameters)
    wanted = {"case_marked"} if viewer.bureau is None else {"case_bureau_marked", "case_assist_marked"}
    if desk.database.is_sqlite:
        assert wanted <= set(re.findall(r"USING COVERING INDEX (\w+)", plan))
    assert not _scans(plan)


def _scans(plan: str) -> list[str]:
    return re.findall(rf"SCAN {_GROWING}[^\n]*|Seq Scan on {_GROWING}[^\n]*", plan)
