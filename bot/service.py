"""All the parts of the service, opened in the right order and closed in the reverse one.

The web application, the terminal and the commands stand on the same parts.
"""

from __future__ import annotations

import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.conversation.handbook import Handbook, build_handbook
from bot.conversation.messages import Inbound
from bot.conversation.person.told import told_by
from bot.conversation.state import DRAFTS_KEPT
from bot.curation import Curation
from bot.desk.exports.making import Making
from bot.errands import LINK_LASTS
from bot.kept_lists import dispose_of_listed, keep_list
from bot.making import FilersPages
from bot.memory import Memory
from bot.questions import Questions
from bot.reception import Reception
from bot.resting import RestingDrafts
from bot.rules_watch import RulesWatch
from bot.settings import Settings
from bot.switching import Switching
from bot.ways_in import WaysIn, source_of, ways_in
from intake.cases.changes import Rulebook
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks, load_clocks
from intake.curation.asked import AskedQuestions
from intake.curation.editorial import Editorial
from intake.evidence.fetching import Source
from intake.evidence.parts import EvidenceParts, evidence_parts, shelf_of
from intake.evidence.store import EvidenceStore
from intake.filers.access import Access
from intake.filers.caseload import Caseload
from intake.filers.draft_visits import DraftVisits
from intake.filers.estimates import Estimates
from intake.filers.estimates import forget_old as forget_old_estimates
from intake.filers.mailbox import Mailbox
from intake.filers.receipts import Receipts
from intake.filers.shared_pace import forget_rested
from intake.filers.talks import Talks
from intake.filers.visits import RECEIPTS_LAST, Passes
from intake.forms.codes import ChannelStatus
from intake.jobs import Job, Jobs
from intake.journal.accounts import note_older_accounts
from intake.notices.chasing import Chasing
from intake.notices.courier import Carrier, Courier
from intake.notices.digest import Digests
from intake.notices.fault_digest import FaultDigests
from intake.notices.head_ways import Way, way_to
from intake.notices.heads import HeadsLeaving
from intake.notices.mail import ByMail, post_by
from intake.notices.pilot_reports import PilotReminders
from intake.notices.reminding import Reminding
from intake.notices.talk_rounds import TalkRounds, forget_old_talks
from intake.notices.verification import Verifying
from intake.officers.pauses import forget_old as forget_old_pauses
from intake.officers.replying import ReplyLinks
from intake.routing.bureaus import Bureaus, load_bureaus
from intake.routing.rules import RulesInForce, load_rules
from intake.stations.directory import Stations, load_stations
from intake.storage.database import Database
from intake.storage.keeping.calendar_years import imported_years
from intake.storage.keeping.recounting import Recounting
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.sealing import Vault
from intents.index_files import IndexFiles
from knowledge.check import stale_weights

log = logging.getLogger(__name__)

