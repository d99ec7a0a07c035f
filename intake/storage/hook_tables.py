"""The tables of other systems: whom we call when something happens, each call, answers kept for a repeat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class HookRow(SQLModel, table=True):
    """An address that is called when something happens to the cases of one bureau.

    events         which happenings, separated by blanks
    secret         signs the calls; sealed
    stopped_at     since when it is not called; None: it is
    stopped_by     an officer, a token, or the service itself after long failure; "" while it is called
    failing_since  since when no call came through; None: the last one did
    """

    __tablename__ = "webhook"

    id: str = Field(primary_key=True)
    bureau: str = Field(index=True)
    address: str
    events: str
    secret: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_by: str = ""
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)


class HookCallRow(SQLModel, table=True):
    """One call: written with what happened, carried later. It names no person, and holds no word of a case.

    reference    of the case; None for a trial
    state        what the case, or its transfer, has become
    transfer     number of the transfer; None: the case itself
    standing     waiting, sent, given_up, dropped
    since        since when it is tried: from here on it is given up after a time
    last_error   a code of ours, never what the other side said
    """

    __tablename__ = "webhook_call"
    __table_args__ = (Index("webhook_call_due", "standing", "next_try_at"),)

    id: str = Field(primary_key=True)
    hook_id: str = Field(foreign_key="webhook.id", index=True)
    event: str
    reference: str | None = None
    state: str | None = None
    transfer: int | None = None
    at: datetime = Field(sa_type=UtcDateTime)
    standing: str = "waiting"
    tries: int = 0
    since: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    last_error: str | None = None
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class ApiAnswerRow(SQLModel, table=True):
    """The answer to a writing request of another system, given again when the same request comes again.

    id       keyed id of the token and the key that its request carried
    request  keyed id of what was asked: another request under the same key is refused
    answer   status and body, sealed
    """

    __tablename__ = "api_answer"

    id: str = Field(primary_key=True)
    request: str
    answer: bytes = Field(sa_type=LargeBinary)
    over_at: datetime = Field(sa_type=UtcDateTime, index=True)
