"""What stands on the workbench beside the lists is asked without reading a table that grows with the years."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Final

import pytest

from benchmarks.desk import of_the_workbench
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.notices.shown import AfterCase, due_for, estimates_for, standstills_for
from intake.officers.officer import Officer
from tests.bot.desk.cases.test_orders import COORDINATOR, OFFICER, _asked_of, _plan
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, some_cases

TODAY = day_in_shanghai(NOW)
_OF_CASES = re.compile(
    r"case_file USING (?:COVERING )?INDEX (\w+)"
    r"|using (\w+) on case_file|Bitmap Index Scan on (case_(?:stands|estimated|due|bureau_\w+))"
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

    statement, parameters = statements[0]
    assert "LIMIT" in statement
    plan = await _plan(desk.database, statement, parameters)
    # PostgreSQL takes either for three cases, of which it knows nothing.
    wanted = {of_all if viewer.bureau is None else of_one} if desk.database.is_sqlite else {of_all, of_one}
    used = {"".join(one) for one in _OF_CASES.findall(plan)}
    assert used and used <= wanted
    assert not _scans(plan)


def _scans(plan: str) -> list[str]:
    return re.findall(rf"SCAN {_GROWING}[^\n]*|Seq Scan on {_GROWING}[^\n]*", plan)
