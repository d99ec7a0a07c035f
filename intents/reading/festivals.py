"""Festivals and days of the lunar calendar (农历) in a year of ours. The conversion is borax's, 1900 to 2100."""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars import LunarDate
from borax.calendars.lunardate import LCalendars, TermUtils

from intents.reading.days import SaidDays, said_day
from intents.reading.refusal import NotUnderstood

# With several days off people mean the days around it; what is one day is said as one.
_DAYS_OFF = {"元旦": (1, 1), "五一": (5, 1), "51": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一": (10, 1)}
_ONE_DAY = {"双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "618": (6, 18)}
_ONE_DAY |= {"情人节": (2, 14), "三八": (3, 8), "妇女节": (3, 8), "植树节": (3, 12), "315": (3, 15)}
_ONE_DAY |= {"五四": (5, 4), "青年节": (5, 4), "六一": (6, 1), "儿童节": (6, 1), "七一": (7, 1), "建党节": (7, 1)}
_ONE_DAY |= {"八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "平安夜": (12, 24), "圣诞": (12, 25)}
_LUNAR_DAYS_OFF = {"春节": (1, 1), "过年": (1, 1), "大年": (1, 1), "端午": (5, 5), "中秋": (8, 15)}
_LUNAR_ONE_DAY = {"元宵": (1, 15), "七夕": (7, 7), "中元": (7, 15), "重阳": (9, 9), "腊八": (12, 8)}
_EVE = ("除夕", "年三十", "年30")
_BY_THE_SUN = "清明"

FESTIVALS: tuple[str, ...] = tuple(
    sorted(
        (*_DAYS_OFF, *_ONE_DAY, *_LUNAR_DAYS_OFF, *_LUNAR_ONE_DAY, *_EVE, _BY_THE_SUN),
        key=len,
        reverse=True,
    )
)
# Behind a month and a day these say that the day was a lunar one: 八月十五中秋节.
LUNAR_NAMES: tuple[str, ...] = (*_LUNAR_DAYS_OFF, *_LUNAR_ONE_DAY)


def festival_in(name: str, year: int) -> date:
    """Return the day of a festival in a year of the common calendar."""
    if name in _DAYS_OFF or name in _ONE_DAY:
        return date(year, *(_DAYS_OFF | _ONE_DAY)[name])
    if name == _BY_THE_SUN:
        return _checked_date(TermUtils.nth_term_day(_within(year), term_name=_BY_THE_SUN))
    if name in _EVE:
        return _solar(year, 1, 1, leap=False) - timedelta(days=1)
    return _solar(year, *(_LUNAR_DAYS_OFF | _LUNAR_ONE_DAY)[name], leap=False)


def is_one_day(name: str) -> bool:
    """Say whether the festival is a day; with days off around it people mean about that time."""
    return name in _ONE_DAY or name in _LUNAR_ONE_DAY or name in _EVE


def latest_festival(name: str, today: date) -> date:
    """Return the last time that the festival has been."""
    day = festival_in(name, today.year)
    return day if day <= today else festival_in(name, today.year - 1)


def lunar(month: int, day: int | None, year: int | None, today: date, *, leap: bool = False) -> SaidDays:
    """Return a day or a month of the lunar calendar in ours; without a year the last one that has been.

    A lunar month lies in two of ours. Raise NotUnderstood for what that calendar does not have.
    """
    for lunar_year in (year,) if year else (today.year, today.year - 1, today.year - 2):
        start = _solar(lunar_year, month, day or 1, leap=leap)
        if year or start <= today:
            break
    if day:
        return SaidDays(said_day(start), is_lunar=True)
    end = start + timedelta(days=LCalendars.ndays(lunar_year, month, int(leap)) - 1)
    first, last = said_day(start).month_only, said_day(end).month_only
    return SaidDays(first, last if last != first else None, is_lunar=True)


def _solar(year: int, month: int, day: int, *, leap: bool) -> date:
    try:
        return _checked_date(LunarDate(_within(year), month, day, int(leap)).to_solar_date())
    except ValueError:
        raise NotUnderstood("date.lunar") from None


def _within(year: int) -> int:
    if not 1900 <= year <= 2100:
        raise NotUnderstood("date.lunar")
    return year


def _checked_date(day: object) -> date:
    # borax publishes no types.
    if not isinstance(day, date):
        raise TypeError("borax gave no date")
    return day
