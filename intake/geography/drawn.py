"""The operator's own outlines as lines of a picture: projected, thinned, and small enough for a page. Pure.

A degree of longitude is drawn as long as it is near Chongqing. Which degrees the file is in does not matter here:
what lies 500 metres off is less than one unit of the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy
from numpy.typing import NDArray

from intake.geography.packed import Rings

WIDE: Final = 960.0
_EDGE: Final = 8.0
_STRETCH: Final = cos(radians(29.8))
# An area never has more corners than this: each is worth a few signs of the page.
_MOST_CORNERS: Final = 400


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One area of the picture.

    path   as SVG writes it
    x, y   where its name stands: the middle of its largest part; wide: how wide that is
    """

    name: str
    path: str
    x: float
    y: float
    wide: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All areas, and how large the picture is."""

    areas: tuple[DrawnArea, ...]
    wide: float
    high: float


def picture_of(outlines: Iterable[tuple[str, Sequence[Rings]]]) -> Picture:
    """Return the picture of these areas, each by its name with its polygons."""
    named = [(name, [[_flat(ring) for ring in rings] for rings in polygons]) for name, polygons in outlines]
    corners = numpy.concatenate([ring for _, polygons in named for rings in polygons for ring in rings])
    low, high = corners.min(axis=0), corners.max(axis=0)
    scale = (WIDE - 2 * _EDGE) / max(float(high[0] - low[0]), 1e-9)
    areas = tuple(_area(name, polygons, low, scale) for name, polygons in named)
    return Picture(areas, WIDE, round(float(high[1] - low[1]) * scale + 2 * _EDGE, 1))


def _flat(ring: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    # A picture's lines go down from the top.
    return numpy.column_stack([ring[:, 0] * _STRETCH, -ring[:, 1]])


def _area(
    name: str, polygons: Sequence[Sequence[NDArray[numpy.float64]]], low: NDArray[numpy.float64], scale: float
) -> DrawnArea:
    placed = [[(ring - low) * scale + _EDGE for ring in rings] for rings in polygons]
    outer = max((rings[0] for rings in placed), key=_size)
    x, y = (outer.min(axis=0) + outer.max(axis=0)) / 2
    path = "".join(_line(ring) for rings in placed for ring in rings)
    wide = float(outer[:, 0].max() - outer[:, 0].min())
    return DrawnArea(name, path, round(float(x), 1), round(float(y), 1), wide)


def _size(ring: NDArray[numpy.float64]) -> float:
    return float(numpy.prod(ring.max(axis=0) - ring.min(axis=0)))


def _line(ring: NDArray[numpy.float64]) -> str:
    thinned = ring[:: max(1, -(-len(ring) // _MOST_CORNERS))]
    whole = numpy.rint(thinned).astype(int)
    # What falls on the corner before it is not drawn.
    kept = whole[numpy.append(True, (numpy.diff(whole, axis=0) != 0).any(axis=1))]
    return "M" + "L".join(f"{x} {y}" for x, y in kept.tolist()) + "Z" if len(kept) > 2 else ""
