"""Asking the tables: the first that is asked answers; what no table holds is left to the entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from intents import expressions as re
from intents.wording import normalised
from knowledge.content.instrument import Instrument
from knowledge.tables.facts import compared, timetable
from knowledge.tables.figures import figure_told
from knowledge.tables.needs import missing
from knowledge.tables.reading_out import read_out
from knowledge.tables.scores import scored
from knowledge.tables.spans import counted_on
from knowledge.tables.table import Composed

# A longer text tells a story; what it asks is looked for among the entries.
MOST_CHARACTERS = 150
_COUNTS = re.compile(r"[\d一二三四五六七八九十]")


def composed_for(text: str) -> Composed | None:
    """Return the answer that a table gives to a question, or None."""
    if len(text) > MOST_CHARACTERS:
        return None
    clean = normalised(text)
    for ask in (timetable, missing, counted_on, compared, scored):
        if (composed := ask(clean)) is not None:
            return composed
    return None


def told_from_sections(
    text: str, instruments: Mapping[str, Instrument], answering: Collection[str] = (), answer: str = ""
) -> Composed | None:
    """Return what a section says that a question names by its number, or what a figure stands for; or None.

    answering, answer   the sources of the entry that surely answers, if any, and what it says
    """
    clean = normalised(text) if len(text) <= MOST_CHARACTERS else ""
    if not _COUNTS.search(clean):
        return None
    return read_out(clean, instruments, answering) or figure_told(clean, instruments, answer)
