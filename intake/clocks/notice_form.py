"""A year's notice of holidays, as somebody copies it into a form: breaks from and to, worked weekends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from intake.clocks.notices import SATURDAY, HolidayNotice
from intake.clocks.statutory import statutory_days

# A break is a week or so; a year has seven of them.
_LONGEST_BREAK: Final = timedelta(days=15)
_MOST_LINES: Final = 40
_LONGEST_WORD: Final = 40
_YEARS: Final = range(2004, 2100)
_BREAK: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?: {1,3}(\d{4}-\d{2}-\d{2}))? {1,3}(\S{1,40})")
_DAY_NAMES: Final = "一二三四五六日"


class NoticeUnfit(Exception):
    """A notice that cannot be taken. `faults` are sentences, by field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


def notice_from(year_said: str, source: str, breaks: str, workdays: str) -> tuple[int, HolidayNotice]:
    """Return the year and its notice. Raises NoticeUnfit with a sentence for each field that is wrong."""
    year = int(year_said) if re.fullmatch(r"[0-9]{4}", year_said) else 0
    if year not in _YEARS:
        raise NoticeUnfit({"year": "请填写四位数的年份。"})
    faults = dict[str, str]()
    if not source.strip() or len(source.strip()) > _LONGEST_WORD or not source.strip().isprintable():
        faults["source"] = f"请填写通知的文号，{_LONGEST_WORD} 字以内。"
    days = _breaks(breaks, year, faults)
    worked = _worked(workdays, year, faults)
    if both := sorted(set(worked) & set(days)):
        faults["workdays"] = f"{both[0]} 既是放假又是上班，请核对。"
    if missing := [f"{day} {name}" for day, name in statutory_days(year).items() if day not in days]:
        faults.setdefault("holidays", f"缺少法定的放假日：{'、'.join(missing[:5])}。请照通知补上。")
    if faults:
        raise NoticeUnfit(faults)
    return year, HolidayNotice(source=source.strip(), holidays=days, workdays=tuple(sorted(worked)))


def breaks_of(notice: HolidayNotice) -> str:
    """Return a notice's breaks as the form has them."""
    lines: list[list[object]] = []
    for day, name in sorted(notice.holidays.items()):
        if lines and lines[-1][2] == name and lines[-1][1] == day - timedelta(days=1):
            lines[-1][1] = day
        else:
            lines.append([day, day, name])
    return "\n".join(
        f"{first} {last} {name}" if first != last else f"{first} {name}" for first, last, name in lines
    )


def _breaks(text: str, year: int, faults: dict[str, str]) -> dict[date, str]:
    days = dict[date, str]()
    for line in _lines(text):
        found = _BREAK.fullmatch(line)
        first = _day(found[1]) if found else None
        last = _day(found[2]) if found and found[2] else first
        if found is None or first is None or last is None:
            faults.setdefault("holidays", f"“{line[:_LONGEST_WORD]}”看不懂。每行写：起日 止日 名称。")
            continue
        if first.year != year or last.year != year or not first <= last <= first + _LONGEST_BREAK:
            faults.setdefault("holidays", f"“{line[:_LONGEST_WORD]}”的起止日期不对；跨年的分到各自的年份。")
            continue
        days |= {first + timedelta(days=n): found[3] for n in range((last - first).days + 1)}
    if not days:
        faults.setdefault("holidays", "请逐行填写放假的起止日期和名称。")
    return days


def _worked(text: str, year: int, faults: dict[str, str]) -> set[date]:
    days = set[date]()
    for line in _lines(text):
        day = _day(line)
        if day is None or day.year != year:
            faults.setdefault("workdays", f"“{line[:_LONGEST_WORD]}”不是 {year} 年的日期。每行写一天。")
        elif day.weekday() < SATURDAY:
            faults.setdefault("workdays", f"{day} 是星期{_DAY_NAMES[day.weekday()]}，调休上班的只能是周六、周日。")
        else:
            days.add(day)
    return days


def _lines(text: str) -> Iterator[str]:
    lines = [" ".join(line.replace("至", " ").split()) for line in text.splitlines()[:_MOST_LINES]]
    return (line for line in lines if line)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
