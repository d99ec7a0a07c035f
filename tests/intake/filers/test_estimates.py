"""Estimates belong to whoever made them; a bureau sees what it was shown, and its officers write beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from intake.cases.case import NotAllowed
from intake.filers.access import TooManyTries
from intake.filers.estimates import KEPT, Estimates, forget_old
from intake.officers.estimates import SharedEstimates
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW, an_officer

CONTENT: dict[str, Any] = {"given": {"organisation": ["partly", 8]}, "bonus": [], "bonus_points": None}


async def test_an_estimate_is_its_owners_until_they_show_it_and_again_when_they_take_it_back(
    database: Database, vault: Vault
) -> None:
    estimates, shared = Estimates(database, vault), SharedEstimates(database, vault)
    owner = estimates.owner_of(estimates.new_code())
    theirs = await an_officer(database, bureau="jiangjin", name="江津的")
    others = await an_officer(database, bureau="banan", name="巴南的")
    kept = await estimates.keep(owner, "company", "company plan-2022", CONTENT, NOW)

    assert (await estimates.of(owner, "company"))[0].content == CONTENT
    assert await estimates.of(estimates.owner_of("another"), "company") == []
    assert await shared.one(theirs, kept) is None
    assert not await estimates.share("another", kept, "jiangjin", "甲公司", NOW)

    assert await estimates.share(owner, kept, "jiangjin", "重庆甲公司", NOW)
    (seen,) = await shared.shared_with(theirs)
    assert (seen.name, seen.content) == ("重庆甲公司", CONTENT)
    assert await shared.shared_with(others) == []
    assert await shared.one(others, kept) is None

    page = shared.page(NOW)
    for _ in range(2):
        await shared.enter(theirs, page, kept, CONTENT, NOW)
    assert [one.by for one in await shared.beside(seen)] == [theirs.id]
    assert await shared.names_of(await shared.beside(seen)) == {theirs.id: "江津的"}
    with pytest.raises(NotAllowed):
        await shared.enter(others, shared.page(NOW), kept, CONTENT, NOW)

    await estimates.take_back(owner, kept)
    assert await shared.one(theirs, kept) is None
    with pytest.raises(NotAllowed, match="收回"):
        await shared.enter(theirs, shared.page(NOW), kept, CONTENT, NOW)
    await estimates.erase(owner, kept)
    assert await estimates.of(owner, "company") == [] and await shared.beside(seen) == []


async def test_the_newest_stands_first_and_what_is_old_goes(database: Database, vault: Vault) -> None:
    estimates = Estimates(database, vault)
    for days in (0, 1, 2):
        content = {**CONTENT, "bonus_points": days}
        await estimates.keep("owner", "park", "park plan-2022", content, NOW + timedelta(days=days))

    assert [one.content["bonus_points"] for one in await estimates.of("owner", "park")] == [2, 1, 0]
    await forget_old(database, NOW + KEPT + timedelta(days=1, hours=1))
    assert [one.content["bonus_points"] for one in await estimates.of("owner", "park")] == [2]
    assert [delete.table for delete in (await estimates.left_by("owner")).deletes] == ["estimate"]


async def test_a_code_is_known_by_what_lies_there_and_guessed_at_a_pace(database: Database, vault: Vault) -> None:
    estimates = Estimates(database, vault)
    code = estimates.new_code()
    await estimates.keep(estimates.owner_of(code), "park", "park plan-2022", CONTENT, NOW)

    assert await estimates.known(code, "203.0.113.9", NOW)
    with pytest.raises(TooManyTries):
        for _ in range(20):
            assert not await estimates.known(estimates.new_code(), "203.0.113.9", NOW)
    assert await estimates.known(code, "203.0.113.9", NOW)


async def test_nothing_of_an_estimate_stands_in_the_open(database: Database, vault: Vault) -> None:
    estimates = Estimates(database, vault)
    code = estimates.new_code()
    kept = await estimates.keep(estimates.owner_of(code), "company", "company plan-2022", CONTENT, NOW)
    await estimates.share(estimates.owner_of(code), kept, "jiangjin", "重庆甲公司", NOW)

    async with database.engine.connect() as connection:
        row = (await connection.exec_driver_sql("SELECT * FROM estimate")).one()

    written = repr(tuple(row))
    assert "partly" not in written and "重庆甲公司" not in written and code not in written
