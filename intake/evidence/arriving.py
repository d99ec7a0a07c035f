"""What people sent in a channel that keeps it only for a while: noted with the answer, fetched afterwards.

The note says where it belongs and what the channel told of it, sealed; no person stands beside it. A job that dies
in between begins anew, and never makes two files of one message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import orjson
from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlmodel import col

from intake.evidence.file import OfCase, OfDraft, Owner
from intake.ids import new_id
from intake.storage.database import Database
from intake.storage.rows import Insert, Update
from intake.storage.sealing import Vault
from intake.storage.upload_tables import ArrivingRow

WAITING, HERE, GIVEN_UP = "waiting", "here", "given_up"

_PURPOSE: Final = "arriving_media"
_FIRST_PAUSE: Final = timedelta(seconds=15)
_LONGEST_PAUSE: Final = timedelta(hours=1)
# So long a note of what is here, or was given up, is kept: for the desk, and to tell its filer.
_KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sent:
    """Something to be fetched.

    owner    where it belongs now
    told     what the channel told of it, by its own names
    tries    how often it was tried, this time included
    file_id  the file that was begun for it; None: not yet
    """

    id: str
    owner: Owner
    told: Mapping[str, str]
    tries: int
    created_at: datetime
    file_id: str | None


@dataclass(frozen=True, slots=True)
class StuckMedia:
    """Something that did not come, for those who keep the service: `reason` is a code."""

    id: str
    case_id: str | None
    state: str
    tries: int
    created_at: datetime
    reason: str


class Arriving:
    """Notes what was sent, and hands out what is due."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault

    def noted(self, owner: Owner, told: Mapping[str, str], now: datetime) -> Insert:
        """Return the row of something that was just sent."""
        note_id = new_id(now)
        draft = owner.key if isinstance(owner, OfDraft) else None
        plain = orjson.dumps({"told": dict(told), "draft": draft})
        values = {
            "id": note_id,
            "draft": self._draft_of(draft) if draft is not None else None,
            "case_id": owner.case_id if isinstance(owner, OfCase) else None,
            "sealed": self._vault.seal(plain, _PURPOSE, note_id),
            "state": WAITING,
            "tries": 0,
            "created_at": now,
            "next_try_at": now,
        }
        return Insert("arriving_media", values)

    async def waiting_for(self, owner: Owner) -> int:
        """Return how much is still to be fetched for a draft or a case."""
        query = select(func.count()).select_from(ArrivingRow).where(self._belongs_to(owner), _IS_WAITING)
        async with self._database.reading() as session:
            return await session.scalar(query) or 0

    async def moved_to_case(self, draft: OfDraft, case_id: str) -> tuple[Update, ...]:
        """Return the rows by which what was sent for a draft belongs to the case that it becomes."""
        query = select(col(ArrivingRow.id)).where(self._belongs_to(draft), col(ArrivingRow.case_id).is_(None))
        async with self._database.reading() as session:
            ids = (await session.scalars(query)).all()
        return tuple(Update("arriving_media", note_id, {"case_id": case_id}) for note_id in ids)

    async def forget(self, draft: OfDraft) -> None:
        """Fetch nothing for a draft that is no more."""
        mine = delete(ArrivingRow).where(self._belongs_to(draft), col(ArrivingRow.case_id).is_(None))
        async with self._database.writing() as session:
            await session.execute(mine)

    async def forget_old(self, now: datetime) -> None:
        """Take notes whose time is over."""
        old = delete(ArrivingRow).where(col(ArrivingRow.created_at) < now - _KEPT)
        async with self._database.writing() as session:
            await session.execute(old)

    async def claimed(self, now: datetime, most: int, lease: timedelta) -> list[Sent]:
        """Take what is due. Nobody else takes it before the lease is over."""
        due = _due(now).order_by(col(ArrivingRow.next_try_at)).limit(most)
        async with self._database.writing() as session:
            ids = list(await session.scalars(due.with_for_update(skip_locked=True)))
            mine = col(ArrivingRow.id).in_(ids)
            # While it is being fetched it is not stuck.
            counted = {"tries": col(ArrivingRow.tries) + 1, "next_try_at": now + lease, "last_error": None}
            await session.execute(update(ArrivingRow).where(mine).values(counted))
            rows = await session.scalars(select(ArrivingRow).where(mine).order_by(col(ArrivingRow.id)))
            return [self._sent(row) for row in rows]

    async def owner_of(self, note_id: str) -> Owner | None:
        """Return where something belongs at this moment; None: nowhere any more."""
        async with self._database.reading() as session:
            row = await session.get(ArrivingRow, note_id)
        return self._sent(row).owner if row is not None else None

    async def try_now(self, note_id: str, now: datetime) -> None:
        """Let something that failed be due at once; what is being fetched or was given up is left alone."""
        failed = (col(ArrivingRow.id) == note_id, _IS_WAITING, col(ArrivingRow.last_error).is_not(None))
        async with self._database.writing() as session:
            await session.execute(update(ArrivingRow).where(*failed).values(next_try_at=now))

    async def begun(self, sent: Sent, file_id: str) -> None:
        """Note which file it becomes."""
        await self._note(sent, {"file_id": file_id})

    async def here(self, sent: Sent) -> None:
        """Note that it is here: what the channel told of it is not needed any more."""
        await self._note(sent, {"state": HERE, "sealed": b"", "last_error": None})

    async def failed(self, sent: Sent, reason: str, now: datetime, *, give_up: bool) -> None:
        """Note that it did not come, to be tried again after a growing pause or never."""
        values = {"state": GIVEN_UP, "sealed": b""} if give_up else {"next_try_at": now + retry_pause(sent.tries)}
        await self._note(sent, {**values, "last_error": reason})

    async def _note(self, sent: Sent, values: Mapping[str, object]) -> None:
        async with self._database.writing() as session:
            await session.execute(update(ArrivingRow).where(col(ArrivingRow.id) == sent.id).values(dict(values)))

    def _sent(self, row: ArrivingRow) -> Sent:
        kept = orjson.loads(self._vault.unseal(row.sealed, _PURPOSE, row.id)) if row.sealed else {}
        owner = OfCase(row.case_id) if row.case_id is not None else OfDraft(str(kept.get("draft")))
        return Sent(row.id, owner, kept.get("told", {}), row.tries, row.created_at, row.file_id)

    def _belongs_to(self, owner: Owner) -> ColumnElement[bool]:
        if isinstance(owner, OfCase):
            return col(ArrivingRow.case_id) == owner.case_id
        return col(ArrivingRow.draft) == self._draft_of(owner.key)

    def _draft_of(self, key: str) -> str:
        # The same as the files of that draft have.
        return self._vault.keyed_id("evidence_draft", key)


