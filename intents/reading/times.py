"""When somebody could meet or talk: 「下周二上午或者下周四全天」 -> 2026-12-01 上午, 2026-12-03 全天."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from intents.numerals import number_of
from intents.reading.plain import plain_with_digits, without_denied
from intents.reading.refusal import NotUnderstood

_FURTHEST_DAYS = 120
_LONGEST_SPAN = 14
# Between two days of one list stands no more than a joint; longer words belong to the first day.
_LONGEST_JOINT = 6
_OPENS_AT, _CLOSES_AT = 8, 18

_WEEKDAYS = "一二三四五六日"
_DAY = re.compile(
    r"(?P<word>今天|明天|后天|大后天)"
    r"|(?P<weeks>下下|下|这|本)?(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-6])(?![\d.]*[点:])"
    r"|(?:(?P<year>20\d\d)[年./\-])?(?P<month>\d{1,2})[月./\-](?P<day>\d{1,2})[日号]?"
    r"|(?<!\d)(?P<only_day>\d{1,2})[日号]"
)
_AND_WEEKDAY = re.compile(r"^[、和跟与,，]?(?:或者?)?(?P<weekday>[一二三四五六日])(?=[、和跟与,，或上下]|$)")
_DAY_WORDS = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_HALF = re.compile(
    r"(?P<morning>上午|早上|早晨|一早)|(?P<afternoon>下午|中午以?后|午后)"
    r"|(?P<whole>全天|一整?天|整天|都行|都可以|都有空|随时)|(?P<evening>晚上|夜里|傍晚)"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|:|时(?!间))"
    r"(?:(?P<half>半)|(?P<quarter>一刻)|(?P<minute>[0-5]\d)分?)?"
)
_ANY = re.compile(
    r"随时|都(?:行|可以|方便|有空|得行|要得)|[看听]你们|你们(?:定|安排|方便)|什么时候都|哪天都|任何时间|不限"
)
# 「周三不行，周四可以」, 「除了周三都行」: what does not suit is no wish.
_NOT_THEN = re.compile(
    r"[^，,。；;]{0,12}(?:不行|没空|没时间|不方便|不在|不得行)(?:[，,。；;]|$)|除了[^，,。；;]{1,12}(?:都行|都可以)"
)
_A_WEEK_ONLY = re.compile(r"(?:下下|下|这|本)(?:个)?(?:周|星期|礼拜|月)|月底|月初|最近|尽快|这几天|过几天")


def read_times(text: str, now: datetime) -> tuple[str, ...]:
    """Return the wished times as "YYYY-MM-DD 上午|下午|全天|HH:MM", in the order said; empty is "any time".

    now  in Shanghai. Whether a day is worked is not decided here.
    """
    said = _NOT_THEN.sub("", without_denied(plain_with_digits(text)))
    slots = _slots(said, now.date())
    if not slots:
        _any_time_or_refused(said)
        return ()
    return tuple(dict.fromkeys(f"{day.isoformat()} {_checked(when, day, now)}" for day, when in slots))


def _any_time_or_refused(said: str) -> None:
    """Return when any time suits; else say what is missing."""
    if _ANY.search(said):
        return
    has_time = _A_WEEK_ONLY.search(said) or _HALF.search(said) or _CLOCK.search(said)
    raise NotUnderstood("times.which_day" if has_time else "times.none")


class _Slot(NamedTuple):
    """One wished day and the part of it: 上午, 下午, 全天, 晚上 or HH:MM."""

    day: date
    when: str


def _slots(said: str, today: date) -> list[_Slot]:
    """Read days in order; the words between one day and the next belong to it."""
    days = _days(said, today)
    slots: list[_Slot] = []
    pending: list[date] = []
    for number, found in enumerate(days):
        is_last = number + 1 == len(days)
        between = said[found.end :] if is_last else said[found.end : days[number + 1].start]
        pending += _since(pending[-1], found.day) if found.joint and pending else [found.day]
        parts = _parts(between)
        if parts or is_last or len(between) > _LONGEST_JOINT:
            slots += [_Slot(day, when) for day in pending for when in parts or ["全天"]]
            pending = []
    return slots


def _since(first: date, last: date) -> list[date]:
    """Return the days after the first up to the last, without weekends: 周一到周五, 12月1号到3号."""
    if last < first:
        last += timedelta(weeks=1)
    days = (first + timedelta(days=number) for number in range(1, min((last - first).days, _LONGEST_SPAN) + 1))
    return [day for day in days if day.weekday() < 5]


class _Found(NamedTuple):
    """A day in the text; `joint`: it is the end of a span (到周五)."""

    day: date
    start: int
    end: int
    joint: bool


def _days(said: str, today: date) -> list[_Found]:
    found: list[_Found] = []
    weeks = ""
    position = 0
    while position < len(said):
        start = position
        if found and (another := _AND_WEEKDAY.match(said[position:])):
            day = _of_weekday(weeks, another["weekday"], today)
            position += another.end("weekday")
        elif match := _DAY.match(said, position):
            weeks = match["weeks"] or ("" if match["weekday"] else weeks)
            day = _day(match, today)
            position = match.end()
        else:
            position += 1
            continue
        found.append(_Found(day, start, position, said[:start].endswith(("到", "至", "-", "~", "—"))))
    return found


def _parts(text: str) -> list[str]:
    """Return the clock times of a piece of text, or else its halves of the day."""
    clocks = [_clock(match, text) for match in _CLOCK.finditer(text)]
    if clocks:
        return clocks
    names = {"morning": "上午", "afternoon": "下午", "whole": "全天", "evening": "晚上"}
    halves = [names[match.lastgroup] for match in _HALF.finditer(text) if match.lastgroup]
    return ["全天"] if "全天" in halves or {"上午", "下午"} <= set(halves) else list(dict.fromkeys(halves))


def _clock(match: re.Match[str], text: str) -> str:
    hour = int(match["hour"]) if match["hour"].isdigit() else number_of(match["hour"]) or 0
    minute = 30 if match["half"] else 15 if match["quarter"] else int(match["minute"] or 0)
    before = [half.lastgroup for half in _HALF.finditer(text[: match.start()])]
    half_of_day = before[-1] if before else None
    # Nobody meets at three in the morning: a small hour without 上午 is one of the afternoon.
    is_small = hour < _OPENS_AT and half_of_day != "morning"
    if hour < 12 and (half_of_day in ("afternoon", "evening") or is_small):
        hour += 12
    return f"{hour:02}:{minute:02}"


def _day(match: re.Match[str], today: date) -> date:
    if match["word"]:
        return today + timedelta(days=_DAY_WORDS[match["word"]])
    if match["weekday"]:
        return _of_weekday(match["weeks"] or "", match["weekday"], today)
    if match["only_day"]:
        return _of_day(int(match["only_day"]), today)
    return _of_month_and_day(match["year"], int(match["month"]), int(match["day"]), today)


def _of_weekday(weeks: str, name: str, today: date) -> date:
    """Return the coming weekday, or the one of this or next week where that is said."""
    weekday = {"天": 6, "末": 5}.get(name, int(name) - 1 if name.isdigit() else _WEEKDAYS.find(name))
    monday = today - timedelta(days=today.weekday())
    if weeks:
        return monday + timedelta(weeks={"下": 1, "下下": 2}.get(weeks, 0), days=weekday)
    coming = monday + timedelta(days=weekday)
    return coming if coming > today else coming + timedelta(weeks=1)


def _of_day(day: int, today: date) -> date:
    month = today.month if day >= today.day else today.month % 12 + 1
    return _of_month_and_day(None, month, day, today)


def _of_month_and_day(year: str | None, month: int, day: int, today: date) -> date:
    if not 1 <= month <= 12:
        raise NotUnderstood("date.no_such_month", month=month)
    chosen = int(year) if year else today.year + ((month, day) < (today.month, today.day))
    days = monthrange(chosen, month)[1]
    if not 1 <= day <= days:
        raise NotUnderstood("date.no_such_day", year=chosen, month=month, days=days)
    return date(chosen, month, day)


def _checked(when: str, day: date, now: datetime) -> str:
    in_words = f"{day.month}月{day.day}日"
    if day < now.date() or (day == now.date() and when[0].isdigit() and when < f"{now:%H:%M}"):
        raise NotUnderstood("times.past", day=in_words)
    if day > now.date() + timedelta(days=_FURTHEST_DAYS):
        raise NotUnderstood("times.too_far", day=in_words)
    if when == "晚上" or (when[0].isdigit() and not _OPENS_AT <= int(when[:2]) < _CLOSES_AT):
        raise NotUnderstood("times.office_hours")
    return when
