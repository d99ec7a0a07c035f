"""The speed at which milliseconds are judged: a machine whose speed moves threefold says nothing by itself.

The goals in milliseconds were set where echo uses 129 to 163 microseconds of CPU a message. What is measured is
done in parts with a round of echo before and after each, on the same core, and is judged at the speed which the
echo beside it would have there.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import load
from benchmarks.beside import milliseconds_of_lookups, milliseconds_of_places
from benchmarks.mix import told_by
from benchmarks.servers import LOAD_CORE, SERVER_CORE, Served

ECHO_MICROSECONDS = 146
_PERSONS_A_ROUND = 64


@dataclass(frozen=True, slots=True)
class Milliseconds:
    """What was measured, and what it is at the speed of the reference; each in ascending order."""

    measured: tuple[float, ...]
    at_reference: tuple[float, ...]

    def share(self, share: float) -> tuple[float, float]:
        """Return what this share of both did not exceed."""
        place = min(len(self.measured) - 1, int(share * len(self.measured)))
        return self.measured[place], self.at_reference[place]


def looked_up(echo: Served) -> Milliseconds:
    """Return the CPU that finding an answer takes, all features on, for questions never asked."""
    return _beside(echo, milliseconds_of_lookups())


def placed(echo: Served) -> Milliseconds:
    """Return what looking up a place takes, over all rows of the routing sheets: the best of five each."""
    return _beside(echo, milliseconds_of_places())


def _beside(echo: Served, parts: Iterator[list[float]]) -> Milliseconds:
    measured, at_reference = [], []
    before = _echo_microseconds(echo)
    while part := _on_the_servers_core(parts):
        after = _echo_microseconds(echo)
        measured += part
        at_reference += [one * 2 * ECHO_MICROSECONDS / (before + after) for one in part]
        before = after
    return Milliseconds(tuple(sorted(measured)), tuple(sorted(at_reference)))


def _on_the_servers_core(parts: Iterator[list[float]]) -> list[float]:
    os.sched_setaffinity(0, {SERVER_CORE})
    try:
        return next(parts, [])
    finally:
        os.sched_setaffinity(0, {LOAD_CORE})


def _echo_microseconds(echo: Served) -> float:
    deliveries = told_by(_PERSONS_A_ROUND)
    before = echo.cpu_seconds
    asyncio.run(load.run(echo.port, deliveries))
    return (echo.cpu_seconds - before) / len(deliveries) * 1e6
