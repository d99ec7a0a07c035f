"""When something happened: as exactly as it was said, YYYY, YYYY-MM or YYYY-MM-DD, never in the future."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from intents.reading.plain import plain_with_digits, without_denied
from intents.reading.refusal import NotUnderstood

_EARLIEST_YEAR = 1949

_YEAR_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "大前年": -3, "前年": -2, "明年": 1, "后年": 2}
_DAY_WORDS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "今天": 0, "今日": 0}
_DAY_WORDS |= {"刚才": 0, "刚刚": 0, "明天": 1, "后天": 2}
_MONTH_WORDS = {"上上个月": -2, "上上月": -2, "上个月": -1, "上月": -1, "这个月": 0, "本月": 0, "当月": 0}
_MONTH_WORDS |= {"下个月": 1, "下月": 1}
_FIXED_HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一": (10, 1)}
_MOVING_HOLIDAYS = ("春节", "清明", "端午", "中秋")

_YEAR = rf"(?P<year_word>{'|'.join(_YEAR_WORDS)})|(?P<year>(?:19|20)\d\d)(?:年|(?=[./\-]))|(?P<short>\d\d)年"
_FULL = re.compile(
    rf"(?:{_YEAR})[的,，]?\s*[./\-]?\s*"
    r"(?:(?P<month>\d{1,2})(?:月份?|[./\-]|(?!\d))\s*(?:(?P<day>\d{1,2})(?!\d)[日号]?)?)?"
)
_MONTH_AND_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月份?(?:的)?\s*(?:(?P<day>\d{1,2})(?!\d)[日号]?)?")
_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)?(?!\d)")
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_BARE_MONTH_AND_DAY = re.compile(r"^(?P<month>\d{1,2})[./\-](?P<day>\d{1,2})$")
_RELATIVE_MONTH = re.compile(rf"(?P<word>{'|'.join(_MONTH_WORDS)})(?:的)?(?:(?P<day>\d{{1,2}})[日号])?")
_RELATIVE_DAY = re.compile("|".join(_DAY_WORDS))
_WEEK = re.compile(r"(?P<weeks>上上|上|这|本)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])?")
_AGO = re.compile(
    r"(?P<number>\d{1,2}|[一二两三四五六七八九十]|半)(?:来|多)?(?P<unit>天|周|星期|个多?月|月|年)(?:以前|之前|前)"
)
_HOLIDAY = re.compile(
    rf"(?:(?P<year_word>{'|'.join(_YEAR_WORDS)})|(?P<year>(?:19|20)\d\d)年)?(?:的)?"
    rf"(?P<name>{'|'.join((*_FIXED_HOLIDAYS, *_MOVING_HOLIDAYS))})节?(?:假期|放假)?"
    r"(?P<offset>(?:的)?(?:前|后)(?:一|1|2|两|3|三)天|当天|那天|第[二2]天)?"
)
_PART_OF_YEAR = re.compile(r"^(?:的)?(?:年)?(?P<part>年?底|末|年?初|年?中(?!旬|秋|间))")
_SPACED = re.compile(r"(?<=\d)\s+(?=[年月日号])|(?<=[年月])\s+(?=\d)")
_TO = re.compile(r"(?:一直)?(?:到|至|—+|~+|(?<=[日号月年])-+)")
_ONGOING = re.compile(
    r"(?:到|至)(?:现在|目前|今天?|如今|这会儿)|至今|一直(?:在|到现在)|还在(?!职)|(?:现在|目前)(?:还|都|仍)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened.

    since    YYYY, YYYY-MM or YYYY-MM-DD
    until    the same, where an end was said
    ongoing  it still goes on
    """

    since: str
    until: str | None = None
    ongoing: bool = False


def read_date(text: str, today: date) -> str:
    """Return the day, month or year that the text names first; refuse what does not exist or has not come yet."""
    return read_period(text, today).since


def read_period(text: str, today: date) -> Period:
    """Return from when until when; `since` is what `read_date` returns."""
    said = _SPACED.sub("", without_denied(plain_with_digits(text)))
    found = _first(said, today)
    if found is None:
        raise NotUnderstood("date.none")
    since, rest = found
    ongoing = _ONGOING.search(said) is not None
    return Period(_past(since, today), None if ongoing else _until(since, rest, today), ongoing)


@dataclass(frozen=True, slots=True)
class _Day:
    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (part for part in (self.month, self.day) if part)
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in parts)))

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def in_words(self) -> str:
        return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")


def _first(said: str, today: date) -> tuple[_Day, str] | None:
    """Return the first date of the text, and the text after it."""
    found = [(match, read) for pattern, read in _READERS if (match := pattern.search(said))]
    for match, read in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        day = read(match, today)
        if day is not None:
            return _checked(day), said[match.end() :]
    return None


def _until(since: _Day, rest: str, today: date) -> str | None:
    joint = _TO.match(rest.lstrip("的份, "))
    if joint is None:
        return None
    end = rest.lstrip("的份, ")[joint.end() :]
    if since.month and (only := re.match(r"(\d{1,2})[日号]", end)):
        end = f"{since.month}月{only[1]}日"
    found = _first(f"{since.year}年{end}" if re.match(r"\d{1,2}月", end) else end, today)
    return str(found[0]) if found and found[0].first <= today else None


# --------------------------------------------------------------------------- the ways of saying it


