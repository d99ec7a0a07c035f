"""What a turn or a move hands to the writer: rows, never statements.

A turn does not write. It returns the rows that must stand once its reply has left, and the ledger
commits the rows of many turns at once. Everything here is plain data; ids are already drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from intake.cases.changes import JournalEntry
from intake.storage.searched import Searched
from intake.storage.steps import Values
from intake.transfers.happenings import Happening


@dataclass(frozen=True, slots=True)
class TurnGate:
    """The row that lets a turn in, once: UNIQUE(channel, message_key), UNIQUE(person, turn_no).

    reply       sealed replies and trace, given again when the same message comes again
    expires_at  until then a redelivery is recognised: WeChat an hour, web a day
    """

    channel: str
    message_key: str
    person: str
    turn_no: int
    reply: bytes
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Insert:
    """One new row of a table, by column name."""

    table: str
    values: Values


@dataclass(frozen=True, slots=True)
class Update:
    """New values for the row of a table with this id."""

    table: str
    id: str
    values: Values


@dataclass(frozen=True, slots=True)
class Delete:
    """The row of a table with this id goes: what it said follows from nothing any more."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A change to an existing case, refused when the case has moved on (`WHERE version =`).

    values      by column; the version rises by itself
    leads_from  digests of the state it was made on: refused when the journal knows of none of them
    """

    case_id: str
    version: int
    values: Values
    leads_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PostedLetter:
    """Something for a filer to read; the writer gives it its number.

    case_id  None: it is about no case
    """

    id: str
    filer: str
    case_id: str | None
    sealed: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Rows:
    """What must stand, together."""

    inserts: tuple[Insert, ...] = ()
    changes: tuple[CaseChange, ...] = ()
    updates: tuple[Update, ...] = ()
    deletes: tuple[Delete, ...] = ()
    letters: tuple[PostedLetter, ...] = ()
    journal: tuple[JournalEntry, ...] = ()
    searched: tuple[Searched, ...] = ()
    told: tuple[Happening, ...] = ()


_NONE = Rows()


def together(many: Iterable[Rows]) -> Rows:
    """Return all rows as one."""
    every = [rows for rows in many if rows != _NONE]
    if len(every) < 2:
        return every[0] if every else _NONE
    return Rows(
        inserts=tuple(chain.from_iterable(rows.inserts for rows in every)),
        changes=tuple(chain.from_iterable(rows.changes for rows in every)),
        updates=tuple(chain.from_iterable(rows.updates for rows in every)),
        deletes=tuple(chain.from_iterable(rows.deletes for rows in every)),
        letters=tuple(chain.from_iterable(rows.letters for rows in every)),
        journal=tuple(chain.from_iterable(rows.journal for rows in every)),
        searched=tuple(chain.from_iterable(rows.searched for rows in every)),
        told=tuple(chain.from_iterable(rows.told for rows in every)),
    )


@dataclass(frozen=True, slots=True)
class Retold:
    """Another reply for a message that was answered before: what it said is not to be said again."""

    channel: str
    message_key: str
    reply: bytes


@dataclass(frozen=True, slots=True)
class TurnRows:
    """All that one turn leaves behind; whole or not at all.

    state          sealed conversation state, replacing the person's last one; None erases it (unsubscribe)
    drafts_due_at  when the oldest draft in the state is to be deleted; None: it holds none
    own            the cases that the person may see without a code, sealed for them alone
    own_due_at     when the last of them is to be forgotten
    leaves_own     `own` and `own_due_at` stay as they are: who did this could not read them
    retold         earlier messages of the person that get another reply from now on
    delivered      ids of mail rows that this turn's reply carries
    """

    gate: TurnGate
    state: bytes | None
    own: bytes | None = None
    rows: Rows = Rows()
    delivered: tuple[str, ...] = ()
    drafts_due_at: datetime | None = None
    own_due_at: datetime | None = None
    retold: tuple[Retold, ...] = ()
    leaves_own: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """The turn stands; its reply may leave."""


@dataclass(frozen=True, slots=True)
class AnsweredBefore:
    """The same message was answered before: the sealed reply it got."""

    reply: bytes


@dataclass(frozen=True, slots=True)
class Stale:
    """The turn was made on a state, a case version or a drawn id that no longer fits: run it again."""


CommitOutcome = Committed | AnsweredBefore | Stale
