"""Asking the tables: the first that is asked answers; what no table holds is left to the entries."""

from __future__ import annotations

from intents.wording import normalised
from knowledge.tables.facts import compared, timetable
from knowledge.tables.needs import missing
from knowledge.tables.scores import scored
from knowledge.tables.spans import counted_on
from knowledge.tables.table import Composed

# A longer text tells a story; what it asks is looked for among the entries.
MOST_CHARACTERS = 150


def composed_for(text: str) -> Composed | None:
    """Return the answer that a table gives to a question, or None."""
    if len(text) > MOST_CHARACTERS:
        return None
    clean = normalised(text)
    for ask in (timetable, missing, counted_on, compared, scored):
        if (composed := ask(clean)) is not None:
            return composed
    return None
