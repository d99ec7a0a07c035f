"""A case as a value. What may be done with it is in `moves`, how it comes about in `opening`. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from intake.cases.codes import CaseKind, CaseState, Outcome
from intake.cases.owing import owed_since
from intake.clocks.clock import COUNTING_STATES, OPEN_STATES, ClockEvent, ClockState
from intake.clocks.counting import Pause
from intake.stored import Stored, objects_in


class NotAllowed(Exception):
    """A move the rules refuse. The text is a sentence for the officer: what is wrong, what to do."""


class Incomplete(Exception):
    """Something that was typed is missing or does not fit.

    field   the input it stands beside; the text is a sentence for who typed it: what to do
    faults  that, and all else that is wrong on the same form: sentences by field
    """

    def __init__(self, field: str, sentence: str, more: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.field = field
        self.faults: Mapping[str, str] = {field: sentence, **(more or {})}


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A statutory date of a case as it is stored: what `clocks.deriving` makes of the journal.

    subject  what it is about: one request for assistance, one transfer; None: the case itself
    due_on   the last day, in Shanghai; of a paused clock the one before the pause
    due_at   the last instant, UTC, for limits in hours; else None
    state    by the journal alone: overdue is a matter of the day somebody looks
    basis    the articles the date rests on
    counted  how the date came about (`cases.running.counted`)
    id       "" for a clock that is not stored yet
    """

    name: str
    subject: str | None
    started_at: datetime
    due_on: date
    due_at: datetime | None
    state: ClockState
    provisional: bool
    basis: str
    counted: Stored
    id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still due."""
        return self.state in OPEN_STATES

    @property
    def is_running(self) -> bool:
        """Whether the date still matters and time is counted."""
        return self.state in COUNTING_STATES

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The times that were not counted; of a clock that is paused, the last goes on."""
        return tuple(map(Pause.read, objects_in(self.counted, "paused")))


@dataclass(frozen=True, slots=True)
class Case:
    """A case, without what was filed in it.

    id          UUIDv7 in hex; `reference` is what people read out
    filer       key of the filer's account; of an anonymous case a key that leads to this case alone
    lead_bureau code of the bureau that answers for it; `assisting` may look and take notes
    route       {"rule", "reason", "candidates": [{"bureau", "reason"}], "earlier": {"rule", "reason"}}
    version     counts the moves: one made on an older version is refused
    circle      ids of the officers it is closed to (知情范围); empty: everybody whom the wall lets in
    events      what its journal says to its clocks, in the journal's order
    """

    id: str
    reference: str
    kind: CaseKind
    state: CaseState
    channel: str
    demo: bool
    filer: str
    anonymous: bool
    secret_kind: str | None
    place_district: str | None
    place_unit: str | None
    lead_bureau: str
    received_at: datetime
    form_version: str
    route: Stored
    assisting: tuple[str, ...] = ()
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    version: int = 1
    circle: tuple[str, ...] = ()
    clocks: tuple[CaseClock, ...] = field(default=())
    events: tuple[ClockEvent, ...] = field(default=(), repr=False)

    @property
    def next_due_on(self) -> date | None:
        """The nearest date of the clocks that run."""
        return min((clock.due_on for clock in self.clocks if clock.is_running), default=None)

    @property
    def stands_until(self) -> date | None:
        """Of what stands still, the earliest day beyond which somebody has to look after it."""
        paused = (pause for clock in self.clocks if clock.state is ClockState.PAUSED for pause in clock.pauses)
        return min((pause.stands_until for pause in paused if pause.ended_on is None), default=None)

    @property
    def estimated(self) -> int | None:
        """How many open clocks end in a year whose holidays are not published; None: none does."""
        return sum(clock.is_open and clock.provisional for clock in self.clocks) or None

    @property
    def result_owed_since(self) -> datetime | None:
        """Since when the filer has to be told what came of their report; None: nothing is owed."""
        happened = ((event.code, event.recorded_at) for event in self.events)
        return owed_since(self.kind, self.state, happened, anonymous=self.anonymous)


# Which columns the digest of each form covers. A new column is a new form: old digests keep their meaning.
_FIRST: Final = (
    "id", "reference", "kind", "state", "channel", "demo", "filer", "anonymous", "secret_kind",
    "place_district", "place_unit", "lead_bureau", "received_at", "form_version", "route", "assisting",
    "outcome", "closed_at", "version",
)  # fmt: skip
_DIGESTED: Final[Mapping[str, tuple[str, ...]]] = {"1": _FIRST, "2": (*_FIRST, "circle")}
_NEWEST_FORM: Final = "2"


def digest_of(case: Case, form: str = _NEWEST_FORM) -> str:
    """Return the digest that the journal keeps of a case's state: the form's number and SHA-256 in hex.

    Clocks are left out: they follow from the journal. Raises KeyError for a form nobody knows.
    """
    state = {name: _plain(getattr(case, name)) for name in _DIGESTED[form]}
    text = json.dumps(state, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{form}:{hashlib.sha256(text.encode()).hexdigest()}"


def digests_of(case: Case) -> frozenset[str]:
    """Return the digests of a case's state in every form: its journal may have been written before the newest."""
    return frozenset(digest_of(case, form) for form in _DIGESTED)


def is_digest_of(digest: str, case: Case) -> bool:
    """Say whether the case still stands as it did when the digest was taken."""
    form = digest.partition(":")[0]
    return form in _DIGESTED and digest_of(case, form) == digest


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return sorted(value) if isinstance(value, tuple) else value
