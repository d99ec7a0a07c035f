"""The units that were recognised, by district, as 市局 published them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import is_id
from intake.officers import wall
from intake.officers.officer import Officer
from intake.officers.pilots import STALE_PAGE, chosen_district, past_day, short_text
from intake.storage.database import Database
from intake.storage.pilot_tables import RecognisedUnitRow

KINDS: Final[Mapping[str, str]] = {"company": "企业", "park": "园区"}
MOST: Final = 2_000
_LONGEST_UNIT: Final = 60
_NOT_YOURS: Final = "名单由市局统筹登记。"
# Nothing of the kind was recognised before.
_EARLIEST: Final = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class RecognisedUnit:
    """One unit; `revoked_on` is the day its recognition was revoked."""

    id: str
    bureau: str
    kind: str
    name: str
    recognised_on: date
    paper: str
    revoked_on: date | None
    revoked_why: str

    @property
    def stands(self) -> bool:
        """Whether it is recognised still."""
        return self.revoked_on is None


class RecognisedUnits:
    """Keeps the list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def seen_by(self, viewer: wall.Viewer) -> list[RecognisedUnit]:
        """Return the units of the districts that this viewer may see, the newest first."""
        query = (
            select(RecognisedUnitRow)
            .where(wall.of_bureau(viewer, col(RecognisedUnitRow.bureau)))
            .order_by(col(RecognisedUnitRow.recognised_on).desc(), col(RecognisedUnitRow.id).desc())
            .limit(MOST)
        )
        async with self._database.reading() as session:
            return [_unit(row) for row in await session.scalars(query)]

    async def by_bureau(self, viewer: wall.Viewer) -> dict[str, int]:
        """Return how many stand in each district that this viewer may see."""
        query = (
            select(col(RecognisedUnitRow.bureau), func.count())
            .where(wall.of_bureau(viewer, col(RecognisedUnitRow.bureau)))
            .where(col(RecognisedUnitRow.revoked_on).is_(None))
            .group_by(col(RecognisedUnitRow.bureau))
        )
        async with self._database.reading() as session:
            return {bureau: count for bureau, count in await session.execute(query)}

    async def enter(
        self, officer: Officer, page: str, districts: Collection[str], said: Mapping[str, str], now: datetime
    ) -> None:
        """Enter a unit; the same page again enters nothing more. Raises NotAllowed, Incomplete.

        districts  codes of those that there are
        said       bureau, kind, name, recognised_on, paper
        """
        if officer.role != Role.COORDINATOR:
            raise NotAllowed(_NOT_YOURS)
        if not is_id(page):
            raise NotAllowed(STALE_PAGE)
        if said.get("kind") not in KINDS:
            raise Incomplete("kind", "请选择是企业还是园区。")
        recognised_on = past_day(said, "recognised_on", day_in_shanghai(now))
        if recognised_on < _EARLIEST:
            raise Incomplete("recognised_on", "这个日期太早，请核对年份。")
        row = RecognisedUnitRow(
            id=page,
            bureau=chosen_district(said, districts),
            kind=said["kind"],
            name=short_text(said, "name", "请写公布名单上的全称。", _LONGEST_UNIT),
            recognised_on=recognised_on,
            paper=short_text(said, "paper", "请写公布名单的文号或者文件名。"),
            by=officer.id,
            entered_at=now,
        )
        try:
            async with self._database.writing() as session:
                if await session.scalar(_standing(row)) is not None:
                    raise Incomplete("name", "名单里已经有这个单位，不用再登记。")
                session.add(row)
        except IntegrityError:
            # A button pressed twice: it stands.
            return

    async def revoke(self, officer: Officer, unit_id: str, said: Mapping[str, str], now: datetime) -> None:
        """Enter that a recognition was revoked today; it stays in the list. Raises NotAllowed, Incomplete."""
        if officer.role != Role.COORDINATOR:
            raise NotAllowed(_NOT_YOURS)
        why = short_text(said, "why", "请写撤销的理由和依据。")
        mark = {"revoked_on": day_in_shanghai(now), "revoked_why": why, "revoked_by": officer.id}
        standing = update(RecognisedUnitRow).where(
            col(RecognisedUnitRow.id) == unit_id, col(RecognisedUnitRow.revoked_on).is_(None)
        )
        async with self._database.writing() as session:
            await session.execute(standing.values(mark))


def _standing(row: RecognisedUnitRow) -> Select[str]:
    return select(col(RecognisedUnitRow.id)).where(
        col(RecognisedUnitRow.bureau) == row.bureau,
        col(RecognisedUnitRow.name) == row.name,
        col(RecognisedUnitRow.revoked_on).is_(None),
        col(RecognisedUnitRow.id) != row.id,
    )


def _unit(row: RecognisedUnitRow) -> RecognisedUnit:
    return RecognisedUnit(
        row.id,
        row.bureau,
        row.kind,
        row.name,
        row.recognised_on,
        row.paper,
        row.revoked_on,
        row.revoked_why,
    )
