"""Sealed packages: an encrypted ZIP of what was ticked, with cover sheet and hashed list; its passphrase apart.

The archive is AES-256 from its first byte and lies in a nameless temporary file while it is sent. The passphrase
is kept nowhere: it follows from a key of ours and the package's number, and is shown on request.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Changes, Rulebook
from intake.cases.secrecy import TEXT, mark_of
from intake.cases.transfer_codes import TransferCode
from intake.cases.working import OUTSIDER
from intake.evidence.file import EvidenceRefused
from intake.evidence.masking import Masking, masked_copies
from intake.evidence.media import Media, download_name, media_of
from intake.evidence.room import EvidenceRoom, FileDownload
from intake.evidence.rows import files_of
from intake.forms.forms import form_of
from intake.ids import new_id
from intake.officers import wall
from intake.officers.casework import Casework, Seen, act_of, agreed_to_identity
from intake.officers.filings import with_marks_of_its_filing
from intake.officers.officer import Officer
from intake.officers.passphrases import passphrase_of
from intake.officers.transferring import filed_fields, key_of, office_of
from intake.officers.withholding import known_of
from intake.storage.cases import known_filer
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault
from intake.transfers.moves import recorded
from intake.transfers.package import COVER, LIST, PackedFile, cover_of, list_of, packed, texts_of, why_not_packed
from intake.transfers.parts import IDENTITY, WORDS, file_number
from intake.transfers.reading import transfer_called

if TYPE_CHECKING:
    import pyzipper

# What is larger goes on a disk, not through a browser.
MOST_BYTES: Final = 500 * 1024 * 1024
_HAND_ON: Final = "hand_on"
_MARKED_WORDS: Final = "举报人的原话标为“含商业秘密”，不能放进材料包。请单独打印后当面移交。"


@dataclass(frozen=True, slots=True)
class Package:
    """An archive ready to be sent; whoever has it closes `content`.

    name  what it is saved as
    """

    name: str
    content: IO[bytes]
    size: int


@dataclass(frozen=True, slots=True)
class _TickedFile:
    """A file that was ticked.

    name        what it is called in the package
    masked      its newest masked copy; "" for none
    media       what it is by its content
    is_nameless who filed it is not sent: neither its own name nor what hides in a picture goes along
    """

    name: str
    file: str
    masked: str
    media: Media | None
    is_nameless: bool

    @property
    def is_bare(self) -> bool:
        """It goes as it was received, although who filed it is not sent."""
        return self.is_nameless and not self.masked and not self.is_made_anew

    @property
    def is_made_anew(self) -> bool:
        """It goes as a picture made anew, with nothing of the original but what is seen."""
        return self.is_nameless and not self.masked and self.media is not None and self.media.previewed

    def called(self, own_name: str) -> str:
        """Return its whole name in the package; `own_name` is what it would be saved as by itself."""
        if self.masked or not self.is_nameless:
            return f"{self.name}_{own_name}"
        return f"{self.name}.jpg" if self.is_made_anew else download_name(self.name, self.media)


@dataclass(frozen=True, slots=True)
class _Contents:
    cover: str
    texts: dict[str, str]
    files: tuple[_TickedFile, ...]


class Packing:
    """Makes packages, and says their passphrase."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook, room: EvidenceRoom) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._room = room
        self._masking = Masking(database, vault, room)
        self._casework = Casework(database, vault, rulebook)

    async def make(self, officer: Officer, reference: str, transfer_id: str, now: datetime) -> Package:
        """Return the package, once the journal says who made it.

        Raises NoSuchCase, NotAllowed; a file that may not be opened is NotAllowed too, with its sentence.
        """
        package, contents = new_id(now), await self._contents(officer, reference, transfer_id, now)
        written = await self._written(officer, reference, contents, package, now)
        digest = await asyncio.to_thread(_digest_of, written)

        async def noted(_: AsyncSession, case: Case) -> Changes:
            said = {"package": package, "sha256_of_package": digest}
            transfer = transfer_called(case, transfer_id)
            return recorded(case, transfer, TransferCode.PACKED, officer.id, now, said, self._rulebook.clocks)

        await self._casework.change(officer, Seen(reference), now, noted)
        size = written.seek(0, 2)
        written.seek(0)
        return Package(f"{reference}-{package[-6:]}.zip", written, size)

    def passphrase(self, package: str) -> str:
        """Return the passphrase of a package by its number."""
        return passphrase_of(self._vault, "package", package)

    async def _contents(self, officer: Officer, reference: str, transfer_id: str, now: datetime) -> _Contents:
        found: list[_Contents] = []

        async def looked(session: AsyncSession, case: Case) -> Changes:
            transfer = transfer_called(case, transfer_id)
            if not wall.has_part(officer, case):
                raise NotAllowed(OUTSIDER)
            if why_not := why_not_packed(transfer, case, act_of(officer, case, now, {})):
                raise NotAllowed(why_not)
            key = await key_of(session, self._vault, case)
            office = await office_of(session, self._rulebook, case, key)
            identity: dict[str, object] = {}
            known = known_of(filer := await known_filer(session, self._vault, case, key))
            if WORDS in transfer.parts and mark_of(case, TEXT).is_secret:
                raise NotAllowed(_MARKED_WORDS)
            if IDENTITY in transfer.parts:
                await agreed_to_identity(session, case, officer, now)
                identity, known = dict(filer.fields), ()
            form, fields = form_of(case.kind, case.form_version), await filed_fields(session, case, key)
            labels = dict(office.parts)
            numbers = [number for part in transfer.parts if (number := file_number(part)) is not None]
            files = await _files(session, self._vault, case, numbers, is_nameless=IDENTITY not in transfer.parts)
            cover = cover_of(
                transfer,
                case,
                self._rulebook.bureaus.public_name_of(case.lead_bureau),
                "、".join(map(office.bodies.name_of, transfer.bodies)),
                [labels.get(part, part) for part in transfer.withheld],
                now,
                [one.name for one in files if one.is_bare],
            )
            found.append(_Contents(cover, texts_of(form, transfer.parts, fields, identity, known), files))
            return Changes(case, case)

        await self._casework.change(officer, Seen(reference), now, looked)
        return found[0]

    async def _written(
        self, officer: Officer, reference: str, contents: _Contents, package: str, now: datetime
    ) -> IO[bytes]:
        # Loaded with the first package, not at every start.
        import pyzipper

        # Whoever sends it closes it.
        written: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            with pyzipper.AESZipFile(
                written, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
            ) as archive:
                archive.setpassword(self.passphrase(package).encode())
                texts = {COVER: contents.cover, **contents.texts}
                lines = [_add(archive, name, text.encode()) for name, text in texts.items()]
                for one in contents.files:
                    lines.append(await self._add_file(archive, officer, reference, one, now))
                _add(archive, LIST, list_of(lines).encode())
        except BaseException:
            written.close()
            raise
        return written

    async def _add_file(
        self,
        archive: pyzipper.AESZipFile,
        officer: Officer,
        reference: str,
        one: _TickedFile,
        now: datetime,
    ) -> PackedFile:
        digest, size = hashlib.sha256(), 0
        try:
            download = await self._download(officer, reference, one, now)
            whole = one.called(download.name)
            with archive.open(whole, "w") as entry:
                async for piece in download.content:
                    size += len(piece)
                    if size > MOST_BYTES:
                        raise NotAllowed("文件太大，不能放进材料包，请用移动介质当面移交。")
                    digest.update(piece)
                    await asyncio.to_thread(entry.write, piece)
        except EvidenceRefused as refusal:
            raise NotAllowed(f"证据材料不能放进材料包：{refusal}") from None
        return PackedFile(whole, digest.hexdigest(), size)

    async def _download(self, officer: Officer, reference: str, one: _TickedFile, now: datetime) -> FileDownload:
        """Return what is sent of a file: the masked copy, where there is one, else what shows nothing more."""
        if one.masked:
            return await self._masking.download(officer, reference, one.masked, now)
        if one.is_made_anew:
            return await self._room.without_metadata(officer, reference, one.file, now, _HAND_ON)
        return await self._room.download(officer, reference, one.file, now, _HAND_ON)


