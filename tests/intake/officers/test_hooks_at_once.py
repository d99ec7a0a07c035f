"""Addresses are counted before one is added: also of several that come at once ten stand, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from intake.officers.hooks import MOST_OF_A_BUREAU, HookRefused, Hooks, hooks_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW, bureaus


async def entered(database: Database, vault: Vault, numbers: Sequence[int], bureau: str = "jiangjin") -> list[str]:
    """Enter addresses at once; return what each heard: "" where it stands, or why it was refused."""
    hooks = Hooks(vault, bureaus())

    async def enter(number: int) -> str:
        address = f"https://taizhang.example.org/{number}"
        try:
            async with database.writing() as session:
                await hooks.enter(session, "o1", bureau, address, ["case.opened"], NOW)
        except HookRefused as refusal:
            return str(refusal)
        return ""

    return await asyncio.gather(*(enter(number) for number in numbers))


async def test_of_two_who_enter_the_tenth_at_once_one_is_refused(database: Database, vault: Vault) -> None:
    for number in range(MOST_OF_A_BUREAU - 1):
        assert await entered(database, vault, [number]) == [""]

    told = await entered(database, vault, [90, 91])

    assert sorted(bool(one) for one in told) == [False, True] and "最多登记 10 个" in "".join(told)


async def test_of_many_who_are_the_first_ten_stand_and_another_bureau_has_its_own(
    database: Database, vault: Vault
) -> None:
    here, there = await asyncio.gather(
        entered(database, vault, range(MOST_OF_A_BUREAU + 2)), entered(database, vault, [0], "banan")
    )

    async with database.reading() as session:
        assert len(await hooks_of(session, "jiangjin")) == MOST_OF_A_BUREAU
    assert (here.count(""), there) == (MOST_OF_A_BUREAU, [""])


async def test_the_same_address_that_is_entered_twice_at_once_stands_once(
    database: Database, vault: Vault
) -> None:
    told = await entered(database, vault, [7, 7, 7])

    assert told.count("") == 1 and "已经登记过" in "".join(told)
