"""Dates by a festival or the lunar calendar: 25年国庆, 双十一那天, 农历八月十五, 腊月廿三, 大年初三."""

from __future__ import annotations

from datetime import date, timedelta

from intents import expressions as re
from intents.reading import festivals
from intents.reading.dates_written import YEAR, YEAR_WORDS, number, year_of
from intents.reading.days import Day, SaidDays, WayOfSaying, said_day

_NAMES = "|".join(rf"(?<![\d.]){name}" if name.isdigit() else name for name in festivals.FESTIVALS)
_FESTIVAL = re.compile(
    rf"(?:{YEAR})?(?:\d{{1,2}}月的?)?(?P<name>{_NAMES})(?![\d.元块万个%])"
    r"(?:节|小?长假|黄金周|假期?|放假|期间|大?促销?)*"
    r"(?:的?(?:(?P<way>[之以]?[前后]|头)(?P<days>\d{1,2})天|第(?P<nth>\d{1,2})天|(?P<that>当天|那天)|前夕|前后))?"
)
_LUNAR_WORD = "农历|阴历|旧历|老历|古历|夏历"
_LUNAR = re.compile(
    rf"(?:{YEAR})?(?P<lunar>{_LUNAR_WORD})?的?(?P<leap>闰)?(?<!\d)(?:(?P<month>\d{{1,2}})|(?P<named>[正冬腊]))月的?"
    r"(?:(?P<first>初)?(?P<day>\d{1,2})(?!\d)|(?P<twenty>廿)(?P<rest>\d?))?"
    rf"(?:[日号]|(?P<festival>{'|'.join(festivals.LUNAR_NAMES)}))?"
)
_NEW_YEAR_DAYS = re.compile(rf"(?:{YEAR})?大年(?:初(?P<day>\d{{1,2}})|(?P<eve>30|三十))")
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}

# 农历2025年8月15: the year first, as in 2025年农历8月15.
_LUNAR_BEFORE_YEAR = re.compile(rf"(?P<lunar>{_LUNAR_WORD})(?P<year>(?:19|20)?\d\d年的?|{'|'.join(YEAR_WORDS)})")


def year_first(said: str) -> str:
    """Return the text with a year that stands behind 农历 before it."""
    return _LUNAR_BEFORE_YEAR.sub(r"\g<year>\g<lunar>", said)


def names_the_lunar_calendar(said: str) -> bool:
    """Say whether the text says of itself that its day is a lunar one."""
    return re.search(_LUNAR_WORD, said) is not None


def _festival(found: re.Match[str], today: date) -> SaidDays:
    """Read 25年国庆, 国庆前一天, 双十一: a day where one is said or the festival is one, else the month."""
    name, year = found["name"], year_of(found, today)
    start = festivals.festival_in(name, year) if year else festivals.latest_festival(name, today)
    if found["days"]:
        start += timedelta(days=int(found["days"]) * (1 if found["way"].endswith("后") else -1))
    elif found["nth"]:
        start += timedelta(days=max(int(found["nth"]) - 1, 0))
    elif not found["that"] and not festivals.is_one_day(name):
        return SaidDays(Day(start.year, start.month))
    return SaidDays(said_day(start))


def _lunar(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 农历八月十五, 腊月廿三, 八月初三, 八月十五中秋节."""
    day = number(found["day"]) or (20 + int(found["rest"] or 0) if found["twenty"] else None)
    is_festival = found["festival"] and day
    if not (found["lunar"] or found["named"] or found["first"] or found["twenty"] or found["leap"] or is_festival):
        return None
    month = _NAMED_MONTHS[found["named"]] if found["named"] else int(found["month"])
    return festivals.lunar(month, day, year_of(found, today), today, leap=found["leap"] is not None)


def _new_year_days(found: re.Match[str], today: date) -> SaidDays:
    year = year_of(found, today)
    if found["eve"]:
        return SaidDays(
            said_day(festivals.festival_in("除夕", year) if year else festivals.latest_festival("除夕", today))
        )
    return festivals.lunar(1, int(found["day"]), year, today)


WAYS: tuple[WayOfSaying, ...] = (
    WayOfSaying(_FESTIVAL, _festival, re.compile(_NAMES)),
    WayOfSaying(_LUNAR, _lunar, re.compile("月")),
    WayOfSaying(_NEW_YEAR_DAYS, _new_year_days, re.compile("大年")),
)
