"""What a browser keeps after reference and code were right: a sealed pass to one visit.

A pass says which case, which visit, since when and until when; here nothing of it is stored. What is kept of a
visit that was ended is its number, which leads to no case, until no pass of it could be valid any more.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.tables import EndedVisitRow

# Long enough to write a supplement, short enough for a computer that others use too.
VISITS_REST: Final = timedelta(minutes=30)
# However busy a visit is, reference and code are asked for again after so long.
VISITS_LAST: Final = timedelta(hours=4)
# A link to a receipt is there to be saved or printed, not to be kept; the visit gives it again.
RECEIPTS_LAST: Final = timedelta(days=30)
_TIME_BYTES: Final = 5
_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class CaseVisit:
    """One visit to a case: from the moment its code was right until it is left, or its time is over.

    id        drawn by chance; all passes of the visit have it
    begun_at  when the code was right, UTC
    """

    case_id: str
    id: str
    begun_at: datetime

    @property
    def over_at(self) -> datetime:
        """From when on no pass of this visit opens anything."""
        return self.begun_at + VISITS_LAST


class Visits:
    """Begins visits, knows them by their passes, and ends them for good."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    def begun(self, case_id: str) -> CaseVisit:
        """Return a new visit."""
        began_at = datetime.fromtimestamp(int(self._clock().timestamp()), UTC)
        return CaseVisit(case_id, secrets.token_hex(_ID_BYTES), began_at)

    def pass_of(self, visit: CaseVisit) -> str:
        """Return a pass fit for a cookie; it rests for a while, but never beyond the visit's own end."""
        until = min(self._clock() + VISITS_REST, visit.over_at)
        parts = (bytes.fromhex(visit.case_id + visit.id), _as_bytes(visit.begun_at), _as_bytes(until))
        return _sealed(self._vault, b"".join(parts), "visit")

    async def at(self, written: str) -> CaseVisit | None:
        """Return the visit of a pass; None for what is no pass, for one whose time is over, and after leaving."""
        plain = _unsealed(self._vault, written, "visit")
        if plain is None:
            return None
        ids, times = plain[: -2 * _TIME_BYTES], plain[-2 * _TIME_BYTES :]
        if self._clock().timestamp() >= int.from_bytes(times[_TIME_BYTES:]):
            return None
        began_at = datetime.fromtimestamp(int.from_bytes(times[:_TIME_BYTES]), UTC)
        visit = CaseVisit(ids[:-_ID_BYTES].hex(), ids[-_ID_BYTES:].hex(), began_at)
        return None if await self._is_ended(visit) else visit

    async def end(self, visit: CaseVisit) -> None:
        """End a visit: none of its passes opens anything any more, wherever it was copied to."""
        # Two clicks on the same button end the same visit.
        with suppress(IntegrityError):
            async with self._database.writing() as session:
                session.add(EndedVisitRow(id=visit.id, over_at=visit.over_at))

    async def _is_ended(self, visit: CaseVisit) -> bool:
        query = select(col(EndedVisitRow.id)).where(col(EndedVisitRow.id) == visit.id)
        async with self._database.reading() as session:
            return (await session.execute(query)).first() is not None


class Passes:
    """Sealed passes to one case each, for one purpose: they open nothing else, and nothing after their time."""

    def __init__(self, vault: Vault, purpose: str, lasts: timedelta, clock: Callable[[], datetime]) -> None:
        """Make passes for `purpose` that last so long."""
        self._vault = vault
        self._purpose = purpose
        self._lasts = lasts
        self._clock = clock

    def to(self, case_id: str) -> str:
        """Return a pass to this case, fit for an address; it says nothing to whoever reads it."""
        plain = bytes.fromhex(case_id) + _as_bytes(self._clock() + self._lasts)
        return _sealed(self._vault, plain, self._purpose)

    def case_of(self, written: str) -> str | None:
        """Return the id of the case that a pass leads to; None for one that is no pass, or whose time is over."""
        plain = _unsealed(self._vault, written, self._purpose)
        if plain is None:
            return None
        until = int.from_bytes(plain[-_TIME_BYTES:])
        return plain[:-_TIME_BYTES].hex() if self._clock().timestamp() < until else None


def _as_bytes(at: datetime) -> bytes:
    return int(at.timestamp()).to_bytes(_TIME_BYTES)


def _sealed(vault: Vault, plain: bytes, purpose: str) -> str:
    return base64.urlsafe_b64encode(vault.seal(plain, purpose, "")).rstrip(b"=").decode()


def _unsealed(vault: Vault, written: str, purpose: str) -> bytes | None:
    try:
        sealed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
        return vault.unseal(sealed, purpose, "")
    except (CannotUnseal, binascii.Error, ValueError):
        return None