def _full(found: re.Match[str], today: date) -> _Day | None:
    year = _year(found, today)
    month = int(found["month"]) if found["month"] else None
    if month is None:
        rest = found.string[found.end() :]
        if _HOLIDAY.match(rest) or _MONTH_AND_DAY.match(rest):
            return None
        return _Day(year, _month_of_part(rest))
    return _Day(year, month, int(found["day"]) if found["day"] else None)


def _month_of_part(rest: str) -> int | None:
    """Read 年底, 年初, 年中 after a year as a month; other parts of a year stay the year."""
    part = _PART_OF_YEAR.match(rest)
    if part is None:
        return None
    return {"底": 12, "末": 12, "初": 1, "中": 6}[part["part"][-1]]


def _year(found: re.Match[str], today: date) -> int:
    groups = found.groupdict()
    if groups.get("year_word"):
        return today.year + _YEAR_WORDS[groups["year_word"]]
    if groups.get("year"):
        return int(groups["year"])
    short = int(groups["short"])
    return 2000 + short if short <= today.year % 100 + 1 else 1900 + short


def _digits(found: re.Match[str], today: date) -> _Day | None:
    if not 1 <= int(found["month"]) <= 12:
        return None
    return _Day(int(found["year"]), int(found["month"]), int(found["day"]) if found["day"] else None)


def _bare_year(found: re.Match[str], today: date) -> _Day:
    return _Day(int(found["year"]))


def _month_and_day(found: re.Match[str], today: date) -> _Day:
    """Read 3月5号: the last one that has been."""
    month, day = int(found["month"]), int(found["day"]) if found["day"] else None
    has_been = (month, day or 1) <= (today.month, today.day)
    return _Day(today.year if has_been else today.year - 1, month, day)


def _relative_month(found: re.Match[str], today: date) -> _Day:
    year, month = _months_later(today, _MONTH_WORDS[found["word"]])
    return _Day(year, month, int(found["day"]) if found["day"] else None)


def _relative_day(found: re.Match[str], today: date) -> _Day:
    return _of(today + timedelta(days=_DAY_WORDS[found[0]]))


def _week(found: re.Match[str], today: date) -> _Day:
    monday = today - timedelta(days=today.weekday()) - timedelta(weeks={"上上": 2, "上": 1}.get(found["weeks"], 0))
    if not found["day"]:
        return _Day(monday.year, monday.month)
    name = found["day"]
    return _of(monday + timedelta(days=int(name) - 1 if name.isdigit() else "一二三四五六日天".index(name) % 7))


def _ago(found: re.Match[str], today: date) -> _Day:
    number, unit = found["number"], found["unit"]
    count = int(number) if number.isdigit() else "半一二三四五六七八九十".find(number.replace("两", "二"))
    if unit == "天":
        return _of(today - timedelta(days=count))
    if unit in ("周", "星期"):
        day = today - timedelta(weeks=count)
        return _Day(day.year, day.month)
    if unit == "年" and number != "半":
        return _Day(today.year - count)
    return _Day(*_months_later(today, -6 if unit == "年" else -count))


def _holiday(found: re.Match[str], today: date) -> _Day:
    """Read 国庆前一天, 去年春节: a day where one is said, else the month."""
    name, offset = found["name"], found["offset"] or ""
    if found["year_word"] or found["year"]:
        start = _holiday_start(name, _year(found, today))
    else:
        start = _holiday_start(name, today.year)
        start = start if start <= today else _holiday_start(name, today.year - 1)
    if not offset:
        return _Day(start.year, start.month)
    days = 1 if "第" in offset else 0
    if sized := re.search(r"(前|后)(.)天", offset):
        days = {"一": 1, "1": 1, "2": 2, "两": 2, "3": 3, "三": 3}[sized[2]] * (-1 if sized[1] == "前" else 1)
    return _of(start + timedelta(days=days))


def _holiday_start(name: str, year: int) -> date:
    if name in _FIXED_HOLIDAYS:
        return date(year, *_FIXED_HOLIDAYS[name])
    calendar = holidays.country_holidays("CN", years=year, language="zh_CN", observed=False)
    return min(day for day, names in calendar.items() if name in names and day.year == year)


_Reader = Callable[[re.Match[str], date], _Day | None]

# Of two that begin at the same place the longer one counts.
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_FULL, _full),
    (_HOLIDAY, _holiday),
    (_RELATIVE_MONTH, _relative_month),
    (_RELATIVE_DAY, _relative_day),
    (_WEEK, _week),
    (_AGO, _ago),
    (_DIGITS, _digits),
    (_BARE_MONTH_AND_DAY, _month_and_day),
    (_MONTH_AND_DAY, _month_and_day),
    (_BARE_YEAR, _bare_year),
)


# ------------------------------------------------------------------------------------- refusals


def _checked(day: _Day) -> _Day:
    if day.month is not None and not 1 <= day.month <= 12:
        raise NotUnderstood("date.no_such_month", month=day.month)
    if day.year < _EARLIEST_YEAR:
        raise NotUnderstood("date.too_long_ago", year=day.year)
    if day.month and day.day is not None:
        days = monthrange(day.year, day.month)[1]
        if not 1 <= day.day <= days:
            raise NotUnderstood("date.no_such_day", year=day.year, month=day.month, days=days)
    return day


def _past(day: _Day, today: date) -> str:
    if day.first > today:
        raise NotUnderstood("date.future", day=day.in_words(), today=_of(today).in_words())
    return str(day)


def _of(day: date) -> _Day:
    return _Day(day.year, day.month, day.day)


def _months_later(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1
