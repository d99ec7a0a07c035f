"""The tables beside the accounts: what happened to them, who has to wait, and which proofs are used up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredObject


class AccountJournalRow(SQLModel, table=True):
    """What happened to an account or a token: append-only, one chain of HMACs each, as in `journal`.

    chain         whose: "officer:ID" or "token:HASH", which no case is called
    actor         id of the officer who did it, or a word of `journal.accounts`
    state_digest  of the account's row after it
    """

    __tablename__ = "account_journal"

    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str
    code: str
    payload: StoredObject = Field(sa_type=JSON)
    state_digest: str
    previous: str
    hash: str


class SignInPauseRow(SQLModel, table=True):
    """Wrong passwords for one name from one place, and until when that place has to wait.

    id  keyed id of the name's account and of the place: where from is not kept
    """

    __tablename__ = "sign_in_pause"

    id: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    failures: int
    failed_at: datetime = Field(sa_type=UtcDateTime, index=True)
    until: datetime = Field(sa_type=UtcDateTime)


class UsedProofRow(SQLModel, table=True):
    """A provider's proof that opened a session: none opens two. Forgotten when it would not be taken any more.

    id  keyed id of what we drew for that sign-in
    """

    __tablename__ = "used_proof"

    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
