"""The tables. What a person typed or was told stands in sealed columns only (AES-256-GCM).

Ids are UUIDv7 as 32 hex digits, handed in before the commit. Instants are UTC. `person`, `filer` and
`message_key` are HMAC-SHA256 in hex; a browser's token stands nowhere, an openid only in `reach`.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from intake.storage.columns import JSON_OR_NULL, UtcDateTime
from intake.stored import StoredObject


class TurnRow(SQLModel, table=True):
    """A message answered, and the reply it got. The gate of the ledger; expires."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("person", "turn_no", name="turn_person_no"),)

    channel: str = Field(primary_key=True)
    message_key: str = Field(primary_key=True)
    person: str
    turn_no: int
    reply: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class ConversationRow(SQLModel, table=True):
    """Where a person stands between two messages.

    own            cases that this account may see without a code, sealed so that only a message of theirs opens it
    own_due_at     when the last of them is to be forgotten; None: never, or there are none
    drafts_due_at  when the oldest draft in it is to be deleted; None: it holds none
    """

    __tablename__ = "conversation"

    person: str = Field(primary_key=True)
    turn_no: int
    state: bytes = Field(sa_type=LargeBinary)
    own: bytes | None = Field(default=None, sa_type=LargeBinary)
    updated_at: datetime = Field(sa_type=UtcDateTime, index=True)
    drafts_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    own_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class WebSessionRow(SQLModel, table=True):
    """A session of the web chat that we opened."""

    __tablename__ = "web_session"

    person: str = Field(primary_key=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)


def _of_those_with(name: str, *columns: str) -> Index:
    """Return an index of the cases that have the last column but one: few have, and the others are not in it."""
    there = text(f"{columns[-2]} IS NOT NULL")
    return Index(name, *columns, sqlite_where=there, postgresql_where=there)


class CaseRow(SQLModel, table=True):
    """A case. Nothing here names a person; what does is sealed in `case_text` and `case_identity`.

    filer  the filer's `person`; of an anonymous case a key of its own that leads to nobody and to no other case
    active_at     when something last happened to it, looking at it not counted
    unread_since  since when words of its filer wait for somebody to act; None: none do
    said_at, said_by  the last words between filer and bureau: when, and "filer" or "desk"
    reminded_at   its handlers were asked then to get on with it, and nobody has acted since
    mark          what its filer thought of how it went (`cases.codes.MARKS`); None: nothing, or it is disposed of

    These six follow from the journal (`storage.activity`), and are kept for lists. So are four that follow from
    the case (`cases.case.Case`), the first three from its clocks:

    next_due_on   the nearest date of those that run
    stands_until  of those that stand still, the earliest day beyond which somebody has to look after it
    estimated     how many open ones end in a year whose holidays are not published; None: none does
    result_owed_since  since when its filer has to be told what came of it; None: nothing is owed
    """

    __tablename__ = "case_file"
    __table_args__ = (
        Index("case_bureau_due", "lead_bureau", "state", "next_due_on", "id"),
        Index("case_due", "state", "next_due_on", "id"),
        Index("case_bureau_kind", "lead_bureau", "state", "kind", "next_due_on", "id"),
        Index("case_kind", "state", "kind", "next_due_on", "id"),
        Index("case_received", "received_at", "id"),
        Index("case_bureau_received", "lead_bureau", "received_at", "id"),
        Index("case_active", "active_at", "id"),
        Index("case_bureau_active", "lead_bureau", "active_at", "id"),
        Index("case_unread", "unread_since", "id"),
        Index("case_bureau_unread", "lead_bureau", "unread_since", "id"),
        Index("case_reminded", "reminded_at", "id"),
        Index("case_bureau_reminded", "lead_bureau", "reminded_at", "id"),
        _of_those_with("case_stands", "stands_until", "id"),
        _of_those_with("case_bureau_stands", "lead_bureau", "stands_until", "id"),
        _of_those_with("case_estimated", "estimated", "id"),
        _of_those_with("case_bureau_estimated", "lead_bureau", "estimated", "id"),
        _of_those_with("case_owed", "result_owed_since", "id"),
        _of_those_with("case_bureau_owed", "lead_bureau", "result_owed_since", "id"),
        Index("case_closed", "closed_at", "id"),
        Index("case_bureau_closed", "lead_bureau", "closed_at", "id"),
        _of_those_with("case_marked", "closed_at", "lead_bureau", "mark", "id"),
        _of_those_with("case_bureau_marked", "lead_bureau", "closed_at", "mark", "id"),
    )

    id: str = Field(primary_key=True)
    reference: str = Field(unique=True)
    kind: str
    state: str
    channel: str
    demo: bool
    filer: str = Field(index=True)
    anonymous: bool
    secret_kind: str | None = None
    place_district: str | None = None
    place_unit: str | None = None
    lead_bureau: str
    received_at: datetime = Field(sa_type=UtcDateTime)
    next_due_on: date | None = None
    stands_until: date | None = None
    estimated: int | None = None
    result_owed_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    form_version: str
    route: StoredObject = Field(sa_type=JSON)
    outcome: str | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int
    active_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    unread_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said_by: str | None = None
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mark: str | None = None


