"""Who waits for the few places: in order, the known before the others, and nobody who left holds one."""

from __future__ import annotations

import asyncio

from intake.officers.turns import Turns


async def test_whoever_is_known_waits_for_what_was_begun_and_for_no_stranger() -> None:
    turns, order = Turns(1), list[str]()

    async def work(name: str, *, is_known: bool) -> None:
        async with turns.turn(is_known=is_known):
            order.append(name)
            await asyncio.sleep(0.01)

    waiting = [asyncio.create_task(work(f"stranger {number}", is_known=False)) for number in range(8)]
    await asyncio.sleep(0)
    waiting.append(asyncio.create_task(work("known", is_known=True)))
    await asyncio.gather(*waiting)

    assert order == ["stranger 0", "known", *(f"stranger {number}" for number in range(1, 8))]


async def test_a_place_of_somebody_who_went_away_is_the_next_ones() -> None:
    turns, at_it, most = Turns(2), 0, 0

    async def work() -> None:
        nonlocal at_it, most
        async with turns.turn(is_known=False):
            at_it += 1
            most = max(most, at_it)
            try:
                await asyncio.sleep(0.01)
            finally:
                at_it -= 1

    # Some leave while they wait, some while they are at it, some in the moment in which it is their turn.
    everybody = [asyncio.create_task(work()) for _ in range(40)]
    for number, one in enumerate(everybody):
        if number % 3 == 0:
            await asyncio.sleep(0.002)
            one.cancel()
    done = await asyncio.gather(*everybody, return_exceptions=True)

    assert done.count(None) >= 26 and most == 2
    async with turns.turn(is_known=False), turns.turn(is_known=False):
        assert at_it == 0
