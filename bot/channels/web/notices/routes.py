"""Every address of notices and trainings, in one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.web.looks import pages_of
from bot.channels.web.notices.frame import Frame
from bot.channels.web.notices.list_page import NoticeListPage
from bot.channels.web.notices.mail_pace import MailPace
from bot.channels.web.notices.sign_up_pages import SignUpPages
from bot.channels.web.notices.subscribe_pages import SubscribePages
from bot.settings import Settings
from intake.filers.browsers_told import BrowsersTold
from intake.filers.bulletins import PublicBulletins
from intake.filers.sign_up_pace import SignUpPace
from intake.filers.sign_ups import SignUps, mailed_of, own_of
from intake.filers.subscriptions import Subscriptions, asks_of, stops_of
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault


def notice_routes(
    database: Database, vault: Vault, bureaus: Bureaus, settings: Settings, clock: Callable[[], datetime]
) -> list[web.RouteDef]:
    """Return them."""
    frame = Frame(bureaus, settings, clock, pages_of(settings))
    bulletins, subscriptions = PublicBulletins(database), Subscriptions(database, vault)
    listed = NoticeListPage(frame, bulletins, subscriptions, BrowsersTold(database, bulletins, subscriptions))
    pace = MailPace(database, vault)
    asking = SubscribePages(frame, listed, subscriptions, asks_of(vault, clock), stops_of(vault, clock), pace)
    signing = SignUpPages(
        frame,
        bulletins,
        SignUps(database, vault),
        own_of(vault, clock),
        mailed_of(vault, clock),
        SignUpPace(database, vault),
        pace,
    )
    return [route for part in (asking, listed, signing) for route in part.routes()]
