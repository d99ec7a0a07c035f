"""Imported years of the working calendar: kept in the database, so that every process counts by the same days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlmodel import col

from intake.clocks.calendar import WorkCalendar
from intake.clocks.clock import OPEN_STATES
from intake.clocks.notices import HolidayNotice
from intake.ids import new_id
from intake.storage.clock_tables import CalendarChangeRow, CalendarYearRow
from intake.storage.database import Database
from intake.storage.tables import CaseClockRow


async def imported_years(database: Database) -> dict[int, HolidayNotice]:
    """Return the imported notices by year."""
    query = select(col(CalendarYearRow.year), col(CalendarYearRow.notice)).order_by(col(CalendarYearRow.year))
    async with database.reading() as session:
        found = (await session.execute(query)).all()
    return {year: HolidayNotice.model_validate(notice) for year, notice in found}


async def calendar_in_use(database: Database) -> WorkCalendar:
    """Return the calendar as a service on this database counts by it."""
    calendar = WorkCalendar.load()
    calendar.adopt(await imported_years(database))
    return calendar


async def estimated_clocks(database: Database) -> int:
    """Return how many open clocks end in a year whose holidays nobody has published."""
    query = (
        select(func.count())
        .select_from(CaseClockRow)
        .where(col(CaseClockRow.provisional).is_(True), col(CaseClockRow.state).in_(sorted(OPEN_STATES)))
    )
    async with database.reading() as session:
        return int(await session.scalar(query) or 0)


async def import_years(database: Database, notices: Mapping[int, HolidayNotice], by: str, now: datetime) -> None:
    """Keep these notices; what stood for the same years before is replaced, and running services follow.

    by  who did it: id of an officer, or a word of `journal.accounts`
    """
    rows = [
        {"year": year, "notice": notice.model_dump(mode="json"), "imported_at": now}
        for year, notice in notices.items()
    ]
    changes = [_change(year, notice.source, by, now) for year, notice in notices.items()]
    await _replaced(database, list(notices), rows, changes)


async def forget_year(database: Database, year: int, by: str, now: datetime) -> None:
    """Count the year again by what ships."""
    await _replaced(database, [year], [], [_change(year, "", by, now)])


async def calendar_changes(database: Database, most: int) -> list[CalendarChangeRow]:
    """Return who imported what or took it back, the newest first."""
    query = select(CalendarChangeRow).order_by(col(CalendarChangeRow.at).desc(), col(CalendarChangeRow.id).desc())
    async with database.reading() as session:
        return list(await session.scalars(query.limit(most)))


def _change(year: int, source: str, by: str, now: datetime) -> dict[str, object]:
    return {"id": new_id(now), "year": year, "source": source, "by": by, "at": now}


async def _replaced(
    database: Database, years: list[int], rows: list[dict[str, object]], changes: list[dict[str, object]]
) -> None:
    table = CalendarYearRow.metadata.tables["calendar_year"]
    async with database.writing() as session:
        await session.execute(delete(table).where(table.c.year.in_(years)))
        if rows:
            await session.execute(insert(table), rows)
        await session.execute(insert(CalendarChangeRow), changes)
