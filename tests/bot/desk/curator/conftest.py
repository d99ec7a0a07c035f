"""The curators' pages in a browser without a screen, on a small knowledge base. On both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.conversation.handbook import Handbook, with_library
from bot.conversation.learnt import QuestionAsked, Reacted
from bot.curation import Curation
from bot.desk.routes import desk_routes
from bot.questions import Questions
from intake.curation.editorial import Editorial
from intake.evidence.parts import evidence_parts
from intake.evidence.shelf import FolderShelf
from intake.storage.database import Database
from intake.storage.knowledge_tables import AskedRow, ReactionRow
from intake.storage.sealing import Vault
from knowledge.library import Library
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser, DeskSettings, Page
from tests.builders import NOW, an_officer, bureaus, clocks, inserted
from tests.knowledge.builders import raw_entry, write_content


@dataclass
class Newsroom:
    """The desk of curators, and what it serves."""

    database: Database
    vault: Vault
    curation: Curation
    client: TestClient[web.Request, web.Application]
    served: list[Handbook]
    clients: list[TestClient[web.Request, web.Application]]
    now: datetime = NOW

    async def signed_in(self, name: str, role: str = "curator", bureau: str | None = None) -> Browser:
        """The browser of a new person."""
        officer = await an_officer(self.database, role=role, bureau=bureau, name=name)
        server = cast(TestServer, self.client.server)
        client = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        self.clients.append(client)
        browser = Browser(client)
        page = await browser.sign_in(officer.name)
        assert page.status == 303
        return browser

    async def asked(self, text: str, decision: str, entry: str | None = None, helpful: str = "") -> None:
        """Keep a question as reception does."""
        questions = Questions(self.vault)
        row = questions.asked(QuestionAsked(text, (("park.who", 0.3),), decision, entry), self.now)
        async with self.database.writing() as session:
            session.add(inserted(AskedRow, row))
            if helpful:
                reaction = questions.reacted(Reacted("helpful", helpful), str(row.values["id"]), self.now)
                session.add(inserted(ReactionRow, reaction))

    @property
    def answers(self) -> dict[str, str]:
        """What is answered now, by entry."""
        library = self.served[-1].library if self.served else None
        return {entry.id: entry.answer for entry in library.entries.values()} if library else {}


@pytest.fixture
async def newsroom(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[Newsroom]:
    """The desk with a knowledge base of two entries."""
    files = Library.load(write_content(tmp_path / "content", [raw_entry("award.deadline"), raw_entry("park.who")]))
    served: list[Handbook] = []
    curation = Curation(with_library(handbook(), files), Editorial(database), lambda: NOW, served.append)
    app = web.Application()
    room = evidence_parts(database, vault, FolderShelf(tmp_path / "evidence"), lambda: NOW).room
    app.add_routes(desk_routes(database, vault, DeskSettings(), lambda: NOW, bureaus(), clocks(), room, curation))
    client = TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True))
    await client.start_server()
    clients: list[TestClient[web.Request, web.Application]] = []
    yield Newsroom(database, vault, curation, client, served, clients)
    for one in (*clients, client):
        await one.close()


def draft_form(page: Page, **fields: str) -> dict[str, str]:
    """The edit form of a page, filled in as an entry that may be published, with these fields changed."""
    sound = raw_entry("award.deadline")
    filled = {
        "title": str(sound["title"]),
        "subject": "试题",
        "wordings": "\n".join(sound["wordings"]),
        "answer": str(sound["answer"]),
        "more": "",
        "sources": "\n".join(sound["sources"]),
        "facts": "\n".join(sound["facts"]),
        "stakes": "binding",
        "changed": "",
        "reason": "说得更清楚",
    }
    hidden = {name: page.hidden(name) for name in ("csrf", "draft", "revision")}
    return {**hidden, **filled, **fields}
