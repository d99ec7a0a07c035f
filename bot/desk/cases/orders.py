"""The orders a list can have, and where in one a page begins.

An order is one or more stretches, each answered from the front of an index: by the day something is due, cases
with a day come before those without; by receipt or by the last activity there is one stretch, newest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from sqlalchemy import ColumnElement, Date, SQLColumnExpression, String, and_, literal, tuple_

from intake.officers.wall import WayIn
from intake.storage.columns import UtcDateTime
from intake.storage.queried import AnyColumn

Column = SQLColumnExpression[object]
Key = date | datetime | None
OrderName = Literal["due", "received", "active", "unread", "reminded", "owed"]
_SortedBy = Literal["next_due_on", "received_at", "active_at", "unread_since", "reminded_at", "result_owed_since"]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = int((datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) / timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Cursor:
    """A case's place in a list: what it is sorted by, if it has that, and its id."""

    key: Key
    id: str

    def __str__(self) -> str:
        if isinstance(self.key, datetime):
            return f"t{(self.key - _EPOCH) // timedelta(microseconds=1)}_{self.id}"
        return f"{self.key.isoformat() if self.key else 'none'}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Read back what `str` wrote; None for anything else, so that a list starts at its first page."""
        key, _, case_id = text.partition("_")
        if not (case_id.isascii() and case_id.isalnum() and len(case_id) <= 64):
            return None
        if key == "none":
            return cls(None, case_id)
        if key[:1] == "t" and key[1:].isascii() and key[1:].isdigit() and len(key) <= 18:
            since = int(key[1:])
            return cls(_EPOCH + timedelta(microseconds=since), case_id) if since < _LATEST else None
        try:
            return cls(date.fromisoformat(key), case_id)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cases in one row.

    column      what they are sorted by, before their id; None: the id alone, of cases without a due date
    by_state    whether the index it is answered from has the state before the column, and the kind asked for
    of_its_own  whether a bureau is shown those alone that it answers for
    """

    column: _SortedBy | None
    descending: bool = False
    by_state: bool = False
    of_its_own: bool = False

    def sorted_by(self, way: WayIn) -> Column:
        """Return the column; of cases without a due date that column too, which is empty."""
        return way.column(self.column or "next_due_on")

    def holds(self, way: WayIn) -> ColumnElement[bool]:
        """Return the condition for the cases that stand in it."""
        key = self.sorted_by(way)
        return key.is_(None) if self.column is None else key.is_not(None)

    @property
    def by_due(self) -> bool:
        """Whether the earliest due date comes first."""
        return self.column == "next_due_on"

    def has(self, cursor: Cursor) -> bool:
        """Say whether a place lies in it."""
        if self.column is None:
            return cursor.key is None
        return cursor.key is not None and isinstance(cursor.key, datetime) is not self.by_due

    def beyond(self, way: WayIn, cursor: Cursor, *, backwards: bool) -> ColumnElement[bool]:
        """Return the condition for what comes after a place in it, or before."""
        rises = self.descending is backwards
        case_id = way.case_id
        if self.column is None:
            return and_(self.holds(way), case_id > cursor.id if rises else case_id < cursor.id)
        at = literal(cursor.key, Date() if self.by_due else UtcDateTime())
        here, there = tuple_(self.sorted_by(way), case_id), tuple_(at, literal(cursor.id, String()))
        # Said although it follows: else an index of those alone that have the column would not be thought of.
        return and_(self.holds(way), here > there if rises else here < there)

    def sorting(self, key: Column, case_id: Column, *, backwards: bool) -> Sequence[AnyColumn]:
        """Return what to order by.

        A day that all lack is named as well: PostgreSQL does not conclude that an index which has it before the id
        is in order of the id, and would go through all cases by their id instead.
        """
        falls = self.descending is not backwards
        return [one.desc() if falls else one.asc() for one in (key, case_id)]


_DATED: Final = Stretch("next_due_on", by_state=True)
_UNDATED: Final = Stretch(None, by_state=True)
_DONE: Final = Stretch(None, descending=True, by_state=True)
_BY: Final[Mapping[OrderName, tuple[Stretch, ...]]] = {
    "due": (_DATED, _UNDATED),
    "received": (Stretch("received_at", descending=True),),
    "active": (Stretch("active_at", descending=True),),
    "unread": (Stretch("unread_since"),),
    "reminded": (Stretch("reminded_at"),),
    "owed": (Stretch("result_owed_since", of_its_own=True),),
}


def stretches_of(order: OrderName, *, is_done: bool, is_dated: bool) -> tuple[Stretch, ...]:
    """Return the stretches of an order.

    is_done   only cases are asked for that are done, and so have no due date: the newest first
    is_dated  only cases are asked for that are due on certain days
    """
    if order != "due":
        return _BY[order]
    if is_done and not is_dated:
        return (_DONE,)
    return (_DATED,) if is_dated else _BY["due"]
