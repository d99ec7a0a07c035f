"""`/desk/cases/{reference}/marks/{subject}`: whether a file, or what was filed, holds a trade secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.dossier import Dossier
from bot.desk.guard import NotFound
from bot.desk.pages import PageContext, Visit
from bot.desk.secrecy.circle_page import CircleChoice
from bot.desk.secrecy.parts import SecrecyParts, reference_of, seen_by
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.codes import DECIDERS
from intake.cases.secrecy import LEVELS, TEXT, Mark, mark_of
from intake.evidence.file import EvidenceFile
from intake.evidence.room import EvidenceRoom
from intake.officers import wall
from intake.officers.casework import ChangedMeanwhile
from intake.officers.circles import who_could_know
from intake.officers.marking import Marking

_CHANGED: Final = "没有保存：打开这一页以后，这一件有了变化。请核对下面的最新情况再提交。"


@dataclass(frozen=True, slots=True)
class MarkContext(PageContext):
    """A mark.

    case      the case
    subject   a file's id, or `secrecy.TEXT`
    title     what is marked, in words
    mark      what is set now
    levels    what can be set
    choices   who can be named beside the handlers
    may_lower this officer may take 含商业秘密 away
    kept      what was entered when it was refused
    faults    what was wrong with it, by field
    refusal   why nothing was saved; "" for other reasons
    """

    template: ClassVar[str] = "secrecy/mark.html"
    case: Case
    subject: str
    title: str
    mark: Mark
    levels: Mapping[str, str]
    choices: tuple[CircleChoice, ...]
    may_lower: bool
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str


class MarkPage:
    """The handlers."""

    def __init__(self, parts: SecrecyParts, room: EvidenceRoom) -> None:
        self._parts = parts
        self._room = room
        self._marking = Marking(parts.casework)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/marks/{subject}"
        return [
            web.get(address, self._parts.guard.page(self._show)),
            web.post(address, self._parts.guard.form(self._mark)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, 200, {}, "", None)

    async def _mark(self, visit: Visit) -> web.StreamResponse:
        named = visit.posted.get("officers", ())
        typed = {**visit.form, "access": "\n".join(named)}
        try:
            await self._marking.mark(visit.officer, seen_by(visit), _subject(visit), typed, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, {fault.field: str(fault)}, "", named)
        except NotAllowed as refusal:
            return await self._page(visit, 403, {}, str(refusal), named)
        except ChangedMeanwhile:
            return await self._page(visit, 409, {}, _CHANGED, named)
        part = "answers" if _subject(visit) == TEXT else "evidence"
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}#{part}")

    async def _page(
        self, visit: Visit, status: int, faults: Mapping[str, str], refusal: str, named: Sequence[str] | None
    ) -> web.Response:
        dossier, officer = await self._parts.dossier(visit), visit.officer
        case, subject = dossier.case, _subject(visit)
        title = await self._title(visit, dossier)
        if not wall.may_see_identity(officer, case) and not refusal:
            raise NotFound
        mark = mark_of(case, subject)
        context = MarkContext(
            case=case,
            subject=subject,
            title=title,
            mark=mark,
            levels=LEVELS,
            choices=await self._choices(case, mark.access if named is None else named),
            may_lower=officer.role in DECIDERS or not mark.is_secret,
            kept=visit.form,
            faults=faults,
            refusal=refusal,
        )
        return self._parts.pages.page(context, visit, status)

    async def _title(self, visit: Visit, dossier: Dossier) -> str:
        if _subject(visit) == TEXT:
            return "填写的内容"
        file = await self._file(visit, dossier.case)
        return f"材料{file.number} {file.name}".strip()

    async def _file(self, visit: Visit, case: Case) -> EvidenceFile:
        listed = await self._room.listed(visit.officer, case.reference, visit.now)
        file = next((one.file for one in listed if one.file.id == _subject(visit)), None)
        if file is None:
            raise NotFound
        return file

    async def _choices(self, case: Case, named: Sequence[str]) -> tuple[CircleChoice, ...]:
        """Return those who do not handle the case anyway, and know of it."""
        async with self._parts.database.reading() as session:
            people = await who_could_know(session, case)
        return tuple(
            CircleChoice(person.id, person.name, self._parts.post_of(person), person.id in named, decides=False)
            for person in people
            if person.bureau != case.lead_bureau and (not case.circle or person.id in case.circle)
        )


def _subject(visit: Visit) -> str:
    return visit.request.match_info["subject"]
