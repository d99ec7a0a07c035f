"""What a move or a filing comes to, as a value: written whole or not at all by `storage.changes`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import msgspec

from intake.cases.case import Case
from intake.cases.codes import Role
from intake.cases.handling import Colleague
from intake.clocks.counting import Clocks
from intake.routing.bureaus import Bureaus
from intake.routing.rules import RoutingRules, load_rules
from intake.routing.units import Units
from intake.stations.directory import Stations


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Words about a case; sealed with its key before they are stored.

    purpose  note, reason, written, supplement, withdrawal_wish, withdrawal_taken_back, objection, mark,
             material
    """

    purpose: str
    text: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A journal entry without number or hash: the writer fills both in inside the transaction.

    at            when it is recorded
    actor         "filer", "service", a token, or an officer's id
    code          what happened, one of `moves.JOURNAL`
    payload       codes, ids, dates and digests of sealed text, never text itself
    effective_at  when it happened, where that is not when it was recorded (a letter entered late)
    subject       which of several requests or transfers of the case it is about
    supersedes    number of the mistaken entry that this one stands for
    words         words that belong to it; `payload` will name the note they become
    number        of a paper that came or went; sealed apart, `payload` will name the note it becomes
    mail          the same to be read by the filer, heading included; `payload` will name the letter it becomes
    leads_to      digest of the state the case is in afterwards; None: the one it was in
    wrote         the rows written with it, as `storage.witness` names them
    """

    case_id: str
    at: datetime
    actor: str
    code: str
    payload: Mapping[str, object] = field(default_factory=dict)
    effective_at: datetime | None = None
    subject: str | None = None
    supersedes: int | None = None
    words: CaseWords | None = None
    number: str | None = None
    mail: str | None = None
    leads_to: str | None = None
    wrote: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BureauNotice:
    """A notice for a bureau: which case, no content."""

    kind: str
    bureau: str


@dataclass(frozen=True, slots=True)
class Filed:
    """What was filed, in two parts to be sealed apart: {"fields": {…}, "typed": {…}} each."""

    text: Mapping[str, Mapping[str, object]]
    identity: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class GuidanceRecord:
    """One entry of the ledger of guidance (指导台账); its words are sealed with the case's key.

    service     a key of SERVICES
    at_station  the filer said that the station may know of it
    words       unit, topic, people, result
    """

    bureau: str
    held_on: date
    service: str
    people: int
    at_station: bool
    words: Mapping[str, str]


class KnownFiler(msgspec.Struct, frozen=True):
    """What names the filer of a case, as it is sealed.

    before  what stood there until it was corrected: {"at": …, "fields": …} each
    """

    fields: Mapping[str, object]
    typed: Mapping[str, str]
    before: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one act leaves behind.

    before   the case as it was; None for a new one
    after    the case as it then stands; the same as before when only words were added
    filed    with a new case: its content
    identity what names the filer, as it stands from now on; None leaves it alone
    guidance a new entry of the ledger of guidance
    """

    before: Case | None
    after: Case
    entries: tuple[JournalEntry, ...] = ()
    notices: tuple[BureauNotice, ...] = ()
    filed: Filed | None = None
    identity: KnownFiler | None = None
    guidance: GuidanceRecord | None = None

    def with_guidance(self, record: GuidanceRecord) -> Changes:
        """Return the same changes with an entry of the ledger of guidance."""
        return replace(self, guidance=record)

    def adding(self, *entries: JournalEntry, notices: tuple[BureauNotice, ...] = ()) -> Changes:
        """Return the same changes with more entries and notices."""
        return replace(self, entries=self.entries + entries, notices=self.notices + notices)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody at the desk wants done with a case.

    by      the officer's id, as the journal names them
    bureau  code of their bureau; None for posts that belong to the whole service
    seen    version of the case on the page they acted on
    typed   what they entered, by the name of the move's input
    behalf  for whom they stand in, as the journal says it; empty for nobody
    """

    by: str
    role: Role
    bureau: str | None
    at: datetime
    seen: int
    typed: Mapping[str, str] = field(default_factory=dict)
    behalf: Mapping[str, str] = field(default_factory=dict)

    @property
    def as_whom(self) -> str:
        """Whose act it is: the officer's own, or that of the colleague whom they stand in for."""
        return self.behalf.get("for") or self.by

    def said(self, name: str) -> str:
        """Return what was entered, without blanks at its ends; "" for nothing."""
        return self.typed.get(name, "").replace("\r\n", "\n").strip()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What the rules of the moves are looked up in.

    staff  who works in the bureau of the case; nobody where that is not known
    """

    bureaus: Bureaus
    clocks: Clocks
    stations: Stations = field(default_factory=Stations)
    units: Units = field(default_factory=Units)
    staff: tuple[Colleague, ...] = ()
    routing: RoutingRules = field(default_factory=load_rules)
