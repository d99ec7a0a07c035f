"""Self-assessments at the desk: those that their owners let a bureau see, and its officers' sheets beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import NotAllowed
from intake.filers.estimates import PURPOSE, Content, KeptEstimate, kept_of
from intake.ids import is_id, new_id
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.estimate_table import EstimateRow
from intake.storage.pressed import entered_once
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow

MOST: Final = 200
_NOT_YOURS: Final = "您的岗位只能查看自评，不能填写，请交由承办人员填写。"
_GONE: Final = "这份自评已经收回或者删除，没有保存。"


class SharedEstimates:
    """Reads what a bureau may see, and keeps what its officers say beside it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its sheet, which stands once however often it is sent."""
        return new_id(now)

    async def shared_with(self, viewer: wall.Viewer) -> list[KeptEstimate]:
        """Return the estimates that this viewer may see, the newest first."""
        query = (
            select(EstimateRow)
            .where(wall.of_bureau(viewer, col(EstimateRow.bureau)), col(EstimateRow.shared_at).is_not(None))
            .order_by(col(EstimateRow.shared_at).desc(), col(EstimateRow.id).desc())
            .limit(MOST)
        )
        async with self._database.reading() as session:
            return [kept_of(row, self._vault) for row in await session.scalars(query)]

    async def one(self, viewer: wall.Viewer, estimate_id: str) -> KeptEstimate | None:
        """Return one of them; None where there is no such, or it is not for this viewer."""
        query = select(EstimateRow).where(
            col(EstimateRow.id) == estimate_id,
            col(EstimateRow.shared_at).is_not(None),
            wall.of_bureau(viewer, col(EstimateRow.bureau)),
        )
        async with self._database.reading() as session:
            row = await session.scalar(query)
            return kept_of(row, self._vault) if row is not None else None

    async def beside(self, estimate: KeptEstimate) -> list[KeptEstimate]:
        """Return the officers' sheets beside an estimate that was found through the wall, the newest first."""
        query = (
            select(EstimateRow)
            .where(col(EstimateRow.beside) == estimate.id)
            .order_by(col(EstimateRow.made_at).desc(), col(EstimateRow.id).desc())
        )
        async with self._database.reading() as session:
            return [kept_of(row, self._vault) for row in await session.scalars(query)]

    async def names_of(self, sheets: Sequence[KeptEstimate]) -> Mapping[str, str]:
        """Return the names of the officers who filled these sheets, by their ids."""
        query = select(col(OfficerRow.id), col(OfficerRow.name)).where(
            col(OfficerRow.id).in_({one.by for one in sheets})
        )
        async with self._database.reading() as session:
            return {officer_id: name for officer_id, name in await session.execute(query)}

    async def enter(self, officer: Officer, page: str, estimate_id: str, content: Content, now: datetime) -> None:
        """Keep an officer's sheet beside an estimate; the same page again keeps nothing more.

        Raises NotAllowed.
        """
        if not wall.may_enter(officer):
            raise NotAllowed(_NOT_YOURS)
        estimate = await self.one(officer, estimate_id)
        if estimate is None:
            raise NotAllowed(_GONE)
        if not is_id(page):
            raise NotAllowed("这一页已经失效，没有保存。请重新打开再填。")
        row = EstimateRow(
            id=page,
            owner="",
            subject=estimate.subject,
            standard=estimate.standard,
            made_at=now,
            sealed=self._vault.seal(orjson.dumps(content), PURPOSE, page),
            beside=estimate.id,
            by=officer.id,
        )
        await entered_once(self._database, row)
