"""When somebody could meet or talk: 「下周二上午或者下周四全天」 -> 2026-12-01 上午, 2026-12-03 全天."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from intents import expressions as re
from intents.reading.plain import plain, without_denied
from intents.reading.quantities import in_digits
from intents.reading.refusal import NotUnderstood

_FURTHEST_DAYS = 120
_LONGEST_SPAN = 14
# Between two days of one list stands no more than a joint; longer words belong to the first day.
_LONGEST_JOINT = 6
# A month that is over so much longer is one of the next year; a day of last week is simply past.
_PAST_MONTHS = 2
# Between a date and its weekday; a comma may as well part two days.
_CLOSELY_BESIDE = re.compile(r"[ （(]{0,2}")
_BESIDE = re.compile(r"[ （(，,是]{0,3}")
_SPAN_SIGNS = ("到", "至", "-", "~", "—")
_OPENS_AT, _CLOSES_AT = 8, 18

# 周一三五, 周二和周四, 周一到五: a character more is a weekday where no clock time or word begins with it.
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAYS = "一二三四五六日天末"
_JOINT = r"(?:[、,和跟与及或到至\-~]|或者)"
_MORE_WEEKDAYS = (
    rf"(?:{_JOINT}?{_WEEK}?[一二三四五六日天](?!一?天|整|早|起|[上下]午一)"
    rf"(?=[{_WEEKDAYS}七八九十两\d、,和跟与及或到至\-~周星礼上下早中晚全都可也有的行吧。;! ]|$))*+"
)
_WEEKDAY_RUN = rf"{_WEEK}[{_WEEKDAYS}]{_MORE_WEEKDAYS}"
_IN_A_RUN = re.compile(rf"{_WEEK}?(?P<weekday>[{_WEEKDAYS}])")

_DAY = re.compile(
    r"(?P<word>大后天|今天|明天|后天|今(?=[早晚上下])|明(?=[早晚上下]))"
    rf"|(?P<weeks>下{{1,6}}|这|本)?个?(?<!\d)(?:(?P<run>{_WEEKDAY_RUN})|{_WEEK}(?P<figure>[1-7])(?![\d.]*[点:时]))"
    r"|(?P<months>下{1,3}|这|本)个?月(?P<day_of_month>\d{1,2})[日号]?(?!\d)"
    r"|(?<![\d.:])(?:(?P<year>20\d\d)[年./\-])?(?P<month>\d{1,2})[月./\-](?P<day>\d{1,2})(?![\d点时:])[日号]?"
    rf"|(?<!\d)(?P<only_day>\d{{1,2}})(?:[日号]|(?={_JOINT}\d{{1,2}}[日号]))"
)
_DAY_WORDS = {"今天": 0, "今": 0, "明天": 1, "明": 1, "后天": 2, "大后天": 3}
_HALF = re.compile(
    r"(?P<morning>上午|早上|早晨|[一1]早|^早(?![一1]?点))|(?P<afternoon>下午|中午以?后|午后)"
    r"|(?P<whole>全天|[一1]整?天|整天|都行|都可以|都有空|随时)|(?P<evening>晚上|夜里|傍晚|^晚(?![一1]?点))"
)
# 「早一点」 is no clock time.
_CLOCK = re.compile(
    r"(?<![\d早晚快慢多少好])(?:(?P<since>\d{1,2})[到至\-~—])?(?P<hour>\d{1,2})(?:点钟?|:|时(?!间))"
    r"(?:(?P<half>半)|(?P<quarter>[13])刻|(?P<minute>[0-5]\d)分?)?"
)
_CLOCK_SPAN = re.compile(r" ?(?:到|至|-+|~+|—+|–) ?(?:[上下]午|中午)?")
_NOON = "12:30"
_ANY = re.compile(
    r"随时|都(?:行|可以|方便|有空|得行|要得)|[看听]你们|你们(?:定|安排|方便)|什么时候都|哪天都|任何时间|不限"
)
# 「周三不行，周四可以」, 「除了周三都行」: what does not suit is no wish.
_NOT_THEN = re.compile(
    r"[^，,。；;]{0,12}(?:不行|没空|没时间|不方便|不在|不得行)(?:[，,。；;]|$)|"
    r"除(?:了|开|去|却)?[^，,。；;]{1,12}?(?:以外|之外|外)?(?:其他|其余|别的)?(?:时间|时候|日子|天)?都(?:行|可以|得行|要得|有空|方便|能|没问题|OK|ok)"
)
# 「下午都行」 is the afternoon of each day, not the whole of it.
_THAT_HALF = re.compile(r"(?<=[上下]午)都?(?:行|可以|有空|要得|得行|方便)")
# 「这周六上午可以吗」 wishes for a time; what it asks is whether that suits.
_ASKS_WHETHER = re.compile(
    r"(?:可不可以|行不行|得不得行|要得不|要不要得|成不成|好不好|方不方便|有没有空|"
    r"(?:可以|行|得行|成|方便|有空|合适|OK|ok)"
    r"(?:吗|不|么|嘛|没|没得)|怎么样|如何)(?=[？?。!！ ]*(?:$|[，,。；;]))"
)
_A_WEEK_ONLY = re.compile(r"(?:下下|下|这|本)(?:个)?(?:周|星期|礼拜|月)|月底|月初|最近|尽快|这几天|过几天")


# 「15日或者16日都可以，上午最好」
_HALF_OF_ALL = re.compile(
    r"[,，](?:最好)?(?:是)?(上午|下午)(?:最好|比较好|更好|方便|合适|都行|优先)|[,，]最好(?:是)?(上午|下午)$"
)
_WHOLE_DAY = "全天"


def read_times(text: str, now: datetime) -> tuple[str, ...]:
    """Return the wished times as "YYYY-MM-DD 上午|下午|全天|HH:MM", in the order said; empty is "any time".

    now  in Shanghai. Whether a day is worked is not decided here.
    """
    asked = _ASKS_WHETHER.sub("", plain(text))
    whole = in_digits(without_denied(asked), _WEEKDAY_RUN)
    said = _THAT_HALF.sub("", _NOT_THEN.sub("", whole))
    slots = _slots(said, now.date())
    if not slots:
        # 「除了周一都行」 is any time, with what does not suit.
        _any_time_or_refused(whole)
        return ()
    half = _HALF_OF_ALL.search(said)
    if half is not None and all(when == _WHOLE_DAY for _, when in slots):
        slots = [slot._replace(when=half[1] or half[2]) for slot in slots]
    return tuple(dict.fromkeys(f"{day.isoformat()} {_checked(when, day, now)}" for day, when in slots))


def asks_whether_it_suits(text: str) -> bool:
    """Say whether it asks if something suits, as one wishes for a time: 「周四上午可以吗」."""
    return _ASKS_WHETHER.search(plain(text)) is not None


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
    """A day in the text; `joint`: it is the end of a span (到周五); `week`: it was named by its weekday."""

    day: date
    start: int
    end: int
    joint: bool
    week: bool


def _days(said: str, today: date) -> list[_Found]:
    found: list[_Found] = []
    for match in _DAY.finditer(said):
        for day, start, end in _days_of(match, found[-1].day if found else None, today):
            joint = said[start - 1 : start] in _SPAN_SIGNS if start else False
            one = _Found(day, start, end, joint, match["run"] is not None or match["figure"] is not None)
            if found and (both := _named_twice(said, found[-1], one)):
                found[-1] = both
            else:
                found.append(one)
    return found


def _named_twice(said: str, first: _Found, second: _Found) -> _Found | None:
    """Return the one day that 「12月9号周三」, 「下周三（12月9号）」 name twice; else None.

    Raises NotUnderstood where the two do not go together.
    """
    between = said[first.end : second.start]
    if first.week is second.week or not _BESIDE.fullmatch(between):
        return None
    dated, named = (second, first) if first.week else (first, second)
    if dated.day.weekday() == named.day.weekday():
        return _Found(dated.day, first.start, second.end, first.joint, week=False)
    if not _CLOSELY_BESIDE.fullmatch(between):
        return None
    day = f"{dated.day.month}月{dated.day.day}日"
    weekday, other = _WEEKDAYS[dated.day.weekday()], _WEEKDAYS[named.day.weekday()]
    raise NotUnderstood("times.another_weekday", day=day, weekday=f"周{weekday}", said=f"周{other}")


def _days_of(match: re.Match[str], before: date | None, today: date) -> Iterator[tuple[date, int, int]]:
    """Return the days that one match names, several for 周一三五, and where each stands.

    before  the day that was named before it: 12月30号, 31号
    """
    if not match["run"]:
        yield _day(match, before, today), match.start(), match.end()
        return
    for number, one in enumerate(_IN_A_RUN.finditer(match.string, match.start("run"), match.end("run"))):
        start = one.start() if number else match.start()
        yield _of_weekday(match["weeks"] or "", one["weekday"], today), start, one.end()


def _parts(text: str) -> list[str]:
    """Return the clock times of a piece of text, or else its halves of the day; 9点到11点 is 上午."""
    clocks = list(_CLOCK.finditer(text))
    if not clocks:
        return _halves(text)
    parts: list[str] = []
    for number, match in enumerate(clocks):
        last = clocks[number - 1] if number else None
        if match["since"]:
            parts.append(_between(_clock(match, text, "since"), _clock(match, text)))
        elif last is not None and _CLOCK_SPAN.fullmatch(text, last.end(), match.start()):
            parts[-1] = _between(_clock(last, text), _clock(match, text))
        else:
            parts.append(_clock(match, text))
    return list(dict.fromkeys(parts))


def _halves(text: str) -> list[str]:
    names = {"morning": "上午", "afternoon": "下午", "whole": "全天", "evening": "晚上"}
    halves = [names[match.lastgroup] for match in _HALF.finditer(text) if match.lastgroup]
    return ["全天"] if "全天" in halves or {"上午", "下午"} <= set(halves) else list(dict.fromkeys(halves))


def _between(first: str, last: str) -> str:
    """Return the half of the day that a span of clock times lies in."""
    if last <= _NOON:
        return "上午"
    return "下午" if first >= "12:00" else "全天"


def _clock(match: re.Match[str], text: str, part: str = "hour") -> str:
    hour = int(match[part])
    minute = 0 if part == "since" else _minute(match)
    before = [half.lastgroup for half in _HALF.finditer(text, 0, match.start())]
    half_of_day = before[-1] if before else None
    # Nobody meets at three in the morning: a small hour without 上午 is one of the afternoon.
    is_small = hour < _OPENS_AT and half_of_day != "morning"
    if hour < 12 and (half_of_day in ("afternoon", "evening") or is_small):
        hour += 12
    return f"{hour:02}:{minute:02}"


def _minute(match: re.Match[str]) -> int:
    if match["quarter"]:
        return 15 * int(match["quarter"])
    return 30 if match["half"] else int(match["minute"] or 0)


def _day(match: re.Match[str], before: date | None, today: date) -> date:
    if match["word"]:
        return today + timedelta(days=_DAY_WORDS[match["word"]])
    if match["figure"]:
        return _of_weekday(match["weeks"] or "", match["figure"], today)
    if match["day_of_month"]:
        return _of_months_later(match["months"].count("下"), int(match["day_of_month"]), today)
    if match["only_day"]:
        day = int(match["only_day"])
        # 1月12号或13号: of the same month, where that is still to come.
        if before is not None and before > today and day > before.day:
            return _of_month_and_day(str(before.year), before.month, day, today)
        return _of_day(day, today)
    return _of_month_and_day(match["year"], int(match["month"]), int(match["day"]), today)


def _of_months_later(months: int, day: int, today: date) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return _of_month_and_day(str(year), month + 1, day, today)


def _of_weekday(weeks: str, name: str, today: date) -> date:
    """Return the coming weekday, or the one of this or next week where that is said."""
    weekday = {"天": 6, "末": 5}.get(name, int(name) - 1 if name.isdigit() else _WEEKDAYS.find(name))
    monday = today - timedelta(days=today.weekday())
    if weeks:
        return monday + timedelta(weeks=weeks.count("下"), days=weekday)
    coming = monday + timedelta(days=weekday)
    return coming if coming > today else coming + timedelta(weeks=1)


def _of_day(day: int, today: date) -> date:
    month = today.month if day >= today.day else today.month % 12 + 1
    return _of_month_and_day(None, month, day, today)


def _of_month_and_day(year: str | None, month: int, day: int, today: date) -> date:
    if not 1 <= month <= 12:
        raise NotUnderstood("date.no_such_month", month=month)
    chosen = int(year) if year else today.year + (month < today.month - _PAST_MONTHS)
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
