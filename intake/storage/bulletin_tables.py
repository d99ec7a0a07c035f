"""The tables of bulletins: what bureaus made known, who wants to hear of it, who was told, who comes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class BulletinRow(SQLModel, table=True):
    """One notice or training. Made to be published, so it stands unsealed; what was withdrawn stays.

    The fields are those of `intake.bulletins.bulletin.Bulletin`.

    by            id of the officer who proposed it
    decided_by    id of the other one, who published or returned it
    withdrawn_by  id of the officer who withdrew it
    told_at       when the last of those who want to hear of it as it stands were found; None: they are not yet
    held_at       when who came was entered into the ledger of guidance
    """

    __tablename__ = "bulletin"
    __table_args__ = (Index("bulletin_state", "state", "until_on"), Index("bulletin_bureau", "bureau"))

    id: str = Field(primary_key=True)
    bureau: str
    kind: str
    state: str
    title: str
    text: str
    subject: str
    district: str
    from_on: date
    until_on: date
    link: str
    place: str
    begins: str
    ends: str
    capacity: int | None = None
    by: str
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: str = ""
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    why: str = ""
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SubscriptionRow(SQLModel, table=True):
    """That somebody wants to hear of bulletins.

    id        keyed id of the account or session, of the mail address, or of what a browser keeps
    way       chat, mail, page: where they are told; asked: a mail address that is not proven, gone after two days
    subjects, districts  what they want to hear of, separated by blanks; "" all
    sealed    the mail address; empty for others
    seen_at   when they were here last; a year later it ends by itself
    """

    __tablename__ = "subscription"

    id: str = Field(primary_key=True)
    way: str = Field(index=True)
    subjects: str
    districts: str
    sealed: bytes = Field(sa_type=LargeBinary)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)


class BulletinToldRow(SQLModel, table=True):
    """That somebody is told of a bulletin, or that it was withdrawn: once.

    what    published, withdrawn
    letter  the row of `mail` that tells them in the chat; "" by another way
    """

    __tablename__ = "bulletin_told"
    __table_args__ = (UniqueConstraint("bulletin_id", "subscriber", "what"),)

    id: str = Field(primary_key=True)
    bulletin_id: str = Field(index=True)
    subscriber: str = Field(index=True)
    what: str
    letter: str = Field(default="", index=True)
    at: datetime = Field(sa_type=UtcDateTime)


class BulletinReachRow(SQLModel, table=True):
    """How many 订阅通知 an account has agreed to get from us, each by a tap of its own; gone when all were sent.

    id      keyed id of the account
    sealed  the openid
    remaining  how many may still be sent
    """

    __tablename__ = "bulletin_reach"

    id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    remaining: int


class SignUpRow(SQLModel, table=True):
    """That somebody wants to come to a training. Who, is sealed for the service.

    state       placed, waiting; whoever leaves is erased
    standing    keyed training, name and number: nobody stands twice
    sealed      name, unit, phone, mail
    mail_at     when the mail address was proven by opening the link that went to it
    came        whether they came; None: nobody noted it
    """

    __tablename__ = "sign_up"
    __table_args__ = (Index("sign_up_bulletin", "bulletin_id", "state", "id"),)

    id: str = Field(primary_key=True)
    bulletin_id: str
    state: str
    standing: str = Field(unique=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    signed_at: datetime = Field(sa_type=UtcDateTime)
    placed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mail_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    came: bool | None = None
