"""Links to the upload page: sealed, good for a while, bound to one draft or one case, closed when all is there.

The link itself holds, sealed, what it leads to; here its number is kept, so that it can be closed, and replaced by
the next one. It leads to no person and shows nothing of the case but the files that were handed in.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.evidence.file import OfCase, OfDraft, Owner
from intake.storage.database import Database
from intake.storage.rows import Insert, Update
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.tables import CaseRow
from intake.storage.upload_tables import UploadLinkRow

# Long enough to ask a colleague for a file, short enough for a link that somebody forwards.
LINKS_LAST: Final = timedelta(hours=48)
# So long it is told of a link why it opens nothing; afterwards it is simply expired.
_REMEMBERED: Final = timedelta(days=30)
_PURPOSE: Final = "upload_link"
_ID_BYTES: Final = 16
_TIME_BYTES: Final = 5
_PARTS: Final = "\t"


class LinkState(StrEnum):
    """What a link is.

    OPEN      it can be used
    UNKNOWN   it is none of ours, or not whole
    EXPIRED   its time is over
    DONE      its holder said that everything is there
    REPLACED  a newer one was given for the same draft or case
    GONE      the draft was deleted
    REVOKED   whoever it was given to took it back
    """

    OPEN = "open"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    DONE = "done"
    REPLACED = "replaced"
    GONE = "gone"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class UploadLink:
    """A link that can be used: where its files go, until when, and whether its holder wants to stay unknown.

    form       of a draft, where the link knows it
    reference  of a case
    person     in whose conversation it was given out; "" for a page, and for whoever stays unknown
    """

    id: str
    owner: Owner
    anonymous: bool
    expires_at: datetime
    form: str = ""
    reference: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link just made: what stands in its address, and its row."""

    written: str
    row: Insert


