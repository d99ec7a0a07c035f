"""Where officers look at files: through the wall, and not before the journal says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.approvals import What, approval_for
from intake.cases.case import Case, NotAllowed
from intake.cases.codes import JournalCode
from intake.cases.secrecy import UNMARKED, Mark, mark_of
from intake.evidence.entering import entry_of
from intake.evidence.file import GONE, SCANS, EvidenceFile, EvidenceRefused, Scan, WhyRefused, proper_id
from intake.evidence.media import download_name
from intake.evidence.pieces import PIECE_BYTES, FileKey, FilePiece, new_piece_name
from intake.evidence.previews import AS_IT_IS, NO_PICTURE, Orders, Previews
from intake.evidence.rows import OpenedFile, content, files_of, listed_row, opened_row
from intake.evidence.shelf import Shelf
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.care import Care, care_of
from intake.officers.casework import NoSuchCase
from intake.officers.filings import with_marks_of_its_filing
from intake.officers.marking import may_open
from intake.officers.officer import Officer
from intake.officers.withholding import known_of, without_filer
from intake.storage.cases import found_case, known_filer
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
SAY_WHY_MARKED: Final = "这个文件标为“含商业秘密”。下载原件请选择理由并确认；看内容用预览，带水印。"
SECOND_FIRST: Final = "本局规定，下载“含商业秘密”的原件要另一位负责人同意。请先在案件页提出申请。"
NAME_WAITS: Final = "（名称在另一位负责人同意查看身份后显示；打开文件也可能看得出是谁举报的）"
SAY_WHY: Final = "这个文件没有查过毒。请选择下载的理由，并确认知道风险。"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as an officer sees it in the list.

    file         without its name for those who may not open it, or who need a second person to learn who filed
    scan         what to say of its harmlessness
    previewed    a preview can be made now
    may_go       it may be downloaded now
    needs_reason only after a warning, with a reason
    mark         whether it holds a trade secret, and who may open it besides
    is_theirs    this officer may open it, once it is known to be harmless
    second       where a second person has to agree before the original leaves: ask, waits, agreed; else ""
    given        a part of a filing has it from there
    """

    file: EvidenceFile
    scan: Scan
    previewed: bool
    may_go: bool
    needs_reason: bool
    mark: Mark = UNMARKED
    is_theirs: bool = True
    second: str = ""
    given: bool = False


