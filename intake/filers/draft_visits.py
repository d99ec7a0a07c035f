"""What a browser keeps while a form is filled on its page: a sealed pass to the draft, of which nothing is stored.

What a link of the chat carries is such a pass too, for one purpose and a shorter time.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.filer import Filer
from intake.storage.database import Database
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.tables import EndedVisitRow

# A form may need a look into a drawer; a computer that others use should not show it all day.
VISITS_REST: Final = timedelta(hours=2)
VISITS_LAST: Final = timedelta(hours=12)
_ID_BYTES: Final = 16


class DraftVisit(msgspec.Struct, frozen=True, array_like=True):
    """One visit to a draft.

    person    under whom the draft is kept
    own_key   as in `Filer`; "" for a draft of a chat, whose key only a message of the chat brings
    code      by which the draft is resumed, shown to whoever fills it; "" for one of a chat
    channel   through which it was begun
    id        drawn by chance; all passes of the visit have it
    filed     key of the act that filed the draft; "" before
    begun_at  UTC
    until     when this pass opens nothing any more, UTC
    """

    person: str
    own_key: str
    code: str
    channel: str
    id: str
    begun_at: datetime
    until: datetime
    filed: str = ""

    @property
    def filer(self) -> Filer:
        """Whose draft it is."""
        return Filer(self.person, self.own_key)


class DraftLink(msgspec.Struct, frozen=True, array_like=True):
    """What a link of the chat says: whose draft, of which channel, and the secret that it is opened with once."""

    person: str
    channel: str
    secret: str
    until: datetime


_Pass = TypeVar("_Pass", DraftVisit, DraftLink)


class DraftVisits:
    """Begins visits, knows them by their passes, and ends them for good."""

    def __init__(
        self, database: Database, vault: Vault, clock: Callable[[], datetime], what: str = "draft"
    ) -> None:
        """Take the parts.

        what  whose passes these are: those of a draft open no self-assessment
        """
        self._database = database
        self._vault = vault
        self._clock = clock
        self._visit, self._link = f"{what}_visit", f"{what}_link"

    def of_estimates(self) -> DraftVisits:
        """Return the same for self-assessments."""
        return DraftVisits(self._database, self._vault, self._clock, "estimate")

    def begun(self, filer: Filer, channel: str, code: str = "") -> DraftVisit:
        """Return a new visit."""
        now = self._clock()
        return DraftVisit(filer.person, filer.own_key, code, channel, secrets.token_hex(_ID_BYTES), now, now)

    def pass_of(self, visit: DraftVisit) -> str:
        """Return a pass fit for a cookie; it rests for a while, but never beyond the visit's own end."""
        until = min(self._clock() + VISITS_REST, visit.begun_at + VISITS_LAST)
        return self._sealed(msgspec.structs.replace(visit, until=until), self._visit)

    async def at(self, written: str) -> DraftVisit | None:
        """Return the visit of a pass; None for what is no pass, for one whose time is over, and after leaving."""
        visit = self._unsealed(written, self._visit, DraftVisit)
        if visit is None:
            return None
        query = select(col(EndedVisitRow.id)).where(col(EndedVisitRow.id) == visit.id)
        async with self._database.reading() as session:
            is_ended = (await session.execute(query)).first() is not None
        return None if is_ended else visit

    async def end(self, visit: DraftVisit) -> None:
        """End a visit: none of its passes opens anything any more."""
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                session.add(EndedVisitRow(id=visit.id, over_at=visit.begun_at + VISITS_LAST))

    def link_to(self, person: str, channel: str, secret: str, until: datetime) -> str:
        """Return what the link to a draft of the chat carries; it says nothing to whoever reads it."""
        return self._sealed(DraftLink(person, channel, secret, until), self._link)

    def linked(self, written: str) -> DraftLink | None:
        """Return the link that this was; None for what is none, and when its time is over."""
        return self._unsealed(written, self._link, DraftLink)

    def _sealed(self, value: DraftVisit | DraftLink, purpose: str) -> str:
        sealed = self._vault.seal(msgspec.msgpack.encode(value), purpose, "")
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def _unsealed(self, written: str, purpose: str, kind: type[_Pass]) -> _Pass | None:
        try:
            sealed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
            value = msgspec.msgpack.decode(self._vault.unseal(sealed, purpose, ""), type=kind)
        except (CannotUnseal, binascii.Error, ValueError):
            return None
        return value if self._clock() < value.until else None
