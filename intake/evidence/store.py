"""The store of files: begun for a draft or a case, received, finished, listed, taken away.

Who may do so was decided by the door; here it is decided what may be kept, and that nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FILER, JournalCode
from intake.evidence import pieces
from intake.evidence.entering import entry_of
from intake.evidence.file import (
    EMPTY,
    GONE,
    KEPT,
    NO_ROOM,
    OFFSET,
    WHOLE,
    EvidenceFile,
    EvidenceRefused,
    Holder,
    Limits,
    OfCase,
    OfDraft,
    OfSheet,
    WhyRefused,
    proper_id,
    too_large,
    too_many,
)
from intake.evidence.finishing import Finishing
from intake.evidence.media import safe_name
from intake.evidence.pieces import FileKey
from intake.evidence.receiving import Receiving
from intake.evidence.removing import Removing
from intake.evidence.rows import (
    OpenedFile,
    case_key,
    file_of,
    item_of,
    listed_row,
    marked_for,
    opened_file,
    opened_row,
)
from intake.evidence.shelf import Shelf
from intake.ids import new_id
from intake.journal import entries as journal
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault

_TRIES = 5


class EvidenceStore:
    """Keeps files. What it does not do it refuses with EvidenceRefused, the sentence of which can be shown."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        shelf: Shelf,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._shelf = shelf
        self._clock = clock
        self._removing = Removing(database, shelf)
        self.limits = limits or Limits()

    async def begin(
        self, owner: Holder, name: str, said_bytes: int | None = None, by: str = FILER
    ) -> EvidenceFile:
        """Begin a file; nothing of it has come yet.

        name        as the sender calls it
        said_bytes  how large it will be, where that is known; less or more is refused then
        by          who hands it in, as the journal names them
        """
        if said_bytes is not None:
            self._refuse_by_size(said_bytes)
        if not self._shelf.has_room_for(said_bytes or 0):
            raise EvidenceRefused(WhyRefused.NO_ROOM, NO_ROOM)
        for _ in range(_TRIES):
            try:
                return await self._begun(owner, safe_name(name), said_bytes, by)
            except IntegrityError:
                continue  # somebody else took the number
        raise too_many(self.limits)

    async def of(self, file_id: str) -> EvidenceFile:
        """Return a file: how much of it is there, and what is known of it."""
        async with self._database.reading() as session:
            return (await opened_file(session, self._vault, file_id)).file

    async def append(self, file_id: str, at: int, content: AsyncIterable[bytes]) -> int:
        """Take what comes from byte `at` on, and return how much is there now.

        When the connection breaks, what it raised comes out of here, and `of` says how much is there.
        """
        async with self._database.reading() as session:
            opened = await opened_file(session, self._vault, file_id)
        if opened.file.is_whole:
            raise EvidenceRefused(WhyRefused.WHOLE, WHOLE)
        if at != opened.file.received:
            raise EvidenceRefused(WhyRefused.OFFSET, OFFSET)
        return await Receiving(self._database, self._shelf, self.limits, opened, self._clock()).take(content)

    async def finish(self, file_id: str) -> EvidenceFile:
        """Close a file: it gets its digest and its type, and the journal of its case knows of it.

        Finished again, it is the same file. One that may not be kept is taken away and refused.
        """
        async with self._database.reading() as session:
            opened = await opened_file(session, self._vault, file_id)
        if opened.file.is_whole:
            return opened.file
        finishing = Finishing(self._database, self._vault, self._shelf, self.limits.kinds)
        try:
            return await finishing.finished(opened, self._clock())
        except EvidenceRefused as refusal:
            if refusal.why in (WhyRefused.PROGRAM, WhyRefused.UNKNOWN_TYPE):
                await self._removing.take_away([file_id])
            raise

    async def files_of(self, owner: Holder) -> tuple[EvidenceFile, ...]:
        """Return the whole files of a draft or a case, by number; whoever shows those of a case uses `shown`."""
        async with self._database.reading() as session:
            rows = [row for row in await self._rows_of(session, owner) if row.received_at is not None]
            return tuple([await listed_row(session, self._vault, row) for row in rows])

    async def opened_of(self, owner: Holder) -> tuple[OpenedFile, ...]:
        """Return every file of a draft or a case with its key, the unfinished ones too: what filing binds.

        One that our keys do not open is left out, and stays with the draft: it must not stop a filing.
        """
        opened = []
        async with self._database.reading() as session:
            for row in await self._rows_of(session, owner):
                with suppress(EvidenceRefused):
                    opened.append(await opened_row(session, self._vault, row))
        return tuple(opened)

    async def _rows_of(self, session: AsyncSession, owner: Holder) -> Sequence[EvidenceRow]:
        query = select(EvidenceRow).where(self._belongs_to(owner)).order_by(col(EvidenceRow.number))
        return (await session.scalars(query)).all()

    async def of_items(self, sheet: str) -> Mapping[str, tuple[EvidenceFile, ...]]:
        """Return the whole files of a sheet by the item that they evidence, each by number."""
        found: dict[str, list[EvidenceFile]] = {}
        async with self._database.reading() as session:
            for row in await self._rows_of(session, OfSheet(sheet)):
                if row.received_at is not None:
                    found.setdefault(item_of(row), []).append(await listed_row(session, self._vault, row))
        return {item: tuple(files) for item, files in found.items()}

    async def shown(self, case_id: str, actor: str = FILER) -> tuple[EvidenceFile, ...]:
        """Return the whole files of a case to be shown to `actor`; that they were listed stands in the journal."""
        files = await self.files_of(OfCase(case_id))
        if files:
            entry = entry_of(JournalCode.EVIDENCE_LISTED, case_id, actor, self._clock(), files)
            async with self._database.writing() as session:
                await journal.append(session, [entry], self._vault.journal_key)
        return files

    async def discard(self, owner: Holder, file_id: str) -> None:
        """Take a file out of a draft, or an unfinished one out of a case. What a case has received stays."""
        query = select(EvidenceRow).where(self._belongs_to(owner), col(EvidenceRow.id) == proper_id(file_id))
        async with self._database.reading() as session:
            row = await session.scalar(query)
        if row is None:
            raise EvidenceRefused(WhyRefused.GONE, GONE)
        if row.case_id is not None and row.received_at is not None:
            raise EvidenceRefused(WhyRefused.KEPT, KEPT)
        await self._removing.take_away([file_id])

    async def touch(self, draft: OfDraft) -> None:
        """Note that somebody went on with a draft: its files are kept as long as it is."""
        touched = update(EvidenceRow).where(self._belongs_to(draft)).values(touched_at=self._clock())
        async with self._database.writing() as session:
            await session.execute(touched)

    async def forget(self, draft: OfDraft | OfSheet) -> int:
        """Take away the files of a draft, or of a sheet, that is no more; return how many."""
        async with self._database.reading() as session:
            ids = (await session.scalars(select(col(EvidenceRow.id)).where(self._belongs_to(draft)))).all()
        return await self._removing.take_away(ids)

    async def sweep(self, drafts_kept: timedelta) -> int:
        """Take away the files of drafts that nobody touched for so long, and what was never finished."""
        return await self._removing.sweep(self._clock(), drafts_kept)

    def _refuse_by_size(self, said_bytes: int) -> None:
        if said_bytes <= 0:
            raise EvidenceRefused(WhyRefused.EMPTY, EMPTY)
        if said_bytes > self.limits.max_bytes:
            raise too_large(self.limits)

    async def _begun(self, owner: Holder, name: str, said_bytes: int | None, by: str) -> EvidenceFile:
        now = self._clock()
        key = FileKey.new(new_id(now))
        async with self._database.writing() as session:
            # The files of a sheet are numbered, and counted, over all of its items.
            beside = OfSheet(owner.sheet) if isinstance(owner, OfSheet) else owner
            taken = set(await session.scalars(select(col(EvidenceRow.number)).where(self._belongs_to(beside))))
            number = next(n for n in range(1, len(taken) + 2) if n not in taken)
            if number > self.limits.max_files:
                raise too_many(self.limits)
            row = EvidenceRow(
                id=key.file_id,
                case_id=owner.case_id if isinstance(owner, OfCase) else None,
                draft=None if isinstance(owner, OfCase) else self._draft(owner),
                number=number,
                by=by,
                sealed=await self._sealed(session, owner, key, name),
                said_bytes=said_bytes,
                bytes=0,
                pieces=[],
                begun_at=now,
                touched_at=now,
                in_journal=False,
                scan_tries=0,
            )
            session.add(row)
            await session.flush()
            return file_of(row, name)

    async def _sealed(self, session: AsyncSession, owner: Holder, key: FileKey, name: str) -> bytes:
        if isinstance(owner, OfCase):
            return pieces.sealed_for_case(key, name, await case_key(session, self._vault, owner.case_id))
        return pieces.sealed_for_draft(key, name, self._vault)

    def _belongs_to(self, owner: Holder) -> ColumnElement[bool]:
        if isinstance(owner, OfCase):
            return col(EvidenceRow.case_id) == owner.case_id
        if isinstance(owner, OfSheet) and not owner.item:
            return col(EvidenceRow.draft).startswith(marked_for(owner.sheet, ""), autoescape=True)
        return col(EvidenceRow.draft) == self._draft(owner)

    def _draft(self, owner: OfDraft | OfSheet) -> str:
        if isinstance(owner, OfSheet):
            return marked_for(owner.sheet, owner.item)
        return self._vault.keyed_id("evidence_draft", owner.key)