@dataclass(frozen=True, slots=True)
class FileDownload:
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
            case, known = await self._case(session, officer, reference)
            query = select(EvidenceRow).where(files_of(case))
            rows = (await session.scalars(query.order_by(col(EvidenceRow.number)))).all()
            files = [await listed_row(session, self._vault, row) for row in rows]
            if files:
                entry = entry_of(JournalCode.EVIDENCE_LISTED, case.id, officer.id, now, files)
                await journal.append(session, [entry], self._vault.journal_key)
            care = await care_of(session, case.lead_bureau)
        return tuple(self._as_listed(file, officer, case, care, now, known) for file in files)

    async def preview(self, officer: Officer, reference: str, file_id: str, now: datetime, stamp: str) -> bytes:
        """Return a picture made anew of a picture, as JPEG; what holds a trade secret has `stamp` burnt in."""
        opened, mark = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_PREVIEWED, now)
        return await self._previews.of(content(self._shelf, opened), _orders(mark, stamp))

    async def blackened(
        self, officer: Officer, reference: str, file_id: str, orders: Orders, now: datetime
    ) -> tuple[EvidenceFile, bytes]:
        """Return a picture as it was ordered, with the file it was made of; the journal has that as looked at."""
        opened, _ = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_PREVIEWED, now)
        return opened.file, await self._previews.of(content(self._shelf, opened), orders)

    async def laid_down(self, key: FileKey, plain: bytes) -> tuple[FilePiece, ...]:
        """Lay something of ours on the shelf, sealed by `key`; return its pieces in order."""
        parts = []
        for index, start in enumerate(range(0, len(plain), PIECE_BYTES)):
            some, is_last = plain[start : start + PIECE_BYTES], start + PIECE_BYTES >= len(plain)
            piece = FilePiece(new_piece_name(), len(some))
            await self._shelf.put(key.file_id, piece.name, key.seal(some, index, piece.name, is_last=is_last))
            parts.append(piece)
        return tuple(parts)

    def content_of(self, opened: OpenedFile) -> AsyncIterator[bytes]:
        """Give the content of a file that somebody may open."""
        return content(self._shelf, opened)

    async def stamped(
        self, officer: Officer, reference: str, file_id: str, now: datetime, stamp: str
    ) -> tuple[str, bytes]:
        """Return the same picture to be taken away, with what it is to be saved as."""
        opened, _ = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_STAMPED, now)
        picture = await self._previews.of(content(self._shelf, opened), Orders(mark=stamp))
        return f"材料{opened.file.number} 带水印.jpg", picture

    async def download(
        self, officer: Officer, reference: str, file_id: str, now: datetime, reason: str = ""
    ) -> FileDownload:
        """Return a file as it was received.

        reason  one of `DOWNLOAD_REASONS`; needed for a file that nobody scanned, and for one that is marked
        """
        opened, _ = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_DOWNLOADED, now, reason)
        file = opened.file
        name = download_name(f"材料{file.number} {file.name}".rstrip(), file.media)
        return FileDownload(name, file.received, content(self._shelf, opened))

    async def without_metadata(
        self, officer: Officer, reference: str, file_id: str, now: datetime, reason: str = ""
    ) -> FileDownload:
        """Return a picture made anew to be taken away, without what hides in the original and without its name."""
        opened, _ = await self._opened(officer, reference, file_id, JournalCode.EVIDENCE_DOWNLOADED, now, reason)
        picture = await self._previews.of(content(self._shelf, opened), AS_IT_IS)
        return FileDownload(f"材料{opened.file.number}.jpg", len(picture), _at_once(picture))

    async def _opened(
        self, officer: Officer, reference: str, file_id: str, code: JournalCode, now: datetime, reason: str = ""
    ) -> tuple[OpenedFile, Mark]:
        """Return a file that may be opened now, once the journal says who opens it, and how it is marked."""
        async with self._database.writing() as session:
            case, _ = await self._case(session, officer, reference)
            if not may_open(officer, case, file_id):
                raise NotAllowed(NOT_OPEN_TO_YOU)
            opened, mark = await self._file_of(session, case, file_id), mark_of(case, file_id)
            care = await care_of(session, case.lead_bureau)
            if _is_nameless(case, officer, care, now):
                opened = replace(opened, file=replace(opened.file, name=""))
            said: dict[str, object] = {"reason": reason} if reason else {}
            if code is JournalCode.EVIDENCE_DOWNLOADED:
                self._refuse_download(opened.file, reason, mark)
                said |= _agreed(case, officer, file_id, mark, care, now)
            else:
                self._refuse_preview(opened.file)
            entry = entry_of(code, case.id, officer.id, now, [opened.file], **said)
            await journal.append(session, [entry], self._vault.journal_key)
        return opened, mark

    async def _case(self, session: AsyncSession, officer: Officer, reference: str) -> tuple[Case, tuple[str, ...]]:
        """Return a case, and what names its filer: whoever may know that asks for it with a reason, elsewhere."""
        found = await found_case(session, self._vault, wall.visible(officer), col(CaseRow.reference) == reference)
        if found is None:
            raise NoSuchCase
        known = known_of(await known_filer(session, self._vault, *found))
        return await with_marks_of_its_filing(session, self._vault, found[0]), known

    async def _file_of(self, session: AsyncSession, case: Case, file_id: str) -> OpenedFile:
        row = await session.scalar(
            select(EvidenceRow).where(col(EvidenceRow.id) == proper_id(file_id), files_of(case))
        )
        if row is None:
            raise EvidenceRefused(WhyRefused.GONE, GONE)
        return await opened_row(session, self._vault, row)

    def _as_listed(
        self,
        file: EvidenceFile,
        officer: Officer,
        case: Case,
        care: Care,
        now: datetime,
        known: Sequence[str],
    ) -> ListedFile:
        scan, mark = file.shown_scan(has_scanner=self._has_scanner), mark_of(case, file.id)
        is_theirs = may_open(officer, case, file.id)
        is_open = is_theirs and scan in (Scan.CLEAN, Scan.UNSCANNED)
        second = _second(case, officer, file.id, mark, care, now) if is_open else ""
        # Where a second person has agreed it was asked for; elsewhere the page names nobody until it is.
        is_agreed = care.asks_two(case.kind, anonymous=case.anonymous)
        name = file.name if is_agreed else without_filer(file.name, known)
        name = NAME_WAITS if _is_nameless(case, officer, care, now) else name
        name = name if is_theirs else ""
        return ListedFile(
            file=replace(file, name=name),
            scan=scan,
            previewed=is_open and file.media is not None and file.media.previewed,
            may_go=is_open and second in ("", "agreed"),
            needs_reason=is_open and (scan is Scan.UNSCANNED or mark.is_secret),
            mark=mark,
            is_theirs=is_theirs,
            second=second,
            given=file.case_id != case.id,
        )

    def _refuse_preview(self, file: EvidenceFile) -> None:
        self._refuse_by_scan(file)
        if file.media is None or not file.media.previewed:
            raise EvidenceRefused(WhyRefused.NO_PREVIEW, NO_PICTURE)

    def _refuse_download(self, file: EvidenceFile, reason: str, mark: Mark) -> None:
        scan = self._refuse_by_scan(file)
        if scan is Scan.UNSCANNED and reason not in DOWNLOAD_REASONS:
            raise EvidenceRefused(WhyRefused.REASON, SAY_WHY)
        if mark.is_secret and reason not in DOWNLOAD_REASONS:
            raise EvidenceRefused(WhyRefused.REASON, SAY_WHY_MARKED)

    def _refuse_by_scan(self, file: EvidenceFile) -> Scan:
        return refused_by_scan(file, has_scanner=self._has_scanner)


