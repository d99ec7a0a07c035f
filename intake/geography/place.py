"""A place as the service keeps it, and what can come of looking for one in a text. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PlaceOutcome = Literal["one", "several", "outside", "none"]
Doubt = Literal["own", "registered", "name"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in Chongqing.

    text      how it reads, e.g. "沙坪坝区西永街道", "高新区"
    district  the geographic district by its full name; None where only the zone is known
    unit      street or town, e.g. "西永街道"; None where it is not known
    bureau    code of the bureau of the place; a zone's bureau wins over the district's
    borders   the edition of the outlines that told it from a point; None where words did
    """

    text: str
    district: str | None
    unit: str | None
    bureau: str
    borders: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the shape that a draft keeps."""
        told_by = {"borders": self.borders} if self.borders else {}
        return {"text": self.text, "district": self.district, "unit": self.unit, "bureau": self.bureau, **told_by}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place outside Chongqing.

    text  province and prefecture, e.g. "四川省成都市"
    """

    text: str

    def as_json(self) -> dict[str, object]:
        """Return the shape that a draft keeps."""
        return {"text": self.text, "district": None, "unit": None, "outside": self.text}


Site = Place | Elsewhere


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A place as a draft or a case keeps it, read back.

    text        what the person wrote, else how it reads
    district    as far as it is known, like `unit` and `bureau`
    outside     province and prefecture, of a place that is not in Chongqing
    candidates  codes of the bureaus of which one is its own
    """

    text: str
    district: str | None = None
    unit: str | None = None
    bureau: str | None = None
    outside: str | None = None
    candidates: tuple[str, ...] = ()

    @classmethod
    def of(cls, value: object) -> KeptPlace | None:
        """Return the place that an answer is; a name alone is a district; None for what is no place."""
        if isinstance(value, str):
            return cls(value, value) if value else None
        if not isinstance(value, Mapping):
            return None
        return cls(
            text=value.get("text") or "",
            district=value.get("district") or None,
            unit=value.get("unit") or None,
            bureau=value.get("bureau") or None,
            outside=value.get("outside") or None,
            candidates=tuple(value.get("candidates") or ()),
        )

    def is_same_as(self, other: KeptPlace) -> bool:
        """Say whether it is the same place, whatever words it was told in."""
        return (self.district, self.unit, self.bureau, self.outside) == (
            other.district,
            other.unit,
            other.bureau,
            other.outside,
        )

    @property
    def is_here(self) -> bool:
        """Whether it is not said to be outside Chongqing."""
        return self.outside is None


@dataclass(frozen=True, slots=True)
class Located:
    """What a text says about where.

    outcome       one: `place` is it; several: one of `candidates`, ask; outside: not in Chongqing; none: nothing
    candidates    the places it may be; empty where a name is everywhere (步行街); it may come with `outside`
    outside       province and prefecture, e.g. "四川省成都市"
    hint          key of the phrase that asks for what is missing, e.g. "yubei_town"
    confirm       guessed from a misspelling, a landmark or an aside: read it back before using it
    doubt         why it may be no place of an act: the filer's own, a registered one, part of a name
    taken         where the secret was taken, as far as the text says so
    used          where it is used or was carried to
    apart         the candidates are several real places, not one name that several places have
    only_outside  the text says that nothing happened in Chongqing (都在成都)
    misspelt      a name in it is only guessed by its sound or shape, whatever it says of taking and use
    """

    outcome: PlaceOutcome
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    outside: str | None = None
    hint: str | None = None
    confirm: bool = False
    doubt: Doubt | None = None
    taken: Site | None = None
    used: Site | None = None
    apart: bool = False
    only_outside: bool = False
    misspelt: bool = False

    @property
    def is_all_outside(self) -> bool:
        """Whether the text leaves no act in Chongqing: taking and use were outside, or everything was."""
        both = isinstance(self.taken, Elsewhere) and isinstance(self.used, Elsewhere)
        return self.outcome == "outside" and (self.only_outside or both)

    def as_json(self) -> dict[str, object] | None:
        """Return the shape that a draft keeps, or None unless it is certain where."""
        if self.place is not None:
            return self.place.as_json()
        if self.outcome == "outside" and self.outside:
            return Elsewhere(self.outside).as_json()
        return None
