"""Before a password is looked at: few wait at once, and nobody takes every place. The rest is sent away at once.

Looking at a password is work on purpose. So whoever floods the sign-in must be refused before it begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from intake.pace import Pace

# Those in work and those who wait; at two at a time the last of them waits a few seconds.
MOST_WAITING: Final = 12
MOST_OF_A_SOURCE: Final = 4
# Kept free for browsers that somebody has signed in with before.
_KEPT_FREE: Final = 4
# A whole office behind one address on a Monday morning; not a list of passwords.
_BURST, _EVERY_SECONDS = 60, 4.0


class Crowded(Exception):
    """Too many try to sign in, here or at all.

    wait_seconds  when it is worth trying again
    """

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("sign-in is crowded")
        self.wait_seconds = wait_seconds


class Gate:
    """Lets in who may have their password looked at."""

    def __init__(self) -> None:
        self._waiting = 0
        self._of_source: Counter[str] = Counter()
        self._pace = Pace(_BURST, _EVERY_SECONDS)

    @contextmanager
    def place(self, source: str, now: datetime, *, is_known: bool) -> Iterator[None]:
        """Hold a place while a password is looked at. Raises Crowded, and then nothing was done.

        source    where the request comes from; of a known browser, the browser
        is_known  somebody has signed in with this browser before, under the name that is given now
        """
        most = MOST_WAITING if is_known else MOST_WAITING - _KEPT_FREE
        if self._waiting >= most or self._of_source[source] >= MOST_OF_A_SOURCE:
            raise Crowded(5)
        if not is_known and not self._pace.allows(source, now):
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
