"""How fast somebody may ask, so that a few cannot take the service from everybody.

Time is the time this process has run, which nobody sets: a clock that jumps neither opens a door nor shuts one.
"""

from __future__ import annotations

from time import monotonic

MOST_KEYS = 10_000


class Pace:
    """Lets a key through `burst` times at once, then once every `every_seconds`.

    One number a key (the time at which its burst is whole again), at most MOST_KEYS of them.
    """

    def __init__(self, burst: int, every_seconds: float) -> None:
        self._every = every_seconds
        self._tolerance = burst * every_seconds
        self._whole_at: dict[str, float] = {}

    def allows(self, key: str) -> bool:
        """Say whether the key may go on now, and count it if so."""
        return self.allows_at(key, monotonic())

    def allows_at(self, key: str, moment: float) -> bool:
        """Say and count the same by somebody else's clock, in seconds; it may be put back."""
        known = self._whole_at.get(key, moment)
        # Further ahead than any burst leads: the clock was put back since, and what it counted is of no use.
        if known - moment > self._tolerance:
            known = moment
        whole_at = max(known, moment) + self._every
        if whole_at - moment > self._tolerance:
            return False
        if len(self._whole_at) >= MOST_KEYS and key not in self._whole_at:
            self._forget_rested(moment)
        self._whole_at[key] = whole_at
        return True

    def _forget_rested(self, moment: float) -> None:
        self._whole_at = {key: whole_at for key, whole_at in self._whole_at.items() if whole_at > moment}
        while len(self._whole_at) >= MOST_KEYS:
            del self._whole_at[next(iter(self._whole_at))]


class Beginnings:
    """How often something may be begun that is kept: by each address, and by all of them together."""

    def __init__(self) -> None:
        # An office of people behind one address may begin in a row; a script may not.
        self._each = Pace(burst=60, every_seconds=10)
        # What no address is known of counts here too, and what comes from ever new ones.
        self._all = Pace(burst=1_000, every_seconds=0.5)

    def allows(self, address: str | None) -> bool:
        """Say whether something may be begun now, and count it if so.

        address  whose it is; None for this machine itself, which stands for everybody or nobody
        """
        return (address is None or self._each.allows(address)) and self._all.allows("")


class Sayings:
    """How often something may be said: by each person, from each address, and by all of them together."""

    def __init__(self, burst: int = 30, every_seconds: float = 1) -> None:
        """Take the pace of one person."""
        self._persons = Pace(burst, every_seconds)
        # An office of people behind one address, each at the pace of somebody who types.
        self._addresses = Pace(burst=burst * 20, every_seconds=every_seconds / 5)
        # What a worker answers with time to spare. Whoever floods is stopped above, and takes nothing of it.
        self._all = Pace(burst=2_000, every_seconds=0.005)

    def allows(self, person: str, address: str | None) -> bool:
        """Say whether something may be said now, and count it if so.

        address  "" where many share it and it says nothing of anybody; None for this machine itself
        """
        if address is None:
            return True
        return (
            self._persons.allows(person)
            and (address == "" or self._addresses.allows(address))
            and self._all.allows("")
        )