def _due(now: datetime) -> Select[str]:
    return select(col(ArrivingRow.id)).where(_IS_WAITING, col(ArrivingRow.next_try_at) <= now)


_IS_WAITING: Final[ColumnElement[bool]] = col(ArrivingRow.state) == WAITING


async def stuck_media(database: Database, most: int = 100) -> list[StuckMedia]:
    """Return what was given up, or failed at least once and still waits, oldest first."""
    query = select(ArrivingRow).where(
        col(ArrivingRow.state).in_([WAITING, GIVEN_UP]), col(ArrivingRow.last_error).is_not(None)
    )
    async with database.reading() as session:
        rows = await session.scalars(query.order_by(col(ArrivingRow.id)).limit(most))
        return [
            StuckMedia(row.id, row.case_id, row.state, row.tries, row.created_at, row.last_error or "")
            for row in rows
        ]


def is_anything_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that something waits to be fetched."""
    return _due(now).exists()


def retry_pause(tries: int) -> timedelta:
    """Return the pause after the n-th failed try: a quarter of a minute, doubled each time, an hour at most."""
    # Twenty doublings are beyond any ceiling; more would only overflow.
    return min(_FIRST_PAUSE * (1 << min(max(tries, 1) - 1, 20)), _LONGEST_PAUSE)
