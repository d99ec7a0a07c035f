"""Candidates for the same matter, behind the wall: looked at side by side, linked with a reason, never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import CaseWords, Changes, JournalEntry
from intake.cases.codes import FINAL_STATES, JournalCode, Role
from intake.cases.likeness import (
    CANDIDATE,
    NEARLY_THE_SAME,
    Filing,
    Likeness,
    filing_of,
    likeness,
    texts_alike,
)
from intake.ids import new_id
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.marking import may_read, secret_texts
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.desk_tables import CaseLinkRow
from intake.storage.evidence_table import EvidenceRow
from intake.storage.rows import together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseKeyRow, CaseRow, CaseTextRow
from intake.storage.witness import naming

# So many of the newest cases behind the wall are compared.
COMPARED: Final = 800
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A case that may be about the same.

    reasons    in what it is like
    is_linked  somebody linked it already
    same_filer both were filed by the same account
    bureau     code of the one that has it
    version    of the case
    """

    reference: str
    state: str
    received_at: datetime
    about: str
    reasons: tuple[str, ...]
    score: int
    is_linked: bool
    same_filer: bool
    bureau: str = ""
    version: int = 0


class Duplicates:
    """Finds and links."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def candidates(self, officer: Officer, reference: str) -> tuple[Case, tuple[PossibleDuplicate, ...]]:
        """Return the case and what may be about the same, the likest first. Raises NoSuchCase, NotAllowed."""
        async with self._database.reading() as session:
            case, key = await self._found(session, officer, reference)
            if not may_read(officer, case):
                raise NotAllowed("填写的内容限定了查阅的人，您不能查重。")
            mine = await self._filing(session, case.id, key)
            linked = await linked_to(session, case.id)
            others = await self._others(session, officer, case)
        found = []
        for row, fields, filing in others:
            alike = likeness(mine, filing)
            if alike.score >= CANDIDATE or row.id in linked:
                about = str(fields.get("reported_name") or "")
                same = row.filer == case.filer and not case.anonymous
                found.append(_candidate(row, about, alike, is_linked=row.id in linked, same_filer=same))
        return case, tuple(sorted(found, key=lambda one: (not one.is_linked, -one.score))[:SHOWN])

    async def nearly_the_same(
        self, officer: Officer, reference: str
    ) -> tuple[Case, tuple[PossibleDuplicate, ...]]:
        """Return the case and those of its bureau whose text is nearly the same, the oldest first.

        Raises NoSuchCase, NotAllowed.
        """
        async with self._database.reading() as session:
            case, key = await self._found(session, officer, reference)
            if not may_read(officer, case) or case.lead_bureau != officer.bureau:
                raise NotAllowed("由承办局能看到填写内容的人成组办理。")
            found = await self._wave(session, officer, case, key)
        return case, tuple(one for one in found if one.bureau == officer.bureau)

    async def nearly_the_same_anywhere(
        self, officer: Officer, reference: str
    ) -> tuple[Case, tuple[PossibleDuplicate, ...]]:
        """Return the case and those of all bureaus whose text is nearly the same: for the coordinator alone.

        Raises NoSuchCase, NotAllowed.
        """
        if officer.role is not Role.COORDINATOR:
            raise NoSuchCase
        async with self._database.reading() as session:
            case, key = await self._found(session, officer, reference)
            if not may_read(officer, case):
                raise NotAllowed("填写的内容限定了查阅的人，您不能查重。")
            return case, await self._wave(session, officer, case, key)

    async def _wave(
        self, session: AsyncSession, officer: Officer, case: Case, key: CaseKey
    ) -> tuple[PossibleDuplicate, ...]:
        """Return those whom this officer sees that are open and say nearly the same, the oldest first."""
        mine = await self._filing(session, case.id, key)
        found = []
        for row, fields, filing in await self._others(session, officer, case):
            alike = texts_alike(mine, filing)
            if alike >= NEARLY_THE_SAME and row.state not in FINAL_STATES:
                about = str(fields.get("reported_name") or "")
                like = Likeness(alike, (f"叙述的文字相同 {alike}%",))
                found.append(_candidate(row, about, like, is_linked=False, same_filer=False))
        return tuple(sorted(found, key=lambda one: one.received_at))

    async def link(self, officer: Officer, reference: str, other: str, reason: str, now: datetime) -> None:
        """Link two cases; each stays what it is. Raises NoSuchCase, NotAllowed or Incomplete."""
        if not reason.strip():
            raise Incomplete("reason", "请写明为什么认为是同一件事。")
        try:
            async with self._database.writing() as session:
                one, two = [await self._found(session, officer, each) for each in (reference, other)]
                if one[0].id == two[0].id:
                    raise Incomplete("other", "不能和自己关联。")
                both_ours = {one[0].lead_bureau, two[0].lead_bureau} == {officer.bureau}
                if not both_ours or not wall.has_part(officer, one[0]):
                    raise NotAllowed("由承办人员关联，两件都要是本局办理的。")
                words = CaseWords("reason", reason.strip())
                one, two = sorted((one, two), key=lambda found: found[0].id)
                link = CaseLinkRow(
                    id=new_id(now), case_id=one[0].id, other_id=two[0].id, kind="same", by=officer.id, at=now
                )
                changes = _linked_changes(one[0], two[0], officer, words, now)
                changes = replace(changes, entries=tuple(naming(entry, link) for entry in changes.entries))
                rows = [
                    rows_of(changes, one[1], self._vault, now),
                    rows_of(_linked_changes(two[0], one[0], officer, words, now), two[1], self._vault, now),
                ]
                session.add(link)
                await session.flush()
                await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except IntegrityError:
            raise NotAllowed("这两件已经关联。") from None

    async def _found(self, session: AsyncSession, officer: Officer, reference: str) -> tuple[Case, CaseKey]:
        this = col(CaseRow.reference) == reference
        found = await found_case(session, self._vault, wall.visible(officer), this)
        if found is None:
            raise NoSuchCase
        return found

    async def _filing(self, session: AsyncSession, case_id: str, key: CaseKey) -> Filing:
        sealed = await session.scalar(select(col(CaseTextRow.sealed)).where(col(CaseTextRow.case_id) == case_id))
        text = orjson.loads(key.unseal(sealed or b"", "case_text"))
        files = await files_of(session, [case_id])
        return filing_of(case_id, text["fields"], files.get(case_id, frozenset()), text["typed"])

    async def _others(
        self, session: AsyncSession, officer: Officer, case: Case
    ) -> list[tuple[CaseRow, Mapping[str, object], Filing]]:
        query = (
            select(CaseRow, col(CaseKeyRow.wrapped), col(CaseTextRow.sealed))
            .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
            .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
            .where(wall.visible(officer), col(CaseRow.id) != case.id, col(CaseRow.kind) != "consultation")
            .order_by(col(CaseRow.id).desc())
            .limit(COMPARED)
        )
        rows = (await session.execute(query)).all()
        # What is marked a trade secret is compared with nothing.
        secret = await secret_texts(session, [row.id for row, _, _ in rows])
        rows = [one for one in rows if one[0].id not in secret]
        files = await files_of(session, [row.id for row, _, _ in rows])
        found = []
        for row, wrapped, sealed in rows:
            text = orjson.loads(self._vault.unwrap(wrapped, row.id).unseal(sealed, "case_text"))
            filing = filing_of(row.id, text["fields"], files.get(row.id, frozenset()), text["typed"])
            found.append((row, text["fields"], filing))
        return found


def _candidate(
    row: CaseRow, about: str, alike: Likeness, *, is_linked: bool, same_filer: bool
) -> PossibleDuplicate:
    said = (about, alike.reasons, alike.score)
    where = (row.lead_bureau, row.version)
    return PossibleDuplicate(row.reference, row.state, row.received_at, *said, is_linked, same_filer, *where)


def _linked_changes(case: Case, to: Case, officer: Officer, words: CaseWords, now: datetime) -> Changes:
    payload = {"with": to.reference}
    entry = JournalEntry(case.id, now, officer.id, JournalCode.CASE_LINKED, payload, words=words)
    return Changes(case, replace(case, version=case.version + 1), (entry,))


async def linked_to(session: AsyncSession, case_id: str) -> frozenset[str]:
    """Return the ids of the cases that were linked with this one."""
    one, other = col(CaseLinkRow.case_id), col(CaseLinkRow.other_id)
    found = await session.execute(select(one, other).where(or_(one == case_id, other == case_id)))
    return frozenset({each for pair in found for each in pair} - {case_id})


async def files_of(session: AsyncSession, case_ids: list[str]) -> dict[str, frozenset[str]]:
    """Return the SHA-256 of what was handed in, by case."""
    query = select(col(EvidenceRow.case_id), col(EvidenceRow.sha256)).where(
        col(EvidenceRow.case_id).in_(case_ids), col(EvidenceRow.received_at).is_not(None)
    )
    files: dict[str, set[str]] = {}
    for case_id, digest in await session.execute(query):
        if case_id and digest:
            files.setdefault(case_id, set()).add(digest)
    return {case_id: frozenset(digests) for case_id, digests in files.items()}
