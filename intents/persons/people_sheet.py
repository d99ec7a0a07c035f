"""The words by which people are known in a sentence: `people.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents.persons.names import WordSet
from intents.sheet import Block, read_sheet


class PeopleSheet(Block):
    """`people.yaml`; what its lists are for stands there."""

    rare_families: WordSet
    roles: WordSet
    titles: WordSet
    no_given: WordSet
    no_given_words: WordSet
    districts: WordSet


@cache
def people_sheet() -> PeopleSheet:
    """Return what `people.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("people.yaml"), TypeAdapter(PeopleSheet))