HOUSEKEEPING_EVERY = timedelta(minutes=10)
SCANNER_ASKED_EVERY = timedelta(seconds=3)
# Without a scanner there is little to do: what a filing overtook is entered.
LATE_ENTRIES_EVERY = timedelta(minutes=1)


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
    settings: Settings, clock: Callable[[], datetime] = utc_now, handbook: Handbook | None = None
) -> AsyncIterator[Service]:
    """Open every part; on leaving, answer what was received, then close.

    handbook  one that was built already, for the status of these settings; built here when not given
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
    database = await Database.open(settings.database)
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
            async with source_of(settings, clock) as source:
                service = _assembled(
                    settings, clock, database, vault, ledger, handbook, rulebook, in_force, source
                )
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
    source: Source | None,
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
    files = ways_in(database, vault, evidence.store, source, clock)
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
    )
    curation = Curation(handbook, Editorial(database), clock, reception.use)
    resting = RestingDrafts(memory, lambda: reception.handbook)
    switching = Switching(database, reception.switch)
    rules_watch = RulesWatch(database, in_force)
    carrier = _carrier(settings, database)
    say = told_by(lambda: reception.handbook)
    talks = TalkRounds(database, vault, bureaus, clocks.calendar, say, clock)
    jobs = _jobs(
        database,
        vault,
        ledger,
        resting,
        (curation.job(), switching.job(), talks.job(), rules_watch.job()),
        rulebook,
        evidence,
        files,
        carrier,
        _head_way(settings),
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


# What runs beside the service, as operators call it.
JOB_LABELS = {
    "courier": "信使（待发箱）",
    "warnings": "期限提醒",
    "curation": "发布的条目",
    "switch": "自动答复的开关",
    "talks": "人工对话（等候、无人说话）",
    "rules": "发布的分办规则",
    "faults": "滞留和故障",
    "housekeeping": "到期清理",
    "clocks": "期限重算",
    "evidence": "证据材料（查毒）",
    "reminders": "约定的提醒",
    "chasers": "催办（移送）",
    "pilot reports": "试点报告提醒",
    "media": "取回微信里的文件",
    "heads": "送出日志头",
    "verification": "核对日志",
    "exports": "生成导出的案件清单",
}


def _jobs(
    database: Database,
    vault: Vault,
    ledger: Ledger,
    resting: RestingDrafts,
    looking: Sequence[Job],
    rulebook: Rulebook,
    evidence: EvidenceParts,
    files: WaysIn,
    carrier: Carrier | None,
    way: Way | None,
    settings: Settings,
    clock: Callable[[], datetime],
) -> Jobs:
    """Return every loop that runs beside the one that answers people.

    looking     what looks for changes that this worker has to take over, and what happens to talks by the clock
    way         by which the journals' head leaves; None: somebody copies it by hand
    """

    talks_kept = timedelta(days=settings.talk_kept_days)

    async def keep_house() -> bool:
        now = clock()
        await ledger.expire_turns(now)
        await ledger.expire_drafts(now, resting.trimmed)
        await ledger.expire_own_cases(now)
        await ledger.expire_visits(now)
        # A code that was just given out has its draft in a moment.
        await ledger.expire_draft_codes(now - HOUSEKEEPING_EVERY)
        await ledger.expire_conversations(now - DRAFTS_KEPT)
        await ledger.expire_sessions(now - DRAFTS_KEPT)
        await ledger.expire_reminders(now - DRAFTS_KEPT)
        await forget_old_pauses(database, now)
        await forget_rested(database, now)
        await forget_old_estimates(database, now)
        await forget_old_talks(database, now - talks_kept)
        await AskedQuestions(database, vault).forget(now)
        await evidence.store.sweep(DRAFTS_KEPT)
        await files.keep_house(now)
        await keep_list(database, vault, settings)
        return False

    every = HOUSEKEEPING_EVERY.total_seconds()
    housekeeping = Job("housekeeping", every, every, keep_house)
    recounting = Job("clocks", every, 60, Recounting(database, vault.journal_key, rulebook.clocks, clock).round)
    pause = SCANNER_ASKED_EVERY if evidence.scanner is not None else LATE_ENTRIES_EVERY
    scanning = Job("evidence", pause.total_seconds(), 180, evidence.round)
    reminding = Reminding(database, vault, rulebook, clock)
    digests = Digests(database, rulebook.clocks.calendar, clock)
    faults = FaultDigests(database, rulebook.clocks.calendar, clock)
    chasing = Chasing(database, ReplyLinks(database, vault, rulebook), rulebook.clocks.calendar, clock)
    pilots = PilotReminders(database, rulebook.clocks.calendar, clock)
    courier = Courier(database, clock, carrier)
    exporting = Making(database, vault, rulebook.bureaus, rulebook.clocks, clock).job()
    telling = (courier.job(), digests.job(), faults.job(), reminding.job(), chasing.job(), pilots.job())
    leaving = (HeadsLeaving(database, vault.journal_key, way, clock).job(),) if way is not None else ()
    verifying = Verifying(database, vault, clock).job()
    beside = (housekeeping, recounting, scanning, exporting, verifying, *files.jobs)
    return Jobs((*telling, *leaving, *looking, *beside), database, clock)


def _carrier(settings: Settings, database: Database) -> Carrier | None:
    """Return what carries notices to officers; None where the desk alone shows them."""
    if settings.smtp_url is None:
        return None
    post = post_by(settings.smtp_url.get_secret_value(), settings.mail_from)
    return ByMail(database, post, settings.reached_at)


def _head_way(settings: Settings) -> Way | None:
    """Return the way by which the journals' head leaves; None where no setting names one."""
    if settings.head_to is None:
        return None
    by_mail = settings.smtp_url
    post = post_by(by_mail.get_secret_value(), settings.mail_from) if by_mail is not None else None
    return way_to(settings.head_to.get_secret_value(), post)
