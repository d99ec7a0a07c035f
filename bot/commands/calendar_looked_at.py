"""The doctor's look at the working calendar: this year, the next one, and what is only an estimate meanwhile."""

from __future__ import annotations

from datetime import datetime

from bot.commands.finding import Finding
from bot.settings import Settings
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.storage.database import Database
from intake.storage.keeping.calendar_years import calendar_in_use, estimated_clocks

_REMEDY = "放假通知公布以后运行 shangmi calendar import 文件，或者升级 chinesecalendar。"


async def finding_on_calendar(settings: Settings, now: datetime) -> Finding:
    """Say which years are known; without this year nothing can be counted well."""
    try:
        database = await Database.open(settings.database, make=False)
        try:
            calendar, estimated = await calendar_in_use(database), await estimated_clocks(database)
        finally:
            await database.close()
    except Exception:
        # The database was looked at above, with what to do about it; what ships can be looked at all the same.
        calendar, estimated = WorkCalendar.load(), 0
    this_year, first_unknown = day_in_shanghai(now).year, calendar.first_unpublished_year()
    if not calendar.is_published(this_year):
        return Finding("年历", f"{this_year} 年的放假安排不在表内，{estimated} 个期限只是预计", _REMEDY)
    known = f"{this_year} 年的放假安排齐全"
    waits = f"；{first_unknown} 年的还没有，落在那一年的 {estimated} 个期限是预计" if estimated else ""
    return Finding("年历", known + waits)
