"""Files beside the items of a sheet: a self-assessment, or a district's against its indicators.

They are taken, judged, sealed and scanned as those of a filing are. Whoever may see the sheet was decided by the
door; they are kept as long as it is.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import suppress
from typing import Final

from intake.evidence.file import GONE, EvidenceFile, EvidenceRefused, OfSheet, Scan, WhyRefused
from intake.evidence.media import download_name
from intake.evidence.room import FileDownload, refused_by_scan
from intake.evidence.rows import content
from intake.evidence.shelf import Shelf
from intake.evidence.store import EvidenceStore
from intake.storage.evidence_table import OF_DISTRICT, OF_SHEET

SAY_SO: Final = "这个文件没有查过毒。请先勾选“知道没有查过毒”，再下载。"
_UNNAMED: Final = "未命名"


class SheetFiles:
    """Keeps them. What it does not do it refuses with EvidenceRefused, the sentence of which can be shown."""

    def __init__(self, store: EvidenceStore, shelf: Shelf, *, has_scanner: bool) -> None:
        """Take the store of all files, and the shelf they lie on."""
        self._store = store
        self._shelf = shelf
        self.has_scanner = has_scanner
        self.limits = store.limits

    async def of(self, sheet: str) -> Mapping[str, tuple[EvidenceFile, ...]]:
        """Return the files of a sheet by the key of the item that they evidence."""
        return await self._store.of_items(sheet)

    async def take(self, sheet: str, item: str, name: str, sent: AsyncIterable[bytes]) -> EvidenceFile:
        """Take a file in one go; one that does not come whole, or may not be kept, leaves nothing behind."""
        begun = await self._store.begin(OfSheet(sheet, item), name or _UNNAMED)
        try:
            await self._store.append(begun.id, 0, sent)
            return await self._store.finish(begun.id)
        except BaseException:
            with suppress(EvidenceRefused):
                await self.discard(sheet, begun.id)
            raise

    async def discard(self, sheet: str, file_id: str) -> None:
        """Take a file of this sheet away again."""
        await self._store.discard(OfSheet(sheet), file_id)

    async def forget(self, sheet: str) -> None:
        """Take away all files of a sheet that is no more."""
        await self._store.forget(OfSheet(sheet))

    async def opened(self, sheet: str, file_id: str, *, knows_risk: bool) -> FileDownload:
        """Return a file as it was received.

        knows_risk  whoever takes it has confirmed that nobody looked at it for viruses
        """
        found = next((one for one in await self._store.opened_of(OfSheet(sheet)) if one.file.id == file_id), None)
        if found is None or not found.file.is_whole:
            raise EvidenceRefused(WhyRefused.GONE, GONE)
        if refused_by_scan(found.file, has_scanner=self.has_scanner) is Scan.UNSCANNED and not knows_risk:
            raise EvidenceRefused(WhyRefused.REASON, SAY_SO)
        name = download_name(f"佐证{found.file.number} {found.file.name}", found.file.media)
        return FileDownload(name, found.file.received, content(self._shelf, found))


async def at_once(content: bytes) -> AsyncIterator[bytes]:
    """Give a file that is here already as one that comes."""
    if content:
        yield content


def of_district(bureau: str, round_version: str) -> str:
    """Return what names a district's own sheet in a round: all its versions have the same files."""
    return f"{OF_DISTRICT.removeprefix(OF_SHEET)}{round_version}-{bureau}"
