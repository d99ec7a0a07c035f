"""Before a password is looked at: few wait at once, and nobody takes every place. The rest is sent away at once.

Looking at a password is work on purpose. So whoever floods the sign-in must be refused before it begins. And they
are sent away one by one: a refusal is work too, and beside fifty at once nobody else would have a turn.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from intake.pace import Pace

# Those in work and those who wait; at two at a time the last of them waits a few seconds.
MOST_WAITING: Final = 12
MOST_OF_A_SOURCE: Final = 4
# Kept free for browsers that somebody has signed in with before.
_KEPT_FREE: Final = 4
# Kept free for whoever comes from where nobody tried within the last minute: lists come from few places.
_KEPT_FOR_NEWCOMERS: Final = 4
_NEW_AFTER_SECONDS: Final = 60.0
# A whole office behind one address on a Monday morning; not a list of passwords.
_BURST, _EVERY_SECONDS = 60, 4.0
# Between two who are sent away. A person waits for it no longer than a page takes; a script asks again only then.
_LEAVING_SECONDS: Final = 0.01
# More are told at once: they shall not have to be kept.
_MOST_LEAVING: Final = 1_000


class Crowded(Exception):
    """Too many try to sign in, here or at all.

    wait_seconds  when it is worth trying again
    """

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("sign-in is crowded")
        self.wait_seconds = wait_seconds


class PasswordGate:
    """Lets in who may have their password looked at."""

    def __init__(self) -> None:
        self._waiting = 0
        self._of_source: Counter[str] = Counter()
        self._pace = Pace(_BURST, _EVERY_SECONDS)
        self._newcomers = Pace(1, _NEW_AFTER_SECONDS)

    @contextmanager
    def place(self, source: str, *, is_known: bool) -> Iterator[None]:
        """Hold a place while a password is looked at. Raises Crowded, and then nothing was done.

        source    where the request comes from; of a known browser, the browser
        is_known  somebody has signed in with this browser before, under the name that is given now
        """
        if self._waiting >= self._places_for(source, is_known) or self._of_source[source] >= MOST_OF_A_SOURCE:
            raise Crowded(5)
        if not is_known and not self._pace.allows(source):
            raise Crowded(int(_EVERY_SECONDS) * 5)
        self._waiting += 1
        self._of_source[source] += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self._of_source[source] -= 1
            if not self._of_source[source]:
                del self._of_source[source]

    def _places_for(self, source: str, is_known: bool) -> int:
        if is_known:
            return MOST_WAITING
        left = MOST_WAITING - _KEPT_FREE
        # Whoever was sent away counts as well: of fifty who come back again and again nobody is new.
        return left if self._newcomers.allows(source) else left - _KEPT_FOR_NEWCOMERS


class RefusalExit:
    """Where those who are sent away leave, one after another."""

    def __init__(self) -> None:
        self._leaving = 0
        self._turn = asyncio.Lock()

    async def leave(self) -> None:
        """Wait for one's turn."""
        if self._leaving >= _MOST_LEAVING:
            return
        self._leaving += 1
        try:
            async with self._turn:
                await asyncio.sleep(_LEAVING_SECONDS)
        finally:
            self._leaving -= 1
