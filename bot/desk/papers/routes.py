"""The pages of papers: every address, in one list."""

from __future__ import annotations

from aiohttp import web

from bot.desk.guard import Guard
from bot.desk.pages import Pages
from bot.desk.papers.looking import PaperLooking
from bot.desk.papers.made_page import MadePaperPages
from bot.desk.papers.numbers_page import NumbersPage
from bot.desk.papers.page import PaperPages
from bot.desk.papers.style import papers_style
from bot.desk.papers.templates_page import PaperTemplatesPage
from intake.cases.changes import Rulebook
from intake.evidence.room import EvidenceRoom
from intake.officers.casework import Casework
from intake.officers.paper_register import PaperRegister
from intake.officers.paper_templates import PaperTemplates
from intake.officers.paperwork import Paperwork
from intake.officers.printing import Printing
from intake.papers.pdf import PdfMaker
from intake.storage.database import Database
from intake.storage.sealing import Vault


def paper_routes(
    database: Database,
    vault: Vault,
    rulebook: Rulebook,
    room: EvidenceRoom,
    pdf: PdfMaker | None,
    pages: Pages,
    guard: Guard,
    *,
    is_demo: bool,
) -> list[web.RouteDef]:
    """Return the routes of papers."""
    work = Paperwork(database, vault, rulebook, is_demo=is_demo)
    printing = Printing(database, vault, Casework(database, vault, rulebook))
    looking = PaperLooking(database, vault, rulebook, room, printing, work)
    return [
        web.get("/desk/static/papers.css", papers_style),
        *NumbersPage(PaperRegister(database, rulebook.bureaus), rulebook.bureaus, pages, guard).routes(),
        *PaperTemplatesPage(PaperTemplates(database), rulebook.bureaus, pages, guard).routes(),
        *PaperPages(database, vault, rulebook, looking, work, pages, guard).routes(),
        *MadePaperPages(work, pdf, pages, guard).routes(),
    ]
