"""The ways in for files, put together: links, what is to be fetched from WeChat, and the job that fetches it.

The account that both this and our own messages go by is opened here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.sending import WeChatMessages, WeChatNotices
from bot.settings import Settings
from intake.evidence.arriving import Arriving
from intake.evidence.fetching import Fetching, MediaSource
from intake.evidence.latecomers import Latecomers
from intake.evidence.store import EvidenceStore
from intake.evidence.telling import LossTelling
from intake.filers.handing_in import HandingIn
from intake.filers.upload_links import UploadLinks
from intake.forms.codes import ChannelStatus
from intake.jobs import Job
from intake.storage.database import Database
from intake.storage.sealing import Vault


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The parts.

    jobs  what fetches; none without an account to fetch from
    """

    links: UploadLinks
    arriving: Arriving
    latecomers: Latecomers
    handing_in: HandingIn
    jobs: tuple[Job, ...]

    async def keep_house(self, now: datetime) -> None:
        """Erase what is kept for a time only."""
        await self.links.forget_old(now)
        await self.arriving.forget_old(now)


def ways_in(
    database: Database,
    vault: Vault,
    evidence: EvidenceStore,
    source: MediaSource | None,
    clock: Callable[[], datetime],
) -> WaysIn:
    """Put them together.

    source  the channel that what was sent is fetched from
    """
    links, arriving = UploadLinks(database, vault, clock), Arriving(database, vault)
    latecomers = Latecomers(database, vault, clock)
    handing_in = HandingIn(links, arriving, evidence, can_fetch=source is not None)
    jobs: tuple[Job, ...] = ()
    if source is not None:
        jobs = (Fetching(arriving, evidence, latecomers, LossTelling(database, vault), source, clock).job(),)
    return WaysIn(links, arriving, latecomers, handing_in, jobs)


def messages_over(settings: Settings, api: WeChatApi | None) -> WeChatMessages | None:
    """Return the way to write to accounts; None where nothing is filed, or where it is not wanted."""
    if api is None or not settings.wechat_messages or settings.channel_status is ChannelStatus.HELPER:
        return None
    return WeChatMessages(api)


def notices_over(settings: Settings, api: WeChatApi | None) -> WeChatNotices | None:
    """Return the way to send 订阅通知; None where no template is set up."""
    if api is None or not settings.wechat_notice_template:
        return None
    title, day = settings.wechat_notice_fields.split()
    return WeChatNotices(api, settings.wechat_notice_template, title, day)


@asynccontextmanager
async def account_of(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[WeChatApi | None]:
    """Give the account that sent media are fetched from and messages are sent by; None where none is set up."""
    if not settings.wechat_app_id or settings.wechat_secret is None:
        yield None
        return
    secret = settings.wechat_secret.get_secret_value()
    async with WeChatApi(settings.wechat_api_base, settings.wechat_app_id, secret, clock) as api:
        yield api
