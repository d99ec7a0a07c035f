"""Every entrance is sent what nobody sends who means well: no crash, no hang, and it works afterwards.

By one seed, so that what is found can be found again (`FUZZ_SEED`). Guided by what stands on our pages and in our
own table of addresses rather than by coverage: a form is filled as it stands, then damaged. `make test-long` goes
on for `FUZZ_SECONDS` at each entrance, ten minutes when nothing is said.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from intake.journal.verifying import verify
from tests.fuzzing.inside import PAPERS
from tests.fuzzing.outside import ENTRANCES, MOST_CPU_SECONDS, Outside, opened_outside

SEED = os.environ.get("FUZZ_SEED", "")
SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))
AT_ONCE = 6


# A library leaves the damaged head of a part out and warns; the service notes by what kind, and goes on.
pytestmark = [
    pytest.mark.filterwarnings("ignore::aiohttp.multipart.BadContentDispositionHeader"),
    pytest.mark.filterwarnings("ignore::aiohttp.multipart.BadContentDispositionParam"),
]


async def test_every_entrance_takes_a_few_of_each_kind(tmp_path: Path) -> None:
    async with opened_outside(tmp_path) as outside:
        for name, send in ENTRANCES.items():
            for number in range(AT_ONCE):
                await send(outside, Random(f"{SEED}{name}{number}"))
        await _works_still(outside)

    assert outside.faults == []
    assert outside.asked > AT_ONCE * len(ENTRANCES) / 2


def test_so_do_settings_and_files(tmp_path: Path) -> None:
    found = [
        fault
        for name, read in PAPERS.items()
        for number in range(AT_ONCE)
        if (fault := read(tmp_path, Random(f"{SEED}{name}{number}")))
    ]

    assert found == []


@pytest.mark.long
@pytest.mark.timeout(SECONDS * 2 + 600)
@pytest.mark.parametrize("name", ENTRANCES)
async def test_an_entrance_takes_whatever_is_sent(tmp_path: Path, database_url: str, name: str) -> None:
    seed, until = SEED or f"{time.time()}", time.monotonic() + SECONDS / 2
    async with opened_outside(tmp_path, database_url) as outside:
        number = 0
        while time.monotonic() < until:
            number += 1
            await ENTRANCES[name](outside, Random(f"{seed}{name}{number}"))
        await _works_still(outside)
        verified = await _verified(outside)

    print(f"{name}: {outside.asked} sent, seed {seed}, {len(outside.faults)} faults")
    assert outside.faults == []
    assert verified


@pytest.mark.long
@pytest.mark.timeout(SECONDS * 2 + 600)
@pytest.mark.parametrize("name", PAPERS)
def test_settings_and_files_may_say_anything(tmp_path: Path, name: str) -> None:
    seed, until = SEED or f"{time.time()}", time.monotonic() + SECONDS
    number, found = 0, []
    while time.monotonic() < until:
        number += 1
        began = time.process_time()
        found += [fault] if (fault := PAPERS[name](tmp_path, Random(f"{seed}{name}{number}"))) else []
        found += ["took long"] if time.process_time() - began > MOST_CPU_SECONDS else []

    print(f"{name}: {number} read, seed {seed}, {len(found)} faults")
    assert found == []


async def _works_still(outside: Outside) -> None:
    """Look that the service answers as ever: what was sent moved nothing that others stand on."""
    if '"status": "ready"' not in await outside.ask(outside.session, "GET", "/readyz"):
        outside.faults.append("not ready afterwards")
    if "渝商秘" not in await outside.ask(outside.session, "GET", "/chat"):
        outside.faults.append("no page afterwards")


async def _verified(outside: Outside) -> bool:
    service = outside.service
    until = service.clock() + timedelta(days=1)
    return (await verify(service.database, service.vault.journal_key, until)).is_intact
