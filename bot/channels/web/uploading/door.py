"""What a request at an upload link may reach: the files of one draft or one case, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Final

from aiohttp import web

from bot.channels.web.uploading.tus import TusRefused, clean_name
from bot.shown.sources import address_of
from intake.evidence.file import UNFINISHED_KEPT, EvidenceFile, EvidenceRefused, OfCase, OfDraft, WhyRefused
from intake.evidence.latecomers import Latecomers
from intake.evidence.store import EvidenceStore
from intake.filers.upload_links import LinkState, UploadLink, UploadLinks
from intake.pace import Pace

# Two cases full of files at once, then one file every ten seconds.
FILE_PACE: Final = (40, 10.0)
STATUS_OF: Final[Mapping[WhyRefused, int]] = {
    WhyRefused.TOO_LARGE: 413,
    WhyRefused.TOO_MANY: 422,
    WhyRefused.EMPTY: 422,
    WhyRefused.HALF: 422,
    WhyRefused.UNKNOWN_TYPE: 415,
    WhyRefused.PROGRAM: 415,
    WhyRefused.NO_ROOM: 507,
    WhyRefused.GONE: 404,
    WhyRefused.WHOLE: 409,
    WhyRefused.OFFSET: 409,
    WhyRefused.KEPT: 403,
    WhyRefused.DAMAGED: 500,
    WhyRefused.UNREACHABLE: 503,
}
_UNNAMED: Final = "未命名"


class TooFast(Exception):
    """So many files came from there that the next one has to wait."""


class UploadDoor:
    """Files by link: both ways in, the plain form and tus, take them through here."""

    def __init__(
        self,
        links: UploadLinks,
        store: EvidenceStore,
        latecomers: Latecomers,
        trusted_proxy: str,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the parts."""
        self.store = store
        self.links = links
        self._latecomers = latecomers
        self._trusted_proxy = trusted_proxy
        self._clock = clock
        self._pace = Pace(*FILE_PACE)

    async def link_of(self, request: web.Request) -> UploadLink | LinkState:
        """Return the link in the address, or why it opens nothing."""
        return await self.links.at(request.match_info["link"])

    def now(self) -> datetime:
        """The instant, UTC."""
        return self._clock()

    async def close(self, link: UploadLink) -> bool:
        """Let it open nothing any more; say whether it was this that closed it."""
        return await self.links.close(link)

    async def revoke(self, link: UploadLink) -> None:
        """Take it back."""
        await self.links.revoke(link)

    async def begin(
        self, request: web.Request, link: UploadLink, name: str, length: int | None = None
    ) -> EvidenceFile:
        """Begin a file. Raises TooFast, EvidenceRefused."""
        address = address_of(request, self._trusted_proxy)
        if address is not None and not self._pace.allows(address):
            raise TooFast
        return await self.store.begin(link.owner, clean_name(name) or _UNNAMED, length)

    async def take_whole(
        self, request: web.Request, link: UploadLink, name: str, content: AsyncIterator[bytes]
    ) -> EvidenceFile:
        """Take a file in one go; one that does not come whole leaves nothing behind.

        Raises TooFast, EvidenceRefused, BrokenOff.
        """
        begun = await self.begin(request, link, name)
        try:
            await self.store.append(begun.id, 0, content)
            return await self.finish(link, begun.id)
        except BaseException:
            await self.drop(link, begun.id)
            raise

    async def finish(self, link: UploadLink, file_id: str) -> EvidenceFile:
        """Close a file; one whose draft was filed while it came goes with it. Raises EvidenceRefused."""
        file = await self.store.finish(file_id)
        if isinstance(link.owner, OfDraft) and (case_id := await self.links.case_of(link)) is not None:
            await self._latecomers.bring(link.owner, case_id)
        return file

    async def drop(self, link: UploadLink, file_id: str) -> None:
        """Take a file away again; what is gone already is no fault."""
        try:
            await self.store.discard(link.owner, file_id)
        except EvidenceRefused as refused:
            if refused.why is not WhyRefused.GONE:
                raise

    async def files_of(self, link: UploadLink) -> tuple[EvidenceFile, ...]:
        """Return every file of the link's draft or case, the unfinished ones too; of a case it is journalled."""
        opened = await self.store.opened_of(link.owner)
        if isinstance(link.owner, OfCase):
            await self.store.shown(link.owner.case_id)
        return tuple([await self.settled(one.file) for one in opened])

    async def file_of(self, link: UploadLink, file_id: str) -> EvidenceFile:
        """Return a file of this link. Another person's looks like one that is not there: raises TusRefused."""
        found = next((one.file for one in await self.store.opened_of(link.owner) if one.file.id == file_id), None)
        if found is None:
            raise TusRefused(404, "unknown_file", "没有这个文件，可能已经删除或者过期。", "请重新选择文件上传。")
        return found

    async def settled(self, file: EvidenceFile) -> EvidenceFile:
        """Return the file; one of which everything came is closed, whatever happened before it could be."""
        if file.is_whole or file.said_bytes is None or file.received < file.said_bytes:
            return file
        try:
            return await self.store.finish(file.id)
        except EvidenceRefused:
            # The page goes on without it; whoever sends it hears why.
            return file


def expires_at(file: EvidenceFile, link: UploadLink) -> datetime:
    """Return until when an unfinished file can be gone on with by this link."""
    return min(file.begun_at + UNFINISHED_KEPT, link.expires_at)


def refusal_of(refused: EvidenceRefused) -> tuple[int, str]:
    """Return status and sentence of a refusal."""
    return STATUS_OF[refused.why], str(refused)
