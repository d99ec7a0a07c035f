"""Seals anew what an older version sealed to its table alone, and notes the state of cases without a digest.

The service may run meanwhile: a blob that somebody replaces at the same time is left to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import digest_of
from intake.cases.changes import JournalEntry
from intake.cases.codes import SERVICE, JournalCode
from intake.storage.cases import whole_case
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.queried import AnySelect
from intake.storage.rows import Rows
from intake.storage.sealing import CaseKey, Vault, is_bound_to_its_row
from intake.storage.steps import METADATA, carried_out_in
from intake.storage.tables import CaseRow, JournalRow
from intake.storage.witness import names_of

_AT_ONCE: Final = 200
# A row's key: the values of its columns.
_Columns = tuple[object, ...]
# A row as it was read, by the names of its columns: text, numbers, bytes.
_Read = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _SealedColumn:
    """Where sealed blobs stand.

    row   column that names the row a blob is bound to
    case  column that names the case whose key sealed it; "" for the common key
    """

    table: str
    column: str
    purpose: str
    row: str
    case: str = ""


# The keys of the cases come first: what they seal is opened with them.
_PLACES: Final = (
    _SealedColumn("case_text", "sealed", "case_text", "case_id", "case_id"),
    _SealedColumn("case_identity", "sealed", "case_identity", "case_id", "case_id"),
    _SealedColumn("case_note", "sealed", "case_note", "id", "case_id"),
    _SealedColumn("paper", "sealed", "paper", "id", "case_id"),
    _SealedColumn("guidance", "sealed", "guidance", "id", "case_id"),
    _SealedColumn("guidance_event", "sealed", "guidance_event", "id"),
    _SealedColumn("estimate", "sealed", "estimate", "id"),
    _SealedColumn("contact_person", "sealed", "contact_person", "id"),
    _SealedColumn("guide_assignment", "sealed", "guide_assignment", "id"),
    _SealedColumn("pilot_paper", "sealed", "pilot_paper", "id"),
    _SealedColumn("reach", "sealed", "reach", "id"),
    _SealedColumn("sign_up", "sealed", "sign_up", "id"),
    _SealedColumn("bulletin_reach", "sealed", "bulletin_reach", "id"),
    _SealedColumn("mail", "sealed", "mail", "filer"),
    _SealedColumn("talk_line", "sealed", "talk_line", "id"),
    _SealedColumn("asked_question", "sealed", "asked", "id"),
    _SealedColumn("conversation", "state", "state", "person"),
    _SealedColumn("turn", "reply", "reply", "message_key"),
)


@dataclass(frozen=True, slots=True)
class Resealed:
    """How much was sealed anew, by table, and how many cases had their state noted in their journal."""

    blobs: Mapping[str, int]
    noted: int


async def reseal(database: Database, vault: Vault, now: datetime) -> Resealed:
    """Bind every older seal to its place, and let every case's journal say what state it leads to."""
    blobs: Counter[str] = Counter()
    blobs["case_key"] = await _rewrap(database, vault)
    for place in _PLACES:
        blobs[place.table] = await _Resealing(database, vault, place).all()
    return Resealed(+blobs, await _note_states(database, vault, now))


async def _rewrap(database: Database, vault: Vault) -> int:
    place = _SealedColumn("case_key", "wrapped", "case_key", "case_id")

    def anew(row: _Read) -> bytes:
        return vault.rewrapped(row["wrapped"], row["case_id"], vault)

    return await _TableWalk(database, place).replace(anew)


