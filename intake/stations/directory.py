"""The directory of guidance stations, in `stations.yaml` or an operator's own file. Pure after loading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

_FILE = Path(__file__).with_name("stations.yaml")


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Station:
    """One guidance station as its bureau announced it.

    code          ours, never changes; cases keep it
    district      the district it serves
    park          the park it stands in; "" where it serves the whole district
    address, phone, hours   as announced; "" is not said
    source        the announcement
    confirmed_on  the day somebody compared this with it
    """

    code: Words
    name: Words
    district: Words
    source: Words
    confirmed_on: date
    park: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Stations:
    """All stations of the directory."""

    all: tuple[Station, ...] = ()

    def by_code(self, code: str) -> Station | None:
        """Return the station with this code; None where the directory has it no more."""
        return next((station for station in self.all if station.code == code), None)

    def near(self, district: str | None, park: str = "") -> tuple[Station, ...]:
        """Return the stations of a district, that of the park first; none where nothing is announced."""
        there = [station for station in self.all if district and station.district == district]
        return tuple(sorted(there, key=lambda one: not (one.park and one.park in park)))


_STATIONS = TypeAdapter(tuple[Station, ...])


def load_stations(file: Path | None = None) -> Stations:
    """Read the directory; raise `SheetFaults` with every fault at once.

    file  an operator's own list, in the place of ours
    """
    path = file or _FILE
    stations = read_sheet(path, _STATIONS)
    if found := list(_faults_among(stations)):
        raise SheetFaults([f"{path.name}: {fault}" for fault in found])
    return Stations(stations)


def _faults_among(stations: tuple[Station, ...]) -> Iterator[str]:
    codes = [station.code for station in stations]
    for station in stations:
        if codes.count(station.code) > 1:
            yield f"{station.name}: code: {station.code} stands twice"
        if not (station.code.isascii() and station.code.isidentifier()):
            yield f"{station.name}: code: letters, digits and _ only"
