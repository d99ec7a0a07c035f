"""Where a company sits that is only introduced: 「九龙坡区有家公司叫…，收买了我们同行的工程师」. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re

_INTRODUCED = re.compile(
    r"(?:^|[,，。;；!！?？\s]|在)(?P<seat>[\u4e00-\u9fff]{2,10}?)(?:那边|这边)?"
    r"有一?[家个](?:公司|厂子?|店|企业|单位)(?:的?名字|名)?就?叫"
)


def introduces_a_company(text: str) -> bool:
    """Say whether the words say that there is a company somewhere, and what it is called."""
    return _INTRODUCED.search(text) is not None


def seats_introduced(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that say where it sits."""
    yield from (found.span("seat") for found in _INTRODUCED.finditer(text))
