"""Pilot districts at the desk: named by 市局, and what their bureaus and 市局 write about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import orjson
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import DECIDERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import is_id, new_id
from intake.officers import wall
from intake.officers.officer import Officer, names_of
from intake.pilots.term import Term, last_day
from intake.storage.database import Database
from intake.storage.pilot_tables import PilotPaperRow, PilotRow
from intake.storage.pressed import entered_once
from intake.storage.sealing import Vault
from intake.stored import Stored

PURPOSE: Final = "pilot_paper"
LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 4_000
STALE_PAGE: Final = "这一页已经失效，没有保存。请重新打开本页再填。"
_NOT_NAMING: Final = "只有市局统筹能列入或者调出试点区县。"


class PilotPaperKind(StrEnum):
    """What is written about a pilot: by its bureau, but for the review, which is 市局's."""

    SCHEME = "scheme"
    SHEET = "sheet"
    REPORT = "report"
    REVIEW = "review"


PAPER_NAMES: Final[Mapping[PilotPaperKind, str]] = {
    PilotPaperKind.SCHEME: "方案核对",
    PilotPaperKind.SHEET: "自评",
    PilotPaperKind.REPORT: "工作推进情况",
    PilotPaperKind.REVIEW: "市局评估",
}


@dataclass(frozen=True, slots=True)
class Pilot:
    """One district that was named; `ended_on` is the day from which it is none any more."""

    id: str
    bureau: str
    round: str
    term: Term
    paper: str
    ended_on: date | None
    ended_why: str

    def stands(self, on: date) -> bool:
        """Say whether it is a pilot on that day."""
        return self.term.holds(on) and (self.ended_on is None or on < self.ended_on)

    @property
    def due_days(self) -> tuple[date, ...]:
        """The days of its reports, up to its end."""
        return tuple(day for day in self.term.due_days if self.ended_on is None or day < self.ended_on)

    def open_days(self, today: date) -> tuple[date, ...]:
        """The days for which a report can be made now."""
        return tuple(day for day in self.term.open_days(today) if day in self.due_days)


@dataclass(frozen=True, slots=True)
class PilotPaper:
    """One version of what was written; `by` is the name of who wrote it."""

    kind: PilotPaperKind
    due_on: date | None
    content: Stored
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Naming:
    """What a round says of those who are named under it (knowledge/standards/rounds)."""

    version: str
    years: int
    report_days: tuple[str, ...]
    valid_from: date
    valid_until: date | None


