"""The curators' pages: every address below `/desk/knowledge`, in one list."""

from __future__ import annotations

from aiohttp import web

from bot.curation import Curation
from bot.desk.curator.editing import Editing
from bot.desk.curator.entry_page import EntryPage
from bot.desk.curator.from_consultation import FromConsultation
from bot.desk.curator.gaps_page import GapsPage
from bot.desk.curator.overview import Overview
from bot.desk.curator.publishing import PublishPages
from bot.desk.curator.shop import Shop, knowledge_style
from bot.desk.curator.tables_page import TablesPage
from bot.desk.curator.trying import Trying
from bot.desk.guard import Guard
from bot.desk.pages import Pages
from intake.curation.asked import AskedQuestions
from intake.curation.editorial import Editorial
from intake.storage.database import Database
from intake.storage.sealing import Vault


def curator_routes(
    database: Database, vault: Vault, catalogue: Curation, pages: Pages, guard: Guard
) -> list[web.RouteDef]:
    """Return the routes of the curators' pages."""
    shop = Shop(database, vault, catalogue, Editorial(database), AskedQuestions(database, vault), pages, guard)
    return [
        web.get("/desk/static/knowledge.css", knowledge_style),
        *Overview(shop).routes(),
        *EntryPage(shop).routes(),
        *Editing(shop).routes(),
        *PublishPages(shop).routes(),
        *GapsPage(shop).routes(),
        *Trying(shop).routes(),
        *TablesPage(shop).routes(),
        *FromConsultation(shop).routes(),
    ]
