"""Coverage: is every statement of every section said to whoever asks for it?

`coverage.yaml` has one question of our own for each statement, in the order of the statements of its section:

    questions:
      PLAN 附件1 五.3:
      - 合格名单公示多少天
    open:
      PLAN 附件1 五.3 1: why no answer says it

A statement is said when its question gets an answer that says it, in its own words or in a statement beneath; it
is offered when the answer is behind one of the titles to choose from. What is neither is open: it wants an entry,
or its reason in the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from intents.sheet import Block, Words, faults_in, read_sheet
from knowledge.content.files import HERE
from knowledge.content.instrument import Instrument
from knowledge.finding.answer import Rendered
from knowledge.library import Library

Reached = Literal["said", "offered", "open"]

COVERAGE_SHEET = "coverage.yaml"


class CoverageSheet(Block):
    """`coverage.yaml`: questions by section, and what is known to be open, by section and number."""

    questions: Mapping[str, tuple[Words, ...]] = {}
    open: Mapping[str, Words] = {}


_SHEET = TypeAdapter(CoverageSheet)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement and the question that asks for it.

    address   section and number, e.g. "PLAN 附件1 五.3 1"
    reason    why it is known to be open, or empty
    """

    address: str
    statement: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of a row's question.

    entries  the entry given as the answer, or those offered
    reached  said, offered, or open
    """

    row: StatementRow
    entries: tuple[str, ...]
    reached: Reached

    @property
    def is_unexplained(self) -> bool:
        """Say whether it is open and the sheet has no reason for it."""
        return self.reached == "open" and not self.row.reason

    def __str__(self) -> str:
        row, given = self.row, " ".join(self.entries)
        reason = f" 【{row.reason}】" if row.reason else ""
        return f"{row.address} {row.statement} ← {row.question} [{given}]{reason}"


def coverage_faults(instruments: Mapping[str, Instrument], folder: Path = HERE) -> Iterator[str]:
    """Yield what is wrong with the sheet: a section without questions, one too many, an address that is gone."""
    if not (folder / COVERAGE_SHEET).exists():
        return
    if unusable := faults_of_shape(folder):
        yield from unusable
        return
    sheet = _read(folder)
    stated = dict(_stated(instruments))
    for source, statements in stated.items():
        asked = len(sheet.questions.get(source, ()))
        if asked != len(statements):
            yield f"{COVERAGE_SHEET}: questions: {source}: {asked} questions for {len(statements)} statements"
    for source in sheet.questions:
        if source not in stated:
            yield f"{COVERAGE_SHEET}: questions: {source}: states nothing"
    addresses = {row.address for row in _rows(sheet, stated)}
    for address in sheet.open:
        if address not in addresses:
            yield f"{COVERAGE_SHEET}: open: {address} does not exist"


def faults_of_shape(folder: Path = HERE) -> list[str]:
    """Return what is wrong with the sheet by itself, whatever the sections state."""
    return faults_in(lambda: _read(folder)) if (folder / COVERAGE_SHEET).exists() else []


def statement_rows(instruments: Mapping[str, Instrument], folder: Path = HERE) -> list[StatementRow]:
    """Return the rows of the sheet; a statement without a question has none, and is a fault."""
    return list(_rows(_read(folder), dict(_stated(instruments))))


def coverage_of(sheet: Sequence[StatementRow], library: Library, today: date) -> list[Coverage]:
    """Ask every question once and return what became of it."""
    return [_coverage(row, library, today) for row in sheet]


def coverage_line(asked: Sequence[Coverage]) -> str:
    """Return the line that `shangmi check` prints."""
    number = Counter(one.reached for one in asked)
    unexplained = sum(one.is_unexplained for one in asked)
    return (
        f"条文要点 {len(asked)} 条：一问就答 {number['said']} 条，选一下就答 {number['offered']} 条，"
        f"问不到 {number['open']} 条，其中没有写明原因的 {unexplained} 条（shangmi check --open 逐条列出）。"
    )


def _coverage(row: StatementRow, library: Library, today: date) -> Coverage:
    found = library.find(row.question)
    if found.decision == "nothing":
        return Coverage(row, (), "open")
    answers = found.decision == "answer"
    entries = tuple(entry for entry, _ in found.candidates)[: 1 if answers else None]
    if answers:
        shown = [library.given(found, row.question, today)]
    else:
        shown = [library.answer(entry, row.question, today) for entry in entries]
    if not any(_says(library, one, row) for one in shown):
        return Coverage(row, entries, "open")
    return Coverage(row, entries, "said" if answers else "offered")


def _says(library: Library, shown: Rendered, row: StatementRow) -> bool:
    told = "\n".join((shown.text, *shown.statements))
    return library.statements.is_said(row.statement, told, row.question)


def _stated(instruments: Mapping[str, Instrument]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, instrument in instruments.items():
        for name, section in instrument.sections.items():
            if section.statements:
                yield f"{key} {name}", section.statements


def _rows(sheet: CoverageSheet, stated: Mapping[str, Sequence[str]]) -> Iterator[StatementRow]:
    for source, questions in sheet.questions.items():
        pairs = zip(stated.get(source, ()), questions, strict=False)
        for number, (statement, question) in enumerate(pairs, start=1):
            address = f"{source} {number}"
            yield StatementRow(address, statement, question, sheet.open.get(address, ""))


def _read(folder: Path) -> CoverageSheet:
    return read_sheet(folder / COVERAGE_SHEET, _SHEET, COVERAGE_SHEET)
