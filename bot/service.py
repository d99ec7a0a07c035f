"""All the parts of the service, opened in the right order and closed in the reverse one.

The web application, the terminal and the commands stand on the same parts.
"""

from __future__ import annotations

import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.beside import carrier_of, head_way, jobs_beside
from bot.bulletin_errands import BulletinErrands
from bot.channels.wechat.api import WeChatApi
from bot.conversation.handbook import Handbook, build_handbook
from bot.conversation.messages import Inbound
from bot.conversation.person.told import told_by
from bot.curation import Curation
from bot.errands import LINK_LASTS
from bot.guide_errands import GuideErrands
from bot.kept_lists import dispose_of_listed
from bot.making import FilersPages
from bot.memory import Memory
from bot.questions import Questions
from bot.reception import Reception
from bot.resting import RestingDrafts
from bot.rules_watch import RulesWatch
from bot.settings import Settings
from bot.switching import Switching
from bot.ways_in import WaysIn, account_of, messages_over, notices_over, ways_in
from intake.cases.changes import Rulebook
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks, load_clocks
from intake.curation.editorial import Editorial
from intake.evidence.parts import EvidenceParts, evidence_parts, shelf_of
from intake.evidence.store import EvidenceStore
from intake.filers.access import Access
from intake.filers.agreed import Agreed
from intake.filers.bulletins import PublicBulletins
from intake.filers.caseload import Caseload
from intake.filers.contacts import PublicContacts
from intake.filers.draft_visits import DraftVisits
from intake.filers.estimates import Estimates
from intake.filers.mailbox import Mailbox
from intake.filers.reach import Reach
from intake.filers.receipts import Receipts
from intake.filers.subscriptions import Subscriptions
from intake.filers.talks import Talks
from intake.filers.visits import RECEIPTS_LAST, Passes
from intake.forms.codes import ChannelStatus
from intake.jobs import Jobs
from intake.journal.accounts import note_older_accounts
from intake.notices.talk_rounds import TalkRounds
from intake.routing.bureaus import Bureaus, load_bureaus
from intake.routing.rules import RulesInForce, load_rules
from intake.stations.directory import Stations, load_stations
from intake.storage.database import Database
from intake.storage.keeping.calendar_years import imported_years
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.sealing import Vault
from intents.index_files import IndexFiles
from knowledge.check import stale_weights

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The clock of the running service. Tests hand in their own."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The opened parts."""

    settings: Settings
    clock: Callable[[], datetime]
    database: Database
    vault: Vault
    ledger: Ledger
    bureaus: Bureaus
    clocks: Clocks
    stations: Stations
    in_force: RulesInForce
    caseload: Caseload
    access: Access
    mailbox: Mailbox
    receipts: Receipts
    links: Passes
    calendars: Passes
    evidence_parts: EvidenceParts
    files: WaysIn
    memory: Memory
    reception: Reception
    resting: RestingDrafts
    curation: Curation
    switching: Switching
    rules_watch: RulesWatch
    jobs: Jobs

    @property
    def evidence(self) -> EvidenceStore:
        """The files that filers hand in."""
        return self.evidence_parts.store

    @property
    def handbook(self) -> Handbook:
        """What is known by heart now, published entries included."""
        return self.reception.handbook


@asynccontextmanager
async def opened(
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    handbook: Handbook | None = None,
    *,
    alone: bool = False,
) -> AsyncIterator[Service]:
    """Open every part; on leaving, answer what was received, then close.

    handbook  one that was built already, for the status of these settings; built here when not given
    alone     nobody is answered: a command does its work with the parts
    Raises what a part raises when it refuses: ContentFaults, another data key, an old database.
    """
    handbook = handbook or build_handbook(
        settings.channel_status,
        settings.channel_notice,
        settings.outlines,
        day_in_shanghai(clock()),
        IndexFiles(settings.index_folder),
    )
    reminds_after = timedelta(days=settings.draft_reminder_days)
    # Whoever only prepares a draft has no bureau to turn to here.
    talks = settings.channel_status is not ChannelStatus.HELPER
    handbook = replace(handbook, web=settings.reached_at, reminds_after=reminds_after, talks=talks)
    if stale := stale_weights(handbook.library):
        log.warning(stale)
    clocks = load_clocks(weekends_roll=settings.weekends_roll)
    in_force = RulesInForce(load_rules())
    rulebook = Rulebook(load_bureaus(), clocks, load_stations(settings.stations), routing=in_force)
    vault = Vault.open(settings.data_dir, settings.data_key.get_secret_value() if settings.data_key else None)
    database = await Database.open(settings.database, alone=alone)
    try:
        await prepare(database, vault)
        await note_older_accounts(database, vault.journal_key, clock())
        await dispose_of_listed(database, vault, clocks, (settings.purged_at,), clock())
        clocks.calendar.adopt(await imported_years(database))
        # One calendar for all: what is imported while we run is taken over in one place.
        handbook = replace(handbook, calendar=clocks.calendar, rules=in_force)
        ledger = Ledger(database, vault)
        await ledger.start()
        try:
            async with account_of(settings, clock) as api:
                service = _assembled(settings, clock, database, vault, ledger, handbook, rulebook, in_force, api)
                # Not a single answer is given that was taken down, or switched off, before this start.
                await service.curation.renew()
                await service.switching.look()
                await service.rules_watch.look()
                yield service
        finally:
            await ledger.close()
    finally:
        await database.close()


