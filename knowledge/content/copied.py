"""Own words: which answers and statements share a long run of signs with a source. Pure but for reading texts.

The texts themselves are no part of the project: `shangmi check --data DIR` reads them from DIR/sources.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from intents import expressions as re
from intents.numerals import digits_for_numerals
from knowledge.content.entry import Entry
from knowledge.content.instrument import Instrument

# So many signs in a row may be the same: names and terms of art are no longer.
LONGEST_SHARED = 30

_TITLE = re.compile(r"《[^》]*》")
_NO_SIGN = re.compile(r"[\W_]+")
_TEXTS = ("*.txt", "*.md")


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Signs in a row that stand in one of our texts and in a source.

    where   the entry or section of ours
    source  the file of the source
    signs   what both say, without punctuation
    """

    where: str
    source: str
    signs: str

    def __str__(self) -> str:
        """Return it as `shangmi check` prints a fault."""
        return f"{self.where}: shares {len(self.signs)} signs in a row with {self.source}: {self.signs}"


def read_sources(folder: Path) -> dict[str, str]:
    """Return the texts of a folder and the folders in it, by file name."""
    paths = sorted(path for pattern in _TEXTS for path in folder.rglob(pattern))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def copied(
    entries: Iterable[Entry], instruments: Mapping[str, Instrument], sources: Mapping[str, str]
) -> list[SharedRun]:
    """Return every run longer than allowed, the longest first."""
    plain = {name: signs_of(text) for name, text in sources.items()}
    found = [run for where, text in _ours(entries, instruments) for run in _runs(where, text, plain)]
    return sorted(found, key=lambda run: -len(run.signs))


def _ours(entries: Iterable[Entry], instruments: Mapping[str, Instrument]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield f"{entry.id}: answer", entry.answer
        yield f"{entry.id}: more", entry.more
    for instrument in instruments.values():
        for name, section in instrument.sections.items():
            for statement in section.statements:
                yield f"{instrument.key}: {name}: statements", statement


def _runs(where: str, text: str, sources: Mapping[str, str]) -> Iterator[SharedRun]:
    for part in parts_of(text):
        start = 0
        while start + LONGEST_SHARED < len(part):
            run = max(
                (_longest(part, start, name, text) for name, text in sources.items()), key=_length, default=None
            )
            if run is None or _length(run) <= LONGEST_SHARED:
                start += 1
                continue
            yield SharedRun(where, *run)
            start += _length(run)


def _longest(part: str, start: int, name: str, source: str) -> tuple[str, str]:
    """Return the source's name and what it shares with a text from here on; nothing when that is short."""
    end = start + LONGEST_SHARED + 1
    if part[start:end] not in source:
        return name, ""
    while end < len(part) and part[start : end + 1] in source:
        end += 1
    return name, part[start:end]


def _length(run: tuple[str, str]) -> int:
    return len(run[1])


def parts_of(text: str) -> list[str]:
    """Return the signs of a text between its titles: a title is a name, however long, and separates."""
    return [signs_of(part) for part in _TITLE.split(text)]


def signs_of(text: str) -> str:
    """Return a text without spaces and punctuation, numerals as digits: a moved comma makes no words our own."""
    return _NO_SIGN.sub("", digits_for_numerals(unicodedata.normalize("NFKC", text).replace(" ", "")))
