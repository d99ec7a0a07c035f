"""The book of transfers (移送台账) read through the wall: each transfer a line of steps with dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import orjson
from sqlalchemy import ColumnElement, Select, String, and_, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import ClockEvent
from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import CaseKeyRow, CaseNoteRow, CaseRow, JournalRow
from intake.storage.transfer_tables import TransferRow
from intake.transfers.moves import label_of
from intake.transfers.reading import transfers_in
from intake.transfers.transfer import Transfer

# What is due so soon is asked for by itself.
WEEK: Final = timedelta(days=7)
# More lines than anybody reads at once.
MOST: Final = 1_000

if TYPE_CHECKING:
    # A transfer, its case's reference, demo, version and bureau, and the case's key.
    _Found = Select[TransferRow, str, bool, int, str, bytes]


@dataclass(frozen=True, slots=True)
class BookStep:
    """One step in the book: what, on which day, under which number."""

    label: str
    on: date
    number: str


@dataclass(frozen=True, slots=True)
class BookLine:
    """One transfer in the book.

    row        as it stands
    reference  of its case; demo: a demonstration
    case_version  of the case as it was read
    steps      what was done and stands
    """

    row: TransferRow
    reference: str
    demo: bool
    case_version: int
    transfer: Transfer | None
    steps: tuple[BookStep, ...]

    @property
    def letter_number(self) -> str:
        """The number under which it left, or came."""
        return next((step.number for step in self.steps if step.number), "")


@dataclass(frozen=True, slots=True)
class WantedTransfers:
    """Which transfers are wanted; "" is all of them.

    body      the other side, among others where several act together
    state     where it stands, step by step
    standing  open, overdue, week (due within seven days), theirs (the other side is to do something), over
    after     id of the last one seen; for the next page
    """

    direction: str = ""
    kind: str = ""
    body: str = ""
    bureau: str = ""
    state: str = ""
    standing: str = ""
    after: str = ""


async def book_of(
    session: AsyncSession,
    vault: Vault,
    viewer: wall.Viewer,
    wanted: WantedTransfers,
    now: datetime,
    most: int = MOST,
) -> tuple[BookLine, ...]:
    """Return the transfers that this viewer may see: what is due first, then the others, the newest first."""
    query = _query(viewer, wanted, now).order_by(
        col(TransferRow.is_over), col(TransferRow.due_on).asc().nulls_last(), col(TransferRow.id).desc()
    )
    return await _lines(session, vault, query.limit(most))


async def page_of(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, wanted: WantedTransfers, now: datetime, most: int
) -> tuple[BookLine, ...]:
    """Return the transfers in the order of their ids, after the last one seen."""
    query = _query(viewer, wanted, now).order_by(col(TransferRow.id)).limit(most)
    return await _lines(session, vault, query)


async def lines_of_cases(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, case_ids: Iterable[str]
) -> Mapping[str, list[BookLine]]:
    """Return the transfers of these cases by case, in the order they were opened."""
    query = _all(viewer).where(col(TransferRow.case_id).in_(list(case_ids))).order_by(col(TransferRow.number))
    found: defaultdict[str, list[BookLine]] = defaultdict(list)
    for line in await _lines(session, vault, query):
        found[line.row.case_id].append(line)
    return found


def _all(viewer: wall.Viewer) -> _Found:
    return (
        select(
            TransferRow,
            col(CaseRow.reference),
            col(CaseRow.demo),
            col(CaseRow.version),
            col(CaseRow.lead_bureau),
            col(CaseKeyRow.wrapped),
        )
        .join(CaseRow, col(CaseRow.id) == col(TransferRow.case_id))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(TransferRow.case_id))
        .where(wall.visible(viewer))
    )


def _query(viewer: wall.Viewer, wanted: WantedTransfers, now: datetime) -> _Found:
    query = _all(viewer)
    for column, value in (
        (col(TransferRow.direction), wanted.direction),
        (col(TransferRow.kind), wanted.kind),
        (col(TransferRow.state), wanted.state),
        (col(CaseRow.lead_bureau), wanted.bureau),
    ):
        query = query.where(column == value) if value else query
    if wanted.body:
        among = cast(col(TransferRow.bodies), String).contains(f'"{wanted.body}"', autoescape=True)
        query = query.where(or_(col(TransferRow.body) == wanted.body, among))
    if wanted.after:
        query = query.where(col(TransferRow.id) > wanted.after)
    if wanted.standing:
        query = query.where(_standing(wanted.standing, now))
    return query


def _standing(standing: str, now: datetime) -> ColumnElement[bool]:
    is_open = col(TransferRow.is_over).is_(False)
    past = or_(
        and_(col(TransferRow.due_at).is_not(None), col(TransferRow.due_at) < now),
        and_(col(TransferRow.due_at).is_(None), col(TransferRow.due_on) < day_in_shanghai(now)),
    )
    return {
        "open": is_open,
        "overdue": and_(is_open, past),
        "week": and_(is_open, ~past, col(TransferRow.due_on) <= day_in_shanghai(now) + WEEK),
        "theirs": and_(is_open, col(TransferRow.waits_for_them).is_(True)),
        "over": col(TransferRow.is_over).is_(True),
    }[standing]


async def _lines(session: AsyncSession, vault: Vault, query: _Found) -> tuple[BookLine, ...]:
    found = (await session.execute(query)).all()
    case_ids = list({row.case_id for row, *_ in found})
    keys = {row.case_id: wrapped for row, *_, wrapped in found}
    events = await _events(session, case_ids)
    numbers = await _numbers(session, vault, keys)
    lines = []
    for row, reference, demo, version, lead, _ in found:
        transfers = transfers_in(events.get(row.case_id, ()), lead)
        transfer = next((one for one in transfers if one.id == row.id), None)
        steps = tuple(
            BookStep(label_of(step.code), step.day, numbers.get(str(step.said.get("number", "")), ""))
            for step in (transfer.steps if transfer else ())
        )
        lines.append(BookLine(row, reference, demo, version, transfer, steps))
    return tuple(lines)


async def _events(session: AsyncSession, case_ids: Sequence[str]) -> Mapping[str, list[ClockEvent]]:
    query = (
        select(JournalRow)
        .where(col(JournalRow.case_id).in_(case_ids), col(JournalRow.subject).is_not(None))
        .order_by(col(JournalRow.case_id), col(JournalRow.seq))
    )
    events: defaultdict[str, list[ClockEvent]] = defaultdict(list)
    for row in await session.scalars(query):
        at = row.effective_at or row.at
        event = ClockEvent(row.seq, row.code, at, row.at, row.subject or "", row.supersedes, row.payload)
        events[row.case_id].append(event)
    return events


async def _numbers(session: AsyncSession, vault: Vault, keys: Mapping[str, bytes]) -> Mapping[str, str]:
    query = select(CaseNoteRow).where(
        col(CaseNoteRow.case_id).in_(list(keys)), col(CaseNoteRow.purpose) == "number"
    )
    opened = {case_id: vault.unwrap(wrapped, case_id) for case_id, wrapped in keys.items()}
    return {
        note.id: str(orjson.loads(opened[note.case_id].unseal(note.sealed, "case_note"))["text"])
        for note in await session.scalars(query)
    }


def is_chased(line: BookLine) -> int:
    """Return how often the other side was asked again."""
    return line.transfer.times(TransferCode.CHASED) if line.transfer else 0
