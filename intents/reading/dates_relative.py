"""Dates counted from today: 上周天, 上个月15号, 100天前, 一个半月前, 近三个月.

The texts have figures for their numerals.
"""

from __future__ import annotations

from datetime import date, timedelta

from intents import expressions as re
from intents.reading.dates_written import DAY, YEAR, number, year_of
from intents.reading.days import Day, SaidDays, WayOfSaying, checked, days_before, months_before, said_day
from intents.reading.refusal import NotUnderstood

_DAYS = {-3: "大前天", -2: "前天 前日 前晚", -1: "昨天 昨日 昨晚 昨早 昨儿", 1: "明天", 2: "后天"}
_DAYS |= {0: "今天 今日 今早 今晨 今晚 今儿 刚才 刚刚"}
_DAY_WORDS = {word: days for days, words in _DAYS.items() for word in words.split()}
_PART_OF_THIS_YEAR = re.compile(r"(?<![\d年去今前明后])年(?:(?P<start>初)(?!\d)|(?P<end>底))|(?P<half>[上下])半年")
_RELATIVE_MONTH = re.compile(
    rf"(?<![以晚早])(?:(?P<back>上{{1,6}}|大上)|(?P<on>下{{1,6}})|这|本|当)(?:1?个)?月(?:的?{DAY})?"
)
_RELATIVE_DAY = re.compile("|".join(_DAY_WORDS))
_WEEK = re.compile(
    r"(?<![以晚早])(?:(?P<back>上{1,6})|(?P<on>下{1,6})|这|本)个?(?:周|星期|礼拜)(?:的?(?:周|星期|礼拜)(?=[一二三四五六日天末1-7]))?(?P<day>[一二三四五六日天末1-7](?!\d))?"
)
_AGO = re.compile(
    r"(?<![\d.])(?:(?:(?P<less>\d{1,4})、)?(?P<number>\d{1,4})|(?P<half>大?半)|(?P<one>个把))(?P<about>[来多余几])?"
    r"(?P<measure>个)?(?P<and_half>半)?多?(?P<unit>天|周|星期|礼拜|月|年|小时|钟头|分钟)(?P<half_more>半)?多?(?:以|之)?前"
)
# 「10月1号前两天」, 「10月1号头一天」: counted from a day that is named.
_BEFORE_A_DAY = re.compile(
    rf"(?:{YEAR}|(?<![\d.]))(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]的?(?:[之以]?前|头)的?(?P<days>\d{{1,2}})天"
)
_LATELY = re.compile(
    r"(?P<word>最近|近|过去|这|前)的?(?:(?P<number>\d{1,4})|(?P<half>半))(?P<measure>个)?(?P<and_half>半)?"
    r"(?P<unit>天|周|星期|礼拜|月|年)"
)


def _relative_day(found: re.Match[str], today: date) -> SaidDays:
    return SaidDays(said_day(today + timedelta(days=_DAY_WORDS[found[0]])))


def _before_a_day(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 10月1号前两天: so many days before a day, of the last year in which that has been."""
    year, month, day = year_of(found, today), int(found["month"]), int(found["day"])
    checked(Day(year or today.year, month, day))
    start = date(year or today.year, month, day) - timedelta(days=int(found["days"]))
    if year is None and start > today:
        start = date(today.year - 1, month, day) - timedelta(days=int(found["days"]))
    return SaidDays(said_day(start))


def _relative_month(found: re.Match[str], today: date) -> SaidDays:
    month = months_before(today, _back(found))
    return SaidDays(Day(month.year, month.month, number(found["day"])))


def _week(found: re.Match[str], today: date) -> SaidDays:
    """Read 上周天; a week alone is its month, its end two days."""
    monday = today - timedelta(days=today.weekday(), weeks=_back(found))
    name = found["day"]
    if name is None:
        return SaidDays(Day(monday.year, monday.month))
    if name == "末":
        return SaidDays(said_day(monday + timedelta(days=5)), said_day(monday + timedelta(days=6)))
    weekday = int(name) - 1 if name.isdigit() else min("一二三四五六日天".index(name), 6)
    return SaidDays(said_day(monday + timedelta(days=weekday)))


def _back(found: re.Match[str]) -> int:
    # 「大上个月」 is the one before the last, as 「大前天」 is the day before the day before yesterday.
    return len(found["back"] or "") - len(found["on"] or "")


def _ago(found: re.Match[str], today: date) -> SaidDays:
    """Read 100天前, 一个半月前, 两三年前; what was said roughly becomes a month."""
    if found["unit"] == "月" and not found["measure"] and not found["half"] and not found["one"]:
        raise NotUnderstood("date.none")  # 三月前: before March, or three months ago?
    if found["unit"] in ("小时", "钟头", "分钟"):
        return SaidDays(said_day(today))
    if found["number"] and found["less"]:
        first, last = (_before(today, found[name], None, found["unit"]) for name in ("number", "less"))
        return SaidDays(first, last)
    half = found["half"] or found["and_half"] or found["half_more"]
    day = _before(today, found["number"] or ("1" if found["one"] else "0"), half, found["unit"])
    return SaidDays(day.month_only if found["about"] else day)


def _lately(found: re.Match[str], today: date) -> SaidDays | None:
    """Read 近三个月, 前15天: since when."""
    is_short = found["word"] in ("这", "前") and (found["unit"] == "月" and not found["measure"])
    if is_short or (found["word"] == "前" and found["number"] in ("1", "2")):
        return None  # 前两天 is some day or other
    return SaidDays(_before(today, found["number"] or "0", found["half"] or found["and_half"], found["unit"]))


def _before(today: date, number: str, half: str | None, unit: str) -> Day:
    """Return the day so many units ago: a day for days, a month for weeks, months and halves, a year for years."""
    count = int(number)
    if unit == "天":
        return days_before(today, count)
    if unit in ("周", "星期", "礼拜"):
        return days_before(today, 7 * count + (4 if half else 0)).month_only
    if unit == "月":
        month = months_before(today, count)
        if not half:
            return month
        # Half a month before the day, not before the first of the month.
        return month if today.day > 15 else months_before(today, count + 1)
    return months_before(today, 12 * count + 6) if half else Day(max(today.year - count, 1))


def _part_of_this_year(found: re.Match[str], today: date) -> SaidDays:
    if found["start"]:
        return SaidDays(Day(today.year, 1))
    if found["end"]:
        return SaidDays(Day(today.year if today.month == 12 else today.year - 1, 12))
    return SaidDays(Day(today.year if found["half"] == "上" or today.month > 6 else today.year - 1))


WAYS: tuple[WayOfSaying, ...] = (
    WayOfSaying(_BEFORE_A_DAY, _before_a_day, re.compile("天")),
    WayOfSaying(_RELATIVE_DAY, _relative_day),
    WayOfSaying(_RELATIVE_MONTH, _relative_month),
    WayOfSaying(_WEEK, _week),
    WayOfSaying(_AGO, _ago),
    WayOfSaying(_LATELY, _lately),
    WayOfSaying(_PART_OF_THIS_YEAR, _part_of_this_year),
)
