"""One of the cases that came out of one's own filing, as it is told of. A value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of a filing, or what followed it when it was closed."""

    label: str
    kind: str
    state: str
    office: str
    due_on: date | None
    provisional: bool
    outcome: str | None
