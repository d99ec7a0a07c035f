"""Views of the list of cases that somebody keeps, for themselves or for their bureau.

A view is a name and the query of an address. What it shows is decided anew for whoever opens it, by the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import DECIDERS
from intake.ids import new_id
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.view_tables import SavedViewRow
from intents.signs import has_control_characters

LONGEST_NAME: Final = 20
MOST: Final = 20
_PURPOSE: Final = "saved_view"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as it is listed.

    is_shared   everybody of the bureau sees it
    may_forget  this officer may take it away
    """

    id: str
    name: str
    query: str
    is_shared: bool
    may_forget: bool


class SavedViews:
    """Keeps views."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def of(self, officer: Officer) -> tuple[SavedView, ...]:
        """Return the officer's own views and those of their bureau, the oldest first."""
        async with self._database.reading() as session:
            rows = await session.scalars(
                select(SavedViewRow).where(_seen_by(officer)).order_by(col(SavedViewRow.id))
            )
            return tuple(
                SavedView(
                    row.id,
                    self._vault.unseal(row.name, _PURPOSE, row.id).decode(),
                    row.query,
                    row.bureau is not None,
                    _may_forget(officer, row),
                )
                for row in rows
            )

    async def keep(self, officer: Officer, name: str, query: str, now: datetime, *, shared: bool) -> None:
        """Keep a view. Raises Incomplete for an unfit name, NotAllowed for who may not share or has enough."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or has_control_characters(name):
            raise Incomplete("name", f"请给视图起个名字，{LONGEST_NAME} 字以内。")
        if shared and not may_share(officer):
            raise NotAllowed("给全局用的视图由本局负责人保存；您可以存为自己的。")
        async with self._database.writing() as session:
            if await self._count(session, officer, shared=shared) >= MOST:
                raise NotAllowed(f"最多保存 {MOST} 个视图，请先去掉不用的。")
            view_id = new_id(now)
            row = SavedViewRow(
                id=view_id,
                officer_id=officer.id,
                bureau=officer.bureau if shared else None,
                name=self._vault.seal(name.encode(), _PURPOSE, view_id),
                query=query,
                created_at=now,
            )
            session.add(row)

    async def forget(self, officer: Officer, view_id: str) -> None:
        """Take a view away; one that is not there, or not theirs to take away, stays as it is."""
        async with self._database.writing() as session:
            row = await session.get(SavedViewRow, view_id)
            if row is not None and _may_forget(officer, row):
                await session.delete(row)

    async def _count(self, session: AsyncSession, officer: Officer, *, shared: bool) -> int:
        theirs = (
            col(SavedViewRow.bureau) == officer.bureau
            if shared
            else and_(col(SavedViewRow.officer_id) == officer.id, col(SavedViewRow.bureau).is_(None))
        )
        return int(await session.scalar(select(func.count()).select_from(SavedViewRow).where(theirs)) or 0)


def may_share(officer: Officer) -> bool:
    """Say whether the officer may keep views for the whole bureau."""
    return officer.role in DECIDERS and officer.bureau is not None


def _seen_by(officer: Officer) -> ColumnElement[bool]:
    own = and_(col(SavedViewRow.officer_id) == officer.id, col(SavedViewRow.bureau).is_(None))
    # Who has moved to another bureau sees the views of that one.
    return own if officer.bureau is None else or_(own, col(SavedViewRow.bureau) == officer.bureau)


def _may_forget(officer: Officer, row: SavedViewRow) -> bool:
    if row.bureau is None:
        return row.officer_id == officer.id
    return may_share(officer) and row.bureau == officer.bureau