class UploadLinks:
    """Gives links out, and says what one that comes back leads to."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._clock = clock

    def given(self, owner: Owner, *, anonymous: bool, form: str = "", person: str = "") -> GivenLink:
        """Return a new link; the one before it for the same owner opens nothing any more once this is stored."""
        now, link_id = self._clock(), secrets.token_hex(_ID_BYTES)
        until = now + LINKS_LAST
        is_case = isinstance(owner, OfCase)
        key = owner.case_id if isinstance(owner, OfCase) else owner.key
        draft, told = "" if is_case else key, "" if anonymous else person
        written = _written(self._vault, _Inside(link_id, int(until.timestamp()), draft, form, told))
        values = {
            "id": link_id,
            "draft": None if is_case else self._draft_of(key),
            "case_id": key if is_case else None,
            "anonymous": anonymous,
            "created_at": now,
            "expires_at": until,
        }
        return GivenLink(written, Insert("upload_link", values))

    async def give(self, owner: Owner, *, anonymous: bool) -> str:
        """Store a new link at once and return what stands in its address."""
        link = self.given(owner, anonymous=anonymous)
        async with self._database.writing() as session:
            await session.execute(insert(UploadLinkRow).values(link.row.values))
        return link.written

    async def at(self, written: str) -> UploadLink | LinkState:
        """Return the link of an address; else why it opens nothing."""
        inside = _read(self._vault, written)
        if inside is None:
            return LinkState.UNKNOWN
        if self._clock().timestamp() >= inside.until:
            return LinkState.EXPIRED
        async with self._database.reading() as session:
            row = await session.get(UploadLinkRow, inside.link_id)
            if row is None:
                return LinkState.GONE
            if row.revoked_at is not None:
                return LinkState.REVOKED
            if row.done_at is not None:
                return LinkState.DONE
            if await _is_replaced(session, row):
                return LinkState.REPLACED
            query = select(col(CaseRow.reference)).where(col(CaseRow.id) == row.case_id)
            reference = await session.scalar(query) if row.case_id is not None else None
        owner = OfCase(row.case_id) if row.case_id is not None else OfDraft(inside.draft)
        return UploadLink(
            row.id, owner, row.anonymous, row.expires_at, inside.form, reference or "", inside.person
        )

    async def case_of(self, link: UploadLink) -> str | None:
        """Return the case that a link leads to at this moment; None as long as it is a draft's."""
        async with self._database.reading() as session:
            row = await session.get(UploadLinkRow, link.id)
        return row.case_id if row is not None else None

    async def close(self, link: UploadLink) -> bool:
        """Close a link: everything is there. Say whether it was open until now."""
        closed = (
            update(UploadLinkRow)
            .where(col(UploadLinkRow.id) == link.id, col(UploadLinkRow.done_at).is_(None))
            .values(done_at=self._clock())
            .returning(col(UploadLinkRow.id))
        )
        async with self._database.writing() as session:
            return (await session.execute(closed)).first() is not None

    async def revoke(self, link: UploadLink) -> None:
        """Take a link back at once."""
        async with self._database.writing() as session:
            query = update(UploadLinkRow).where(col(UploadLinkRow.id) == link.id)
            await session.execute(query.values(revoked_at=self._clock()))

    async def revoke_all(self, owner: Owner) -> int:
        """Take every link back at once that still opens this draft or case; return how many there were."""
        ids = await self._open_to(owner)
        async with self._database.writing() as session:
            query = update(UploadLinkRow).where(col(UploadLinkRow.id).in_(ids))
            await session.execute(query.values(revoked_at=self._clock()))
        return len(ids)

    async def revoked(self, owners: Iterable[Owner]) -> tuple[Update, ...]:
        """Return the rows that take back every link that still opens one of these drafts or cases."""
        now = self._clock()
        ids = {link_id: None for owner in owners for link_id in await self._open_to(owner)}
        return tuple(Update("upload_link", link_id, {"revoked_at": now}) for link_id in ids)

    async def open_until(self, owner: Owner) -> datetime | None:
        """Return until when a link opens this draft or case; None where none does."""
        async with self._database.reading() as session:
            query = select(col(UploadLinkRow.expires_at)).where(*self._opening(owner))
            return max((await session.scalars(query)).all(), default=None)

    async def _open_to(self, owner: Owner) -> Sequence[str]:
        async with self._database.reading() as session:
            query = select(col(UploadLinkRow.id)).where(*self._opening(owner))
            return (await session.scalars(query)).all()

    def _opening(self, owner: Owner) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for links to it that nobody has closed and whose time is not over."""
        table = UploadLinkRow
        if isinstance(owner, OfCase):
            whose = col(table.case_id) == owner.case_id
        else:
            whose = col(table.draft) == self._draft_of(owner.key)
        is_open = col(table.done_at).is_(None), col(table.revoked_at).is_(None)
        return (whose, *is_open, col(table.expires_at) > self._clock())

    async def moved_to_case(self, draft: str, case_id: str) -> tuple[Update, ...]:
        """Return the rows that let the links of a draft lead to the case that it becomes."""
        async with self._database.reading() as session:
            ids = await session.scalars(
                select(col(UploadLinkRow.id)).where(col(UploadLinkRow.draft) == self._draft_of(draft))
            )
        return tuple(Update("upload_link", id_, {"case_id": case_id}) for id_ in ids)

    async def forget_draft(self, draft: str) -> None:
        """Take the links of a draft that was deleted."""
        async with self._database.writing() as session:
            await session.execute(delete(UploadLinkRow).where(col(UploadLinkRow.draft) == self._draft_of(draft)))

    async def forget_old(self, now: datetime) -> None:
        """Take links whose time has been over for long."""
        async with self._database.writing() as session:
            await session.execute(delete(UploadLinkRow).where(col(UploadLinkRow.expires_at) < now - _REMEMBERED))

    def _draft_of(self, key: str) -> str:
        # The same as the files of that draft have.
        return self._vault.keyed_id("evidence_draft", key)


class _Inside(NamedTuple):
    """What stands sealed in a link. The draft is known to nobody else: its row has a keyed id of it.

    form    of the draft; links of before do not say it
    person  in whose conversation it was given out; it stands in no row
    """

    link_id: str
    until: int
    draft: str
    form: str = ""
    person: str = ""


def _written(vault: Vault, inside: _Inside) -> str:
    plain = bytes.fromhex(inside.link_id) + inside.until.to_bytes(_TIME_BYTES)
    plain += _PARTS.join((inside.draft, inside.form, inside.person)).encode()
    return base64.urlsafe_b64encode(vault.seal(plain, _PURPOSE, "")).rstrip(b"=").decode()


def _read(vault: Vault, written: str) -> _Inside | None:
    try:
        plain = vault.unseal(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)), _PURPOSE, "")
    except (CannotUnseal, binascii.Error, ValueError):
        return None
    rest = plain[_ID_BYTES:]
    parts = rest[_TIME_BYTES:].decode(errors="replace").split(_PARTS, 2)
    return _Inside(plain[:_ID_BYTES].hex(), int.from_bytes(rest[:_TIME_BYTES]), *parts)


async def _is_replaced(session: AsyncSession, row: UploadLinkRow) -> bool:
    """Say whether a newer link was given. The link of a draft goes on with its case, beside the case's own."""
    table = UploadLinkRow
    own = col(table.draft) == row.draft
    if row.draft is None:
        own = col(table.draft).is_(None) & (col(table.case_id) == row.case_id)
    newer = select(col(table.id)).where(own, col(table.created_at) > row.created_at).limit(1)
    return (await session.scalar(newer)) is not None
