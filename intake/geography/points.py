"""What a point on the map says about where, next to the address that its sender's map wrote beside it. Pure.

The address decides. Where it leaves anything open the outlines narrow it, and what they say is read back. A zone
that nobody has outlined is asked about wherever it may reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from intake.geography.borders import Borders, Region
from intake.geography.datum import to_wgs84
from intake.geography.meaning import Sense
from intake.geography.place import Located, Place
from intake.geography.sites import Sites, outside_of
from intake.geography.tables import Area

_BORDER, _ZONE = "near_border", "zone_or_district"


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, and the parts of districts that it has."""

    area: Area
    parts: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the outlines tell of a point.

    regions  the areas that it lies in or comes too close to
    options  all that it can mean
    edition  whose outlines they are
    """

    regions: tuple[Region, ...]
    options: tuple[Sense, ...]
    edition: str


def surveyed(latitude: float, longitude: float, borders: Borders, zones: Iterable[Zone]) -> Survey:
    """Return what the outlines tell of a point (GCJ-02)."""
    north, east = to_wgs84(latitude, longitude)
    regions = borders.around(latitude, longitude)
    outlined = {zone.area.name: zone.parts for zone in zones if borders.knows(zone.area.name)}
    possible = [
        part
        for zone in zones
        if zone.area.name not in outlined and zone.area.may_reach(north, east)
        for part in zone.parts
    ]
    options = (option for region in regions for option in _options(region, outlined, possible))
    return Survey(regions, tuple(options), borders.edition)


def located_by(labelled: Located, survey: Survey, sites: Sites) -> Located:
    """Return what the address beside a point and the outlines around it say together."""
    if not survey.regions or (labelled.outcome == "one" and labelled.doubt is None):
        return labelled
    places, outside = sites.places(survey.options), outside_of(survey.options)
    if labelled.outcome == "several":
        return _narrowed(labelled, places)
    if len(places) + len(outside) > 1:
        hint = _ZONE if len(survey.regions) == 1 else _BORDER
        return Located("several", candidates=places, outside=outside[0] if outside else None, hint=hint)
    if places:
        return Located("one", replace(places[0], borders=survey.edition), confirm=True)
    return Located("outside", outside=outside[0], confirm=True)


def _options(region: Region, outlined: dict[str, tuple[Sense, ...]], possible: Iterable[Sense]) -> Iterator[Sense]:
    if region.outside:
        yield Sense(outside=region.outside)
    elif region.name in outlined:
        yield from outlined[region.name]
    else:
        yield Sense(region.name)
        yield from (part for part in possible if part.district == region.name)


def _narrowed(labelled: Located, places: tuple[Place, ...]) -> Located:
    """Leave of several places of one name those that lie where the point does."""
    near = {place.district for place in places}
    left = tuple(place for place in labelled.candidates if place.district in near)
    if len(left) == 1:
        return Located("one", left[0], confirm=True)
    return replace(labelled, candidates=left) if left else labelled
