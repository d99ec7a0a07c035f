"""Drafts and publications. Each act is one transaction; the second of two people sees what the first one did.

A draft is published by somebody other than who wrote it or saved it last, and names who vouches for the law.
Taking an entry down needs one person only: a wrong answer must be gone at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import day_in_shanghai
from intake.curation.versions import DISCARDED, DRAFT, PUBLISHED, WITHDRAWN, Version
from intake.ids import new_id
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.knowledge_tables import EntryVersionRow, PublicationRow, RegressionRow

COUNTER = "knowledge"


class EditRefused(Exception):
    """Not allowed, or something is missing. `field` is where it stands; the text says what to do."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class EditedMeanwhile(Exception):
    """Somebody else saved, published or took down meanwhile. `version` is what stands now, None for nothing."""

    def __init__(self, version: Version | None) -> None:
        super().__init__("edited meanwhile")
        self.version = version


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the second person says: who vouches for the law, from which day, until which, and why."""

    voucher: str
    from_on: date
    until_on: date | None


class Editorial:
    """The acts of curators on entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def versions(self, entry_id: str | None = None) -> list[Version]:
        """Return all versions, or those of one entry, in the order of their numbers."""
        query = select(EntryVersionRow).order_by(col(EntryVersionRow.number))
        if entry_id is not None:
            query = query.where(col(EntryVersionRow.entry_id) == entry_id)
        async with self._database.reading() as session:
            return [_version(row) for row in await session.scalars(query)]

    async def decided(self) -> tuple[int, list[Version]]:
        """Return the publication counter, and every version that was published or withdrawn."""
        query = select(EntryVersionRow).where(col(EntryVersionRow.state).in_((PUBLISHED, WITHDRAWN)))
        async with self._database.reading() as session:
            # The counter first: what is published in between is read twice rather than missed.
            number = await _counter(session)
            return number, [_version(row) for row in await session.scalars(query)]

    async def counter(self) -> int:
        """Return how often something was published or taken down."""
        async with self._database.reading() as session:
            return await _counter(session)

    async def save(
        self,
        officer: Officer,
        entry_id: str,
        subject: str,
        body: Mapping[str, object],
        reason: str,
        *,
        seen: tuple[str, int] | None,
        now: datetime,
    ) -> Version:
        """Save a draft, a new one or the one that was `seen` (id and revision).

        Raises EditedMeanwhile when another draft of the entry stands, or this one was saved since.
        """
        try:
            async with self._database.writing() as session:
                draft = await _draft_of(session, entry_id)
                if draft is not None and seen != (draft.id, draft.revision):
                    raise EditedMeanwhile(_version(draft))
                if draft is None and seen is not None:
                    raise EditedMeanwhile(await _latest(session, entry_id))
                row = draft or await _new_draft(session, officer, entry_id, now)
                row.subject, row.body, row.reason = subject, dict(body), reason.strip()
                row.editor, row.saved_at = officer.id, now
                row.revision += 1
                session.add(row)
                await session.flush()
                return _version(row)
        except IntegrityError:
            # Two began a draft at the same moment; the database let one of them in.
            raise EditedMeanwhile(await self._standing_draft(entry_id)) from None

    async def discard(self, officer: Officer, seen: tuple[str, int], reason: str, now: datetime) -> None:
        """Give a draft up; it stays in the history."""
        async with self._database.writing() as session:
            row = await _seen_draft(session, seen)
            row.state, row.editor, row.saved_at = DISCARDED, officer.id, now
            row.reason = reason.strip() or row.reason
            row.revision += 1

    async def publish(
        self, officer: Officer, seen: tuple[str, int], said: Publishing, counter: int, now: datetime
    ) -> Version:
        """Publish a draft as it was rehearsed at `counter`.

        Raises EditRefused for its own author, EditedMeanwhile when the draft or anything published has changed
        since the rehearsal.
        """
        async with self._database.writing() as session:
            row = await _seen_draft(session, seen)
            if officer.id in (row.author, row.editor):
                raise EditRefused("发布要由另一个人来做：写这份草稿的人不能自己发布。")
            if await _count(session) != counter + 1:
                raise EditedMeanwhile(_version(row))
            row.body = {**row.body, **_dates(said, now)}
            row.state, row.voucher = PUBLISHED, said.voucher
            row.from_on, row.until_on = said.from_on, said.until_on
            row.published_by, row.published_at = officer.id, now
            row.revision += 1
            await session.flush()
            return _version(row)

    async def take_down(
        self, officer: Officer, entry_id: str, subject: str, body: Mapping[str, object], reason: str, now: datetime
    ) -> Version:
        """Take an entry down at once, whatever was published of it; raises EditRefused without a reason."""
        if not reason.strip():
            raise EditRefused("请写明下架的理由。", "reason")
        async with self._database.writing() as session:
            row = await _new_draft(session, officer, entry_id, now)
            row.subject, row.body, row.reason = subject, dict(body), reason.strip()
            row.state, row.published_by, row.published_at = WITHDRAWN, officer.id, now
            session.add(row)
            await _count(session)
            await session.flush()
            return _version(row)

    async def regressions(self) -> list[tuple[str, str]]:
        """Return the questions that accepted gaps added to the rehearsal, with their entries."""
        async with self._database.reading() as session:
            found = await session.execute(select(col(RegressionRow.text), col(RegressionRow.entry_id)))
            return [(text, entry) for text, entry in found]

    async def _standing_draft(self, entry_id: str) -> Version | None:
        async with self._database.reading() as session:
            row = await _draft_of(session, entry_id)
            return _version(row) if row else None


