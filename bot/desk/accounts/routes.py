"""Every address below `/desk/accounts` and `/desk/me`, in one list."""

from __future__ import annotations

from aiohttp import web

from bot.desk.accounts.account_page import AccountPage
from bot.desk.accounts.bureau_pages import BureauPages
from bot.desk.accounts.care_page import care_page
from bot.desk.accounts.directory_pages import DirectoryPages
from bot.desk.accounts.hooks_page import HooksPage
from bot.desk.accounts.list_page import AccountsPage
from bot.desk.accounts.office import AccountParts, accounts_style
from bot.desk.accounts.own_page import OwnPages
from bot.desk.accounts.switch_page import SwitchPage
from bot.desk.accounts.talks_page import talk_desks_page
from bot.desk.accounts.tokens_page import TokensPage
from bot.desk.accounts.watch_pages import WatchPages
from bot.desk.guard import Guard
from bot.desk.pages import Pages
from intake.officers.accounts import Accounts
from intake.officers.hook_address import Network
from intake.officers.provider_settings import ProviderSettings
from intake.routing.bureaus import Bureaus
from intake.stations.directory import Stations
from intake.storage.database import Database
from intake.storage.sealing import Vault


def account_routes(
    database: Database,
    vault: Vault,
    bureaus: Bureaus,
    pages: Pages,
    guard: Guard,
    providers: tuple[ProviderSettings, ...],
    stations: Stations,
    hook_networks: tuple[Network, ...],
) -> list[web.RouteDef]:
    """Return the routes of the pages of accounts.

    providers  who vouches for officers by single sign-on; empty for nobody
    stations  the guidance stations that were announced
    hook_networks  networks of our own in which other systems may be called
    """
    office = AccountParts(
        database,
        vault,
        bureaus,
        Accounts(database, vault, bureaus),
        pages,
        guard,
        providers,
        stations,
        hook_networks,
    )
    return [
        web.get("/desk/static/accounts.css", accounts_style),
        *AccountsPage(office).routes(),
        *TokensPage(office).routes(),
        *HooksPage(office).routes(),
        *WatchPages(office).routes(),
        *SwitchPage(office).routes(),
        *care_page(office).routes(),
        *talk_desks_page(office).routes(),
        *BureauPages(office).routes(),
        *DirectoryPages(office).routes(),
        *AccountPage(office).routes(),
        *OwnPages(office).routes(),
    ]
