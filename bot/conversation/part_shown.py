"""An appointment, and one of the cases that came out of one's own filing, as they are told of. Values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VisitGlance:
    """The appointment of one's own consultation.

    state     wished, offered, agreed, called_off, held
    slot      "2026-12-03 10:00"; "" as long as none was set
    calendar  address of a file for a calendar, where the time stands
    wished    the times that suit the filer, as they said them last
    """

    state: str
    slot: str
    calendar: str = ""
    wished: tuple[str, ...] = ()


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
    visit: VisitGlance | None = None
