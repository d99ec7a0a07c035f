"""The directory of bodies outside, with what was entered; and entering it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import Role
from intake.officers.officer import Officer
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.transfer_tables import BodyRow
from intake.transfers.body import NEVER_BY_LINK, Bodies, Body, BodyKind, BodyLevel, load_bodies
from intake.transfers.step import ONE_LINE
from intents.signs import has_control_characters

_MOST: Final[Mapping[str, int]] = {
    "name": 60,
    "department": 60,
    "address": 120,
    "postcode": 6,
    "phone": 40,
    "post": 40,
}
_Code = TypeVar("_Code", BodyKind, BodyLevel)
_NAMES: Final = tuple(part.name for part in fields(Body))


async def bodies_in(session: AsyncSession, bureaus: Bureaus) -> Bodies:
    """Return the directory: what ships, and what was entered in its place or besides."""
    rows = await session.scalars(select(BodyRow).order_by(col(BodyRow.code)))
    return load_bodies(bureaus).with_entered(_body(row) for row in rows)


def may_enter_bodies(officer: Officer) -> bool:
    """Say whether this officer keeps the directory."""
    return officer.role in (Role.ADMIN, Role.COORDINATOR)


class BodyBook:
    """Enters bodies."""

    def __init__(self, database: Database, bureaus: Bureaus) -> None:
        self._database = database
        self._bureaus = bureaus

    async def all(self) -> Bodies:
        """Return the directory."""
        async with self._database.reading() as session:
            return await bodies_in(session, self._bureaus)

    async def enter(self, officer: Officer, code: str, said: Mapping[str, str], now: datetime) -> str:
        """Keep a body as entered; return its code.

        code  of one that stands; "" for a new one
        Raises NotAllowed or Incomplete.
        """
        if not may_enter_bodies(officer):
            raise NotAllowed("外部机关的名录由系统管理人员和市局统筹维护。")
        known = await self.all()
        standing = known.by_code(code)
        if code and standing is None:
            raise NotAllowed("名录里没有这个机关，请刷新页面后重试。")
        body = _entered(standing, code or _next_code(known), said, self._bureaus)
        if any(other.name == body.name and other.code != body.code for other in known.all):
            raise Incomplete("name", "名录里已经有同名的机关，请核对。")
        row = BodyRow(**{name: getattr(body, name) for name in _NAMES}, entered_at=now, entered_by=officer.id)
        async with self._database.writing() as session:
            await session.merge(row)
        return body.code


def _entered(standing: Body | None, code: str, said: Mapping[str, str], bureaus: Bureaus) -> Body:
    words = {name: said.get(name, "").strip() for name in _MOST}
    for name, most in _MOST.items():
        if len(words[name]) > most:
            raise Incomplete(name, f"最多 {most} 字，请删减。")
        if has_control_characters(words[name]):
            raise Incomplete(name, ONE_LINE)
    if not words["name"]:
        raise Incomplete("name", "请填写名称。")
    if words["postcode"] and not (words["postcode"].isascii() and words["postcode"].isdigit()):
        raise Incomplete("postcode", "邮政编码是六位数字。")
    kind = standing.kind if standing else _chosen(BodyKind, said, "kind", "请选择类别。")
    level = standing.level if standing else _chosen(BodyLevel, said, "level", "请选择层级。")
    area = standing.area if standing else said.get("area", "")
    if area and area not in {bureau.code for bureau in bureaus.all}:
        raise Incomplete("area", "请选择所在地。")
    by_link = said.get("by_link") == "yes"
    if by_link and kind in NEVER_BY_LINK:
        raise Incomplete("by_link", "公安机关只凭文书往来，不开通答复链接。")
    since, until = _day(said, "valid_from"), _day(said, "valid_until")
    if since and until and until <= since:
        raise Incomplete("valid_until", "停用日期要晚于启用日期。")
    return Body(code, kind, level, area, **words, valid_from=since, valid_until=until, by_link=by_link)


def _chosen(codes: type[_Code], said: Mapping[str, str], name: str, missing: str) -> _Code:
    try:
        return codes(said.get(name, ""))
    except ValueError:
        raise Incomplete(name, missing) from None


def _day(said: Mapping[str, str], name: str) -> date | None:
    written = said.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Incomplete(name, "请填写日期，例如 2026-12-01。") from None


def _next_code(known: Bodies) -> str:
    taken = {body.code for body in known.all}
    return next(code for number in range(1, 10_000) if (code := f"entered_{number}") not in taken)


def _body(row: BodyRow) -> Body:
    values = {name: getattr(row, name) for name in _NAMES}
    return Body(**values | {"kind": BodyKind(row.kind), "level": BodyLevel(row.level)})
