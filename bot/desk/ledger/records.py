"""The ledger of guidance read through the wall, and counted as 附件2一（五） of the plan counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.officers import wall
from intake.storage.sealing import Vault
from intake.storage.tables import CaseKeyRow, CaseRow, GuidanceRow

# What the company's standard asks for in a year.
GUIDANCE_A_YEAR: Final = 2
TRAINING_A_YEAR: Final = 1
# More entries than a bureau makes in a year are not shown at once.
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry of the ledger; `at_station`: its filer said that the station, too, may know of it."""

    reference: str
    bureau: str
    held_on: date
    service: str
    unit: str
    topic: str
    people: int
    who: str
    result: str
    at_station: bool


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How often a company was guided and trained in the year, and whether that is what the standard asks for."""

    unit: str
    guidance: int
    training: int

    @property
    def is_enough(self) -> bool:
        """Whether both numbers are reached."""
        return self.guidance >= GUIDANCE_A_YEAR and self.training >= TRAINING_A_YEAR


async def ledger_of(session: AsyncSession, vault: Vault, viewer: wall.Viewer, year: int) -> tuple[LedgerLine, ...]:
    """Return the entries of a year, newest first."""
    query = (
        select(GuidanceRow, col(CaseRow.reference), col(CaseKeyRow.wrapped))
        .join(CaseRow, col(CaseRow.id) == col(GuidanceRow.case_id))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(GuidanceRow.case_id))
        .where(
            wall.visible(viewer),
            col(GuidanceRow.held_on) >= date(year, 1, 1),
            col(GuidanceRow.held_on) <= date(year, 12, 31),
        )
        .order_by(col(GuidanceRow.held_on).desc(), col(GuidanceRow.id).desc())
        .limit(MOST)
    )
    return tuple(_line(row, reference, vault, wrapped) for row, reference, wrapped in await session.execute(query))


def counted(lines: Iterable[LedgerLine]) -> tuple[UnitCount, ...]:
    """Return the numbers of each company; those that lack something first."""
    units: dict[str, list[str]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line.service)
    counts = [
        UnitCount(unit, services.count("guidance"), services.count("training")) for unit, services in units.items()
    ]
    return tuple(sorted(counts, key=lambda count: (count.is_enough, count.unit)))


def _line(row: GuidanceRow, reference: str, vault: Vault, wrapped: bytes) -> LedgerLine:
    words = orjson.loads(vault.unwrap(wrapped, row.case_id).unseal(row.sealed, "guidance"))
    return LedgerLine(
        reference=reference,
        bureau=row.bureau,
        held_on=row.held_on,
        service=row.service,
        unit=words["unit"],
        topic=words["topic"],
        people=row.people,
        who=words["who"],
        result=words["result"],
        at_station=row.at_station,
    )
