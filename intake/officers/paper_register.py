"""The register of internal numbers: what a bureau numbered in a year, kind by kind, without a hole.

A number whose case is not this reader's to see stands without its case, and only where a later number that they
see shows that it was given: the register tells nothing that its own numbers do not tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import wall
from intake.officers.officer import Officer, names_of
from intake.papers.codes import TITLES, number_in_words
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.paper_tables import PaperRow
from intake.storage.tables import CaseRow

MOST_SHOWN: Final = 300


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """One number that was given.

    reference   of its case; "" where this reader does not see it, and then nothing else is said
    is_missing  no paper has it: that must not be
    """

    number: int
    words: str
    is_missing: bool = False
    reference: str = ""
    paper_id: str = ""
    by: str = ""
    made_at: datetime | None = None
    void_at: datetime | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class GivenNumbers:
    """The numbers of one kind of paper, the newest first.

    last    the newest that this reader is told of; so many there are
    voided  how many of those that they see are 作废
    older   from which number down the next page goes on; 0 where these are all
    """

    kind: str
    title: str
    numbers: Sequence[GivenNumber]
    last: int
    voided: int
    older: int


class PaperRegister:
    """Reads the register."""

    def __init__(self, database: Database, bureaus: Bureaus) -> None:
        self._database = database
        self._bureaus = bureaus

    async def years(self, officer: Officer, bureau: str) -> Sequence[int]:
        """Return the years in which this reader sees a paper of a bureau, the newest first."""
        async with self._database.reading() as session:
            query = select(col(PaperRow.year)).join(CaseRow, col(CaseRow.id) == col(PaperRow.case_id))
            query = query.where(col(PaperRow.bureau) == bureau, wall.visible(officer)).distinct()
            return (await session.scalars(query.order_by(col(PaperRow.year).desc()))).all()

    async def of(self, officer: Officer, bureau: str, year: int, kind: str, upto: int) -> Sequence[GivenNumbers]:
        """Return the numbers that a bureau gave in a year.

        kind  only this one, from `upto` down; "" all, the newest of each
        """
        async with self._database.reading() as session:
            given = await _given(session, bureau, year)
            seen = await _seen(session, officer, bureau, year)
            names = await names_of(session, {paper.by for papers in seen.values() for paper in papers.values()})
        name = self._bureaus.name_or_code(bureau)
        return [
            _page(_Kind(one, year, name), given[one], seen[one], names, upto if kind else 0)
            for one in TITLES
            if one in seen and kind in ("", one)
        ]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Whose numbers these are."""

    kind: str
    year: int
    bureau: str

    def said(self, number: int) -> str:
        return number_in_words(self.bureau, self.kind, self.year, number)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paper of a case that this reader sees."""

    id: str
    reference: str
    by: str
    made_at: datetime
    void_at: datetime | None
    named: bool


async def _given(session: AsyncSession, bureau: str, year: int) -> Mapping[str, frozenset[int]]:
    """Return all numbers that a paper has, by kind."""
    query = select(col(PaperRow.kind), col(PaperRow.number))
    query = query.where(col(PaperRow.bureau) == bureau, col(PaperRow.year) == year)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number in await session.execute(query):
        found[kind].add(number)
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


async def _seen(
    session: AsyncSession, officer: Officer, bureau: str, year: int
) -> Mapping[str, Mapping[int, _Seen]]:
    columns = (
        col(PaperRow.kind),
        col(PaperRow.number),
        col(PaperRow.id),
        col(CaseRow.reference),
        col(PaperRow.made_by),
        col(PaperRow.made_at),
        col(PaperRow.void_at),
        col(PaperRow.named),
    )
    query = select(*columns).join(CaseRow, col(CaseRow.id) == col(PaperRow.case_id))
    query = query.where(col(PaperRow.bureau) == bureau, col(PaperRow.year) == year, wall.visible(officer))
    found: defaultdict[str, dict[int, _Seen]] = defaultdict(dict)
    for kind, number, paper, reference, by, made_at, void_at, named in await session.execute(query):
        found[kind][number] = _Seen(paper, reference, by, made_at, void_at, named)
    return found


def _page(
    kind: _Kind, given: frozenset[int], seen: Mapping[int, _Seen], names: Mapping[str, str], upto: int
) -> GivenNumbers:
    last = max(seen, default=0)
    first = min(upto or last, last)
    numbers = range(first, max(0, first - MOST_SHOWN), -1)
    return GivenNumbers(
        kind.kind,
        TITLES[kind.kind],
        list(_lines(kind, numbers, given, seen, names)),
        last,
        sum(paper.void_at is not None for paper in seen.values()),
        max(0, first - MOST_SHOWN),
    )


def _lines(
    kind: _Kind, numbers: range, given: frozenset[int], seen: Mapping[int, _Seen], names: Mapping[str, str]
) -> Iterator[GivenNumber]:
    for number in numbers:
        words = kind.said(number)
        paper = seen.get(number)
        if paper is None:
            yield GivenNumber(number, words, is_missing=number not in given)
            continue
        by = names.get(paper.by, "")
        yield GivenNumber(
            number, words, False, paper.reference, paper.id, by, paper.made_at, paper.void_at, paper.named
        )
