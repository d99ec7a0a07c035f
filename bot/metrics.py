"""What we count, for `/metrics`: requests by route and outcome, and never a person, a text or an address."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

CONTENT_TYPE: str = CONTENT_TYPE_LATEST

_REQUESTS = Counter(
    "shangmi_requests",
    "What came in at the doors, by route and by how it ended.",
    ["route", "outcome"],
)


def count(route: str, outcome: str) -> None:
    """Count one request.

    route    the door's own name, such as "wechat" or "web_message": never a path somebody typed
    outcome  one of the door's few words, such as "answered", "forged", "busy"
    """
    _REQUESTS.labels(route, outcome).inc()


def exposition() -> bytes:
    """Return everything counted, in the format that Prometheus reads."""
    return generate_latest()
