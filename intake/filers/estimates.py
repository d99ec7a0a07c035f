"""Self-assessments as their owners keep them: by account, or by a code from any browser.

The code stands for its owner: the keyed id under which their estimates lie follows from it, and it is kept
nowhere. It has eighty bits of chance, so that nobody finds another one's by trying; and trying is held to a pace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import orjson
from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from intake.filers.access import TooManyTries
from intake.filers.codes import new_code
from intake.filers.shared_pace import SharedPace
from intake.ids import new_id
from intake.storage.database import Database
from intake.storage.estimate_table import EstimateRow
from intake.storage.rows import Delete, Insert, Rows
from intake.storage.sealing import Vault
from intake.storage.steps import Values
from intake.stored import Stored

PURPOSE: Final = "estimate"
NAME_PURPOSE: Final = "estimate_name"
# Recognised units were to be looked at again every two years: the estimate before it is still there then.
KEPT: Final = timedelta(days=3 * 365)
MOST_SHOWN: Final = 10
SOURCE_PACE: Final = (8, 20.0)
# Answers as the standards' part of the house writes them (knowledge/standards).
Content = Stored


@dataclass(frozen=True, slots=True)
class KeptEstimate:
    """One estimate that is kept.

    content  what was said in it
    bureau   which may see it; "" for none
    name     what it is about, as its owner named it to that bureau
    beside   of an officer's sheet: the estimate it stands beside
    by       of an officer's sheet: whose it is
    """

    id: str
    subject: str
    standard: str
    made_at: datetime
    content: Content
    bureau: str = ""
    shared_at: datetime | None = None
    name: str = ""
    beside: str = ""
    by: str = ""


class Estimates:
    """Keeps estimates for their owners."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._of_sources = SharedPace(database, "estimate-source", *SOURCE_PACE)

    def new_code(self) -> str:
        """Draw a code; nothing is kept of it."""
        return new_code()

    def owner_of(self, code: str) -> str:
        """Return the keyed id under which the estimates of a code lie."""
        return self._vault.keyed_id("estimate-owner", code)

    def rows(self, owner: str, subject: str, standard: str, content: Content, now: datetime) -> tuple[str, Rows]:
        """Return the id of a new estimate, and the rows that keep it."""
        row_id = new_id(now)
        values = {
            "id": row_id,
            "owner": owner,
            "subject": subject,
            "standard": standard,
            "made_at": now,
            "sealed": self._vault.seal(orjson.dumps(content), PURPOSE, row_id),
            "bureau": "",
            "beside": "",
            "by": "",
        }
        return row_id, Rows(inserts=(Insert("estimate", values),))

    async def keep(self, owner: str, subject: str, standard: str, content: Content, now: datetime) -> str:
        """Keep an estimate, and return its id."""
        row_id, rows = self.rows(owner, subject, standard, content, now)
        async with self._database.writing() as session:
            await session.execute(insert(EstimateRow).values(dict(rows.inserts[0].values)))
        return row_id

    async def of(self, owner: str, subject: str) -> list[KeptEstimate]:
        """Return what its owner has estimated, the newest first."""
        query = (
            select(EstimateRow)
            .where(col(EstimateRow.owner) == owner, col(EstimateRow.subject) == subject)
            .order_by(col(EstimateRow.made_at).desc(), col(EstimateRow.id).desc())
            .limit(MOST_SHOWN)
        )
        async with self._database.reading() as session:
            return [kept_of(row, self._vault) for row in await session.scalars(query)]

    async def last_of(self, owner: str, subjects: Sequence[str]) -> list[KeptEstimate]:
        """Return the last that an owner has estimated of each of these, the newest first."""
        found = [kept[0] for subject in subjects if (kept := await self.of(owner, subject))]
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    async def subjects(self, owner: str) -> Sequence[str]:
        """Return what an owner has estimated anything of."""
        query = select(col(EstimateRow.subject)).where(col(EstimateRow.owner) == owner).distinct()
        async with self._database.reading() as session:
            return sorted(await session.scalars(query))

    async def known(self, code: str, source: str, now: datetime) -> bool:
        """Say whether anything is kept by this code. Raises TooManyTries, never for what fits."""
        if await self.subjects(self.owner_of(code)):
            return True
        if source and not await self._of_sources.allows(self._vault.keyed_id("tries", source), now):
            raise TooManyTries
        return False

    async def left_by(self, owner: str) -> Rows:
        """Return what goes with somebody who leaves: all of theirs that no bureau was to see."""
        query = select(col(EstimateRow.id)).where(col(EstimateRow.owner) == owner, col(EstimateRow.bureau) == "")
        async with self._database.reading() as session:
            return Rows(deletes=tuple(Delete("estimate", row_id) for row_id in await session.scalars(query)))

    async def hand_over(self, owner: str, to: str) -> None:
        """Let what was kept for a session be kept by a code from now on."""
        theirs = update(EstimateRow).where(col(EstimateRow.owner) == owner).values(owner=to)
        async with self._database.writing() as session:
            await session.execute(theirs)

    async def erase(self, owner: str, estimate_id: str) -> None:
        """Erase one estimate for good, with the sheets beside it."""
        theirs = select(col(EstimateRow.id)).where(
            col(EstimateRow.id) == estimate_id, col(EstimateRow.owner) == owner
        )
        async with self._database.writing() as session:
            if await session.scalar(theirs) is not None:
                await session.execute(delete(EstimateRow).where(col(EstimateRow.beside) == estimate_id))
                await session.execute(delete(EstimateRow).where(col(EstimateRow.id) == estimate_id))

    async def share(self, owner: str, estimate_id: str, bureau: str, name: str, now: datetime) -> bool:
        """Let a bureau see an estimate because its owner agrees; say whether it is theirs."""
        sealed = self._vault.seal(name.encode(), NAME_PURPOSE, estimate_id)
        return await self._set(owner, estimate_id, {"bureau": bureau, "shared_at": now, "name": sealed})

    async def take_back(self, owner: str, estimate_id: str) -> bool:
        """Let no bureau see an estimate any more; what an officer has written beside it stays with it."""
        return await self._set(owner, estimate_id, {"bureau": "", "shared_at": None, "name": None})

    async def _set(self, owner: str, estimate_id: str, values: Values) -> bool:
        theirs = update(EstimateRow).where(col(EstimateRow.id) == estimate_id, col(EstimateRow.owner) == owner)
        async with self._database.writing() as session:
            changed = await session.execute(theirs.values(values).returning(col(EstimateRow.id)))
            return changed.first() is not None


def kept_of(row: EstimateRow, vault: Vault) -> KeptEstimate:
    """Return the estimate of a row."""
    return KeptEstimate(
        id=row.id,
        subject=row.subject,
        standard=row.standard,
        made_at=row.made_at,
        content=orjson.loads(vault.unseal(row.sealed, PURPOSE, row.id)),
        bureau=row.bureau,
        shared_at=row.shared_at,
        name=vault.unseal(row.name, NAME_PURPOSE, row.id).decode() if row.name is not None else "",
        beside=row.beside,
        by=row.by,
    )


async def forget_old(database: Database, now: datetime) -> None:
    """Erase what is kept no longer."""
    async with database.writing() as session:
        await session.execute(delete(EstimateRow).where(col(EstimateRow.made_at) < now - KEPT))
