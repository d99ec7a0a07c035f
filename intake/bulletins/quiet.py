"""When nobody is written to: in the night."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from intake.clocks.calendar import SHANGHAI

_FROM: Final = time(21)
_UNTIL: Final = time(8)


def quiet_until(now: datetime) -> datetime | None:
    """Return when the quiet hours end in which `now` lies, Shanghai; None by day."""
    local = now.astimezone(SHANGHAI)
    if _UNTIL <= local.time() < _FROM:
        return None
    day = local.date() + timedelta(days=1) if local.time() >= _FROM else local.date()
    return datetime.combine(day, _UNTIL, SHANGHAI)
