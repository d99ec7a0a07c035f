"""`/api/v1`: cases, transfers and figures for other systems. Shapes: the contract, and `openapi.json`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlencode

from aiohttp import web
from multidict import MultiMapping
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.api.answering import ApiFault, Known, Readers, as_json, known_of_any, said
from bot.desk.api.case_json import CaseShapes, entry_shape, names_filer
from bot.desk.api.hook_doors import HookDoors
from bot.desk.api.statistics_json import names_of, statistics_shape
from bot.desk.api.transfer_json import transfer_shape
from bot.desk.cases.dossier import record_reading
from bot.desk.overview.keeping import KeptFigures
from bot.desk.transfers.records import WantedTransfers, page_of
from intake.cases.codes import STATES
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.forms.draft import KIND_NAMES
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.care import all_care
from intake.officers.hook_address import Network
from intake.officers.officer import TokenReader, TokenScope
from intake.officers.tokens import note_list_read
from intake.routing.bureaus import Bureaus
from intake.statistics.period import RECENT, period_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.transfers.codes import DIRECTIONS, TRANSFER_KINDS

log = logging.getLogger(__name__)

CASES_A_PAGE: Final = 100
OPENAPI: Final = (Path(__file__).parent / "openapi.json").read_bytes()


class CaseNotFound(ApiFault):
    """No such case, or none that this token sees."""

    def __init__(self) -> None:
        super().__init__(404, "not_found", "没有这个案件。", "请核对案件编号。")


ENTRIES_A_PAGE: Final = 500
# Room for the number of an entry, whatever the database.
_SEQ_DIGITS: Final = 9


class ApiSettings(Protocol):
    """What these doors want to know of the settings."""

    @property
    def hook_networks(self) -> tuple[Network, ...]:
        """Networks of our own in which other systems may be called."""


def api_routes(
    database: Database,
    vault: Vault,
    settings: ApiSettings,
    clock: Callable[[], datetime],
    bureaus: Bureaus,
    clocks: Clocks,
) -> list[web.RouteDef]:
    """Return the routes of `/api/v1` and their description."""
    readers = Readers(database, vault)
    hooks = HookDoors(database, vault, clock, bureaus, readers, settings.hook_networks)
    return [*Api(database, vault, clock, bureaus, clocks, readers).routes(), *hooks.routes()]


class Api:
    """The handlers of what is read."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Callable[[], datetime],
        bureaus: Bureaus,
        clocks: Clocks,
        readers: Readers,
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._bureaus = bureaus
        self._readers = readers
        self._shapes = CaseShapes(vault, bureaus)
        self._figures = KeptFigures(database)
        self._names = names_of(bureaus, clocks)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        may = self._readers.may
        return [
            web.get("/api/openapi.json", _openapi),
            web.get("/api/v1/cases", may(TokenScope.CASES, self._cases)),
            web.get("/api/v1/cases/{reference}", may(TokenScope.CASES, self._case)),
            web.get("/api/v1/cases/{reference}/journal", may(TokenScope.CASES, self._journal)),
            web.get("/api/v1/transfers", may(TokenScope.TRANSFERS, self._transfers)),
            web.get("/api/v1/statistics", may(TokenScope.STATISTICS, self._statistics)),
        ]

    async def _cases(self, request: web.Request, reader: TokenReader) -> web.Response:
        wanted = _wanted(request.query, self._bureaus)
        query = select(CaseRow).where(wall.visible(reader)).order_by(col(CaseRow.id)).limit(CASES_A_PAGE + 1)
        for column, value in (
            (col(CaseRow.state), wanted.get("state")),
            (col(CaseRow.kind), wanted.get("kind")),
            (col(CaseRow.lead_bureau), wanted.get("bureau")),
        ):
            query = query.where(column == value) if value else query
        if "after" in wanted:
            query = query.where(col(CaseRow.id) > wanted["after"])
        async with self._database.reading() as session:
            rows = list((await session.execute(query)).scalars())
            shapes = await self._shapes.of(session, reader, rows[:CASES_A_PAGE])
            care = await all_care(session)
        named = [row.id for row in rows[:CASES_A_PAGE] if names_filer(reader, row, care)]
        await self._record(named, reader, "identity_viewed")
        await self._note(reader, "cases", wanted, len(shapes))
        log.info("cases listed", extra={"token": reader.name, "cases": len(shapes)})
        following = None
        if len(rows) > CASES_A_PAGE:
            following = "/api/v1/cases?" + urlencode({**wanted, "after": rows[CASES_A_PAGE - 1].id})
        return as_json({"cases": shapes, "next": following})

    async def _transfers(self, request: web.Request, reader: TokenReader) -> web.Response:
        asked = said(request.query, _known_of_transfers(self._bureaus))
        wanted, now = WantedTransfers(**asked), self._clock()
        async with self._database.reading() as session:
            lines = await page_of(session, self._vault, reader, wanted, now, CASES_A_PAGE + 1)
            bodies = await bodies_in(session, self._bureaus)
        shown = lines[:CASES_A_PAGE]
        await self._note(reader, "transfers", asked, len(shown))
        following = None
        if len(lines) > CASES_A_PAGE:
            following = "/api/v1/transfers?" + urlencode({**asked, "after": shown[-1].row.id})
        return as_json({"transfers": [transfer_shape(line, bodies) for line in shown], "next": following})

    async def _statistics(self, request: web.Request, reader: TokenReader) -> web.Response:
        today = day_in_shanghai(self._clock())
        asked = said(
            request.query,
            {
                "period": lambda code: period_of(code, today).code == code,
                "bureau": {bureau.code for bureau in self._bureaus.all}.__contains__,
            },
        )
        bureau = asked.get("bureau", reader.bureau)
        if reader.bureau is not None and bureau != reader.bureau:
            raise ApiFault(403, "other_bureau", "这个令牌只能读本局的数字。", "请不写 bureau，或者写本局。")
        figures = await self._figures.of(period_of(asked.get("period", RECENT), today), bureau, self._clock())
        shape = statistics_shape(figures, self._names, self._bureaus)
        await self._note(reader, "statistics", asked, figures.total)
        return as_json(shape)

    async def _case(self, request: web.Request, reader: TokenReader) -> web.Response:
        said(request.query, {})
        async with self._database.reading() as session:
            row = await _row(session, reader, request)
            (shape,) = await self._shapes.of(session, reader, [row])
            is_named = names_filer(reader, row, await all_care(session))
        await self._record([row.id], reader, "identity_viewed" if is_named else "viewed")
        return as_json(shape)

    async def _journal(self, request: web.Request, reader: TokenReader) -> web.Response:
        after = int(said(request.query, {"after": _is_seq}).get("after", "0"))
        async with self._database.reading() as session:
            row = await _row(session, reader, request)
            found = await session.execute(
                select(JournalRow)
                .where(col(JournalRow.case_id) == row.id, col(JournalRow.seq) > after)
                .order_by(col(JournalRow.seq))
                .limit(ENTRIES_A_PAGE + 1)
            )
            rows = list(found.scalars())
        await self._record([row.id], reader, "viewed")
        entries, following = [entry_shape(entry) for entry in rows[:ENTRIES_A_PAGE]], None
        if len(rows) > ENTRIES_A_PAGE:
            following = f"/api/v1/cases/{row.reference}/journal?after={rows[ENTRIES_A_PAGE - 1].seq}"
        return as_json({"reference": row.reference, "journal": entries, "next": following})

    async def _record(self, case_ids: list[str], reader: TokenReader, code: str) -> None:
        now = self._clock()
        async with self._database.writing() as session:
            for case_id in case_ids:
                await record_reading(session, self._vault, case_id, reader.actor, code, now, reason="api")

    async def _note(self, reader: TokenReader, what: str, asked: Mapping[str, str], rows: int) -> None:
        """Enter into the token's own chain that it read many at once: what it asked for, and how much it got."""
        async with self._database.writing() as session:
            query = urlencode(asked)
            await note_list_read(session, self._vault, reader, self._clock(), what=what, query=query, rows=rows)


async def _openapi(_: web.Request) -> web.StreamResponse:
    return web.Response(body=OPENAPI, content_type="application/json", charset="utf-8")


async def _row(session: AsyncSession, reader: TokenReader, request: web.Request) -> CaseRow:
    reference = read_reference(request.match_info["reference"])
    found = await session.execute(
        select(CaseRow).where(col(CaseRow.reference) == (reference or ""), wall.visible(reader))
    )
    row = found.scalar_one_or_none()
    if row is None:
        raise CaseNotFound
    return row


def _wanted(query: MultiMapping[str], bureaus: Bureaus) -> dict[str, str]:
    """Return the filters of a list of cases."""
    known = {"state": STATES.__contains__, "kind": KIND_NAMES.__contains__, **known_of_any(bureaus)}
    return said(query, known)


def _known_of_transfers(bureaus: Bureaus) -> Known:
    return {
        "direction": DIRECTIONS.__contains__,
        "kind": TRANSFER_KINDS.__contains__,
        "standing": {"open", "overdue", "theirs", "over"}.__contains__,
        **known_of_any(bureaus),
    }


def _is_seq(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _SEQ_DIGITS
