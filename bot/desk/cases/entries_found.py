"""Entries of the knowledge base that hold certain words: in title, wordings, answer or the articles they cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.curation import Curation
from intake.cases.terms import in_one_form
from intents.numerals import digits_for_numerals

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that was found.

    answer   what is said first
    sources  the articles it rests on, as they are written beneath the answer
    """

    id: str
    title: str
    subject: str
    answer: str
    sources: str


def entries_found(catalogue: Curation | None, typed: str) -> tuple[FoundEntry, ...]:
    """Return the entries in service that hold every word; those first that have them in their title."""
    words = _read(typed).split()
    if catalogue is None or not words:
        return ()
    found: list[tuple[bool, FoundEntry]] = []
    for entry in catalogue.entries.values():
        sources = catalogue.cited_by(entry)
        title = _read(entry.title)
        text = "\n".join((title, *map(_read, (*entry.wordings, entry.answer, entry.id, sources))))
        if all(word in text or word in text.replace(" ", "") for word in words):
            in_title = all(word in title for word in words)
            found.append((in_title, FoundEntry(entry.id, entry.title, entry.subject, entry.answer, sources)))
    found.sort(key=lambda one: not one[0])
    return tuple(line for _, line in found[:MOST])


def _read(text: str) -> str:
    """Return a text in one form, numbers in digits: an article is 第十八条 to one and 第18条 to another."""
    return digits_for_numerals(in_one_form(text))
