"""Builds the web application; with `service` the only file that knows every part."""

from __future__ import annotations

import asyncio
import hmac
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime

from aiohttp import web

from bot import metrics
from bot.channels.web.assess.routes import assess_routes
from bot.channels.web.calendar_files import CalendarFiles
from bot.channels.web.chat import STOPPING, chat_routes
from bot.channels.web.chat_files import ChatFiles
from bot.channels.web.filing.routes import filing_routes
from bot.channels.web.mycase import MyCase
from bot.channels.web.notices.routes import notice_routes
from bot.channels.web.own_files import OwnFiles
from bot.channels.web.receipts import ReceiptPages
from bot.channels.web.session import WebSessions
from bot.channels.web.uploading.door import UploadDoor
from bot.channels.web.uploading.pages import UploadPages
from bot.channels.web.uploading.resuming import TusDoor
from bot.channels.wechat.callback import wechat_routes
from bot.channels.wechat.key_notes import KeyNotes
from bot.conversation.handbook import Handbook
from bot.conversation.person.told import told_by
from bot.desk.api.doors import api_routes
from bot.desk.filing.entry_page import DeskEntry
from bot.desk.retention.page import Retention
from bot.desk.routes import desk_routes
from bot.faults import faults_told
from bot.proxies import proxies_noticed
from bot.readiness import Probe
from bot.service import Service, opened, utc_now
from bot.settings import Settings
from bot.shown.requests import FORM_BYTES
from bot.shown.sources import is_local
from bot.transport import keep_to_tls, keep_where_from
from bot.uploads_told import UploadsTold
from intake.cases.changes import Rulebook
from intake.cases.retention import load_schedule
from intake.evidence.sheets import SheetFiles
from intake.filers.contacts import PublicContacts
from intake.filers.draft_visits import DraftVisits
from intake.filers.drafts import DraftCodes
from intake.filers.estimates import Estimates
from intake.filers.visits import Passes, Visits
from intake.forms.codes import ChannelStatus
from intake.notices import outbox
from intake.officers.entering import PAGES_LAST, Entering
from intake.officers.talks import DeskTalks
from intake.papers.pdf import found_office

SERVICE_KEY: web.AppKey[Service] = web.AppKey("service", Service)
_PROBE: web.AppKey[Probe] = web.AppKey("readiness", Probe)
_WITH_A_SLASH = ("/chat/", "/file/", "/assess/", "/mycase/", "/verify/", "/privacy/", "/notices/")


async def build_app(
    settings: Settings, clock: Callable[[], datetime] = utc_now, handbook: Handbook | None = None
) -> web.Application:
    """Open every part and return the application that serves them; its clean-up closes them again.

    handbook  one that was built already; what is published may stand in its place
    """
    parts = AsyncExitStack()
    service = await parts.enter_async_context(opened(settings, clock, handbook))
    await parts.enter_async_context(service.jobs.running())
    app = web.Application(
        middlewares=[proxies_noticed(settings), *faults_told(settings)], client_max_size=FORM_BYTES
    )
    app[SERVICE_KEY] = service
    app[STOPPING] = asyncio.Event()
    probe = app[_PROBE] = Probe(service.database, settings.data_dir)
    app.add_routes(_routes(service))

    async def close(_: web.Application) -> None:
        await probe.close()
        await parts.aclose()

    keep_where_from(app)
    if settings.is_https:
        keep_to_tls(app)
    app.on_shutdown.append(_stop_listening)
    app.on_cleanup.append(close)
    return app


async def _stop_listening(app: web.Application) -> None:
    # Pages that wait for an officer's words would hold up the stop for as long as they wait.
    app[STOPPING].set()


def _routes(service: Service) -> list[web.AbstractRouteDef]:
    settings, clock = service.settings, service.clock
    return [
        web.get("/", _to_chat),
        *(web.get(address, _without_slash) for address in _WITH_A_SLASH),
        web.get("/desk", _to_desk),
        web.get("/desk/knowledge/", _without_slash),
        web.get("/healthz", _alive),
        web.get("/readyz", _ready),
        web.get("/metrics", _metrics),
        *wechat_routes(service.reception, service.vault, settings, clock, KeyNotes(service.database, clock)),
        *chat_routes(service.reception, service.vault, settings, clock),
        *_filer_routes(service),
        *desk_routes(
            service.database,
            service.vault,
            settings,
            clock,
            service.bureaus,
            service.clocks,
            service.evidence_parts.room,
            service.curation,
            service.stations,
            desk_entry(service),
            service.handbook,
            _talks(service),
            service.in_force,
            found_office(),
            _retention(settings),
            _sheet_files(service),
        ),
        *api_routes(service.database, service.vault, settings, clock, service.bureaus, service.clocks),
    ]


def _retention(settings: Settings) -> Retention:
    """Return what the operator has said about keeping."""
    apart = settings.data_dir.resolve() not in settings.purged_at.resolve().parents
    return Retention(load_schedule(settings.retention), settings.purged_at, apart, settings.backup_days)


