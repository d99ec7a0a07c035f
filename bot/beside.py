"""What runs beside the service that answers people: every loop, and the ways by which notices leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.conversation.state import DRAFTS_KEPT
from bot.desk.api.repeats import forget_old as forget_kept_answers
from bot.desk.exports.making import ExportMaking
from bot.kept_lists import keep_list
from bot.resting import RestingDrafts
from bot.settings import Settings
from bot.ways_in import WaysIn
from intake.cases.changes import Rulebook
from intake.cases.letters import BY_MAIL, BY_WECHAT
from intake.curation.asked import AskedQuestions
from intake.evidence.parts import EvidenceParts
from intake.filers import sign_ups
from intake.filers.estimates import forget_old as forget_old_estimates
from intake.filers.reach import Reach
from intake.filers.shared_pace import forget_rested
from intake.filers.subscriptions import CONFIRMING, asks_of, stops_of
from intake.jobs import Job, Jobs
from intake.notices import bulletins
from intake.notices.bulletin_post import BulletinsByMail, BulletinsByWeChat, ConfirmingByMail, SubscribedMessages
from intake.notices.chasing import Chasing
from intake.notices.courier import ByKind, Carrier, Courier, DeskOnly
from intake.notices.digest import Digests
from intake.notices.fault_digest import FaultDigests
from intake.notices.filer_letters import LettersByMail, LettersByWeChat, Messages
from intake.notices.head_ways import WayOut, way_to
from intake.notices.heads import HeadsLeaving
from intake.notices.hook_calls import forget_old as forget_old_calls
from intake.notices.hook_post import HookPost
from intake.notices.hook_rounds import HookRounds
from intake.notices.mail import ByMail, Post, post_by
from intake.notices.pilot_reports import PilotReminders
from intake.notices.reminding import Reminding
from intake.notices.sign_up_post import SignUpsByMail
from intake.notices.talk_rounds import forget_old_talks
from intake.notices.unguided import UnguidedReminders
from intake.notices.verification import Verifying
from intake.officers.pauses import forget_old as forget_old_pauses
from intake.officers.replying import ReplyLinks
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.keeping.recounting import Recounting
from intake.storage.ledger import Ledger
from intake.storage.sealing import Vault

HOUSEKEEPING_EVERY = timedelta(minutes=10)
SCANNER_ASKED_EVERY = timedelta(seconds=3)
# Without a scanner there is little to do: what a filing overtook is entered.
LATE_ENTRIES_EVERY = timedelta(minutes=1)

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
    "unguided": "没有指导过的企业提醒",
    "bulletins": "通知和培训（发给订阅的人）",
    "media": "取回微信里的文件",
    "heads": "送出日志头",
    "verification": "核对日志",
    "webhooks": "回调其他系统",
    "exports": "生成导出的案件清单",
}


def jobs_beside(
    database: Database,
    vault: Vault,
    ledger: Ledger,
    resting: RestingDrafts,
    looking: Sequence[Job],
    rulebook: Rulebook,
    evidence: EvidenceParts,
    files: WaysIn,
    carrier: Carrier,
    way: WayOut | None,
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
        await Reach(database, vault).forget_old(now)
        await bulletins.forget_old_subscriptions(database, now)
        await sign_ups.forget_old(database, now)
        await forget_old_talks(database, now - talks_kept)
        await AskedQuestions(database, vault).forget(now)
        await evidence.store.sweep(DRAFTS_KEPT)
        await files.keep_house(now)
        await forget_kept_answers(database, now)
        async with database.writing() as session:
            await forget_old_calls(session, now)
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
    exporting = ExportMaking(database, vault, rulebook.bureaus, rulebook.clocks, clock).job()
    telling = (courier.job(), digests.job(), faults.job(), reminding.job(), chasing.job(), pilots.job())
    calling = HookRounds(database, vault, HookPost(settings.hook_networks), clock).job()
    leaving = (HeadsLeaving(database, vault.journal_key, way, clock).job(),) if way is not None else ()
    verifying = Verifying(database, vault, clock).job()
    rounds = bulletins.BulletinRounds(database, vault, rulebook.bureaus, settings.reached_at, clock)
    unguided = UnguidedReminders(database, vault, rulebook.clocks.calendar, clock)
    beside = (
        rounds.job(),
        unguided.job(),
        housekeeping,
        recounting,
        scanning,
        exporting,
        verifying,
        calling,
        *files.jobs,
    )
    return Jobs((*telling, *leaving, *looking, *beside), database, clock)


def carrier_of(
    settings: Settings,
    database: Database,
    vault: Vault,
    bureaus: Bureaus,
    messages: Messages | None,
    notices: SubscribedMessages | None,
    clock: Callable[[], datetime],
) -> Carrier:
    """Return what carries notices: to officers by mail, where there is any, and letters to their filers.

    messages  by which accounts are written to; None where they cannot be
    notices   by which they get 订阅通知; None where no template is set up
    """
    post = _post(settings)
    officers = DeskOnly() if post is None else ByMail(database, post, settings.reached_at)
    page = f"{settings.reached_at}/mycase"
    letters: dict[str, Carrier] = {
        BY_WECHAT: LettersByWeChat(database, vault, messages, clock),
        BY_MAIL: LettersByMail(database, vault, post, page),
        bulletins.BY_WECHAT: BulletinsByWeChat(database, vault, notices, settings.reached_at, clock),
        bulletins.BY_MAIL: BulletinsByMail(
            database, vault, bureaus, post, settings.reached_at, stops_of(vault, clock), clock
        ),
        sign_ups.BY_MAIL: SignUpsByMail(database, vault, post, settings.reached_at, clock),
        CONFIRMING: ConfirmingByMail(database, vault, post, settings.reached_at, asks_of(vault, clock)),
    }
    return ByKind(letters, officers)


def head_way(settings: Settings) -> WayOut | None:
    """Return the way by which the journals' head leaves; None where no setting names one."""
    return None if settings.head_to is None else way_to(settings.head_to.get_secret_value(), _post(settings))


def _post(settings: Settings) -> Post | None:
    by_mail = settings.smtp_url
    return None if by_mail is None else post_by(by_mail.get_secret_value(), settings.mail_from)
