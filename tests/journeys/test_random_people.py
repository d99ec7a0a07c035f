"""Thirty people made by chance, over the web page's JSON: everybody gets through, once, with what they said
and the files that they sent.

`make test-long` sends a thousand.
"""

from __future__ import annotations

import pytest

from tests.journeys.house import Clock, House
from tests.journeys.random_files import kept
from tests.journeys.random_people import differs, visit


async def test_thirty_people_get_through_once_with_what_they_said(house: House, clock: Clock) -> None:
    assert await _faults(range(30), house, clock) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 2_000, 250))
async def test_so_do_a_thousand(first: int, house: House, clock: Clock) -> None:
    assert await _faults(range(first, first + 250), house, clock) == []


async def _faults(seeds: range, house: House, clock: Clock) -> list[str]:
    visits = {seed: await visit(seed, house, clock) for seed in seeds}
    cases = {case["reference"]: case for case in await (await house.reader()).cases()}
    faults = [fault for one in visits.values() for fault in one.faults]
    for seed, one in visits.items():
        if one.reference in cases:
            faults += [f"seed {seed}: {fault}" for fault in differs(one.who.filed, cases[one.reference])]
            if (files := await kept(house, one.reference)) != sorted(one.files):
                faults.append(f"seed {seed}: {len(files)} files of {len(one.files)}")
    if not any(one.files for one in visits.values()):
        faults.append("nobody handed in a file")
    if len(cases) != len({one.reference for one in visits.values() if one.reference}):
        faults.append(f"{len(cases)} cases of {len(visits)} people")
    return faults
