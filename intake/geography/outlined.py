"""An operator's own outlines: a GeoJSON file that says in which degrees it is, and since when it holds.

    {"type": "FeatureCollection", "crs": "gcj02", "valid_from": "2026-01-25", "features": [{"type": "Feature",
     "properties": {"name": "重庆高新区"}, "geometry": {"type": "Polygon", "coordinates": [...]}}]}

A zone that has an outline is told from its districts by the point alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import numpy
import orjson
from annotated_types import Len
from pydantic import Field, TypeAdapter

from intake.geography.packed import Rings
from intents.sheet import SheetFaults, Words, understood

Datum = Literal["gcj02", "wgs84"]
_Point = tuple[float, float]
_Ring = Annotated[list[_Point], Len(min_length=4)]
_Rings = Annotated[list[_Ring], Len(min_length=1)]


@dataclass(frozen=True, slots=True)
class _Polygon:
    type: Literal["Polygon"]
    coordinates: _Rings


@dataclass(frozen=True, slots=True)
class _MultiPolygon:
    type: Literal["MultiPolygon"]
    coordinates: list[_Rings]


@dataclass(frozen=True, slots=True)
class _Properties:
    name: Words


@dataclass(frozen=True, slots=True)
class _Feature:
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


@dataclass(frozen=True, slots=True)
class Outlined:
    """What the file holds.

    crs         the degrees it is in
    valid_from  the first day on which its outlines hold
    """

    crs: Datum
    valid_from: date
    features: Annotated[list[_Feature], Len(min_length=1)]

    @property
    def areas(self) -> Iterator[tuple[str, list[Rings]]]:
        """Every area by its name, with its polygons."""
        for feature in self.features:
            geometry = feature.geometry
            whole = [geometry.coordinates] if isinstance(geometry, _Polygon) else geometry.coordinates
            yield feature.properties.name, [[numpy.array(ring) for ring in rings] for rings in whole]


_SHAPE = TypeAdapter(Outlined)


def read_outlines(file: Path, names: frozenset[str]) -> Outlined:
    """Read the file; SheetFaults with every fault of it.

    names  the districts and zones that it may outline
    """
    try:
        written = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        raise SheetFaults([f"{file.name}: must be a file of GeoJSON"]) from None
    outlined = understood(written, _SHAPE, file.name)
    strangers = [name for name, _ in outlined.areas if name not in names]
    if strangers:
        raise SheetFaults([f"{file.name}: features: {name}: is no district or zone of ours" for name in strangers])
    return outlined
