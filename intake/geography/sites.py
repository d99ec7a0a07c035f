"""From what a name can mean to the places it leaves open on a day, with their bureaus. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intake.geography.meaning import Sense
from intake.geography.place import Elsewhere, Place, Site
from intake.routing.bureaus import MUNICIPAL, BureauLevel, Bureaus


class Sites:
    """The places and bureaus of one day."""

    def __init__(self, bureaus: Bureaus, on: date) -> None:
        self._bureaus = bureaus
        self._on = on

    def places(self, options: Iterable[Sense]) -> tuple[Place, ...]:
        """Return the places in Chongqing that the options leave open; places of one bureau alone count as one."""
        here = (self._place(option) for option in options if not option.outside)
        exact = _without_covered(tuple(dict.fromkeys(here)))
        groups = _by_bureau(exact)
        if len(groups) == 1:
            return (self._shared(groups[0]),)
        return tuple(place for group in groups for place in self._apart(group))

    def site(self, options: tuple[Sense, ...]) -> Site | None:
        """Return the one place that the options leave open, here or outside; None where there are several."""
        places, outside = self.places(options), outside_of(options)
        if places:
            return places[0] if len(places) == 1 and not outside else None
        return Elsewhere(common_name(outside)) if outside else None

    def _apart(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        # Towns are offered one by one, the parts of a zone as one.
        return places if any(place.unit for place in places) else (self._shared(places),)

    def _place(self, option: Sense) -> Place:
        code = option.bureau
        if code is None:
            owner = self._bureaus.of_place(option.district, option.unit, self._on)
            code = owner.code if owner else MUNICIPAL
        detail = option.unit or f"{option.landmark or ''}{self._zone_note(code)}"
        return Place(option.district + detail, option.district, option.unit, code)

    def _zone_note(self, code: str) -> str:
        bureau = self._bureaus.by_code(code)
        return f"（{bureau.name}）" if bureau.level is BureauLevel.ZONE else ""

    def _shared(self, places: tuple[Place, ...]) -> Place:
        """Return what places of one bureau have in common: the bureau is all that routing needs."""
        first = places[0]
        if len(places) == 1:
            return first
        if any(place.district != first.district for place in places):
            return Place(self._bureaus.name_of(first.bureau), None, None, first.bureau)
        return Place(f"{first.district}{self._zone_note(first.bureau)}", first.district, None, first.bureau)


def outside_of(options: Iterable[Sense]) -> tuple[str, ...]:
    """Return the provinces and prefectures among the options."""
    return tuple(dict.fromkeys(option.outside for option in options if option.outside))


def common_name(outside: tuple[str, ...]) -> str:
    """Return the longest name where all lie in one another; 成都 and 绵阳 are both not ours: the first is told."""
    shared = min(outside, key=len)
    same = all(name.startswith(shared) for name in outside)
    return max(outside, key=len) if same else outside[0]


def _without_covered(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out a whole district where one of its towns is there too, under the same bureau."""
    towns = {(place.district, place.bureau) for place in places if place.unit}
    return tuple(place for place in places if place.unit or (place.district, place.bureau) not in towns)


def _by_bureau(places: tuple[Place, ...]) -> list[tuple[Place, ...]]:
    groups: dict[str, tuple[Place, ...]] = {}
    for place in places:
        groups[place.bureau] = (*groups.get(place.bureau, ()), place)
    return list(groups.values())
