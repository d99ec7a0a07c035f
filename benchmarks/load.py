"""A load of 32 connections from one process: each person's messages in order, as fast as they are answered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.account import Delivery

CONNECTIONS = 32


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

    rate  requests a second to pace the load at; None sends as fast as it is answered
    """
    lanes: list[list[Delivery]] = [[] for _ in range(connections)]
    for delivery in deliveries:
        # A person stays on one connection: WeChat does not send the next message before the reply either.
        lanes[delivery.person % connections].append(delivery)
    result = Result()
    started = time.perf_counter()
    pause = connections / rate if rate else 0.0
    await asyncio.gather(*(_lane(port, lane, result, pause, keep_bodies) for lane in lanes if lane))
    result.seconds = time.perf_counter() - started
    return result


async def _lane(port: int, lane: Sequence[Delivery], result: Result, pause: float, keep_bodies: bool) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.perf_counter()
    for delivery in lane:
        if pause:
            due += pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sent = time.perf_counter()
        writer.write(delivery.request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        result.latencies.append(time.perf_counter() - sent)
        result.statuses[int(head[9:12])] += 1
        if keep_bodies:
            result.bodies.append(body)
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.find(b"content-length:")
    return int(lowered[start + 15 : lowered.index(b"\r\n", start)]) if start >= 0 else 0
