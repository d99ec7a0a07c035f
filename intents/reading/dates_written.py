"""Dates as they are written: 2025年3月5号, 25.8.15, 3-6月, 8月15日2025年, 20250305, 去年底.

The texts have figures for their numerals.
"""

from __future__ import annotations

from datetime import date

from intents import expressions as re
from intents.reading.days import Day, SaidDays, WayOfSaying

YEAR_WORDS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
YEAR = (
    rf"(?:(?P<year_word>{'|'.join(YEAR_WORDS)})|(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)年?|(?<!\d)(?P<short>\d\d)年(?!代)"
    r"|(?<!\d)(?P<years_ago>\d{1,2})年(?:以|之)?前)(?:的| )?"
)
_TO = r" ?(?:[-~、,和及或]|—+|到|至) ?"
# 「3月20多个客户」 names no day.
_NO_DAY = r"(?!\d|[./\-]\d|[多余来几个万千百亿人家条次天周点时:%元块份件台年月])"
DAY = rf"(?P<day>\d{{1,2}})(?:(?:{_TO}(?P<to_day>\d{{1,2}}))?[日号]|{_NO_DAY})"
_MONTH = rf"(?P<month>\d{{1,2}})(?:{_TO}(?P<to_month>\d{{1,2}}))?月份?"

_MONTH_AND_DAY = re.compile(rf"(?:{YEAR}|(?<![\d.])){_MONTH}(?:的? ?{DAY})?")
_DAY_AND_YEAR = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?[, ]*(?P<year>(?:19|20)\d\d)(?!\d)年?"
)
_DASHED = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)?\d\d)(?P<sign>[./\- ,])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"(?!\d|\.\d|月)"
)
_DASHED_BACKWARDS = re.compile(
    r"(?<![\d.])(?P<one>\d{1,2})(?P<sign>[./\-])(?P<other>\d{1,2})(?P=sign)(?P<year>20\d\d)(?!\d)"
)
_YEAR_AND_MONTH = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)[./\-](?P<month>\d{1,2})(?!\d)[日号]?")
_YEAR_AND_DASHED = re.compile(
    rf"{YEAR}(?P<month>\d{{1,2}})(?:[./](?P<day>\d{{1,2}})(?!\d)[日号]?|-(?P<dashed>\d{{1,2}})[日号])"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)?(?!\d)")
_DASHED_ONLY = re.compile(r"^(?P<month>\d{1,2})[./\-](?P<day>\d{1,2})(?=$|[日号])")
_ONLY_YEAR = re.compile(
    rf"{YEAR}(?:(?P<end>年?底|年?末)|(?P<start>年?初(?!\d))|(?P<middle>年?中(?![旬秋间国]))"
    r"|(?P<side>最后|头|前|第)(?P<months>\d{0,2})个?月)?"
)
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d|\.\d| ?[万千百亿元块个人条家名件份台套多余来%])")


def _month_and_day(found: re.Match[str], today: date) -> SaidDays:
    """Read 2025年3月5号, 3-6月, 3月5、6号; without a year the last one that has been."""
    month, day = int(found["month"]), number(found["day"])
    year = year_of(found, today)
    to_month, to_day = number(found["to_month"]), number(found["to_day"])
    first = Day(year or today.year, month, None if to_month else day)
    last = Day(first.year, to_month, day) if to_month else Day(first.year, month, to_day) if to_day else None
    when = SaidDays(first, last, has_year=year is not None)
    return when if year else _last_that_has_been(when, today)


def _last_that_has_been(when: SaidDays, today: date) -> SaidDays:
    has_come = (when.first.month, when.first.day or 1) <= (today.month, today.day)
    if has_come:
        return when
    return when._replace(first=when.first.years_later(-1), last=when.last and when.last.years_later(-1))


def _dashed(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 2025-3-5, 25.8.15, 2025 8 15; what cannot be a day of a year of ours is none."""
    month, day = int(found["month"]), int(found["day"])
    is_whole, is_signed = len(found["year"]) == 4, found["sign"] in "./-"
    is_likely = (is_whole or is_signed) and 1 <= month <= 12 and 1 <= day <= 31
    if not is_likely and not (is_whole and is_signed):
        return None
    return SaidDays(Day(_full_year(found["year"], today), month, day))


def _dashed_backwards(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 8/15/2025 and 15/8/2025 where only one of the two can be the month."""
    one, other = int(found["one"]), int(found["other"])
    if (one > 12) == (other > 12):
        return None
    month, day = (other, one) if one > 12 else (one, other)
    return SaidDays(Day(int(found["year"]), month, day))


def _in_a_year(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 2025-03, 20250305, 8月15日2025年, 2025年3.5."""
    groups = found.groupdict()
    month, day = int(found["month"]), number(groups.get("day") or groups.get("dashed"))
    if found.re.pattern == _COMPACT.pattern and not 1 <= month <= 12:
        return None
    return SaidDays(Day(year_of(found, today) or today.year, month, day))


def _dashed_only(found: re.Match[str], today: date) -> SaidDays:
    when = SaidDays(Day(today.year, int(found["month"]), int(found["day"])), has_year=False)
    return _last_that_has_been(when, today)


def _only_year(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 去年, 25年, 三年前, 去年底, 去年最后一个月."""
    if found["year"] and not found[0].rstrip("的 ")[len(found["year"]) :]:
        return None  # without 年 it may be a number
    year = year_of(found, today) or today.year
    month = 12 if found["end"] else 1 if found["start"] else 6 if found["middle"] else None
    if not found["side"]:
        return SaidDays(Day(year, month))
    count = min(int(found["months"] or 1), 12)
    if found["side"] == "第":
        return SaidDays(Day(year, count))
    first, last = (13 - count, 12) if found["side"] == "最后" else (1, count)
    return SaidDays(Day(year, first), Day(year, last) if count > 1 else None)


def _bare_year(found: re.Match[str], today: date) -> SaidDays:
    return SaidDays(Day(int(found["year"])))


def year_of(found: re.Match[str], today: date) -> int | None:
    """Return the year that a pattern with `YEAR` found, None where it found none."""
    groups = found.groupdict()
    if groups.get("year_word"):
        return today.year + YEAR_WORDS[groups["year_word"]]
    if groups.get("years_ago"):
        return today.year - int(groups["years_ago"])
    written = groups.get("year") or groups.get("short")
    return _full_year(written, today) if written else None


def _full_year(written: str, today: date) -> int:
    """Return 2025 for 25, 1998 for 98."""
    if len(written) == 4:
        return int(written)
    return 2000 + int(written) if int(written) <= today.year % 100 + 1 else 1900 + int(written)


def number(digits: str | None) -> int | None:
    """Return what a group of figures says, None for an empty one."""
    return int(digits) if digits else None


WAYS: tuple[WayOfSaying, ...] = (
    WayOfSaying(_MONTH_AND_DAY, _month_and_day),
    WayOfSaying(_DAY_AND_YEAR, _in_a_year),
    WayOfSaying(_DASHED, _dashed),
    WayOfSaying(_DASHED_BACKWARDS, _dashed_backwards),
    WayOfSaying(_YEAR_AND_MONTH, _in_a_year),
    WayOfSaying(_YEAR_AND_DASHED, _in_a_year),
    WayOfSaying(_COMPACT, _in_a_year),
    WayOfSaying(_DASHED_ONLY, _dashed_only),
    WayOfSaying(_ONLY_YEAR, _only_year),
    WayOfSaying(_BARE_YEAR, _bare_year),
)
