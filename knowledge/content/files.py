"""The files of entries and sources, read together, faults named all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.content.entry import ContentFaults, Entry, entry_from
from knowledge.content.instrument import Instrument, instrument_from, split_source

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Content:
    """Entries by id and instruments by key, without a finder: what checking and learning need."""

    entries: Mapping[str, Entry]
    instruments: Mapping[str, Instrument]


def read_content(folder: Path = HERE) -> tuple[list[Entry], dict[str, Instrument]]:
    """Return the entries and instruments of a folder without building anything; raise ContentFaults."""
    faults: list[str] = []
    contents = read_yaml(folder / "contents.yaml", "contents.yaml", faults)
    instruments: dict[str, Instrument] = {}
    for name in contents.get("sources", ()):
        _read_instruments(folder / "sources" / name, instruments, faults)
    entries: list[Entry] = []
    for name in contents.get("entries", ()):
        _read_entries(folder / "entries" / name, entries, faults)
    faults += loose_ends(entries, instruments)
    if faults:
        raise ContentFaults(faults)
    return entries, instruments


def _read_instruments(path: Path, instruments: dict[str, Instrument], faults: list[str]) -> None:
    where = f"sources/{path.name}"
    for key, raw in (read_yaml(path, where, faults).get("instruments") or {}).items():
        if key in instruments:
            faults.append(f"{where}: {key}: stands in two files")
        with _collected(f"{where}: {key}", faults):
            instruments[key] = instrument_from(key, raw)


def _read_entries(path: Path, entries: list[Entry], faults: list[str]) -> None:
    where = f"entries/{path.name}"
    page = read_yaml(path, where, faults)
    subject = page.get("subject")
    if not isinstance(subject, str):
        faults.append(f"{where}: subject: is missing")
    known = {entry.id for entry in entries}
    for number, raw in enumerate(page.get("entries") or (), start=1):
        name = raw.get("id", f"entry {number}") if isinstance(raw, Mapping) else f"entry {number}"
        if name in known:
            faults.append(f"{where}: {name}: id: stands twice")
        known.add(name)
        with _collected(f"{where}: {name}", faults):
            entries.append(entry_from(raw, str(subject)))


@contextmanager
def _collected(where: str, faults: list[str]) -> Iterator[None]:
    """Add the faults met inside to the list, with the place where they stand, and go on."""
    try:
        yield
    except ContentFaults as found:
        faults.extend(f"{where}: {fault}" for fault in found.faults)


def loose_ends(entries: Sequence[Entry], instruments: Mapping[str, Instrument]) -> list[str]:
    """Return what entries point at that does not exist: next questions, instruments, sections."""
    ids = {entry.id for entry in entries}
    faults = []
    for entry in entries:
        faults += [f"{entry.id}: next: {name} does not exist" for name in entry.next if name not in ids]
        for source in entry.sources:
            key, section = split_source(source)
            if key not in instruments:
                faults.append(f"{entry.id}: sources: instrument {key} does not exist")
            elif section and section not in instruments[key].sections:
                faults.append(f"{entry.id}: sources: {key} has no section {section}")
    return faults


class _Loader(yaml.CSafeLoader):
    """YAML without dates of its own: a date that does not exist is to be a fault of a field, not of the file."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, where: str, faults: list[str]) -> dict[str, Any]:
    """Return the mapping a file holds; what is wrong goes to `faults` and the mapping is empty."""
    try:
        # A subclass of the safe loader is as safe as its parent.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except FileNotFoundError:
        faults.append(f"{where}: the file does not exist; mend knowledge/content/contents.yaml")
        return {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(f"{where}: cannot be read: {error}")
        return {}
    if not isinstance(content, dict):
        faults.append(f"{where}: must be a mapping")
        return {}
    return content
