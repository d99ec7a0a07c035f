"""The working calendar: the State Council's holidays and moved working days. Pure after loading.

`chinese_calendar` knows the published years; `holidays.yaml` adds a notice that came after it. For a
year nobody has published we take the statutory days and the weekends, and say that it is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import holidays
import yaml

_FILE = Path(__file__).with_name("holidays.yaml")
_SATURDAY = 5
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
class Notice:
    """One year's notice, as written in `holidays.yaml`.

    days_off  days off that are no weekend by themselves, with their names
    workdays  Saturdays and Sundays that are worked
    """

    days_off: Mapping[date, str]
    workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Says of every day whether it is worked; never refuses a year.

    notices    by year, from `holidays.yaml`
    statutory  the statutory days of unpublished years, with their names; years are added when asked for
    """

    notices: Mapping[int, Notice]
    statutory: holidays.HolidayBase

    @classmethod
    def load(cls) -> WorkCalendar:
        """Read the notices; also warms the libraries, so that the first filer does not wait."""
        content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        notices = {int(year): _notice(notice) for year, notice in (content["years"] or {}).items()}
        calendar = cls(notices, holidays.country_holidays("CN", language="zh_CN"))
        calendar.is_workday(date(calendar.first_unpublished_year(), 1, 1))
        return calendar

    def first_unpublished_year(self) -> int:
        """Return the year from which on dates are 预计; `shangmi doctor` warns when it is near."""
        year = _FIRST_YEAR
        while self.is_published(year):
            year += 1
        return year

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on `day`; beyond the published years, as far as one can know."""
        notice = self.notices.get(day.year)
        if notice:
            return day in notice.workdays or (day.weekday() < _SATURDAY and day not in notice.days_off)
        if self.is_published(day.year):
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < _SATURDAY and day not in self.statutory

    def is_published(self, year: int) -> bool:
        """Say whether the holidays of `year` are known, not estimated."""
        if year in self.notices:
            return True
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return False
        return True

    def next_workday(self, day: date) -> date:
        """Return the first working day after `day`."""
        following = day + timedelta(days=1)
        while not self.is_workday(following):
            following += timedelta(days=1)
        return following

    def why_off(self, day: date) -> str:
        """Return why `day` is off, as an officer would say it: 国庆节, 周六."""
        return self._holiday_name(day) or _DAY_NAMES[day.weekday()]

    def _holiday_name(self, day: date) -> str | None:
        notice = self.notices.get(day.year)
        if notice:
            return notice.days_off.get(day)
        if self.is_published(day.year):
            _, name = chinese_calendar.get_holiday_detail(day)
            return _HOLIDAY_NAMES.get(name, name) if name else None
        return self.statutory.get(day)


def faults() -> list[str]:
    """Return every fault of `holidays.yaml`, each with file and field. Empty: none."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    years: Mapping[Any, Any] = (content or {}).get("years") or {}
    return [
        f"holidays.yaml: {year}: {fault}"
        for year, notice in years.items()
        for fault in _notice_faults(year, notice)
    ]


def _notice_faults(year: Any, notice: Any) -> Iterator[str]:
    if not isinstance(year, int) or not isinstance(notice, Mapping):
        yield "must be a year with source, holidays and workdays"
        return
    if not notice.get("source"):
        yield "source: is missing"
    days_off, workdays = notice.get("holidays") or {}, notice.get("workdays") or []
    if not days_off:
        yield "holidays: is missing"
    for day in (*days_off, *workdays):
        if not isinstance(day, date) or day.year != year:
            yield f"{day} is no day of that year"
    for day in workdays:
        if isinstance(day, date) and day.weekday() < _SATURDAY:
            yield f"workdays: {day} is no Saturday or Sunday"


def _notice(content: Mapping[str, Any]) -> Notice:
    return Notice(days_off=dict(content["holidays"]), workdays=frozenset(content.get("workdays") or ()))