async def _files(
    session: AsyncSession, vault: Vault, case: Case, numbers: Iterable[int], *, is_nameless: bool
) -> tuple[_TickedFile, ...]:
    """Return the files; originals that hold a trade secret leave one at a time, never in a package."""
    query = select(col(EvidenceRow.number), col(EvidenceRow.id), col(EvidenceRow.media)).where(
        files_of(case),
        col(EvidenceRow.number).in_(list(numbers)),
    )
    masked = {copy.original: copy.id for copy in await masked_copies(session, case.id)}
    case = await with_marks_of_its_filing(session, vault, case)
    files = []
    for number, file_id, media in await session.execute(query.order_by(col(EvidenceRow.number))):
        if file_id not in masked and mark_of(case, file_id).is_secret:
            raise NotAllowed(
                f"材料{number}标为“含商业秘密”，原件不能放进材料包。请先做遮盖件，或者单独下载后当面移交。"
            )
        copy = masked.get(file_id, "")
        files.append(_TickedFile(f"证据{number:02}", file_id, copy, media_of(media), is_nameless))
    return tuple(files)


def _add(archive: pyzipper.AESZipFile, name: str, content: bytes) -> PackedFile:
    archive.writestr(name, content)
    return packed(name, content)


def _digest_of(written: IO[bytes]) -> str:
    written.seek(0)
    return hashlib.file_digest(written, "sha256").hexdigest()  # type: ignore[arg-type]
