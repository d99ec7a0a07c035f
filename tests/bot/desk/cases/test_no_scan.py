"""What stands on the workbench beside the lists is asked without reading a table that grows with the years."""

from __future__ import annotations

import re

import pytest

from benchmarks.desk import of_the_workbench
from intake.cases.codes import Role
from intake.notices.due import estimates_for
from intake.officers.officer import Officer
from tests.bot.desk.cases.test_orders import _asked_of, _plan
from tests.bot.desk.conftest import Desk
from tests.builders import some_cases

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


async def test_clocks_of_an_unpublished_year_are_counted_without_the_others_and_not_without_end(
    desk: Desk,
) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "docketed"}] * 3)
    viewer = Officer("1", "甲", Role.COORDINATOR, None)

    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            await estimates_for(session, viewer)

    ((statement, parameters),) = statements
    assert "LIMIT" in statement
    assert "case_clock_estimated" in await _plan(desk.database, statement, parameters)


def _scans(plan: str) -> list[str]:
    return re.findall(rf"SCAN {_GROWING}[^\n]*|Seq Scan on {_GROWING}[^\n]*", plan)
