"""What a turn hands to the ledger: rows, never statements.

A turn does not write. It returns the rows that must stand once its reply has left, and the ledger
commits the rows of many turns at once. Everything here is plain data; ids are already drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Gate:
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
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A change to an existing case, refused when the case has moved on (`WHERE version =`)."""

    case_id: str
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry without number or hash: `journal.append` fills both inside the transaction.

    actor    "filer", "service", or an officer's id
    code     what happened, from `journal.CODES`
    payload  codes, ids, dates and digests of sealed text, never text itself
    """

    case_id: str
    at: datetime
    actor: str
    code: str
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TurnRows:
    """All that one turn leaves behind; whole or not at all.

    state        sealed conversation state, replacing the person's last one; None erases the row
    drafts_due_at  when the oldest draft in the state is to be deleted; None: it holds none
    forget       erase the person's contact and conversation rows (unsubscribe)
    delivered    ids of mail rows that this turn's reply carries
    """

    gate: Gate
    state: bytes | None
    inserts: tuple[Insert, ...] = ()
    journal: tuple[Entry, ...] = ()
    changes: tuple[CaseChange, ...] = ()
    delivered: tuple[str, ...] = ()
    forget: bool = False
    drafts_due_at: datetime | None = None


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


Outcome = Committed | AnsweredBefore | Stale