def desk_entry(service: Service) -> DeskEntry:
    """Return what the desk enters filings with."""
    settings = service.settings
    entering = Entering(
        service.database,
        service.vault,
        Rulebook(service.bureaus, service.clocks, service.stations, routing=service.in_force),
        service.in_force,
        service.access,
        Passes(service.vault, "entry", PAGES_LAST, service.clock),
        random.SystemRandom(),
        is_demo=settings.channel_status is ChannelStatus.DEMO,
    )
    address = settings.reached_at
    return DeskEntry(
        lambda: service.handbook, entering, lambda case_id: f"{address}/receipt/{service.links.to(case_id)}"
    )


def _talks(service: Service) -> DeskTalks | None:
    """Return the talks that people asked for; none where they cannot."""
    if not service.handbook.talks:
        return None
    say = told_by(lambda: service.handbook)
    return DeskTalks(service.database, service.vault, service.bureaus, say)


def _filer_routes(service: Service) -> list[web.RouteDef]:
    """Return the filers' own pages."""
    settings, clock, say = service.settings, service.clock, service.handbook.say
    visits = Visits(service.database, service.vault, clock)
    own_files = OwnFiles(
        service.evidence, service.files.links, service.files.arriving, has_scanner=_has_scanner(service)
    )
    case = MyCase(service.access, service.mailbox, visits, own_files, service.vault, settings, clock, say)
    receipts = ReceiptPages(service.receipts, visits, service.links, service.vault, settings, clock)
    files = CalendarFiles(service.mailbox, visits, service.calendars, settings, clock)
    filing = filing_routes(
        service.reception,
        DraftCodes(service.database, service.vault),
        DraftVisits(service.database, service.vault, clock),
        own_files,
        service.vault,
        settings,
        clock,
    )
    assessing = assess_routes(
        service.reception,
        Estimates(service.database, service.vault),
        PublicContacts(service.database, service.vault),
        DraftCodes(service.database, service.vault),
        DraftVisits(service.database, service.vault, clock),
        service.bureaus,
        service.vault,
        settings,
        clock,
        _sheet_files(service),
    )
    notices = notice_routes(service.database, service.vault, service.bureaus, settings, clock)
    own = (*case.routes(), *files.routes(), *receipts.routes())
    return [*own, *filing, *assessing, *notices, *_upload_routes(service)]


def _upload_routes(service: Service) -> list[web.RouteDef]:
    """Return the ways in for files; none where nothing is filed."""
    settings = service.settings
    if settings.channel_status is ChannelStatus.HELPER:
        return []
    door = UploadDoor(
        service.files.links, service.evidence, service.files.latecomers, settings.trusted_proxy, service.clock
    )
    sessions = WebSessions(service.reception, service.vault, service.clock)
    tells = UploadsTold(service.database, service.memory, lambda: service.handbook)
    return [
        *ChatFiles(sessions, door).routes(),
        *TusDoor(door).routes(),
        *UploadPages(door, tells, settings, has_scanner=_has_scanner(service)).routes(),
    ]


def _sheet_files(service: Service) -> SheetFiles | None:
    """Return what evidences the items of sheets; None where nothing is filed."""
    takes = service.settings.channel_status is not ChannelStatus.HELPER
    return service.evidence_parts.sheets if takes else None


def _has_scanner(service: Service) -> bool:
    return service.evidence_parts.scanner is not None


async def _to_chat(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/chat")


async def _to_desk(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/desk/")


async def _without_slash(request: web.Request) -> web.StreamResponse:
    """Lead to the page whose address somebody typed with a slash too many."""
    raise web.HTTPFound(request.path.rstrip("/"))


async def _alive(_: web.Request) -> web.StreamResponse:
    return web.json_response({"status": "alive"})


async def _ready(request: web.Request) -> web.StreamResponse:
    """Able to work: the database takes what is written, there is room, and entries. Strangers hear no more."""
    service = request.app[SERVICE_KEY]
    found = await request.app[_PROBE].look()
    status = 200 if found.is_ready else 503
    told: dict[str, object] = {"status": "ready" if found.is_ready else "not ready"}
    if _is_watched(request):
        told |= {"database": found.database, "disk": found.disk, "entries": len(service.handbook.library.entries)}
    return web.json_response(told, status=status)


async def _metrics(request: web.Request) -> web.StreamResponse:
    """What is counted: for this machine, and for whoever has the token. For others there is no such page."""
    if not _is_watched(request):
        raise web.HTTPNotFound
    service = request.app[SERVICE_KEY]
    metrics.tell_of_jobs(service.jobs.standings)
    metrics.tell_of_evidence(await service.evidence_parts.standing())
    async with service.database.reading() as session:
        metrics.tell_of_notices(await outbox.standing(session))
    return web.Response(body=metrics.exposition(), headers={"Content-Type": metrics.CONTENT_TYPE})


def _is_watched(request: web.Request) -> bool:
    """Say whether whoever watches over the service asks: on this machine itself, or with METRICS_TOKEN."""
    settings = request.app[SERVICE_KEY].settings
    is_here = is_local(request, settings.trusted_proxy, settings.public_url)
    if settings.metrics_token is None:
        return is_here
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.metrics_token.get_secret_value().encode()
    fits = scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(errors="replace"), expected)
    return fits or is_here
