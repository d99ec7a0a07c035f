"""From the degrees of Chinese maps (GCJ-02, what WeChat sends) to those of the outlines (WGS-84). Pure.

GCJ-02 shifts every point by a smooth function of itself: near Chongqing some 360 m to the east and 320 m to the
south. The shift is undone by coming closer step by step; what is left is less than a metre.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

_AXIS, _FLATNESS = 6_378_245.0, 0.00669342162296594323
_EAST, _NORTH = 105.0, 35.0
_STEPS = 4


def to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    """Return latitude and longitude in WGS-84 of a point given in GCJ-02."""
    north, east = latitude, longitude
    for _ in range(_STEPS):
        up, right = _shift(north, east)
        north, east = latitude - up, longitude - right
    return north, east


def _shift(latitude: float, longitude: float) -> tuple[float, float]:
    """Return by how many degrees GCJ-02 moves a point of WGS-84 to the north and to the east."""
    x, y = longitude - _EAST, latitude - _NORTH
    up = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    right = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    common = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    up += (
        (common + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30))
        * 2
        / 3
    )
    right += (
        (common + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi))
        * 2
        / 3
    )
    slant = radians(latitude)
    curve = 1 - _FLATNESS * sin(slant) ** 2
    up_degrees = up * 180 / (_AXIS * (1 - _FLATNESS) / (curve * sqrt(curve)) * pi)
    return up_degrees, right * 180 / (_AXIS / sqrt(curve) * cos(slant) * pi)
