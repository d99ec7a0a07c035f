"""`/desk/papers`: a bureau's own templates, put there by its heads or an administrator; every version is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import quote

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import HEADERS, PageContext, Pages, Visit
from bot.desk.papers.style import known_here
from intake.cases.case import Incomplete
from intake.cases.codes import DECIDERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.officers.paper_templates import PaperTemplates, TemplateVersion
from intake.papers.checking import MOST_BYTES
from intake.papers.codes import TITLES
from intake.papers.context import FIELDS, PaperField
from intake.routing.bureaus import Bureaus

TEMPLATES: Final = "/desk/papers"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DONE: Final[Mapping[str, str]] = {"replaced": "模板已换，以后制作的用新模板", "standard": "已改回标准模板"}


@dataclass(frozen=True, slots=True)
class Template:
    """The template of one paper.

    versions  those of the bureau, the newest first; empty while there was never one of its own
    """

    kind: str
    title: str
    versions: Sequence[TemplateVersion]

    @property
    def is_own(self) -> bool:
        """Whether the bureau's own is in use."""
        return bool(self.versions) and not self.versions[0].is_standard

    @property
    def newest(self) -> int:
        """The newest version; 0 without one."""
        return self.versions[0].version if self.versions else 0


@dataclass(frozen=True, slots=True)
class PaperTemplatesContext(PageContext):
    """The templates of one bureau.

    bureau     its code; its name: bureau_title
    bureaus    to choose from: code and name; empty for whoever has only their own
    templates  one a paper
    fields     what a template may say
    faults     why a file was not taken, by paper
    done       what was just done; "" for nothing
    most_mb    how large a file may be
    """

    template: ClassVar[str] = "papers/templates.html"
    bureau: str
    bureau_title: str
    bureaus: Mapping[str, str]
    templates: Sequence[Template]
    fields: Sequence[PaperField]
    faults: Mapping[str, str]
    done: str
    most_mb: int


class PaperTemplatesPage:
    """The handlers."""

    def __init__(self, templates: PaperTemplates, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._templates = templates
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(TEMPLATES, self._guard.page(_for_keepers(self._show))),
            web.get(f"{TEMPLATES}/{{paper_kind}}/template", self._guard.page(_for_keepers(self._give))),
            web.post(
                f"{TEMPLATES}/{{paper_kind}}/template", self._guard.upload(_for_keepers(self._take), MOST_BYTES)
            ),
            web.post(f"{TEMPLATES}/{{paper_kind}}/standard", self._guard.form(_for_keepers(self._back))),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _give(self, visit: Visit) -> web.StreamResponse:
        kind, version = _kind(visit), visit.request.query.get("version", "0")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else -1
        content = await self._templates.content(self._bureau(visit), kind, number)
        if content is None:
            raise NotFound
        name = quote(f"{TITLES[kind]}_{'标准模板' if number == 0 else f'第{number}版'}.docx")
        disposition = f"attachment; filename=\"{kind}.docx\"; filename*=UTF-8''{name}"
        headers = {**HEADERS, "Content-Disposition": disposition, "Content-Type": _DOCX}
        return web.Response(body=content, headers=headers)

    async def _take(self, visit: Visit) -> web.StreamResponse:
        kind, bureau, sent = _kind(visit), self._bureau(visit), visit.attached
        name, content = (sent.name, sent.content) if sent else ("", b"")
        try:
            await self._templates.replace(visit.officer, bureau, kind, name, content, _seen(visit), visit.now)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        raise web.HTTPSeeOther(f"{TEMPLATES}?bureau={bureau}&done=replaced#{kind}")

    async def _back(self, visit: Visit) -> web.StreamResponse:
        kind, bureau = _kind(visit), self._bureau(visit)
        try:
            await self._templates.back_to_standard(visit.officer, bureau, kind, _seen(visit), visit.now)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        raise web.HTTPSeeOther(f"{TEMPLATES}?bureau={bureau}&done=standard#{kind}")

    async def _page(
        self, visit: Visit, *, faults: Mapping[str, str] | None = None, done: str = "", status: int = 200
    ) -> web.Response:
        bureau = self._bureau(visit)
        versions = await self._templates.of(bureau)
        context = PaperTemplatesContext(
            bureau=bureau,
            bureau_title=self._bureaus.name_of(bureau),
            bureaus=self._choice(visit),
            templates=[Template(kind, title, versions[kind]) for kind, title in TITLES.items()],
            fields=FIELDS,
            faults=faults or {},
            done=done,
            most_mb=MOST_BYTES // 1024 // 1024,
        )
        return self._pages.page(context, visit, status, known_here())

    def _choice(self, visit: Visit) -> Mapping[str, str]:
        if visit.officer.role is not Role.ADMIN:
            return {}
        return {one.code: one.name for one in self._bureaus.on(day_in_shanghai(visit.now))}

    def _bureau(self, visit: Visit) -> str:
        """Return whose templates they are: the officer's own bureau; an administrator says which."""
        choice = self._choice(visit)
        if not choice:
            return visit.officer.bureau or ""
        wanted = visit.form.get("bureau") or visit.chosen("bureau", choice)
        return wanted if wanted in choice else next(iter(choice))


def _kind(visit: Visit) -> str:
    kind = visit.request.match_info["paper_kind"]
    if kind not in TITLES:
        raise NotFound
    return kind


def _seen(visit: Visit) -> int:
    text = visit.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _for_keepers(
    handler: Callable[[Visit], Awaitable[web.StreamResponse]],
) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    async def checked(visit: Visit) -> web.StreamResponse:
        if visit.officer.role not in DECIDERS | {Role.ADMIN}:
            raise NotFound
        return await handler(visit)

    return checked