def refused_by_scan(file: EvidenceFile, *, has_scanner: bool) -> Scan:
    """Return what is known of a file's harmlessness; refuse one that is infected, or was not looked at yet."""
    scan = file.shown_scan(has_scanner=has_scanner)
    if scan is Scan.INFECTED:
        raise EvidenceRefused(WhyRefused.INFECTED, INFECTED)
    if scan in (Scan.PENDING, Scan.FAILED):
        raise EvidenceRefused(WhyRefused.NOT_YET, f"这个文件{SCANS[scan]}，查过以后才能打开。请稍后再来。")
    return scan


async def _at_once(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _orders(mark: Mark, stamp: str) -> Orders:
    return Orders(mark=stamp) if mark.is_secret else AS_IT_IS


def _is_nameless(case: Case, officer: Officer, care: Care, now: datetime) -> bool:
    """Say whether a second person must first agree before this officer learns who filed the case."""
    if not care.asks_two(case.kind, anonymous=case.anonymous):
        return False
    approval = approval_for(case, What.IDENTITY, "", officer.id, now)
    return approval is None or not approval.holds_for(officer.id, now)


def _second(case: Case, officer: Officer, file_id: str, mark: Mark, care: Care, now: datetime) -> str:
    """Return where a second person's word on the original stands; "" where none is needed."""
    if not (mark.is_secret and care.original_by_two):
        return ""
    approval = approval_for(case, What.ORIGINAL, file_id, officer.id, now)
    if approval is None:
        return "ask"
    return "agreed" if approval.holds_for(officer.id, now) else "waits"


def _agreed(
    case: Case, officer: Officer, file_id: str, mark: Mark, care: Care, now: datetime
) -> dict[str, object]:
    """Return under which request somebody else agreed, where the bureau wants two; refuse without one."""
    second = _second(case, officer, file_id, mark, care, now)
    if second in ("ask", "waits"):
        raise NotAllowed(SECOND_FIRST)
    approval = approval_for(case, What.ORIGINAL, file_id, officer.id, now) if second else None
    return {"request": approval.id} if approval else {}
