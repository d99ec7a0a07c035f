"""By what WeChat knows somebody is kept sealed, given out five times at most, and erased in time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from intake.filers.reach import MOST_SENT, WINDOW, Reach
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.rows import Rows
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.steps import carried_out_in
from tests.intake.storage.rows import NOW


async def test_it_is_given_out_five_times_between_two_messages_and_never_after_its_time(
    database: Database, vault: Vault
) -> None:
    reach = Reach(database, vault)
    await _write(database, vault, reach.kept("one", "oABC", NOW))
    await _write(database, vault, reach.kept("two", "oDEF", NOW))

    # Two couriers that ask at the same moment.
    taken = await asyncio.gather(*(reach.taken("one", NOW) for _ in range(MOST_SENT + 2)))
    assert sorted(taken, key=str) == [None, None, *["oABC"] * MOST_SENT]
    await reach.given_back("one")
    assert [await reach.taken("one", NOW) for _ in range(2)] == ["oABC", None]

    await _write(database, vault, reach.kept("one", "oABC", NOW + timedelta(hours=1)))
    assert await reach.taken("one", NOW + timedelta(hours=2)) == "oABC"
    assert await reach.taken("two", NOW + WINDOW) is None
    await reach.forget_old(NOW + WINDOW)
    assert [await reach.until(one, NOW) is None for one in ("one", "two")] == [False, True]

    await _write(database, vault, reach.forgotten("one"))
    await reach.given_back("one")
    assert await reach.taken("one", NOW) is None


async def test_it_opens_for_its_own_account_alone(database: Database, vault: Vault) -> None:
    reach = Reach(database, vault)
    (insert,) = reach.kept("one", "oABC", NOW).inserts
    moved = Rows(inserts=(type(insert)("reach", {**insert.values, "id": "two"}),))
    await _write(database, vault, moved)

    with pytest.raises(CannotUnseal):
        await reach.taken("two", NOW)


async def _write(database: Database, vault: Vault, rows: Rows) -> None:
    async with database.writing() as session:
        await carried_out_in(session, writing(rows, vault.journal_key))
