"""Files on their way from a conversation to a draft or a case: the link, what is to be fetched, and the filing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.evidence.arriving import Arriving
from intake.evidence.file import OfCase, OfDraft, Owner
from intake.evidence.rows import OpenedFile
from intake.evidence.store import EvidenceStore
from intake.filers.upload_links import UploadLinks
from intake.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class Opened:
    """What comes of a wish to hand something in.

    rows     to be committed with the answer
    link     what stands in the address of the upload page; empty where none is needed
    is_kept  what came with the message will be fetched
    is_full  nothing more is taken
    """

    rows: Rows = field(default_factory=Rows)
    link: str = ""
    is_kept: bool = False
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in with a draft that is being filed.

    files       those that have come, whole or in part
    on_the_way  what is still to be fetched
    """

    files: Sequence[OpenedFile] = ()
    on_the_way: int = 0

    @property
    def whole(self) -> int:
        """How many are here."""
        return sum(one.file.is_whole for one in self.files)


class HandingIn:
    """What a conversation may ask for about files. It writes nothing by itself but where it says so."""

    def __init__(self, links: UploadLinks, arriving: Arriving, store: EvidenceStore, *, can_fetch: bool) -> None:
        """Take the parts.

        can_fetch  there is a channel from which what is sent there can be fetched
        """
        self._links = links
        self._arriving = arriving
        self._store = store
        self._can_fetch = can_fetch

    async def opened(
        self,
        owner: Owner,
        told: Mapping[str, str] | None,
        now: datetime,
        *,
        anonymous: bool,
        form: str = "",
        person: str = "",
    ) -> Opened:
        """Return what lets somebody hand something in.

        form    of the draft
        person  in whose conversation it is done, where it can be told what came
        told    what the channel told of what came with the message; None: nothing came that could be fetched
        """
        there = len(await self._store.opened_of(owner)) + await self._arriving.waiting_for(owner)
        if there >= self._store.limits.max_files:
            return Opened(is_full=True)
        if told is not None and self._can_fetch:
            return Opened(Rows(inserts=(self._arriving.noted(owner, told, now),)), is_kept=True)
        link = self._links.given(owner, anonymous=anonymous, form=form, person=person)
        return Opened(Rows(inserts=(link.row,)), link.written)

    def opened_for_new(self, case_id: str, *, anonymous: bool) -> Opened:
        """Return what lets somebody add to the case that they are filing."""
        link = self._links.given(OfCase(case_id), anonymous=anonymous)
        return Opened(Rows(inserts=(link.row,)), link.written)

    async def revoked(self, draft_ids: Sequence[str], case_ids: Sequence[str]) -> Rows:
        """Return the rows by which no link that was given out for these opens anything any more."""
        owners: list[Owner] = [*map(OfDraft, draft_ids), *map(OfCase, case_ids)]
        return Rows(updates=await self._links.revoked(owners))

    async def with_draft(self, draft_id: str) -> HandedIn:
        """Return what was handed in with a draft."""
        draft = OfDraft(draft_id)
        return HandedIn(await self._store.opened_of(draft), await self._arriving.waiting_for(draft))

    async def moved_to_case(self, draft_id: str, case_id: str) -> Rows:
        """Return the rows by which links and what is on the way belong to the case that the draft becomes."""
        links = await self._links.moved_to_case(draft_id, case_id)
        return Rows(updates=(*links, *await self._arriving.moved_to_case(OfDraft(draft_id), case_id)))

    async def touch(self, draft_id: str) -> None:
        """Keep the files of a draft as long as the draft, which was gone on with now. Writes at once."""
        await self._store.touch(OfDraft(draft_id))

    async def forget(self, draft_id: str) -> None:
        """Take away what was handed in with a draft that is no more. Writes at once."""
        await self._arriving.forget(OfDraft(draft_id))
        await self._links.forget_draft(draft_id)
        await self._store.forget(OfDraft(draft_id))


def new_draft_id() -> str:
    """Draw the id by which files are handed in with a draft."""
    return secrets.token_urlsafe(12)