class AppointmentRow(SQLModel, table=True):
    """The appointment of a consultation as its journal has it, kept for lists and reminders.

    slot         "2026-12-03 10:00", in Shanghai
    state        `cases.appointment.AppointmentState`
    is_reminded  both sides were reminded of this slot
    """

    __tablename__ = "appointment"
    __table_args__ = (Index("appointment_day", "state", "day"),)

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    bureau: str
    day: date
    slot: str
    state: str
    is_reminded: bool


class GuidanceRow(SQLModel, table=True):
    """An entry of the ledger of guidance (指导台账). Its words are sealed with the case's key.

    at_station  the filer said that the station may know of it
    """

    __tablename__ = "guidance"
    __table_args__ = (Index("guidance_bureau", "bureau", "held_on"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    bureau: str
    held_on: date
    service: str
    people: int
    at_station: bool
    sealed: bytes = Field(sa_type=LargeBinary)


class CaseKeyRow(SQLModel, table=True):
    """The case's own key, wrapped by the data key. Destroyed when the case is purged."""

    __tablename__ = "case_key"

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    wrapped: bytes = Field(sa_type=LargeBinary)


class AccessCodeRow(SQLModel, table=True):
    """What we keep of the code by which a filer without an account finds their case: never the code.

    tag         keyed id of the code, by which it is looked up
    salt, hash  slow hash of the code
    """

    __tablename__ = "access_code"

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    tag: str = Field(unique=True)
    salt: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class DraftCodeRow(SQLModel, table=True):
    """What we keep of the code by which a form filled on its page is found again: never the code.

    person      keyed id of the code, by which it is looked up, and under which the draft's conversation is kept
    salt, hash  slow hash of the code
    """

    __tablename__ = "draft_code"

    person: str = Field(primary_key=True)
    salt: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)
    opened_at: datetime = Field(sa_type=UtcDateTime, index=True)


class EndedVisitRow(SQLModel, table=True):
    """A visit to a case that its filer ended: its passes open nothing any more. The number leads to no case.

    over_at  from when on no pass of it would be valid anyway, and this is forgotten
    """

    __tablename__ = "ended_visit"

    id: str = Field(primary_key=True)
    over_at: datetime = Field(sa_type=UtcDateTime, index=True)


class CaseTextRow(SQLModel, table=True):
    """What was filed, without what names the filer; sealed with the case's key."""

    __tablename__ = "case_text"

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    sealed: bytes = Field(sa_type=LargeBinary)


class CaseIdentityRow(SQLModel, table=True):
    """What names the filer; sealed with the case's key."""

    __tablename__ = "case_identity"

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    sealed: bytes = Field(sa_type=LargeBinary)


class CaseClockRow(SQLModel, table=True):
    """A statutory date of a case: what its journal makes of `clocks.yaml`, kept for lists and pages.

    subject  what it is about: one request for assistance, one transfer; None: the case itself
    state    `clocks.clock.State`, never overdue: that depends on the day
    counted  how the date came about, as `cases.running.counted` says
    """

    __tablename__ = "case_clock"
    __table_args__ = (Index("case_clock_due", "state", "due_on"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    name: str
    subject: str | None = None
    started_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: str
    provisional: bool
    basis: str
    counted: StoredObject = Field(sa_type=JSON)


class JournalRow(SQLModel, table=True):
    """What happened to a case: append-only, one chain of HMACs a case.

    at            when it was recorded
    effective_at  when it happened, where that is not when it was recorded
    subject       which of several requests or transfers of the case it is about
    supersedes    number of the mistaken entry that this one stands for
    state_digest  of the state the case is in after it (`cases.case.digest_of`); None in entries of before
    wrote         the rows of other tables written with it (`storage.witness`); None: none, or an entry of before
    """

    __tablename__ = "journal"
    __table_args__ = (Index("journal_at", "at", "case_id", "seq"),)

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    code: str
    payload: StoredObject = Field(sa_type=JSON)
    effective_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    subject: str | None = None
    supersedes: int | None = None
    state_digest: str | None = None
    wrote: StoredObject | None = Field(default=None, sa_type=JSON_OR_NULL)
    previous: str
    hash: str


class CaseNoteRow(SQLModel, table=True):
    """Words of an officer or of the filer about a case; sealed with the case's key."""

    __tablename__ = "case_note"

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    purpose: str
    sealed: bytes = Field(sa_type=LargeBinary)


class MailRow(SQLModel, table=True):
    """Something said to a filer outside a turn: an officer's words. Sealed replies as JSON.

    filer  as in `case_file`
    n      microseconds since 1970, rising per filer: what `GET /api/chat/messages?after=` counts in
    delivered_by  by which way it reached them: a channel, `PAGE` or `PUSHED`; None where that was not kept yet
    read_at  when a page of theirs showed it; None: not yet, or nothing tells us (WeChat does not)
    """

    __tablename__ = "mail"
    __table_args__ = (UniqueConstraint("filer", "n", name="mail_filer_n"),)

    id: str = Field(primary_key=True)
    filer: str
    n: int = Field(sa_type=BigInteger)
    case_id: str | None = Field(default=None, foreign_key="case_file.id")
    sealed: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    delivered_by: str | None = None
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutboxRow(SQLModel, table=True):
    """A notice written together with what caused it; sent later, retried, given up loudly.

    kind   case_routed, case_written, clock_digest, ...; state  waiting, sent, given_up, left
    officer_id  whom alone it is for; None: the bureau
    told   what a notice for an officer says: numbers and dates of cases, never what is in them;
           for a filer: which letter
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_next", "state", "next_try_at"),)

    id: str = Field(primary_key=True)
    case_id: str | None = Field(default=None, foreign_key="case_file.id")
    kind: str
    bureau: str | None = None
    officer_id: str | None = None
    told: list[StoredObject] | None = Field(default=None, sa_type=JSON)
    state: str
    tries: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    last_error: str | None = None


class OfficerRow(SQLModel, table=True):
    """Somebody who signs in at the desk.

    must_change       the password was given by somebody else and opens nothing but the page that changes it
    is_qualified      has 执法资格
    second_step       secret of the one-time codes, sealed; None: the password is enough
    second_step_used  number of the thirty seconds whose code was used last: none is taken twice
    login_id          keyed id of the subject that single sign-on knows them by; None: not bound
    """

    __tablename__ = "officer"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    role: str
    bureau: str | None = None
    password_hash: str
    active: bool
    must_change: bool = False
    is_qualified: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    second_step: bytes | None = Field(default=None, sa_type=LargeBinary)
    second_step_used: int | None = Field(default=None, sa_type=BigInteger)
    login_id: str | None = Field(default=None, index=True, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    signed_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DeskSessionRow(SQLModel, table=True):
    """A signed-in browser: the keyed hash of its cookie.

    seen_at      when a page was last asked for, to within some minutes
    by_provider  single sign-on opened it, and no password
    """

    __tablename__ = "desk_session"

    token_hash: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    by_provider: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class ApiTokenRow(SQLModel, table=True):
    """A bearer token for `/api/v1`: its keyed hash.

    scopes  what it may do, separated by blanks (`officers.officer.SCOPES`)
    bureau  it reads the cases of this bureau alone; None: of all
    """

    __tablename__ = "api_token"

    token_hash: str = Field(primary_key=True)
    name: str = Field(unique=True)
    identities: bool
    scopes: str = Field(default="cases transfers", sa_column_kwargs={"server_default": "cases transfers"})
    bureau: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MarkRow(SQLModel, table=True):
    """A fact about the database itself: the keys' fingerprints, how filers of anonymous cases are kept."""

    __tablename__ = "mark"

    name: str = Field(primary_key=True)
    value: str
