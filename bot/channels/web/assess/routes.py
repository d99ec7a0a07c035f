"""Every address of self-assessments, in one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.receiving import KeepsDrafts
from bot.channels.web.assess.booking import Booking
from bot.channels.web.assess.evidence_pages import EstimateEvidencePages
from bot.channels.web.assess.guides_page import GuidesPage
from bot.channels.web.assess.list_page import CheckListPage
from bot.channels.web.assess.result_pages import ResultPages
from bot.channels.web.assess.sheet_pages import SheetPages
from bot.channels.web.assess.visitor import AssessVisitors
from bot.channels.web.filing.visitor import STARTING as FILING
from bot.channels.web.filing.visitor import Visitors as Filers
from bot.channels.web.looks import pages_of
from bot.channels.web.told_next import ToldNext
from bot.settings import Settings
from intake.evidence.sheets import SheetFiles
from intake.filers.contacts import PublicContacts
from intake.filers.draft_visits import DraftVisits
from intake.filers.drafts import DraftCodes
from intake.filers.estimates import Estimates
from intake.routing.bureaus import Bureaus
from intake.storage.sealing import Vault


def assess_routes(
    reception: KeepsDrafts,
    estimates: Estimates,
    contacts: PublicContacts,
    codes: DraftCodes,
    visits: DraftVisits,
    bureaus: Bureaus,
    vault: Vault,
    settings: Settings,
    clock: Callable[[], datetime],
    files: SheetFiles | None = None,
) -> list[web.RouteDef]:
    """Return them; the list comes before the sheets.

    files  what evidences the items of a sheet; None where nothing is uploaded
    """
    templates = pages_of(settings)
    own = visits.of_estimates()
    visitors = AssessVisitors(estimates, own, vault, settings, clock, lambda: reception.handbook, templates)
    told_next = ToldNext(vault, FILING, clock, secure=settings.is_https)
    booking = Booking(Filers(reception, visits, vault, settings, clock, templates, told_next), codes)
    guides = GuidesPage(visitors, booking, contacts, bureaus)
    results = ResultPages(visitors, booking, bureaus, files)
    pages = (guides, CheckListPage(visitors), results, SheetPages(visitors))
    evidence = EstimateEvidencePages(visitors, results, files).routes() if files is not None else []
    return [*(route for part in pages for route in part.routes()), *evidence]
