"""Tables: what answers are composed of, as data in `content/tables.yaml`, and what a composed answer is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import TypeAdapter, model_validator

from intents import expressions as re
from intents.sheet import Block, Expression, SheetFaults, Words, read_sheet
from knowledge.content.files import HERE
from knowledge.standards.shelf import standards
from knowledge.standards.standard import ScoreRow, StandardPart

FILE = HERE / "tables.yaml"

# How traces name a composed answer; what it answers stands in its title.
COMPOSED = "plan.table"
FEWEST_ROWS = 2


class RowsOf(Block):
    """Where the rows of a table stand: the items of a standard, or its parts (knowledge/standards)."""

    standard: Words
    rows: Literal["items", "parts"]


class ScoreTable(Block):
    """All items of one standard.

    counted  how an item is counted: 第3项
    whole    said after all rows
    mark     from so many points on it is passed; None where the text has no mark, and `no_mark` says so;
             `mark_entry` tells it in full
    rows_of  the standard that rows and mark come from, in the place of rows of its own
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
    rows: tuple[ScoreRow, ...] = ()
    rows_of: RowsOf | None = None

    @model_validator(mode="after")
    def _has_rows(self) -> Self:
        if (self.rows_of is None) == (len(self.rows) < FEWEST_ROWS):
            raise ValueError(f"needs {FEWEST_ROWS} rows or more, or rows_of")
        return self

    def number_of(self, row: ScoreRow) -> int:
        """Return the place of a row, from 1."""
        return self.rows.index(row) + 1


class RequiredNumber(Block):
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
    """One thing that can be compared; `then` is said after the members.

    unnamed  how its points are asked for where no member is named: then all of them are told
    """

    title: Words
    said: Expression
    cells: Annotated[Mapping[Words, Cell], Len(min_length=2)]
    then: str = ""
    unnamed: Expression | None = None


class TimetableDay(Block):
    """One day of a timetable."""

    when: Words
    what: Words
    source: Words


class Timetable(Block):
    """All days of one matter, in their order."""

    title: Words
    said: Expression
    rows: Annotated[tuple[TimetableDay, ...], Len(min_length=2)]


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
    needs: tuple[RequiredNumber, ...]
    members: Mapping[Words, Expression]
    aspects: tuple[Aspect, ...]
    timetables: tuple[Timetable, ...]
    spans: tuple[Span, ...]
    headings: tuple[Heading, ...]
    laws: Mapping[Words, Expression]


_SHEET = TypeAdapter(TablesSheet)


@lru_cache(maxsize=1)
def tables_sheet() -> TablesSheet:
    """Return the tables, those of a standard with its rows; raise SheetFaults."""
    sheet = read_sheet(FILE, _SHEET)
    return sheet.model_copy(update={"scores": tuple(map(_with_rows, sheet.scores))})


def _with_rows(table: ScoreTable) -> ScoreTable:
    if table.rows_of is None:
        return table
    standard = standards().get(table.rows_of.standard)
    if standard is None:
        raise SheetFaults([f"{FILE.name}: scores: {table.key}: there is no standard {table.rows_of.standard}"])
    if table.rows_of.rows == "items":
        rows: tuple[ScoreRow, ...] = standard.all_items
    else:
        rows = tuple(map(_row_of, standard.parts))
    return table.model_copy(
        update={"rows": rows, "mark": standard.mark, "mark_source": table.mark_source or standard.mark_source}
    )


def _row_of(part: StandardPart) -> ScoreRow:
    return ScoreRow(
        name=part.name, entry=part.entry, said=part.said, points=part.points, source=part.source, asks=part.asks
    )


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
