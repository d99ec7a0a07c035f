"""Library: all entries, the instruments they rest on, and the finder over them, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.content.entry import Entry
from knowledge.content.files import HERE, read_content
from knowledge.content.instrument import Instrument
from knowledge.finding.answer import Rendered, rendered
from knowledge.finding.finder import Finder
from knowledge.finding.statements import Statements


@dataclass(frozen=True, slots=True)
class Library:
    """What we stand behind.

    entries      by id, in the order of the files
    instruments  by key
    finder       finds the entries that a question asks for
    statements   what the sections of the instruments say
    """

    entries: Mapping[str, Entry]
    instruments: Mapping[str, Instrument]
    finder: Finder
    statements: Statements

    @classmethod
    def load(cls, folder: Path = HERE) -> Library:
        """Read every file that `contents.yaml` lists; raise ContentFaults with every fault at once."""
        entries, instruments = read_content(folder)
        return cls.of(entries, instruments)

    @classmethod
    def of(cls, entries: Iterable[Entry], instruments: Mapping[str, Instrument]) -> Library:
        """Build the library of these entries, for instance of files with published versions laid over them."""
        by_id = {entry.id: entry for entry in entries}
        return cls(by_id, instruments, Finder.build(by_id.values()), Statements(instruments))

    def answer(self, entry: str, asked: str, today: date) -> Rendered:
        """Return an entry as it is said to a question on `today`, with what its sections say further to it."""
        given = self.entries[entry]
        alone = rendered(given, self, today)
        return rendered(given, self, today, self.statements.beside(asked, given.sources, alone.text))
