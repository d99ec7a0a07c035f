"""Where officers look at files: through the wall, and not before the journal says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.codes import JournalCode
from intake.evidence.entering import entry_of
from intake.evidence.file import GONE, SCANS, EvidenceFile, EvidenceRefused, Scan, Why, proper_id
from intake.evidence.media import download_name
from intake.evidence.previews import NO_PICTURE, Previews
from intake.evidence.rows import OpenedFile, content, listed_row, opened_row
from intake.evidence.shelf import Shelf
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow

# Why somebody takes a file home that nobody looked at for viruses.
DOWNLOAD_REASONS: Final[Mapping[str, str]] = {
    "check": "核查案情需要查看原件",
    "apart": "拿到隔离的电脑上查毒后再打开",
    "hand_on": "移送或者随案归档",
}
NOT_OPEN_TO_YOU: Final = (
    "材料里可能有来访人的身份，只有承办局的办案岗位能打开。您可以看清单；确有需要的，请联系承办人员。"
)
INFECTED: Final = "这个文件里发现病毒，原件已封存，不能打开。请让来访人换一种方式提交。"
SAY_WHY: Final = "这个文件没有查过毒。请选择下载的理由，并确认知道风险。"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as an officer sees it in the list.

    file         without its name for those who may not open it
    scan         what to say of its harmlessness
    previewed    a preview can be made now
    may_go       it may be downloaded now
    needs_reason only after a warning, with a reason
    """

    file: EvidenceFile
    scan: Scan
    previewed: bool
    may_go: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way to an officer.

    name  what it is to be saved as
    """

    name: str
    size: int
    content: AsyncIterator[bytes]


class EvidenceRoom:
    """Shows files of cases to officers.

    Raises NoSuchCase behind the wall, NotAllowed for posts that open no file, EvidenceRefused for all else.
    """

    def __init__(
        self, database: Database, vault: Vault, shelf: Shelf, previews: Previews, *, has_scanner: bool
    ) -> None:
        self._database = database
        self._vault = vault
        self._shelf = shelf
        self._previews = previews
        self._has_scanner = has_scanner

    async def listed(self, officer: Officer, reference: str, now: datetime) -> tuple[ListedFile, ...]:
        """Return the whole files of a case, by number; that they were listed stands in the journal first."""
        async with self._database.writing() as session:
            case = await self._case(session, officer, reference)
            query = select(EvidenceRow).where(
                col(EvidenceRow.case_id) == case.id, col(EvidenceRow.received_at).is_not(None)
            )
            rows = (await session.scalars(query.order_by(col(EvidenceRow.number)))).all()
            files = [await listed_row(session, self._vault, row) for row in rows]
            if files:
                entry = entry_of(JournalCode.EVIDENCE_LISTED, case.id, officer.id, now, files)
                await journal.append(session, [entry], self._vault.journal_key)
        may_open = wall.may_see_identity(officer, case)
        return tuple(self._as_listed(file, may_open=may_open) for file in files)

    async def preview(self, officer: Officer, reference: str, file_id: str, now: datetime) -> bytes:
        """Return a picture made anew of a picture, as JPEG."""
        opened = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_PREVIEWED, now, "")
        return await self._previews.of(content(self._shelf, opened))

    async def download(
        self, officer: Officer, reference: str, file_id: str, now: datetime, reason: str = ""
    ) -> Download:
        """Return a file as it was received.

        reason  one of `DOWNLOAD_REASONS`; needed for a file that nobody scanned
        """
        opened = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_DOWNLOADED, now, reason)
        file = opened.file
        name = download_name(f"材料{file.number} {file.name}", file.media)
        return Download(name, file.received, content(self._shelf, opened))

    async def _opened(
        self, officer: Officer, reference: str, file_id: str, code: JournalCode, now: datetime, reason: str
    ) -> OpenedFile:
        """Return a file that may be opened now, once the journal says who opens it."""
        async with self._database.writing() as session:
            case = await self._case(session, officer, reference)
            if not wall.may_see_identity(officer, case):
                raise NotAllowed(NOT_OPEN_TO_YOU)
            opened = await self._file_of(session, case, file_id)
            if code is JournalCode.EVIDENCE_PREVIEWED:
                self._refuse_preview(opened.file)
            else:
                self._refuse_download(opened.file, reason)
            said = {"reason": reason} if reason else {}
            entry = entry_of(code, case.id, officer.id, now, [opened.file], **said)
            await journal.append(session, [entry], self._vault.journal_key)
        return opened

    async def _case(self, session: AsyncSession, officer: Officer, reference: str) -> Case:
        found = await found_case(session, self._vault, wall.visible(officer), col(CaseRow.reference) == reference)
        if found is None:
            raise NoSuchCase
        return found[0]

    async def _file_of(self, session: AsyncSession, case: Case, file_id: str) -> OpenedFile:
        row = await session.scalar(
            select(EvidenceRow).where(
                col(EvidenceRow.id) == proper_id(file_id),
                col(EvidenceRow.case_id) == case.id,
                col(EvidenceRow.received_at).is_not(None),
            )
        )
        if row is None:
            raise EvidenceRefused(Why.GONE, GONE)
        return await opened_row(session, self._vault, row)

    def _as_listed(self, file: EvidenceFile, *, may_open: bool) -> ListedFile:
        scan = file.shown_scan(has_scanner=self._has_scanner)
        is_open = may_open and scan in (Scan.CLEAN, Scan.UNSCANNED)
        return ListedFile(
            file=file if may_open else replace(file, name=""),
            scan=scan,
            previewed=is_open and file.media is not None and file.media.previewed,
            may_go=is_open,
            needs_reason=is_open and scan is Scan.UNSCANNED,
        )

    def _refuse_preview(self, file: EvidenceFile) -> None:
        self._refuse_by_scan(file)
        if file.media is None or not file.media.previewed:
            raise EvidenceRefused(Why.NO_PREVIEW, NO_PICTURE)

    def _refuse_download(self, file: EvidenceFile, reason: str) -> None:
        if self._refuse_by_scan(file) is Scan.UNSCANNED and reason not in DOWNLOAD_REASONS:
            raise EvidenceRefused(Why.REASON, SAY_WHY)

    def _refuse_by_scan(self, file: EvidenceFile) -> Scan:
        scan = file.shown_scan(has_scanner=self._has_scanner)
        if scan is Scan.INFECTED:
            raise EvidenceRefused(Why.INFECTED, INFECTED)
        if scan in (Scan.PENDING, Scan.FAILED):
            raise EvidenceRefused(Why.NOT_YET, f"这个文件{SCANS[scan]}，查过以后才能打开。请稍后再来。")
        return scan
