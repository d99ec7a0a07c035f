"""The files of entries and sources, read together, faults named all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from intents.sheet import Block, SheetFaults, Words, read_sheet
from knowledge.content.entry import ContentFaults, Entry, entry_from
from knowledge.content.instrument import Instrument, instrument_from, split_source
from knowledge.content.read_once import load_read, with_read

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Content:
    """Entries by id and instruments by key, without a finder: what checking and learning need."""

    entries: Mapping[str, Entry]
    instruments: Mapping[str, Instrument]


class Contents(Block):
    """`contents.yaml`: which files there are, in their order."""

    sources: tuple[Words, ...] = ()
    entries: tuple[Words, ...] = ()


class EntriesPage(Block):
    """A file of `entries/`; each entry is read by itself, so that one that is wrong hides no other."""

    subject: Words
    entries: tuple[object, ...] = ()


class SourcesPage(Block):
    """A file of `sources/`; each instrument is read by itself."""

    instruments: Mapping[str, object] = {}


_CONTENTS, _ENTRIES, _SOURCES = TypeAdapter(Contents), TypeAdapter(EntriesPage), TypeAdapter(SourcesPage)


def read_content(folder: Path = HERE) -> tuple[list[Entry], dict[str, Instrument]]:
    """Return the entries and instruments of a folder without building anything; raise ContentFaults."""
    faults: list[str] = []
    instruments: dict[str, Instrument] = {}
    entries: list[Entry] = []
    with _collected("", faults):
        contents = read_contents(folder)
        for name in contents.sources:
            _read_instruments(folder / "sources" / name, instruments, faults)
        for name in contents.entries:
            _read_entries(folder / "entries" / name, entries, faults)
        entries = with_read(entries, load_read(folder))
    faults += loose_ends(entries, instruments)
    if faults:
        raise ContentFaults(faults)
    return entries, instruments


def read_contents(folder: Path) -> Contents:
    """Return which files a folder lists; raise SheetFaults."""
    return read_sheet(folder / "contents.yaml", _CONTENTS)


def subject_of(path: Path) -> str:
    """Return the subject of a file of entries; raise SheetFaults."""
    return read_sheet(path, _ENTRIES, f"entries/{path.name}").subject


def _read_instruments(path: Path, instruments: dict[str, Instrument], faults: list[str]) -> None:
    where = f"sources/{path.name}"
    with _collected("", faults):
        for key, raw in read_sheet(path, _SOURCES, where).instruments.items():
            if key in instruments:
                faults.append(f"{where}: {key}: stands in two files")
            with _collected(f"{where}: {key}: ", faults):
                instruments[key] = instrument_from(key, raw)


def _read_entries(path: Path, entries: list[Entry], faults: list[str]) -> None:
    where = f"entries/{path.name}"
    known = {entry.id for entry in entries}
    with _collected("", faults):
        page = read_sheet(path, _ENTRIES, where)
        for number, raw in enumerate(page.entries, start=1):
            name = raw.get("id", f"entry {number}") if isinstance(raw, Mapping) else f"entry {number}"
            if name in known:
                faults.append(f"{where}: {name}: id: stands twice")
            known.add(name)
            with _collected(f"{where}: {name}: ", faults):
                entries.append(entry_from(raw, page.subject))


@contextmanager
def _collected(where: str, faults: list[str]) -> Iterator[None]:
    """Add the faults met inside to the list, with what stands before each, and go on."""
    try:
        yield
    except SheetFaults as found:
        faults.extend(f"{where}{fault}" for fault in found.faults)


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
