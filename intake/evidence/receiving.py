"""Receiving a file piece by piece. What was told to the sender as received is there after any crash.

A piece lies on the shelf before the row says so, and the row says so before the sender hears of it. A piece that
is not full is written anew, under another name, when more comes; so a file never has more pieces than it needs.
"""

from __future__ import annotations

from collections.abc import AsyncIterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from intake.evidence.file import OFFSET, SAID_OTHERWISE, EvidenceRefused, Limits, WhyRefused, too_large
from intake.evidence.pieces import PIECE_BYTES, FilePiece, new_piece_name
from intake.evidence.rows import OpenedFile, piece_at
from intake.evidence.shelf import Shelf
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow


class Receiving:
    """Takes what comes of one file."""

    def __init__(
        self, database: Database, shelf: Shelf, limits: Limits, opened: OpenedFile, now: datetime
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._limits = limits
        self._opened = opened
        self._now = now
        self._waiting = bytearray()
        self._known = 0

    async def take(self, content: AsyncIterable[bytes]) -> int:
        """Take all that comes, and return how much of the file is there now.

        A connection that breaks raises what it raises; what had come until then is kept.
        """
        await self._take_up_the_last_piece()
        try:
            async for some in content:
                self._refuse_too_much(len(some))
                self._waiting += some
                while len(self._waiting) >= PIECE_BYTES:
                    await self._lay_down(bytes(self._waiting[:PIECE_BYTES]))
        except EvidenceRefused:
            raise
        except Exception:
            with suppress(EvidenceRefused):
                await self._lay_down_the_rest()
            raise
        await self._lay_down_the_rest()
        return self._opened.file.received

    async def _take_up_the_last_piece(self) -> None:
        """Go on with a piece that is not full."""
        parts = self._opened.pieces
        if parts and parts[-1].bytes < PIECE_BYTES:
            try:
                self._waiting += await piece_at(self._shelf, self._opened, len(parts) - 1)
            except EvidenceRefused:
                await self._refuse_where_another_went_on()
                raise
            self._known = len(self._waiting)

    async def _refuse_where_another_went_on(self) -> None:
        """Whoever went on with the file, or finished it, took the piece away: it is not damaged then."""
        async with self._database.reading() as session:
            if await session.scalar(select(col(EvidenceRow.id)).where(unchanged(self._opened))) is None:
                raise EvidenceRefused(WhyRefused.OFFSET, OFFSET)

    def _refuse_too_much(self, more: int) -> None:
        total = self._opened.file.received - self._known + len(self._waiting) + more
        if total > self._limits.max_bytes:
            raise too_large(self._limits)
        said = self._opened.file.said_bytes
        if said is not None and total > said:
            raise EvidenceRefused(WhyRefused.TOO_LARGE, SAID_OTHERWISE)

    async def _lay_down_the_rest(self) -> None:
        if len(self._waiting) > self._known:
            await self._lay_down(bytes(self._waiting))

    async def _lay_down(self, plain: bytes) -> None:
        opened, file = self._opened, self._opened.file
        kept, replaced = (opened.pieces[:-1], opened.pieces[-1:]) if self._known else (opened.pieces, ())
        piece = FilePiece(new_piece_name(), len(plain))
        sealed = opened.key.seal(plain, len(kept), piece.name, is_last=False)
        await self._shelf.put(file.id, piece.name, sealed)
        received = file.received - self._known + len(plain)
        after = replace(opened, file=replace(file, received=received), pieces=(*kept, piece))
        try:
            await self._note(after)
        except EvidenceRefused:
            await tidy(self._shelf, file.id, piece)
            raise
        self._opened, self._known = after, 0
        del self._waiting[: len(plain)]
        await tidy(self._shelf, file.id, *replaced)

    async def _note(self, after: OpenedFile) -> None:
        values = {"bytes": after.file.received, "pieces": written(after.pieces), "touched_at": self._now}
        noted = update(EvidenceRow).where(unchanged(self._opened)).values(**values).returning(col(EvidenceRow.id))
        async with self._database.writing() as session:
            if (await session.execute(noted)).first() is None:
                raise EvidenceRefused(WhyRefused.OFFSET, OFFSET)


async def tidy(shelf: Shelf, file_id: str, *parts: FilePiece) -> None:
    """Take away pieces that nobody names any more; where that fails they lie there until the file goes."""
    with suppress(EvidenceRefused):
        await shelf.remove(file_id, [part.name for part in parts])


def written(parts: tuple[FilePiece, ...]) -> list[list[object]]:
    """Return pieces as the row keeps them."""
    return [[part.name, part.bytes] for part in parts]


def unchanged(opened: OpenedFile) -> ColumnElement[bool]:
    """Return the condition that nobody has gone on with the file: of two that send the same, one is told."""
    return (
        (col(EvidenceRow.id) == opened.file.id)
        & (col(EvidenceRow.bytes) == opened.file.received)
        & col(EvidenceRow.received_at).is_(None)
    )