def _dates(said: Publishing, now: datetime) -> dict[str, object]:
    return {
        "valid_from": said.from_on.isoformat(),
        "valid_until": said.until_on.isoformat() if said.until_on else None,
        "reviewed_on": day_in_shanghai(now).isoformat(),
    }


async def _draft_of(session: AsyncSession, entry_id: str) -> EntryVersionRow | None:
    found = await session.scalars(
        select(EntryVersionRow)
        .where(col(EntryVersionRow.entry_id) == entry_id, col(EntryVersionRow.state) == DRAFT)
        .with_for_update()
    )
    return found.first()


async def _latest(session: AsyncSession, entry_id: str) -> Version | None:
    found = await session.scalars(
        select(EntryVersionRow)
        .where(col(EntryVersionRow.entry_id) == entry_id)
        .order_by(col(EntryVersionRow.number).desc())
        .limit(1)
    )
    row = found.first()
    return _version(row) if row else None


async def _seen_draft(session: AsyncSession, seen: tuple[str, int]) -> EntryVersionRow:
    found = await session.scalars(
        select(EntryVersionRow).where(col(EntryVersionRow.id) == seen[0]).with_for_update()
    )
    row = found.first()
    if row is None or row.state != DRAFT or row.revision != seen[1]:
        raise EditedMeanwhile(_version(row) if row else None)
    return row


async def _new_draft(session: AsyncSession, officer: Officer, entry_id: str, now: datetime) -> EntryVersionRow:
    last = await session.scalar(
        select(func.max(col(EntryVersionRow.number))).where(col(EntryVersionRow.entry_id) == entry_id)
    )
    return EntryVersionRow(
        id=new_id(now),
        entry_id=entry_id,
        number=(last or 0) + 1,
        subject="",
        body={},
        state=DRAFT,
        revision=0,
        author=officer.id,
        editor=officer.id,
        reason="",
        created_at=now,
        saved_at=now,
    )


async def _counter(session: AsyncSession) -> int:
    number = await session.scalar(select(col(PublicationRow.number)).where(col(PublicationRow.name) == COUNTER))
    return int(number or 0)


async def _count(session: AsyncSession) -> int:
    """Raise the counter and return it; in PostgreSQL this row is where two publications wait for each other."""
    raised = await session.execute(
        update(PublicationRow)
        .where(col(PublicationRow.name) == COUNTER)
        .values(number=col(PublicationRow.number) + 1)
        .returning(col(PublicationRow.number))
    )
    return int(raised.scalar_one())


def _version(row: EntryVersionRow) -> Version:
    return Version(
        id=row.id,
        entry_id=row.entry_id,
        number=row.number,
        subject=row.subject,
        body=dict(row.body),
        state=row.state,
        revision=row.revision,
        author=row.author,
        editor=row.editor,
        reason=row.reason,
        created_at=row.created_at,
        saved_at=row.saved_at,
        voucher=row.voucher,
        published_by=row.published_by,
        published_at=row.published_at,
        from_on=row.from_on,
        until_on=row.until_on,
    )
