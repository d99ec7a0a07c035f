"""The files of a filer's own case or draft on its page: what was received, what is on its way, how to add more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.web.own_case import moment_in_words
from bot.channels.web.uploading.shown import ShownFile, ShownHalf, files_shown, halves_shown
from intake.evidence.arriving import Arriving
from intake.evidence.file import OfCase, OfDraft
from intake.evidence.store import EvidenceStore
from intake.filers.upload_links import UploadLinks


@dataclass(frozen=True, slots=True)
class OwnFilesShown:
    """The files in words.

    halves      those that were not sent to their end
    on_the_way  how many are still being fetched from WeChat
    open_until  until when an upload page opens, in words; "" where none does
    """

    whole: Sequence[ShownFile]
    halves: Sequence[ShownHalf]
    on_the_way: int
    open_until: str = ""


class OwnFiles:
    """What `/mycase` and the forms' pages need of files."""

    def __init__(self, store: EvidenceStore, links: UploadLinks, arriving: Arriving, *, has_scanner: bool) -> None:
        """Take the parts."""
        self._store = store
        self._links = links
        self._arriving = arriving
        self._has_scanner = has_scanner

    async def of(self, case_id: str) -> OwnFilesShown:
        """Return the files of a case; that they were listed stands in its journal."""
        owner = OfCase(case_id)
        whole = await self._store.shown(case_id)
        halves = [one.file for one in await self._store.opened_of(owner)]
        until = await self._links.open_until(owner)
        return OwnFilesShown(
            files_shown(whole, has_scanner=self._has_scanner),
            halves_shown(halves),
            await self._arriving.waiting_for(owner),
            moment_in_words(until) if until is not None else "",
        )

    async def of_draft(self, draft_id: str) -> OwnFilesShown:
        """Return what was handed in with a draft; nothing before its first file ("")."""
        if not draft_id:
            return OwnFilesShown((), (), 0)
        owner = OfDraft(draft_id)
        return OwnFilesShown(
            files_shown(await self._store.files_of(owner), has_scanner=self._has_scanner),
            halves_shown([one.file for one in await self._store.opened_of(owner)]),
            await self._arriving.waiting_for(owner),
        )

    async def revoke_links(self, case_id: str) -> None:
        """Let the upload pages of the case open nothing any more."""
        await self._links.revoke_all(OfCase(case_id))

    async def upload_page(self, case_id: str, *, anonymous: bool) -> str:
        """Return the address of a new upload page for the case."""
        return f"/upload/{await self._links.give(OfCase(case_id), anonymous=anonymous)}"
