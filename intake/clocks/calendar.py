"""The working calendar: the State Council's holidays and moved working days. Pure after loading.

`chinese_calendar` knows the published years; `holidays.yaml` adds a notice that came after it, and so does what an
operator imported (`storage.keeping.calendar_years`). For a year nobody has published we take the statutory days
and the weekends, and say that it is provisional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar

from intake.clocks.notices import SATURDAY, HolidayNotice, read_notices
from intake.clocks.statutory import StatutoryDays

SHANGHAI = ZoneInfo("Asia/Shanghai")

_FILE = Path(__file__).with_name("holidays.yaml")
_FIRST_YEAR = 2004
_DAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Says of every day whether it is worked; never refuses a year.

    notices    by year, from `holidays.yaml`
    statutory  the statutory days of unpublished years, with their names; years are added when asked for
    imported   by year, what an operator imported; wins over all else, and changes while the service runs
    """

    notices: Mapping[int, HolidayNotice]
    statutory: StatutoryDays
    imported: dict[int, HolidayNotice] = field(default_factory=dict)

    @classmethod
    def load(cls) -> WorkCalendar:
        """Read the notices that ship; also warms the libraries, so that the first filer does not wait.

        Raises `SheetFaults` with every fault of `holidays.yaml`.
        """
        notices = read_notices(_FILE)
        first = next(year for year in count(_FIRST_YEAR) if year not in notices and not _is_in_library(year))
        calendar = cls(notices, StatutoryDays(first))
        calendar.is_workday(date(first, 1, 1))
        return calendar

    @property
    def edition(self) -> str:
        """Which calendar this is: another one may give other dates."""
        known = {**self.notices, **self.imported}
        notices = [(year, notice.model_dump_json()) for year, notice in sorted(known.items())]
        return f"{version('chinesecalendar')} {version('holidays')} {notices}"

    def adopt(self, imported: Mapping[int, HolidayNotice]) -> bool:
        """Count by these imported notices from now on; True when they are others than before."""
        if self.imported == imported:
            return False
        self.imported.clear()
        self.imported.update(imported)
        return True

    def first_unpublished_year(self) -> int:
        """Return the year from which on dates are 预计; `shangmi doctor` warns when it is near."""
        year = _FIRST_YEAR
        while self.is_published(year):
            year += 1
        return year

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on `day`; beyond the published years, as far as one can know."""
        notice = self._notice_of(day.year)
        if notice:
            return day in notice.workdays or (day.weekday() < SATURDAY and day not in notice.holidays)
        if self.is_published(day.year):
            return _in_library(day)[0]
        return day.weekday() < SATURDAY and day not in self.statutory

    def is_published(self, year: int) -> bool:
        """Say whether the holidays of `year` are known, not estimated."""
        return self._notice_of(year) is not None or _is_in_library(year)

    def is_holiday(self, day: date) -> bool:
        """Say whether `day` is a 法定节假日 or was joined to one by a notice; an ordinary weekend is none."""
        return not self.is_workday(day) and self._holiday_name(day) is not None

    def next_workday(self, day: date) -> date:
        """Return the first working day after `day`."""
        following = day + timedelta(days=1)
        while not self.is_workday(following):
            following += timedelta(days=1)
        return following

    def workday_before(self, day: date) -> date:
        """Return the last working day before `day`."""
        earlier = day - timedelta(days=1)
        while not self.is_workday(earlier):
            earlier -= timedelta(days=1)
        return earlier

    def why_off(self, day: date) -> str:
        """Return why `day` is off, as an officer would say it: 国庆节, 周六."""
        return self._holiday_name(day) or _DAY_NAMES[day.weekday()]

    def _notice_of(self, year: int) -> HolidayNotice | None:
        return self.imported.get(year) or self.notices.get(year)

    def _holiday_name(self, day: date) -> str | None:
        notice = self._notice_of(day.year)
        if notice:
            return notice.holidays.get(day)
        if self.is_published(day.year):
            return _in_library(day)[1]
        return self.statutory.get(day)


def day_in_shanghai(moment: date | datetime) -> date:
    """Return the calendar day in Shanghai; an instant must carry its zone."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("an instant needs its zone, e.g. datetime(…, tzinfo=UTC)")
    return moment.astimezone(SHANGHAI).date()


# There are some thousand days that anybody counts over, and each is asked about many times.
@cache
def _in_library(day: date) -> tuple[bool, str | None]:
    is_off, name = chinese_calendar.get_holiday_detail(day)
    return not is_off, _HOLIDAY_NAMES.get(name, name) if name else None


@cache
def _is_in_library(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
