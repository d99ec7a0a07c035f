"""What the journal says of a case for lists: when it last moved, who wrote last, what waits unread, its mark.

Worked out of the entries as they are written, by the one writer; the columns of `case_file` are a projection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Table, bindparam, func

from intake.cases.changes import JournalEntry
from intake.cases.codes import FILER, READINGS, SERVICE, JournalCode
from intake.storage.columns import UtcDateTime
from intake.storage.steps import METADATA, Each, Values, Work

DESK: Final = "desk"
_NOT_AN_OFFICER: Final = frozenset({FILER, SERVICE})


@dataclass(slots=True)
class Activity:
    """What some entries of one case come to.

    unread_since  words of its filer that wait since then; None: none of these entries are such
    is_read       an officer acted, so that nothing from before waits any more
    said_at, said_by  the last words between filer and bureau
    reminded_at  its handlers were asked then to get on with it, and none of them has acted since
    mark  the filer's, should they have given it
    """

    active_at: datetime
    unread_since: datetime | None = None
    is_read: bool = False
    said_at: datetime | None = None
    said_by: str = ""
    reminded_at: datetime | None = None
    mark: str = ""

    def goes_on(self, entry: JournalEntry) -> None:
        """Take in the next entry of the case."""
        self.active_at = max(self.active_at, entry.at)
        if entry.code == JournalCode.FILER_RATED:
            self.mark = str(entry.payload["mark"])
        if entry.actor == FILER:
            if "note" in entry.payload and entry.payload.get("purpose") != "mark":
                # A mark is a figure among others; nobody has to read it.
                self.unread_since = self.unread_since or entry.at
                self.said_at, self.said_by = entry.at, FILER
        elif entry.code == JournalCode.REMINDED:
            self.reminded_at = entry.at
        elif entry.actor not in _NOT_AN_OFFICER:
            self.unread_since, self.reminded_at, self.is_read = None, None, True
            if "mail" in entry.payload:
                self.said_at, self.said_by = entry.at, DESK


def activity_of(entries: Iterable[JournalEntry]) -> Mapping[str, Activity]:
    """Return by case what the entries come to; looking at a case is no activity."""
    found: dict[str, Activity] = {}
    for entry in entries:
        if entry.code not in READINGS:
            found.setdefault(entry.case_id, Activity(entry.at)).goes_on(entry)
    return found


def noting_activity(entries: Sequence[JournalEntry]) -> Work[None]:
    """Write what the entries come to; their words are sealed already, and named in their payloads."""
    by_case = activity_of(entries)
    moved: list[Values] = [{"this_id": one, "new_at": by_case[one].active_at} for one in sorted(by_case)]
    read = [{"this_id": one} for one in sorted(by_case) if by_case[one].is_read]
    waits = [{"this_id": one, "new_at": since} for one in sorted(by_case) if (since := by_case[one].unread_since)]
    said = [
        {"this_id": one, "new_at": activity.said_at, "new_by": activity.said_by}
        for one, activity in sorted(by_case.items())
        if activity.said_at
    ]
    asked = [{"this_id": one, "new_at": at} for one in sorted(by_case) if (at := by_case[one].reminded_at)]
    rated: list[Values] = [
        {"this_id": one, "new_mark": mark} for one in sorted(by_case) if (mark := by_case[one].mark)
    ]
    written = ((_MOVED, moved), (_READ, read), (_WAITS, waits), (_SAID, said), (_ASKED, asked), (_RATED, rated))
    for statement, rows in written:
        if rows:
            yield Each(statement, rows)


_CASES: Final[Table] = METADATA.tables["case_file"]
_THIS: Final = _CASES.update().where(_CASES.c.id == bindparam("this_id"))
_AT: Final = bindparam("new_at", type_=UtcDateTime())
_MOVED: Final = _THIS.values(active_at=_AT)
_READ: Final = _THIS.values(unread_since=None, reminded_at=None)
_RATED: Final = _THIS.values(mark=bindparam("new_mark"))
_ASKED: Final = _THIS.values(reminded_at=_AT)
# What waits longest counts.
_WAITS: Final = _THIS.values(unread_since=func.coalesce(_CASES.c.unread_since, _AT))
_SAID: Final = _THIS.values(said_at=_AT, said_by=bindparam("new_by"))
