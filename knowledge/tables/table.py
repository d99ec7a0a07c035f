"""Tables: what answers are composed of, as data in `content/tables.yaml`, and what a composed answer is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from annotated_types import Len
from pydantic import TypeAdapter

from intents.sheet import Block, Expression, Words, read_sheet
from knowledge.content.files import HERE

FILE = HERE / "tables.yaml"

# How traces name a composed answer; what it answers stands in its title.
COMPOSED = "plan.table"


class ScoreRow(Block):
    """One item that is scored: how it is named, what it is worth, what it asks, and where that stands.

    entry   the entry that tells it in full, where there is one
    """

    name: Words
    entry: str = ""
    said: Expression
    points: int
    source: Words
    asks: Words


class ScoreTable(Block):
    """All items of one standard.

    counted  how an item is counted: 第3项
    whole    said after all rows
    mark     from so many points on it is passed; None where the text has no mark, and `no_mark` says so;
             `mark_entry` tells it in full
    """

    key: Words
    title: Words
    said: Expression
    counted: Expression
    whole: Words
    whole_source: Words
    mark: int | None = None
    mark_source: str = ""
    mark_entry: str = ""
    no_mark: str = ""
    rows: Annotated[tuple[ScoreRow, ...], Len(min_length=2)]

    def number_of(self, row: ScoreRow) -> int:
        """Return the place of a row, from 1."""
        return self.rows.index(row) + 1


class Need(Block):
    """A number that is required of somebody, and what is said to who has more or less."""

    title: Words
    said: Expression
    thing: Expression
    unit: Expression
    least: int
    says: Words
    met: Words
    short: Words
    source: Words


class Cell(Block):
    """What holds for one member, and where it stands."""

    says: Words
    source: Words


class Aspect(Block):
    """One thing that can be compared; `then` is said after the members."""

    title: Words
    said: Expression
    cells: Annotated[Mapping[Words, Cell], Len(min_length=2)]
    then: str = ""


class Step(Block):
    """One day of a timetable."""

    when: Words
    what: Words
    source: Words


class Timetable(Block):
    """All days of one matter, in their order."""

    title: Words
    said: Expression
    rows: Annotated[tuple[Step, ...], Len(min_length=2)]


class Span(Block):
    """So many years from an event: 试点期限3年.

    starts      the event that starts it, as people say it; `called` is our word for it
    when_over   said where it leads beyond the year `over_after`
    """

    title: Words
    said: Expression
    starts: Expression
    called: Words
    years: int
    says: Words
    when_over: str = ""
    over_after: int = 2025
    then: str = ""
    source: Words


class Heading(Block):
    """A heading of the plan: how it is said, and the way to it: 正文 5 is the fifth part of the main text."""

    said: Expression
    path: Words


class TablesSheet(Block):
    """`tables.yaml`."""

    scores: tuple[ScoreTable, ...]
    needs: tuple[Need, ...]
    members: Mapping[Words, Expression]
    aspects: tuple[Aspect, ...]
    timetables: tuple[Timetable, ...]
    spans: tuple[Span, ...]
    headings: tuple[Heading, ...]
    laws: Mapping[Words, Expression]


_SHEET = TypeAdapter(TablesSheet)


@lru_cache(maxsize=1)
def tables_sheet() -> TablesSheet:
    """Return the tables; raise SheetFaults."""
    return read_sheet(FILE, _SHEET)


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer put together from a table.

    asks     the question it answers, in our words; asked again, it gets the same answer
    answer   what is said
    sources  where each of its rows stands, in their order
    entry    the entry that tells the same in full; it is given instead
    more, next, valid_until   as an entry has them
    """

    asks: str
    answer: str
    sources: tuple[str, ...]
    entry: str = ""
    more: str = ""
    next: tuple[str, ...] = ()
    valid_until: date | None = None

    @classmethod
    def of(cls, asks: str, answer: str, sources: Iterable[str], entry: str = "") -> Composed:
        """Return the answer, each of its sources once."""
        return cls(asks, answer, tuple(dict.fromkeys(sources)), entry)


@lru_cache(maxsize=512)
def pattern(said: str) -> re.Pattern[str]:
    """Return a pattern of the sheet, ready to search with."""
    return re.compile(said)


def listed(names: Iterable[str]) -> str:
    """Return names as people list them: 甲、乙和丙."""
    *before, last = names
    return f"{'、'.join(before)}和{last}" if before else last


def stated_in(sheet: TablesSheet) -> Iterator[tuple[str, str, str]]:
    """Yield everything that a table states, with its source and the way to it, to be checked there."""
    for table in sheet.scores:
        yield f"scores: {table.key}: whole", table.whole, table.whole_source
        for row in table.rows:
            yield f"scores: {table.key}: {row.name}", f"{row.points}分：{row.asks}", row.source
    for need in sheet.needs:
        yield f"needs: {need.title}", f"{need.least}", need.source
    for aspect in sheet.aspects:
        for member, cell in aspect.cells.items():
            yield f"aspects: {aspect.title}: {member}", cell.says, cell.source
    for span in sheet.spans:
        yield f"spans: {span.title}", f"{span.years}年", span.source
    for timetable in sheet.timetables:
        for step in timetable.rows:
            yield f"timetables: {timetable.title}: {step.when}", f"{step.when}{step.what}", step.source


def told_by(sheet: TablesSheet) -> Iterator[str]:
    """Yield the entries that are given instead of what a table would say."""
    for table in sheet.scores:
        yield from filter(None, (table.mark_entry, *(row.entry for row in table.rows)))