class Pilots:
    """Names districts, and keeps what is written about them."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its row, which stands once however often it is sent."""
        return new_id(now)

    async def seen_by(self, viewer: wall.Viewer) -> list[Pilot]:
        """Return the pilots that this viewer may see, the newest first."""
        query = (
            select(PilotRow)
            .where(wall.of_bureau(viewer, col(PilotRow.bureau)))
            .order_by(col(PilotRow.named_on).desc(), col(PilotRow.id).desc())
        )
        async with self._database.reading() as session:
            return [pilot_of(row) for row in await session.scalars(query)]

    async def name(
        self,
        officer: Officer,
        page: str,
        naming: Naming | None,
        districts: Collection[str],
        said: Mapping[str, str],
        now: datetime,
    ) -> None:
        """Enter that a district was named. Raises NotAllowed, Incomplete.

        naming     what the chosen round says; None: none was chosen
        districts  codes of those that there are
        said       bureau, named_on, paper
        """
        if officer.role != Role.COORDINATOR:
            raise NotAllowed(_NOT_NAMING)
        if not is_id(page):
            raise NotAllowed(STALE_PAGE)
        bureau = chosen_district(said, districts)
        if naming is None:
            raise Incomplete("round", "请选择是哪一轮。")
        named_on = _naming_day(said.get("named_on", ""), naming, day_in_shanghai(now))
        row = PilotRow(
            id=page,
            bureau=bureau,
            round=naming.version,
            named_on=named_on,
            until=last_day(named_on, naming.years),
            report_days=",".join(naming.report_days),
            paper=short_text(said, "paper", "请写公布试点名单的文号或者文件名。"),
            by=officer.id,
            entered_at=now,
        )
        try:
            async with self._database.writing() as session:
                session.add(row)
        except IntegrityError:
            async with self._database.reading() as session:
                if await session.get(PilotRow, page) is None:
                    raise Incomplete("bureau", "这个区县在这一轮已经列入，不用再列。") from None

    async def end(self, officer: Officer, pilot_id: str, said: Mapping[str, str], now: datetime) -> None:
        """Take a district out from today on. Raises NotAllowed, Incomplete."""
        if officer.role != Role.COORDINATOR:
            raise NotAllowed(_NOT_NAMING)
        why = short_text(said, "why", "请写调出的理由和依据。")
        mark = {"ended_on": day_in_shanghai(now), "ended_why": why, "ended_by": officer.id}
        standing = update(PilotRow).where(col(PilotRow.id) == pilot_id, col(PilotRow.ended_on).is_(None))
        async with self._database.writing() as session:
            await session.execute(standing.values(mark))

    async def papers(self, viewer: wall.Viewer, bureau: str, round_version: str) -> list[PilotPaper]:
        """Return what was written about a district in a round, the newest first."""
        query = (
            select(PilotPaperRow)
            .where(wall.of_bureau(viewer, col(PilotPaperRow.bureau)))
            .where(col(PilotPaperRow.bureau) == bureau, col(PilotPaperRow.round) == round_version)
            .order_by(col(PilotPaperRow.made_at).desc(), col(PilotPaperRow.id).desc())
        )
        async with self._database.reading() as session:
            rows = list(await session.scalars(query))
            names = await names_of(session, {row.by for row in rows})
        return [self._paper(row, names) for row in rows]

    async def reported(self, viewer: wall.Viewer) -> set[tuple[str, str, date]]:
        """Return bureau, round and day of every report that was made."""
        query = select(col(PilotPaperRow.bureau), col(PilotPaperRow.round), col(PilotPaperRow.due_on)).where(
            wall.of_bureau(viewer, col(PilotPaperRow.bureau)), col(PilotPaperRow.due_on).is_not(None)
        )
        async with self._database.reading() as session:
            return {
                (bureau, version, day) for bureau, version, day in await session.execute(query) if day is not None
            }

    async def keep(
        self,
        officer: Officer,
        page: str,
        bureau: str,
        round_version: str,
        kind: PilotPaperKind,
        content: Stored,
        now: datetime,
        due_on: date | None = None,
    ) -> None:
        """Keep what was written, beside earlier versions; the same page again keeps nothing more.

        Raises NotAllowed.
        """
        if not may_write(officer, bureau, kind):
            who = "市局统筹" if kind is PilotPaperKind.REVIEW else "本区县局的负责人"
            raise NotAllowed(f"{PAPER_NAMES[kind]}由{who}填写。")
        if not is_id(page):
            raise NotAllowed(STALE_PAGE)
        row = PilotPaperRow(
            id=page,
            bureau=bureau,
            round=round_version,
            kind=kind.value,
            due_on=due_on,
            sealed=self._vault.seal(orjson.dumps(content), PURPOSE, page),
            by=officer.id,
            made_at=now,
        )
        await entered_once(self._database, row)

    def _paper(self, row: PilotPaperRow, names: Mapping[str, str]) -> PilotPaper:
        content = orjson.loads(self._vault.unseal(row.sealed, PURPOSE, row.id))
        return PilotPaper(PilotPaperKind(row.kind), row.due_on, content, names.get(row.by, ""), row.made_at)


def may_write(officer: Officer, bureau: str, kind: PilotPaperKind) -> bool:
    """Say whether an officer writes this of a district: its heads, and of the review 市局's coordinator."""
    if kind is PilotPaperKind.REVIEW:
        return officer.role == Role.COORDINATOR
    return officer.role in DECIDERS and officer.bureau == bureau


def newest(papers: Sequence[PilotPaper], kind: PilotPaperKind, due_on: date | None = None) -> PilotPaper | None:
    """Return the version that stands."""
    return next((one for one in papers if one.kind is kind and one.due_on == due_on), None)


def pilot_of(row: PilotRow) -> Pilot:
    """Return the pilot of a row."""
    term = Term(row.named_on, row.until, tuple(row.report_days.split(",")))
    return Pilot(row.id, row.bureau, row.round, term, row.paper, row.ended_on, row.ended_why)


def chosen_district(said: Mapping[str, str], districts: Collection[str]) -> str:
    """Return the district that was chosen; raise Incomplete where there is no such."""
    if said.get("bureau", "") not in districts:
        raise Incomplete("bureau", "请选择区县。")
    return said["bureau"]


def short_text(said: Mapping[str, str], name: str, missing: str, most: int = LONGEST_NAME) -> str:
    """Return what was typed; raise Incomplete where it is missing or too long."""
    text = said.get(name, "").replace("\r\n", "\n").strip()
    if not text:
        raise Incomplete(name, missing)
    if len(text) > most:
        raise Incomplete(name, f"最多 {most} 字，您写了 {len(text)} 字，请删减。")
    return text


def past_day(said: Mapping[str, str], name: str, today: date) -> date:
    """Return a day that was typed and is not to come; raise Incomplete otherwise."""
    try:
        day = date.fromisoformat(said.get(name, ""))
    except ValueError:
        raise Incomplete(name, "请填写日期。") from None
    if day > today:
        raise Incomplete(name, "这一天还没到，请核对日期。")
    return day


def _naming_day(said: str, naming: Naming, today: date) -> date:
    day = past_day({"named_on": said}, "named_on", today)
    if day < naming.valid_from or (naming.valid_until is not None and day > naming.valid_until):
        until = f"到 {naming.valid_until}" if naming.valid_until is not None else "起"
        raise Incomplete(
            "named_on", f"这一轮的文件有效期是 {naming.valid_from} {until}，这一天不在里面；新一轮要先有新的文件。"
        )
    return day