class _Resealing:
    """Goes through one place."""

    def __init__(self, database: Database, vault: Vault, place: _SealedColumn) -> None:
        self._database = database
        self._vault = vault
        self._place = place
        self._keys: dict[str, CaseKey] = {}

    async def all(self) -> int:
        """Seal anew what is older; return how much."""
        if self._place.case:
            await self._read_keys()
        return await _TableWalk(self._database, self._place).replace(self._anew)

    def _anew(self, row: _Read) -> bytes:
        place, sealed = self._place, row[self._place.column]
        if place.case:
            key = self._keys[row[place.case]]
            return key.seal(key.unseal(sealed, place.purpose), place.purpose)
        plain = self._vault.unseal(sealed, place.purpose, row[place.row])
        return self._vault.seal(plain, place.purpose, row[place.row])

    async def _read_keys(self) -> None:
        keys = METADATA.tables["case_key"]
        async with self._database.reading() as session:
            for case_id, wrapped in await session.execute(select(keys.c.case_id, keys.c.wrapped)):
                self._keys[case_id] = self._vault.unwrap(wrapped, case_id)


class _TableWalk:
    """Goes through a table in the order of its key, a handful at a time."""

    def __init__(self, database: Database, place: _SealedColumn) -> None:
        self._database = database
        self._table: Table = METADATA.tables[place.table]
        self._column = self._table.c[place.column]

    async def replace(self, anew: Callable[[_Read], bytes]) -> int:
        """Put `anew(row)` in the place of every older blob; return how many stand replaced."""
        keys = list(self._table.primary_key.columns)
        query = select(self._table).order_by(*keys).limit(_AT_ONCE)
        replaced = 0
        rows = await self._page(query)
        while rows:
            older = [row for row in rows if not is_bound_to_its_row(row[self._column.name])]
            blobs = {self._key_of(row): (row[self._column.name], anew(row)) for row in older}
            replaced += await self._put_back(blobs)
            rows = await self._page(query.where(tuple_(*keys) > self._key_of(rows[-1])))
        return replaced

    async def _page(self, query: AnySelect) -> list[_Read]:
        async with self._database.reading() as session:
            return [dict(row._mapping) for row in await session.execute(query)]

    async def _put_back(self, blobs: Mapping[_Columns, tuple[bytes, bytes]]) -> int:
        stand = 0
        if blobs:
            async with self._database.writing() as session:
                for key, (was, new) in blobs.items():
                    here = [
                        column == value for column, value in zip(self._table.primary_key.columns, key, strict=True)
                    ]
                    change = self._table.update().where(*here, self._column == was).returning(self._column)
                    stand += len((await session.execute(change.values({self._column.name: new}))).all())
        return stand

    def _key_of(self, row: _Read) -> _Columns:
        return tuple(row[column.name] for column in self._table.primary_key.columns)


async def _note_states(database: Database, vault: Vault, now: datetime) -> int:
    """Append to every journal that does not name all rows of its case an entry that does; return how many."""
    known = select(col(JournalRow.case_id)).where(
        col(JournalRow.case_id) == col(CaseRow.id),
        col(JournalRow.wrote).is_not(None),
        (col(JournalRow.seq) == 1) | (col(JournalRow.code) == JournalCode.STATE_NOTED),
    )
    query = select(col(CaseRow.id)).where(~known.exists()).order_by(col(CaseRow.id))
    async with database.reading() as session:
        case_ids = (await session.scalars(query)).all()
    for case_id in case_ids:
        async with database.writing() as session:
            # Held, so that no move comes between what is read and what is noted.
            held = select(CaseRow).where(col(CaseRow.id) == case_id, ~known.exists()).with_for_update(of=CaseRow)
            row = await session.scalar(held)
            if row is None:
                continue
            digest = None if await _has_digest(session, case_id) else digest_of(await whole_case(session, row))
            wrote = await names_of(session, case_id)
            entry = JournalEntry(case_id, now, SERVICE, JournalCode.STATE_NOTED, leads_to=digest, wrote=wrote)
            await carried_out_in(session, writing(Rows(journal=(entry,)), vault.journal_key))
    return len(case_ids)


async def _has_digest(session: AsyncSession, case_id: str) -> bool:
    """Say whether the journal knows which state the case is in: then it is not for us to say it anew."""
    known = select(col(JournalRow.seq)).where(
        col(JournalRow.case_id) == case_id, col(JournalRow.state_digest).is_not(None)
    )
    return (await session.execute(known.limit(1))).first() is not None
