"""Whose turn it is at the few places where a password is worked out: known browsers go before strangers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A few places, and two queues before them."""

    def __init__(self, places: int) -> None:
        """Take how many may be at it at once."""
        self._free = places
        self._known: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def turn(self, *, is_known: bool) -> AsyncIterator[None]:
        """Hold a place; whoever is known waits for no more than what was begun before."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(self._known if is_known else self._others)
        try:
            yield
        finally:
            self._hand_on()

    async def _wait(self, queue: deque[asyncio.Future[None]]) -> None:
        mine = asyncio.get_running_loop().create_future()
        queue.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                # The place was handed over in the moment in which whoever waited went away.
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        for queue in (self._known, self._others):
            while queue:
                if not (waits := queue.popleft()).done():
                    waits.set_result(None)
                    return
        self._free += 1
