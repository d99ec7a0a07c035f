"""The officers' pages: every address of the desk, in one list."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.curation import Curation
from bot.desk.accounts.routes import account_routes
from bot.desk.audit.page import AuditPages
from bot.desk.between.page import BetweenPage
from bot.desk.between.sheet_page import SheetPage
from bot.desk.bulletins.page import BulletinsPage
from bot.desk.bulletins.training_page import TrainingPage
from bot.desk.cases.bulk_page import BulkPage
from bot.desk.cases.case_page import CasePage
from bot.desk.cases.duplicates_page import AlikePage
from bot.desk.cases.evidence import EvidencePages
from bot.desk.cases.find_page import FindPage
from bot.desk.cases.lists import Lists
from bot.desk.cases.stuck import StuckMediaButton
from bot.desk.cases.views_page import ViewsPage
from bot.desk.cases.workbench import Workbench
from bot.desk.clocks.page import ClocksPage
from bot.desk.contacts.page import ContactsPage
from bot.desk.curator.routes import curator_routes
from bot.desk.estimates.page import EstimatePages
from bot.desk.exports.page import ExportPages
from bot.desk.figures_style import style_route
from bot.desk.filing.entry_page import DeskEntry, EntryPages
from bot.desk.guard import DeskSettings, Guard, NotFound
from bot.desk.keys import keys_route
from bot.desk.ledger.page import LedgerPage
from bot.desk.letters.letter_page import LetterPages
from bot.desk.letters.replies_page import RepliesPage
from bot.desk.overview.page import OverviewPages
from bot.desk.overview.plan_page import PlanPage
from bot.desk.pages import Pages, Visit, style
from bot.desk.papers.routes import paper_routes
from bot.desk.parts.follow_page import FollowPages
from bot.desk.parts.group_page import GroupPages
from bot.desk.parts.split_page import SplitPages
from bot.desk.parts.wave_page import WavePages
from bot.desk.people.page import PeoplePage
from bot.desk.pilots.routes import pilot_routes
from bot.desk.retention.page import Retention, retention_routes
from bot.desk.rules.page import rule_routes
from bot.desk.secrecy.approvals_page import ApprovalsPage
from bot.desk.secrecy.parts import SecrecyParts
from bot.desk.secrecy.routes import secrecy_routes
from bot.desk.sign_in_page import SignInPages
from bot.desk.signin import SignIn
from bot.desk.single.door import SingleDoor, providers_of
from bot.desk.single.leaving import Leaving
from bot.desk.talks import looks as talks_looks
from bot.desk.talks.list_page import TalksPage
from bot.desk.talks.talk_page import TalkPage
from bot.desk.transfers.routes import transfer_routes
from intake.cases.changes import Rulebook
from intake.clocks.counting import Clocks
from intake.evidence.arriving import Arriving
from intake.evidence.room import EvidenceRoom
from intake.evidence.sheets import SheetFiles
from intake.forms.codes import ChannelStatus
from intake.officers.attendance import Attendance
from intake.officers.bulk import Bulk
from intake.officers.bulletins import Bulletins
from intake.officers.canned_replies import CannedReplies
from intake.officers.casework import Casework
from intake.officers.duplicates import Duplicates
from intake.officers.estimates import SharedEstimates
from intake.officers.following import Following
from intake.officers.grouping import Grouping
from intake.officers.saved_views import SavedViews
from intake.officers.single_sign_on import SingleSignOn
from intake.officers.splitting import Splitting
from intake.officers.talks import DeskTalks
from intake.papers.pdf import PdfMaker
from intake.routing.bureaus import Bureaus
from intake.routing.rules import RulesInForce, load_rules
from intake.stations.directory import Stations
from intake.storage.database import Database
from intake.storage.sealing import Vault


def desk_routes(
    database: Database,
    vault: Vault,
    settings: DeskSettings,
    clock: Callable[[], datetime],
    bureaus: Bureaus,
    clocks: Clocks,
    room: EvidenceRoom,
    catalogue: Curation | None = None,
    stations: Stations | None = None,
    entry: DeskEntry | None = None,
    handbook: Handbook | None = None,
    talks: DeskTalks | None = None,
    in_force: RulesInForce | None = None,
    office: Path | None = None,
    retention: Retention | None = None,
    sheet_files: SheetFiles | None = None,
) -> list[web.RouteDef]:
    """Return all routes below `/desk`; the last two catch what no other knows.

    stations   the guidance stations that were announced
    catalogue  the knowledge base, for the curators' pages; without one there are none
    handbook   what the sentences about self-assessments come from; without it there are none
    entry      what enters filings that came by telephone, letter or visit; without it none can be entered
    talks      the talks that people asked for; without it there is no desk for them
    in_force   the rules that cases are routed by; without them those of the file, and what is published is taken
               over by others
    retention  how long cases are kept; without it nobody has decided it
    sheet_files  what evidences the items of self-assessments; without it nothing is uploaded there
    office     where LibreOffice is, which makes PDFs of papers; without it there are none
    """
    is_demo = settings.channel_status is ChannelStatus.DEMO
    pages = Pages(bureaus, clocks, is_demo=is_demo, enters=entry is not None, talks=talks is not None)
    guard = Guard(database, vault, settings, clock, pages)
    in_force = in_force or RulesInForce(load_rules())
    rulebook = Rulebook(bureaus, clocks, stations or Stations(), routing=in_force)
    casework = Casework(database, vault, rulebook)
    splitting = Splitting(database, vault, rulebook, casework, random.SystemRandom())
    following = Following(database, vault, rulebook, casework, random.SystemRandom())
    case_page = CasePage(database, vault, rulebook, casework, room, pages, guard)
    return [
        web.get("/desk/static/desk.css", style),
        *_sign_in_routes(database, vault, settings, clock, pages, guard),
        keys_route(),
        *Workbench(database, vault, pages, guard).routes(),
        *Lists(database, vault, bureaus, pages, guard).routes(),
        *ViewsPage(SavedViews(database, vault), bureaus, guard).routes(),
        *BulkPage(database, vault, Bulk(database, vault, rulebook), pages, guard).routes(),
        style_route(),
        *OverviewPages(
            database, vault, bureaus, clocks, pages, guard, settings.outlines, is_demo=is_demo
        ).routes(),
        *AuditPages(database, vault, clock, pages, guard).routes(),
        *ExportPages(database, vault, bureaus, pages, guard).routes(),
        *FindPage(database, vault, catalogue, pages, guard).routes(),
        *case_page.routes(),
        *ApprovalsPage(casework, case_page, guard).routes(),
        *LetterPages(database, vault, casework, CannedReplies(database), bureaus, pages, guard).routes(),
        *RepliesPage(CannedReplies(database), pages, guard).routes(),
        *AlikePage(database, vault, Duplicates(database, vault), pages, guard).routes(),
        *SplitPages(database, casework, splitting, pages, guard).routes(),
        *FollowPages(database, vault, following, pages, guard).routes(),
        *GroupPages(
            database, Duplicates(database, vault), Grouping(database, vault, rulebook), rulebook, pages, guard
        ).routes(),
        *WavePages(
            Duplicates(database, vault), Grouping(database, vault, rulebook), rulebook, pages, guard
        ).routes(),
        *SheetPage(database, vault, pages, guard).routes(),
        *PeoplePage(database, vault, rulebook, pages, guard).routes(),
        *StuckMediaButton(database, Arriving(database, vault), guard).routes(),
        *EvidencePages(room, pages, guard).routes(),
        *secrecy_routes(
            SecrecyParts(database, vault, casework, pages, guard), room, Bulk(database, vault, rulebook)
        ),
        *BetweenPage(database, pages, guard).routes(),
        *retention_routes(database, vault, casework, clocks, retention or Retention(), pages, guard),
        *ClocksPage(database, vault, clocks.calendar, pages, guard).routes(),
        *account_routes(
            database, vault, bureaus, pages, guard, settings.providers, rulebook.stations, settings.hook_networks
        ),
        *rule_routes(database, vault, bureaus, in_force, pages, guard),
        *LedgerPage(database, vault, handbook, pages, guard).routes(),
        *TrainingPage(Attendance(database, vault), pages, guard).routes(),
        *BulletinsPage(Bulletins(database, vault), bureaus, pages, guard).routes(),
        *_estimate_routes(database, vault, handbook, pages, guard, sheet_files),
        *(ContactsPage(database, vault, handbook, pages, guard).routes() if handbook else ()),
        *(PlanPage(database, vault, handbook, pages, guard).routes() if handbook else ()),
        *(pilot_routes(database, vault, bureaus, handbook, pages, guard, sheet_files) if handbook else ()),
        *transfer_routes(
            database,
            vault,
            rulebook,
            pages,
            guard,
            room,
            is_demo=is_demo,
            reached_at=settings.reached_at,
            clock=clock,
        ),
        *paper_routes(
            database, vault, rulebook, room, PdfMaker(office) if office else None, pages, guard, is_demo=is_demo
        ),
        *(curator_routes(database, vault, catalogue, pages, guard) if catalogue else ()),
        *(EntryPages(entry, pages, guard).routes() if entry else ()),
        *(_talk_routes(talks, CannedReplies(database), bureaus, pages, guard) if talks else ()),
        web.get("/desk/{unknown:.*}", guard.page(_unknown)),
        web.post("/desk/{unknown:.*}", guard.page(_unknown)),
    ]


def _estimate_routes(
    database: Database,
    vault: Vault,
    handbook: Handbook | None,
    pages: Pages,
    guard: Guard,
    files: SheetFiles | None,
) -> list[web.RouteDef]:
    if handbook is None:
        return []
    return EstimatePages(SharedEstimates(database, vault), handbook, pages, guard, files).routes()


def _sign_in_routes(
    database: Database,
    vault: Vault,
    settings: DeskSettings,
    clock: Callable[[], datetime],
    pages: Pages,
    guard: Guard,
) -> list[web.RouteDef]:
    """Return the ways in: the password, and single sign-on where providers are set."""
    asked = settings.providers
    page = SignInPages(clock, pages, guard, tuple(one.name for one in asked), settings.reached_at)
    providers = providers_of(asked, settings.reached_at)
    leaving = Leaving(providers, vault, clock, page, guard)
    by_password = SignIn(database, vault, settings, clock, page, guard, leaving).routes()
    if not asked:
        return by_password
    single = SingleSignOn(database, vault, {one.issuer: one.bureaus for one in asked})
    door = SingleDoor(providers, single, vault, settings, clock, page, guard, leaving)
    return [*by_password, *door.routes(), *leaving.routes()]


def _talk_routes(
    talks: DeskTalks, replies: CannedReplies, bureaus: Bureaus, pages: Pages, guard: Guard
) -> list[web.RouteDef]:
    return [
        *talks_looks.static_routes(),
        *TalksPage(talks, pages, guard).routes(),
        *TalkPage(talks, replies, bureaus, pages, guard).routes(),
    ]


async def _unknown(_: Visit) -> web.StreamResponse:
    raise NotFound