def _assembled(
    settings: Settings,
    clock: Callable[[], datetime],
    database: Database,
    vault: Vault,
    ledger: Ledger,
    handbook: Handbook,
    rulebook: Rulebook,
    in_force: RulesInForce,
    api: WeChatApi | None,
) -> Service:
    bureaus, clocks = rulebook.bureaus, rulebook.clocks
    caseload = Caseload(
        database,
        vault,
        rulebook,
        in_force,
        random.SystemRandom(),
        is_demo=settings.channel_status is ChannelStatus.DEMO,
    )
    memory = Memory(database, Recall(database), vault)
    access = Access(database, vault)
    links = Passes(vault, "receipt", RECEIPTS_LAST, clock)
    calendars = Passes(vault, "calendar", RECEIPTS_LAST, clock)
    pages = _pages(settings.reached_at, links, calendars, DraftVisits(database, vault, clock), clock)
    evidence = evidence_parts(
        database,
        vault,
        shelf_of(settings.data_dir, settings.evidence_bucket),
        clock,
        settings.evidence_limits,
        settings.clamd,
    )
    files = ways_in(database, vault, evidence.store, api, clock)
    messages, notices = messages_over(settings, api), notices_over(settings, api)
    reception = Reception(
        handbook,
        memory,
        caseload,
        access,
        ledger,
        clock,
        Questions(vault),
        files.handing_in,
        Estimates(database, vault),
        pages,
        Talks(database, vault, clocks.calendar),
        Reach(database, vault),
        GuideErrands(PublicContacts(database, vault), caseload, bureaus, f"{settings.reached_at}/guides"),
        Agreed(database, vault, settings.wechat_notice_template) if notices is not None else None,
        BulletinErrands(
            PublicBulletins(database), Subscriptions(database, vault), f"{settings.reached_at}/notices"
        ),
        keeps_reach=messages is not None,
    )
    curation = Curation(handbook, Editorial(database), clock, reception.use)
    resting = RestingDrafts(memory, lambda: reception.handbook)
    switching = Switching(database, reception.switch)
    rules_watch = RulesWatch(database, in_force)
    carrier = carrier_of(settings, database, vault, bureaus, messages, notices, clock)
    say = told_by(lambda: reception.handbook)
    talks = TalkRounds(database, vault, bureaus, clocks.calendar, say, clock)
    jobs = jobs_beside(
        database,
        vault,
        ledger,
        resting,
        (curation.job(), switching.job(), talks.job(), rules_watch.job()),
        rulebook,
        evidence,
        files,
        carrier,
        head_way(settings),
        settings,
        clock,
    )
    return Service(
        settings,
        clock,
        database,
        vault,
        ledger,
        bureaus,
        clocks,
        rulebook.stations,
        in_force,
        caseload,
        access,
        Mailbox(database, vault, rulebook),
        Receipts(database, vault, rulebook),
        links,
        calendars,
        evidence,
        files,
        memory,
        reception,
        resting,
        curation,
        switching,
        rules_watch,
        jobs,
    )


def _pages(
    address: str, links: Passes, calendars: Passes, visits: DraftVisits, clock: Callable[[], datetime]
) -> FilersPages:
    """Return where filers find what is theirs."""

    def draft_of(message: Inbound, secret: str) -> str:
        link = visits.link_to(message.person, message.channel, secret, clock() + LINK_LASTS)
        return f"{address}/file/continue/{link}"

    estimate_visits = visits.of_estimates()

    def estimates_of(owner: str) -> str:
        link = estimate_visits.link_to(owner, "", "", clock() + LINK_LASTS)
        return f"{address}/assess/continue/{link}"

    return FilersPages(
        case=f"{address}/mycase",
        receipt_of=lambda case_id: f"{address}/receipt/{links.to(case_id)}",
        calendar_of=lambda case_id: f"{address}/visit/{calendars.to(case_id)}",
        upload_by=lambda link: f"{address}/upload/{link}",
        forms=f"{address}/file",
        draft_of=draft_of,
        estimates_of=estimates_of,
    )
