"""A place as the service keeps it, and what can come of looking for one in a text. Values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["one", "several", "outside", "none"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in Chongqing.

    text      how it reads, e.g. "沙坪坝区西永街道", "高新区"
    district  the geographic district by its full name; None where only the zone is known
    unit      street or town, e.g. "西永街道"; None where it is not known
    bureau    code of the bureau of the place; a zone's bureau wins over the district's
    """

    text: str
    district: str | None
    unit: str | None
    bureau: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape that a draft keeps."""
        return {"text": self.text, "district": self.district, "unit": self.unit, "bureau": self.bureau}


@dataclass(frozen=True, slots=True)
class Located:
    """What a text says about where.

    outcome     one: `place` is it; several: one of `candidates`, ask; outside: not in Chongqing; none: nothing
    candidates  the places it may be; empty where a name is everywhere (步行街); it may come with `outside`
    outside     province and prefecture, e.g. "四川省成都市"
    hint        key of the phrase that asks for what is missing, e.g. "five_towns"
    confirm     guessed from a misspelling, a landmark or an aside: read it back before using it
    """

    outcome: Outcome
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    outside: str | None = None
    hint: str | None = None
    confirm: bool = False

    def as_json(self) -> dict[str, Any] | None:
        """Return the shape that a draft keeps, or None unless it is certain where."""
        if self.place is not None:
            return self.place.as_json()
        if self.outcome == "outside":
            return {"text": self.outside, "district": None, "unit": None, "outside": self.outside}
        return None
