"""Published versions laid over the files: what the service answers with is the one put over the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from knowledge.content.entry import ContentFaults, Entry, entry_from
from knowledge.content.instrument import Instrument, split_source


@dataclass(frozen=True, slots=True)
class Laid:
    """What lies over an entry of the files, or stands beside them as a new one.

    body   the fields of the entry as a file has them; None takes the entry down
    """

    subject: str
    body: Mapping[str, object] | None


def overlaid(
    entries: Iterable[Entry], instruments: Mapping[str, Instrument], laid: Mapping[str, Laid]
) -> list[Entry]:
    """Return the entries with these laid over them, each in the place of the one it covers, new ones at the end.

    laid   by entry id
    Raises ContentFaults with every "id: field: fault"; then nothing of it may be used.
    """
    faults: list[str] = []
    read = {name: _read(name, over, instruments, faults) for name, over in laid.items() if over.body is not None}
    if faults:
        raise ContentFaults(faults)
    covered = [read.pop(entry.id, None) if entry.id in laid else entry for entry in entries]
    return [entry for entry in (*covered, *read.values()) if entry is not None]


def texts_in(body: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return the list of texts that an entry's fields hold under a name; empty for what is no list."""
    texts = body.get(name)
    return tuple(map(str, texts)) if isinstance(texts, list | tuple) else ()


def withdrawals(laid: Mapping[str, Laid]) -> dict[str, Laid]:
    """Return only what takes entries down: it cannot be faulty, and must hold whatever else is."""
    return {name: over for name, over in laid.items() if over.body is None}


def stored_fields_of(entry: Entry) -> dict[str, object]:
    """Return the fields of an entry as a file has them; `entry_from` reads them back."""
    return {field.name: _written(getattr(entry, field.name)) for field in fields(entry) if field.name != "subject"}


def _read(name: str, over: Laid, instruments: Mapping[str, Instrument], faults: list[str]) -> Entry | None:
    try:
        entry = entry_from({**(over.body or {}), "id": name}, over.subject)
    except ContentFaults as found:
        faults += [f"{name}: {fault}" for fault in found.faults]
        return None
    faults += [f"{name}: sources: {fault}" for fault in unknown_sources(entry, instruments)]
    return entry


def unknown_sources(entry: Entry, instruments: Mapping[str, Instrument]) -> list[str]:
    """Return what is wrong with the sources of an entry: without its instrument an answer cannot be shown."""
    found = []
    for source in entry.sources:
        key, section = split_source(source)
        if key not in instruments:
            found.append(f"instrument {key} does not exist")
        elif section and section not in instruments[key].sections:
            found.append(f"{key} has no section {section}")
    return found


def _written(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
