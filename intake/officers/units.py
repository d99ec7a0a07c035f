"""The units inside bureaus, as administrators keep them. A unit is never erased: old cases name it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.ids import new_id
from intake.routing.bureaus import Bureaus
from intake.routing.units import BureauUnit, Units
from intake.storage.bureau_tables import UnitRow
from intake.storage.database import Database
from intents.signs import has_control_characters

LONGEST_NAME: Final = 40
_UNITS: Final = select(UnitRow).order_by(col(UnitRow.bureau), col(UnitRow.name))


class UnitRefused(Exception):
    """What cannot be done with a unit; the text is a sentence for whoever asked."""


async def all_units(session: AsyncSession) -> Units:
    """Return every unit, by bureau and name."""
    rows = await session.scalars(_UNITS)
    return Units(tuple(BureauUnit(row.id, row.bureau, row.name, row.is_active) for row in rows))


async def add_unit(database: Database, bureaus: Bureaus, bureau: str, name: str, now: datetime) -> BureauUnit:
    """Enter a unit of a bureau that exists. Raises UnitRefused."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or has_control_characters(name):
        raise UnitRefused(f"请写明内设机构的名称，{LONGEST_NAME} 字以内。")
    if bureau not in {one.code for one in bureaus.all}:
        raise UnitRefused("请选择所属的局。")
    row = UnitRow(id=new_id(now), bureau=bureau, name=name, is_active=True)
    unit = BureauUnit(row.id, bureau, name)
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        raise UnitRefused(f"这个局已经有“{name}”，停用的可以恢复。") from None
    return unit


async def set_unit_active(database: Database, unit_id: str, *, is_active: bool) -> None:
    """Let cases be given to a unit, or no more. Raises UnitRefused for an unknown one."""
    async with database.writing() as session:
        row = await session.get(UnitRow, unit_id)
        if row is None:
            raise UnitRefused("没有这个内设机构，请刷新页面。")
        row.is_active = is_active
