"""Files that people sent in WeChat and that could not be fetched: what is stuck, since when, and trying again.

Nothing here says who sent what: a reference, a time and a code are all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web
from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.guard import Guard
from bot.desk.pages import Visit
from intake.cases.codes import Role
from intake.evidence.arriving import GIVEN_UP, WAITING, Arriving
from intake.evidence.file import WhyRefused
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.tables import CaseRow
from intake.storage.upload_tables import ArrivingRow

RETRY: Final = "/desk/media/retry"
# What was given up is over, and its filer was told: it is shown for a while, so that somebody may call them.
_GIVEN_UP_SHOWN_FOR: Final = timedelta(days=7)
_SETTINGS: Final = "微信接口的设置有问题，请系统管理人员运行 shangmi doctor"
_WHY: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("token_refused", "app_id_refused", "secret_refused", "secret_frozen", "address_not_listed"), _SETTINGS
    ),
    "not_permitted": _SETTINGS,
    **dict.fromkeys(("busy", "too_often", "daily_limit"), "微信那边太忙或者次数用完"),
    "timeout": "微信没有及时回应",
    "unreachable": "连不上微信",
    "cut_short": "传到一半断了",
    "expired": "微信只保存三天，已经过期",
    "not_media": "微信给的不是文件",
    "bad_address": "微信给的地址不能用",
    WhyRefused.TOO_LARGE: "文件太大",
    WhyRefused.TOO_MANY: "这一件的文件已经满了",
    WhyRefused.PROGRAM: "是可以运行的程序，不能收",
    WhyRefused.UNKNOWN_TYPE: "这种类型的文件不能收",
    WhyRefused.EMPTY: "文件是空的",
    WhyRefused.HALF: "没有传完",
    WhyRefused.NO_ROOM: "服务器存储空间不足",
    WhyRefused.UNREACHABLE: "文件存储连不上",
}


@dataclass(frozen=True, slots=True)
class StuckLine:
    """A file that did not come.

    reference  of its case; "" while it belongs to a draft
    since      when it was sent
    why        in words
    next_at    when it is tried again by itself; None: never
    """

    id: str
    reference: str
    since: datetime
    why: str
    tries: int
    next_at: datetime | None


async def stuck_lines(session: AsyncSession, officer: Officer, now: datetime, limit: int) -> tuple[StuckLine, ...]:
    """Return what this officer may know of, oldest first."""
    given_up = and_(col(ArrivingRow.state) == GIVEN_UP, col(ArrivingRow.created_at) > now - _GIVEN_UP_SHOWN_FOR)
    failed = and_(col(ArrivingRow.state) == WAITING, col(ArrivingRow.last_error).is_not(None))
    query = (
        select(ArrivingRow, col(CaseRow.reference))
        .outerjoin(CaseRow, col(CaseRow.id) == col(ArrivingRow.case_id))
        .where(or_(given_up, failed), _known_to(officer))
        .order_by(col(ArrivingRow.created_at))
        .limit(limit)
    )
    return tuple(_line(row, reference or "") for row, reference in await session.execute(query))


class StuckMediaButton:
    """The handler of the button."""

    def __init__(self, database: Database, arriving: Arriving, guard: Guard) -> None:
        self._database = database
        self._arriving = arriving
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.post(RETRY, self._guard.form(self._retry))]

    async def _retry(self, visit: Visit) -> web.StreamResponse:
        query = (
            select(col(ArrivingRow.id))
            .outerjoin(CaseRow, col(CaseRow.id) == col(ArrivingRow.case_id))
            .where(col(ArrivingRow.id) == visit.form.get("media", ""), _known_to(visit.officer))
        )
        async with self._database.reading() as session:
            known = await session.scalar(query)
        # What came meanwhile, was given up, or belongs to another bureau looks alike: there is nothing to try.
        if known is not None:
            await self._arriving.try_now(known, visit.now)
        raise web.HTTPSeeOther("/desk/#part-stuck")


def _known_to(officer: Officer) -> ColumnElement[bool]:
    """Return the condition for what an officer may know of: their cases; a draft is nobody's yet."""
    of_drafts = col(ArrivingRow.case_id).is_(None) if officer.role == Role.COORDINATOR else false()
    return or_(and_(col(ArrivingRow.case_id).is_not(None), wall.visible(officer)), of_drafts)


def _line(row: ArrivingRow, reference: str) -> StuckLine:
    code = row.last_error or ""
    waits = row.state == WAITING
    return StuckLine(
        id=row.id,
        reference=reference,
        since=row.created_at,
        why=_WHY.get(code, f"微信没有给出文件（{code}）"),
        tries=row.tries,
        next_at=row.next_try_at if waits else None,
    )
