"""When officers of a bureau are at the talks desk: hours of working days. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from intake.clocks.calendar import SHANGHAI, WorkCalendar

ORDINARY_HOURS: Final = "09:00-12:00 14:00-17:30"
MOST_SPANS: Final = 4
_SPAN: Final = re.compile(r"(\d{1,2})[:：](\d{2})[-－—–至到~～](\d{1,2})[:：](\d{2})")
_BETWEEN: Final = re.compile(r"[\s,，、;；]+")


class BadHours(ValueError):
    """What was typed are no hours. The text is for the administrator."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of a working day, in order, from the first minute to before the last.

    spans  of minutes since midnight, in Shanghai
    """

    spans: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, written: str) -> Hours:
        """Read 「09:00-12:00 14:00-17:30」. Raises BadHours."""
        pieces = [piece for piece in _BETWEEN.split(written.strip()) if piece]
        found = [_SPAN.fullmatch(piece) for piece in pieces]
        if not pieces or len(pieces) > MOST_SPANS or not all(found):
            raise BadHours(f"值守时间请写成“{ORDINARY_HOURS}”这样，最多 {MOST_SPANS} 段。")
        spans = tuple((_minute(one[1], one[2]), _minute(one[3], one[4])) for one in found if one)
        flat = [minute for span in spans for minute in span]
        if any(later <= earlier for earlier, later in pairwise(flat)):
            raise BadHours("值守时间要从早到晚，每一段的结束晚于开始。")
        return cls(spans)

    @property
    def written(self) -> str:
        """As it is kept, and can be read again."""
        return " ".join(f"{_clock(start)}-{_clock(end)}" for start, end in self.spans)

    @property
    def in_words(self) -> str:
        """As people are told: 09:00—12:00、14:00—17:30."""
        return "、".join(f"{_clock(start)}—{_clock(end)}" for start, end in self.spans)

    def is_open(self, now: datetime, calendar: WorkCalendar) -> bool:
        """Say whether somebody is to be there now."""
        return self.closes_at(now, calendar) is not None

    def closes_at(self, now: datetime, calendar: WorkCalendar) -> datetime | None:
        """Return the end of the span that runs now; None outside of all."""
        here = now.astimezone(SHANGHAI)
        minute = here.hour * 60 + here.minute
        if not calendar.is_workday(here.date()):
            return None
        end = next((end for start, end in self.spans if start <= minute < end), None)
        return None if end is None else _at(here.date(), end)

    def opens_at(self, now: datetime, calendar: WorkCalendar) -> datetime:
        """Return the first moment after now at which a span begins."""
        here = now.astimezone(SHANGHAI)
        if calendar.is_workday(here.date()):
            minute = here.hour * 60 + here.minute
            later = next((start for start, _ in self.spans if start > minute), None)
            if later is not None:
                return _at(here.date(), later)
        return _at(calendar.next_workday(here.date()), self.spans[0][0])


def _minute(hour: str, minute: str) -> int:
    if int(hour) > 24 or int(minute) > 59 or (int(hour) == 24 and int(minute)):
        raise BadHours("值守时间里有不存在的钟点。")
    return int(hour) * 60 + int(minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), SHANGHAI) + timedelta(minutes=minute)
