"""The files of a case at the desk: how they are listed, previewed and downloaded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.desk.cases.dossier import Dossier
from bot.desk.guard import Guard, NoPage
from bot.desk.pages import HEADERS, Pages, Visit
from intake.cases.case import NotAllowed
from intake.cases.materials import TAKEN, WHO, materials_of
from intake.cases.secrecy import LEVELS
from intake.clocks.calendar import SHANGHAI
from intake.evidence.file import SCANS, EvidenceRefused, Scan, WhyRefused, equals_in_words, equals_of
from intake.evidence.masking import MaskedCopy
from intake.evidence.media import KINDS, size_in_words
from intake.evidence.room import DOWNLOAD_REASONS, EvidenceRoom, FileDownload, ListedFile
from intake.ids import read_reference
from intake.officers.casework import NoSuchCase

# What leaves is never run by the browser that it passes through, whatever it is.
_APART: Final = {**HEADERS, "Content-Security-Policy": "sandbox; default-src 'none'"}
# So much of a SHA-256 tells two files of a case apart; all of it stands beneath.
_BRIEF: Final = 12
_STATUSES: Final[Mapping[WhyRefused, int]] = {
    WhyRefused.GONE: 404,
    WhyRefused.REASON: 422,
    WhyRefused.NOT_YET: 409,
    WhyRefused.INFECTED: 403,
    WhyRefused.NO_PREVIEW: 422,
    WhyRefused.TOO_MANY: 422,
    WhyRefused.UNREACHABLE: 503,
}
_TONES: Final[Mapping[Scan, str]] = {
    Scan.PENDING: "waiting",
    Scan.CLEAN: "calm",
    Scan.INFECTED: "soon",
    Scan.FAILED: "soon",
    Scan.UNSCANNED: "waiting",
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A file in the list.

    name   "" for those who may not open it
    kind   what it is, in a word
    size   in words
    brief  the beginning of its SHA-256, as people compare it at a glance
    equal  which others of the case have the very same content, in words; "" for none
    level  含商业秘密 where it is marked so; else ""
    second where a second person has to agree before the original leaves: ask, waits, agreed; else ""
    copies masked copies of it, for those who may open it
    given  a part has it from its filing: it is marked and masked there
    scan   what is known of its harmlessness; tone: how its chip looks
    """

    id: str
    number: int
    name: str
    kind: str
    size: str
    received_at: datetime | None
    sha256: str
    brief: str
    equal: str
    scan: str
    tone: str
    previewed: bool
    may_go: bool
    needs_reason: bool
    level: str
    second: str
    copies: tuple[MaskedCopy, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """What was handed over in person, in the list.

    registered  its register number
    what        sort and count, as everybody may read it
    words       what it is in the officer's words; "" for those who may not know
    """

    number: int
    registered: str
    what: str
    words: str
    came_from: str
    taken_on: date
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """What the page of a case says of its files.

    materials what was handed over in person
    reasons   for downloading a file that nobody scanned, or that is marked
    may_mark  this officer may say that a file holds a trade secret, and mask it
    """

    lines: tuple[EvidenceLine, ...]
    materials: tuple[MaterialLine, ...]
    reasons: Mapping[str, str]
    may_mark: bool

    @property
    def count(self) -> int:
        """How much was handed in, in both ways."""
        return len(self.lines) + len(self.materials)


def card_of(
    dossier: Dossier, files: tuple[ListedFile, ...], copies: Sequence[MaskedCopy], *, may_mark: bool
) -> EvidenceCard:
    """Return what was handed in, in words."""
    equals = equals_of(one.file for one in files)
    return EvidenceCard(
        tuple(_line(one, equals.get(one.file.id, ()), copies) for one in files),
        _materials(dossier),
        DOWNLOAD_REASONS,
        may_mark,
    )


def _materials(dossier: Dossier) -> tuple[MaterialLine, ...]:
    said = {one.payload["number"]: one.words for one in dossier.happenings if one.code == TAKEN}
    return tuple(
        MaterialLine(
            one.number,
            one.registered(dossier.case.reference),
            one.in_words,
            said.get(one.number, ""),
            WHO.get(one.came_from, ""),
            one.taken_on,
            one.returned_on,
        )
        for one in materials_of(dossier.case.events)
    )


def _line(one: ListedFile, equals: Iterable[int], copies: Sequence[MaskedCopy]) -> EvidenceLine:
    file = one.file
    return EvidenceLine(
        id=file.id,
        number=file.number,
        name=file.name,
        kind=KINDS[file.media.kind] if file.media else "",
        size=size_in_words(file.received),
        received_at=file.received_at,
        sha256=file.sha256,
        brief=f"{file.sha256[:_BRIEF]}…",
        equal=equals_in_words(equals),
        scan=SCANS[one.scan],
        tone=_TONES[one.scan],
        previewed=one.previewed,
        may_go=one.may_go,
        needs_reason=one.needs_reason,
        level=LEVELS[one.mark.level] if one.mark.is_secret else "",
        second=one.second,
        copies=tuple(copy for copy in copies if copy.original == file.id and one.is_theirs),
        given=one.given,
    )


class EvidencePages:
    """The handlers of `/desk/cases/{reference}/files/…`."""

    def __init__(self, room: EvidenceRoom, pages: Pages, guard: Guard) -> None:
        self._room = room
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/files/{file}"
        return [
            web.get(f"{address}/preview", self._guard.page(self._preview)),
            web.post(f"{address}/stamped", self._guard.form(self._stamped)),
            web.post(f"{address}/download", self._guard.form(self._download)),
        ]

    async def _preview(self, visit: Visit) -> web.StreamResponse:
        try:
            reference, file = _reference(visit), _file(visit)
            picture = await self._room.preview(visit.officer, reference, file, visit.now, self._stamp(visit))
        except (EvidenceRefused, NotAllowed) as refusal:
            raise no_page("不能预览", refusal) from None
        return web.Response(body=picture, content_type="image/jpeg", headers=_APART)

    async def _stamped(self, visit: Visit) -> web.StreamResponse:
        try:
            reference, file = _reference(visit), _file(visit)
            name, picture = await self._room.stamped(visit.officer, reference, file, visit.now, self._stamp(visit))
        except (EvidenceRefused, NotAllowed) as refusal:
            raise no_page("不能下载", refusal) from None
        headers = {**_APART, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return web.Response(body=picture, content_type="image/jpeg", headers=headers)

    def _stamp(self, visit: Visit) -> str:
        """Return what is burnt into a picture that holds a trade secret: who looks at it, where, when, of what."""
        bureau = self._pages.bureau_name(visit.officer.bureau) if visit.officer.bureau else "全市"
        at = visit.now.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        return f"{visit.officer.name} {bureau} {at} {_reference(visit)}"

    async def _download(self, visit: Visit) -> web.StreamResponse:
        reason = visit.form.get("reason", "") if visit.form.get("confirmed") == "yes" else ""
        try:
            download = await self._room.download(visit.officer, _reference(visit), _file(visit), visit.now, reason)
            return await saved(visit, download)
        except (EvidenceRefused, NotAllowed) as refusal:
            raise no_page("不能下载", refusal) from None


async def saved(visit: Visit, download: FileDownload) -> web.StreamResponse:
    """Send a file to be saved; raises EvidenceRefused for what is missing or damaged at its beginning."""
    first = await anext(download.content)
    saved_as = f"attachment; filename*=UTF-8''{quote(download.name)}"
    headers = {**_APART, "Content-Disposition": saved_as, "Content-Length": str(download.size)}
    response = web.StreamResponse(headers=headers)
    response.content_type = "application/octet-stream"
    await response.prepare(visit.request)
    await _send(visit.request, response, first, download.content)
    return response


async def _send(
    request: web.Request, response: web.StreamResponse, first: bytes, rest: AsyncIterator[bytes]
) -> None:
    """Send a file; should it prove to be damaged, the connection is cut off, so that nobody takes it for whole."""
    await response.write(first)
    try:
        async for some in rest:
            await response.write(some)
    except EvidenceRefused:
        if request.transport is not None:
            request.transport.abort()
        return
    await response.write_eof()


def no_page(title: str, refusal: Exception) -> NoPage:
    """Return the page that says why a file is not given."""
    status = _STATUSES.get(refusal.why, 500) if isinstance(refusal, EvidenceRefused) else 403
    return NoPage(status, title, str(refusal))


def _reference(visit: Visit) -> str:
    reference = read_reference(visit.request.match_info["reference"])
    if reference is None:
        raise NoSuchCase
    return reference


def _file(visit: Visit) -> str:
    return visit.request.match_info["file"]
