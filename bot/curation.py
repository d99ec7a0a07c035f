"""The knowledge base as curators see it, and how what they publish comes into service.

Every worker looks at the publication counter a few times a minute. When it has moved, or the day has changed and
a version begins today, the library is built anew in a thread and handed to reception between two messages. A set
with a fault is not taken over: the last good one goes on, and log and desk say so; only what takes an entry down
holds in any case.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation.handbook import Handbook, with_library
from intake.clocks.calendar import day_in_shanghai
from intake.curation.editorial import Editorial
from intake.curation.versions import WITHDRAWN, Version, by_entry, in_force
from intake.jobs import Job
from knowledge import check
from knowledge.content import plainly
from knowledge.content.entry import ContentFaults, Entry, entry_from
from knowledge.content.instrument import Instrument, split_source
from knowledge.content.overlay import Laid, overlaid, stored_fields_of, texts_in, unknown_sources, withdrawals
from knowledge.finding.answer import Rendered, cited, rendered
from knowledge.finding.explaining import Explained, explained
from knowledge.learning.rehearsal import Known, Rehearsal, load_known, rehearse
from knowledge.library import Library

log = logging.getLogger(__name__)

LOOKS_EVERY_SECONDS = 10.0
_LOOKS_WITHIN_SECONDS = 120.0
# Enough to see the answer of an unfinished draft.
_UNFINISHED = {"owner": "municipal", "stakes": "important", "evidence": "V"}


@dataclass(frozen=True, slots=True)
class ServedEdition:
    """What this worker serves.

    number  the publication it answers from
    fault   why a later one could not be taken over; "" when all is well
    """

    number: int
    fault: str


@dataclass(frozen=True, slots=True)
class EntryFault:
    """Something that must be mended before a draft can be published; `field` is "" for the whole."""

    field: str
    sentence: str


class Curation:
    """The entries in service, what a draft would do, and the way into service."""

    def __init__(
        self,
        handbook: Handbook,
        editorial: Editorial,
        clock: Callable[[], datetime],
        serve: Callable[[Handbook], None],
    ) -> None:
        """Start from the handbook of the files; `serve` takes over one with published versions laid over them."""
        self._handbook = handbook
        self._files = handbook.library
        self._library = handbook.library
        self._editorial = editorial
        self._clock = clock
        self._serve = serve
        self._known = load_known()
        self._number = 0
        self._laid: frozenset[tuple[str, int]] = frozenset()
        self._looked_on = date.min
        self._fault = ""
        self._renewing = asyncio.Lock()

    # ----------------------------------------------------------------------------- coming into service

    def job(self) -> Job:
        """Return the loop that looks for publications. While it fails, what is in service stays in service."""

        async def look() -> bool:
            await self.look()
            return False

        return Job("curation", LOOKS_EVERY_SECONDS, _LOOKS_WITHIN_SECONDS, look)

    async def look(self) -> None:
        """Renew when something was published or a day has begun since the last time."""
        if self._looked_on != self._today() or await self._editorial.counter() != self._number:
            await self.renew()

    async def renew(self) -> None:
        """Serve what is published for today."""
        async with self._renewing:
            today = self._today()
            number, decided = await self._editorial.decided()
            versions = [
                version for own in by_entry(decided).values() if (version := in_force(own, today)) is not None
            ]
            laid = frozenset((version.entry_id, version.number) for version in versions)
            if laid != self._laid:
                await self._take_over(versions)
            self._number, self._laid, self._looked_on = number, laid, today

    async def _take_over(self, versions: Sequence[Version]) -> None:
        laid = {version.entry_id: _laid(version) for version in versions}
        try:
            library = await asyncio.to_thread(_built, self._files, self._files, laid)
            self._fault = ""
        except ContentFaults as found:
            log.error(
                "published entries have faults; the last good set goes on", extra={"faults": len(found.faults)}
            )
            self._fault = "".join(_told(fault) for fault in found.faults)
            library = await asyncio.to_thread(_built, self._library, self._files, withdrawals(laid))
        self._library = library
        self._serve(with_library(self._handbook, library))
        log.info("published entries are in service", extra={"entries": len(library.entries), "laid": len(laid)})

    # ------------------------------------------------------------------------------------- the catalogue

    @property
    def standing(self) -> ServedEdition:
        """What is in service in this worker."""
        return ServedEdition(self._number, self._fault)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of the files, in their order."""
        return tuple(dict.fromkeys(entry.subject for entry in self._files.entries.values()))

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """What answers may rest on."""
        return tuple(self._files.instruments.values())

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries in service by id, in the order of the files."""
        return self._library.entries

    def body(self, entry_id: str) -> Mapping[str, object] | None:
        """The fields of an entry in service, as a file has them."""
        entry = self._library.entries.get(entry_id)
        return None if entry is None else stored_fields_of(entry)

    def filed(self, entry_id: str) -> bool:
        """Say whether the repository's files have this entry."""
        return entry_id in self._files.entries

    def titles(self) -> Mapping[str, str]:
        """Titles of all entries in service, by id."""
        return {entry.id: entry.title for entry in self._library.entries.values()}

    def shown(self, entry_id: str, subject: str, body: Mapping[str, object], today: date) -> Rendered | None:
        """The answer as the phone would show it; None while the draft is too unfinished for that."""
        entry = self._sketch(entry_id, subject, body)
        return None if entry is None else rendered(entry, self._library, today)

    def cited_by(self, entry: Entry) -> str:
        """Return the articles of an entry in service, as they are written beneath its answer."""
        return cited(entry.sources, self._library.instruments)

    def cited(self, body: Mapping[str, object]) -> tuple[str, ...]:
        """What an entry rests on, each with the name of its instrument; as written where none has that name."""
        sources = body.get("sources") or ()
        written = [str(source) for source in sources] if isinstance(sources, list | tuple) else []
        known = self._library.instruments
        return tuple(cited((one,), known) if split_source(one)[0] in known else one for one in written)

    async def faults(self, entry_id: str, subject: str, body: Mapping[str, object]) -> tuple[EntryFault, ...]:
        """All that stands against publishing this."""
        try:
            entry = entry_from({**_dated(body, self._today()), "id": entry_id}, subject)
        except ContentFaults as found:
            return tuple(EntryFault(*plainly.in_chinese(fault)) for fault in found.faults)
        faults = await asyncio.to_thread(
            check.faults_of_entry, entry, list(self._library.entries.values()), self._library.instruments
        )
        return tuple(EntryFault(*plainly.in_chinese(fault, entry_id)) for fault in faults)

    async def tried(self, text: str) -> Explained:
        """What the service does with a question now, and why."""
        return await asyncio.to_thread(explained, self._library.finder, self._library.scope, text)

    async def composed(self, text: str) -> str:
        """What tables and sections answer a question with; empty where an entry answers it, or nothing."""
        found = await asyncio.to_thread(self._library.find, text)
        return found.composed.answer if found.composed else ""

    async def rehearsed(
        self,
        entry_id: str,
        subject: str,
        body: Mapping[str, object] | None,
        known: Sequence[tuple[str, str]],
        asked: Sequence[str],
    ) -> Rehearsal:
        """What publishing this (None: taking it down) would change."""
        laid = {entry_id: Laid(subject, None if body is None else _dated(body, self._today()))}
        now = self._library
        questions = dict.fromkeys(
            [*self._known, *(Known(*one) for one in known), *(Known(text, "") for text in asked)]
        )

        def compared() -> Rehearsal:
            return rehearse(now.finder, _built(now, now, laid).finder, questions)

        return await asyncio.to_thread(compared)

    def _sketch(self, entry_id: str, subject: str, body: Mapping[str, object]) -> Entry | None:
        """Return a draft as an entry that can be shown, however few wordings it has yet."""
        title = str(body.get("title") or "")
        filled = {**_UNFINISHED, **_dated(body, self._today()), "id": entry_id}
        # The number of wordings matters to finding, not to showing.
        wordings = [*texts_in(body, "wordings"), *[title] * 8]
        try:
            entry = entry_from({**filled, "wordings": wordings}, subject)
        except ContentFaults:
            return None
        return None if unknown_sources(entry, self._library.instruments) else entry

    def _today(self) -> date:
        return day_in_shanghai(self._clock())


def _built(over: Library, files: Library, laid: Mapping[str, Laid]) -> Library:
    """Return the library with this laid over it; the very one of the files when nothing is."""
    entries = overlaid(over.entries.values(), over.instruments, laid)
    if list(files.entries.values()) == entries:
        return files
    return Library.of(entries, over.instruments, over.files)


def _laid(version: Version) -> Laid:
    return Laid(version.subject, None if version.state == WITHDRAWN else version.body)


def _dated(body: Mapping[str, object], today: date) -> dict[str, object]:
    """Return a draft with the days that its publication will set."""
    day = today.isoformat()
    return {**body, "valid_from": body.get("valid_from") or day, "reviewed_on": body.get("reviewed_on") or day}


def _told(fault: str) -> str:
    entry, _, what = fault.partition(": ")
    return f"{entry}：{plainly.in_chinese(what)[1]}"
