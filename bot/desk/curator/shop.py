"""What the curators' pages share: the parts they work with, who may come in, and how a page is made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.curation import Curation
from bot.desk.curator.words import POLARITIES, STAKES
from bot.desk.guard import Guard, Handler, NoPage, PageHandler
from bot.desk.pages import PageContext, Pages, Visit
from intake.curation.asked import AskedQuestions
from intake.curation.editorial import Editorial
from intake.curation.versions import VERSION_STATES, Version
from intake.officers import officer as officers
from intake.officers.officer import CURATORS
from intake.storage.database import Database
from intake.storage.sealing import Vault

KNOWLEDGE_HOME: Final = "/desk/knowledge"
ENTRIES: Final = f"{KNOWLEDGE_HOME}/entries"

KNOWLEDGE_STYLE: Final = (Path(__file__).parents[1] / "static" / "knowledge.css").read_bytes()
KNOWLEDGE_STYLE_VERSION: Final = hashlib.sha256(KNOWLEDGE_STYLE).hexdigest()[:12]


class NotACurator(NoPage):
    """A page of the curators, asked for by another post."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "您的岗位不维护知识库",
            "知识条目由“知识维护”岗位的人员编辑和发布。需要更正某条答复的，请联系他们。",
        )


class NoSuchKnowledgeEntry(NoPage):
    """An entry that there is not."""

    def __init__(self) -> None:
        super().__init__(404, "没有这条知识条目", "请核对编号，或者回到知识库列表。")


@dataclass(frozen=True, slots=True)
class Shop:
    """The parts that the curators' handlers work with."""

    database: Database
    vault: Vault
    catalogue: Curation
    editorial: Editorial
    asked: AskedQuestions
    pages: Pages
    guard: Guard

    def look(self, handler: PageHandler) -> Handler:
        """A page for curators."""
        return self.guard.page(_for_curators(handler))

    def form(self, handler: PageHandler) -> Handler:
        """A form for curators, posted from one of our own pages."""
        return self.guard.form(_for_curators(handler))

    def page(self, context: PageContext, visit: Visit, status: int = 200) -> web.Response:
        """Return a page; what all of them know is filled in."""
        known = {
            "knowledge_style": KNOWLEDGE_STYLE_VERSION,
            "standing": self.catalogue.standing,
            "stakes": STAKES,
            "polarities": POLARITIES,
            "version_states": VERSION_STATES,
        }
        return self.pages.page(context, visit, status, known)

    async def names(self, versions: list[Version]) -> dict[str, str]:
        """Return the names of everybody who had a hand in these versions, by id."""
        ids = {
            officer
            for version in versions
            for officer in (version.author, version.editor, version.published_by)
            if officer
        }
        async with self.database.reading() as session:
            return await officers.names_of(session, ids)


async def knowledge_style(_: web.Request) -> web.Response:
    """The stylesheet of these pages."""
    return web.Response(
        body=KNOWLEDGE_STYLE,
        content_type="text/css",
        charset="utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
    )


def _for_curators(handler: PageHandler) -> PageHandler:
    async def checked(visit: Visit) -> web.StreamResponse:
        if visit.officer.role not in CURATORS:
            raise NotACurator
        return await handler(visit)

    return checked
