"""A load from one process: each person's messages in order, on 32 connections as fast as they are answered.

Paced, people write without regard to each other, and a wait counts from when they wrote.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.account import Delivery

CONNECTIONS = 32
_WAKES_LATE_SECONDS = 0.002
_CONNECTS_BEFORE_SECONDS = 0.5


@dataclass(slots=True)
class Result:
    """What came of a load.

    seconds    from the first byte sent to the last reply
    latencies  seconds of every request, in no particular order
    statuses   how often each HTTP status was answered
    bodies     the reply bodies, when they were asked for
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency that this share of the requests did not exceed, in seconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def run(
    port: int,
    deliveries: Sequence[Delivery],
    *,
    connections: int = CONNECTIONS,
    rate: float | None = None,
    keep_bodies: bool = False,
) -> Result:
    """Send every delivery and wait for every reply.

    rate  requests a second, at instants that know nothing of each other; each person then has a connection of
          their own. None sends as fast as it is answered
    """
    planned = instants(len(deliveries), rate) if rate else [0.0] * len(deliveries)
    lanes: defaultdict[int, list[tuple[float, Delivery]]] = defaultdict(list)
    for after, delivery in zip(planned, deliveries, strict=True):
        # A person stays on one connection: WeChat does not send the next message before the reply either.
        lanes[delivery.person if rate else delivery.person % connections].append((after, delivery))
    result = Result()
    # At full load all are there before the clock runs; paced, whoever comes late connects shortly before.
    opened = [None if rate else await asyncio.open_connection("127.0.0.1", port) for _ in lanes]
    started = time.perf_counter()
    await asyncio.gather(
        *(
            _lane(port, streams, [(started + after, one) for after, one in lane], result, rate, keep_bodies)
            for streams, lane in zip(opened, lanes.values(), strict=True)
        )
    )
    result.seconds = time.perf_counter() - started
    return result


def instants(number: int, rate: float) -> list[float]:
    """Return so many instants, in seconds from now: nobody knows of the others, and each run has the same."""
    chance = random.Random(number)
    return list(itertools.accumulate(chance.expovariate(rate) for _ in range(number)))


async def _lane(
    port: int,
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None,
    lane: Sequence[tuple[float, Delivery]],
    result: Result,
    rate: float | None,
    keep_bodies: bool,
) -> None:
    if streams is None:
        # A server closes a connection on which nothing comes for long.
        await asyncio.sleep(max(0.0, lane[0][0] - time.perf_counter() - _CONNECTS_BEFORE_SECONDS))
        streams = await asyncio.open_connection("127.0.0.1", port)
    reader, writer = streams
    for due, delivery in lane:
        if rate:
            await _until(due)
        # From when it was to be sent: whoever writes while the last reply is not there yet has waited as well.
        since = due if rate else time.perf_counter()
        writer.write(delivery.request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        result.latencies.append(time.perf_counter() - since)
        result.statuses[int(head[9:12])] += 1
        if keep_bodies:
            result.bodies.append(body)
    writer.close()
    await writer.wait_closed()


async def _until(instant: float) -> None:
    """Wait for an instant; the loop alone wakes up a millisecond late, in which echo answers several."""
    await asyncio.sleep(max(0.0, instant - time.perf_counter() - _WAKES_LATE_SECONDS))
    while time.perf_counter() < instant:  # noqa: ASYNC110 - an event would wake us just as late
        await asyncio.sleep(0)


def _length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.find(b"content-length:")
    return int(lowered[start + 15 : lowered.index(b"\r\n", start)]) if start >= 0 else 0
