"""Whether the files of names fit each other: each district, bureau and source that they name must exist. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intake.geography.tables import Confidence, Landmark, Tables


def faults_among(tables: Tables, bureau_codes: frozenset[str]) -> list[str]:
    """Return every fault that the files of names have among each other, each with file and field."""
    sources = frozenset(tables.sources)
    districts = {area.name for area in (*tables.districts, *tables.ended)}
    return [
        *(f"units.csv: district: {towns.district} is unknown"
          for towns in tables.towns if towns.district not in districts),
        *(f"{where}: source: {source} is unknown" for where, source in _sourced(tables) if source not in sources),
        *_landmark_faults(tables.landmarks, districts, bureau_codes),
        *(f"districts.yaml: zones: {zone.name}: bureau: {zone.bureau} is unknown"
          for zone in tables.zones if zone.bureau not in bureau_codes),
        *(f"districts.yaml: ended: {area.name}: became: {name} is unknown"
          for area in tables.ended for name in area.became if name not in districts),
        *(f"districts.yaml: anywhere: {one.names[0]}: zone: {one.zone} is unknown"
          for one in tables.anywhere if one.zone not in {zone.name for zone in tables.zones}),
    ]  # fmt: skip


def _landmark_faults(
    landmarks: tuple[Landmark, ...], districts: set[str], bureau_codes: frozenset[str]
) -> Iterator[str]:
    for landmark in landmarks:
        where = f"places.csv: {landmark.names[0]}"
        if landmark.confidence is not Confidence.ASK and len(landmark.districts) != 1:
            yield f"{where}: districts: must be exactly one unless the confidence is ask"
        if bool(landmark.formerly) != (landmark.valid_from is not None):
            yield f"{where}: formerly: stands with valid_from, and not without"
        for district in (*landmark.districts, *landmark.formerly):
            if district not in districts:
                yield f"{where}: districts: {district} is unknown"
        if landmark.bureau is not None and landmark.bureau not in bureau_codes:
            yield f"{where}: bureau: {landmark.bureau} is unknown"


def _sourced(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield every row that must name a source, and the one it names."""
    for area in (*tables.districts, *tables.ended, *tables.zones):
        yield f"districts.yaml: {area.name}", area.source
    for anywhere in tables.anywhere:
        yield f"districts.yaml: {anywhere.names[0]}", anywhere.source
    for towns in tables.towns:
        yield f"units.csv: {towns.district}", towns.source
    for landmark in tables.landmarks:
        yield f"places.csv: {landmark.names[0]}", landmark.source
    for prefecture in tables.outside:
        yield f"outside.csv: {prefecture.path}", prefecture.source
