"""All parts of the evidence, put together: the store for the doors, the room for the desk, the job beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from intake.evidence.address import Bucket
from intake.evidence.clamd import Clamd
from intake.evidence.file import Limits
from intake.evidence.late import LateEntries
from intake.evidence.previews import Previews
from intake.evidence.room import EvidenceRoom
from intake.evidence.scanning import Scanning
from intake.evidence.sheets import SheetFiles
from intake.evidence.shelf import FolderShelf, Shelf
from intake.evidence.standing import FilesStanding, standing
from intake.evidence.store import EvidenceStore
from intake.storage.database import Database
from intake.storage.keeping.files import FILES
from intake.storage.refusals import StartRefused
from intake.storage.sealing import Vault


class StoreRefused(StartRefused):
    """The shelf for files cannot be used as it is set."""


@dataclass(frozen=True, slots=True)
class EvidenceParts:
    """The parts.

    scanner  None: files are not scanned, and everybody is told so
    """

    database: Database
    shelf: Shelf
    store: EvidenceStore
    room: EvidenceRoom
    late: LateEntries
    sheets: SheetFiles
    scanner: Clamd | None
    scanning: Scanning | None

    async def round(self) -> bool:
        """Do what is due beside the service; True when more is due at once."""
        await self.late.enter()
        return await self.scanning.round() if self.scanning is not None else False

    async def standing(self) -> FilesStanding:
        """Return how the files stand."""
        return await standing(self.database, has_scanner=self.scanner is not None)


def evidence_parts(
    database: Database,
    vault: Vault,
    shelf: Shelf,
    clock: Callable[[], datetime],
    limits: Limits | None = None,
    clamd: str = "",
) -> EvidenceParts:
    """Put the parts together.

    clamd  address of the scanner; "" for none
    """
    scanner = Clamd(clamd) if clamd else None
    store = EvidenceStore(database, vault, shelf, clock, limits)
    return EvidenceParts(
        database=database,
        shelf=shelf,
        store=store,
        sheets=SheetFiles(store, shelf, has_scanner=scanner is not None),
        room=EvidenceRoom(database, vault, shelf, Previews(), has_scanner=scanner is not None),
        late=LateEntries(database, vault, clock),
        scanner=scanner,
        scanning=Scanning(database, vault, shelf, scanner, clock) if scanner is not None else None,
    )


def shelf_in(data_dir: Path) -> FolderShelf:
    """Return the shelf in the data directory."""
    return FolderShelf(data_dir / FILES)


def shelf_of(data_dir: Path, bucket: Bucket | None) -> Shelf:
    """Return the shelf: a bucket, or the folder in the data directory.

    Raises StoreRefused for a bucket without the extra that speaks to it.
    """
    if bucket is None:
        return shelf_in(data_dir)
    if find_spec("obstore") is None:
        raise StoreRefused("设置了 SHANGMI_EVIDENCE_S3，但没有装它需要的包。请运行 pip install 'shangmi[s3]'。")
    from intake.evidence.bucket import BucketShelf

    return BucketShelf(bucket)
