"""What a sheet to print is made of, and what the journal says of it. Who filed it never comes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import CaseWords, Changes, JournalEntry
from intake.cases.codes import JournalCode
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.casework import Casework, NoSuchCase, Seen
from intake.officers.marking import may_read
from intake.officers.officer import Officer
from intake.officers.pressed_twice import did_just_now
from intake.officers.withholding import known_of
from intake.storage.cases import found_case, known_filer
from intake.storage.database import Database
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseNoteRow, CaseRow, JournalRow

# Why somebody prints a sheet on which nothing is covered but the filer.
FULL_REASONS: Final[Mapping[str, str]] = {
    "file": "随案归档",
    "discuss": "集体讨论、合议",
    "hand_on": "移送其他机关，需要全部内容",
}
PURPOSE: Final = "passages"
MOST_CHARACTERS: Final = 2_000
_NOT_YOURS: Final = "填写的内容标为“含商业秘密”，您的岗位不能打印。确有需要的，请联系承办人员。"
_NOT_FULL: Final = "不遮盖的只有承办局的办案岗位能打印。"


@dataclass(frozen=True, slots=True)
class PrintSource:
    """What a sheet is made with beside what the desk shows.

    known      what names the filer: names and numbers, to be covered wherever they stand
    passages   what an officer wants covered, as it stands in the text
    head_seq   number of the journal's last entry before this sheet was opened, and its hash
    """

    known: tuple[str, ...]
    passages: tuple[str, ...]
    head_seq: int
    head_hash: str


class Printing:
    """Hands out what sheets are made of.

    Raises NoSuchCase behind the wall, NotAllowed for what may not be printed, Incomplete for what is missing.
    """

    def __init__(self, database: Database, vault: Vault, casework: Casework) -> None:
        self._database = database
        self._vault = vault
        self._casework = casework

    async def source(self, officer: Officer, reference: str, *, full: bool, reason: str = "") -> PrintSource:
        """Return what a sheet is made with.

        full    nothing but the filer will be covered: for handlers alone, with a reason
        """
        async with self._database.reading() as session:
            case, key = await self._case(session, officer, reference)
            if not may_read(officer, case):
                raise NotAllowed(_NOT_YOURS)
            if full and not wall.may_see_identity(officer, case):
                raise NotAllowed(_NOT_FULL)
            if full and reason not in FULL_REASONS:
                raise Incomplete("reason", "请选择为什么要打印不遮盖的。")
            known = known_of(await known_filer(session, self._vault, case, key))
            seq, digest = await _head(session, case.id)
            passages = await _passages(session, key, case.id)
        return PrintSource(known, passages, seq, digest)

    async def record(
        self, officer: Officer, reference: str, now: datetime, *, digest: str, of_digest: str, reason: str
    ) -> None:
        """Write into the journal that a sheet was opened: before it is shown, or it is not shown.

        digest     SHA-256 of what stands on it; of_digest: of the same with nothing covered but the filer
        """
        payload = {"masked": not reason, "sha256": digest, "of_sha256": of_digest}
        if reason:
            payload["reason"] = reason
        async with self._database.writing() as session:
            case, _ = await self._case(session, officer, reference)
            if await did_just_now(session, officer, [case.id], JournalCode.PRINTED, now, payload):
                return
            entry = JournalEntry(case.id, now, officer.id, JournalCode.PRINTED, payload)
            await journal.append(session, [entry], self._vault.journal_key)

    async def cover(self, officer: Officer, reference: str, text: str, now: datetime) -> None:
        """Keep which passages are to be covered, one a line; what was kept before gives way."""
        passages = list(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
        if len(text) > MOST_CHARACTERS:
            raise Incomplete("passages", f"最多 {MOST_CHARACTERS:,} 字，您写了 {len(text):,} 字，请删减。")
        if any(len(passage) < 2 for passage in passages):
            raise Incomplete("passages", "每一行至少写两个字，不然会遮掉太多。")

        async def kept(_: AsyncSession, case: Case) -> Changes:
            if not wall.may_see_identity(officer, case):
                raise NotAllowed("您的岗位不经办这个案件，不能划出要遮盖的文字。")
            words = CaseWords(PURPOSE, "\n".join(passages))
            code, payload = JournalCode.PASSAGES_COVERED, {"passages": len(passages)}
            return Changes(case, case, (JournalEntry(case.id, now, officer.id, code, payload, words=words),))

        await self._casework.change(officer, Seen(reference), now, kept)

    async def _case(self, session: AsyncSession, officer: Officer, reference: str) -> tuple[Case, CaseKey]:
        found = await found_case(session, self._vault, wall.visible(officer), col(CaseRow.reference) == reference)
        if found is None:
            raise NoSuchCase
        return found


async def _passages(session: AsyncSession, key: CaseKey, case_id: str) -> tuple[str, ...]:
    sealed = await session.scalar(
        select(col(CaseNoteRow.sealed))
        .where(col(CaseNoteRow.case_id) == case_id, col(CaseNoteRow.purpose) == PURPOSE)
        .order_by(col(CaseNoteRow.id).desc())
        .limit(1)
    )
    if sealed is None:
        return ()
    text = str(orjson.loads(key.unseal(sealed, "case_note"))["text"])
    return tuple(line for line in text.split("\n") if line)


async def _head(session: AsyncSession, case_id: str) -> tuple[int, str]:
    found = await session.execute(
        select(col(JournalRow.seq), col(JournalRow.hash))
        .where(col(JournalRow.case_id) == case_id)
        .order_by(col(JournalRow.seq).desc())
        .limit(1)
    )
    seq, digest = found.one()
    return seq, digest
