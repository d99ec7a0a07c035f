"""`/api/v1`: cases for other systems, read only. Shapes: the contract, and `openapi.json` beside this file."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import orjson
from aiohttp import web
from multidict import MultiMapping
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.api.case_json import CaseShapes, entry_shape, names_filer
from bot.desk.api.transfer_json import transfer_shape
from bot.desk.cases.dossier import record_reading
from bot.desk.transfers.records import Wanted, page_of
from intake.cases.codes import STATES
from intake.forms.draft import KIND_NAMES
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.care import all_care
from intake.officers.officer import TokenReader
from intake.officers.tokens import token_reader
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.transfers.codes import DIRECTIONS, TRANSFER_KINDS

log = logging.getLogger(__name__)

CASES_A_PAGE: Final = 100
OPENAPI: Final = (Path(__file__).parent / "openapi.json").read_bytes()

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class ApiFault(Exception):
    """A request that gets an error in the contract's shape."""

    def __init__(self, status: int, code: str, message: str, hint: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint


class NoToken(ApiFault):
    """No token, or none that is good."""

    def __init__(self) -> None:
        super().__init__(
            401,
            "unauthorized",
            "没有可用的令牌。",
            "请在 Authorization 头里带上 Bearer 令牌；令牌由 shangmi token add 生成。",
        )


class CaseNotFound(ApiFault):
    """No such case, or none that this token sees."""

    def __init__(self) -> None:
        super().__init__(404, "not_found", "没有这个案件。", "请核对案件编号。")


Responder = Callable[[web.Request, TokenReader], Awaitable[web.Response]]


def api_routes(
    database: Database,
    vault: Vault,
    settings: object,
    clock: Callable[[], datetime],
    bureaus: Bureaus,
) -> list[web.RouteDef]:
    """Return the routes of `/api/v1` and their description. No setting changes them yet."""
    return Api(database, vault, clock, bureaus).routes()


class Api:
    """The handlers of `/api/v1`."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime], bureaus: Bureaus) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._bureaus = bureaus
        self._shapes = CaseShapes(vault, bureaus)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/api/openapi.json", _openapi),
            web.get("/api/v1/cases", self._for_readers(self._cases)),
            web.get("/api/v1/cases/{reference}", self._for_readers(self._case)),
            web.get("/api/v1/cases/{reference}/journal", self._for_readers(self._journal)),
            web.get("/api/v1/transfers", self._for_readers(self._transfers)),
        ]

    def _for_readers(self, answer: Responder) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                return await answer(request, await self._reader(request))
            except ApiFault as fault:
                return _fault(fault)

        return guarded

    async def _reader(self, request: web.Request) -> TokenReader:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if not hmac.compare_digest(scheme.lower().encode(), b"bearer") or not token.strip():
            raise NoToken
        async with self._database.reading() as session:
            reader = await token_reader(session, self._vault, token.strip())
        if reader is None:
            raise NoToken
        return reader

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
        log.info("cases listed", extra={"token": reader.name, "cases": len(shapes)})
        following = None
        if len(rows) > CASES_A_PAGE:
            following = "/api/v1/cases?" + urlencode({**wanted, "after": rows[CASES_A_PAGE - 1].id})
        return _json({"cases": shapes, "next": following})

    async def _transfers(self, request: web.Request, reader: TokenReader) -> web.Response:
        said = _said(request.query, _known_of_transfers(self._bureaus))
        wanted, now = Wanted(**said), self._clock()
        async with self._database.reading() as session:
            lines = await page_of(session, self._vault, reader, wanted, now, CASES_A_PAGE + 1)
            bodies = await bodies_in(session, self._bureaus)
        shown = lines[:CASES_A_PAGE]
        following = None
        if len(lines) > CASES_A_PAGE:
            following = "/api/v1/transfers?" + urlencode({**said, "after": shown[-1].row.id})
        return _json({"transfers": [transfer_shape(line, bodies) for line in shown], "next": following})

    async def _case(self, request: web.Request, reader: TokenReader) -> web.Response:
        async with self._database.reading() as session:
            row = await _row(session, reader, request)
            (shape,) = await self._shapes.of(session, reader, [row])
            is_named = names_filer(reader, row, await all_care(session))
        await self._record([row.id], reader, "identity_viewed" if is_named else "viewed")
        return _json(shape)

    async def _journal(self, request: web.Request, reader: TokenReader) -> web.Response:
        async with self._database.reading() as session:
            row = await _row(session, reader, request)
            found = await session.execute(
                select(JournalRow).where(col(JournalRow.case_id) == row.id).order_by(col(JournalRow.seq))
            )
            entries = [entry_shape(entry) for entry in found.scalars()]
        await self._record([row.id], reader, "viewed")
        return _json({"reference": row.reference, "journal": entries})

    async def _record(self, case_ids: list[str], reader: TokenReader, code: str) -> None:
        now = self._clock()
        async with self._database.writing() as session:
            for case_id in case_ids:
                await record_reading(session, self._vault, case_id, reader.actor, code, now, reason="api")


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


_Known = Mapping[str, Callable[[str], bool]]


def _wanted(query: MultiMapping[str], bureaus: Bureaus) -> dict[str, str]:
    """Return the filters of a list of cases."""
    known = {"state": STATES.__contains__, "kind": KIND_NAMES.__contains__, **_known_of_any(bureaus)}
    return _said(query, known)


def _known_of_transfers(bureaus: Bureaus) -> _Known:
    return {
        "direction": DIRECTIONS.__contains__,
        "kind": TRANSFER_KINDS.__contains__,
        "standing": {"open", "overdue", "theirs", "over"}.__contains__,
        **_known_of_any(bureaus),
    }


def _known_of_any(bureaus: Bureaus) -> _Known:
    return {
        "bureau": {bureau.code for bureau in bureaus.all}.__contains__,
        "after": lambda value: len(value) == 32 and value.isalnum(),
    }


def _said(query: MultiMapping[str], known: _Known) -> dict[str, str]:
    """Return the filters of the address, or refuse those we do not know: a list must not be longer than asked."""
    for name, value in query.items():
        if name not in known:
            raise ApiFault(400, "unknown_parameter", "有不认识的参数。", f"可用的参数：{'、'.join(known)}。")
        if len(query.getall(name)) > 1:
            raise ApiFault(400, "repeated_parameter", f"参数 {name} 写了不止一次。", "每个参数只写一次。")
        if not known[name](value):
            raise ApiFault(400, "bad_parameter", f"参数 {name} 的值不可用。", "可用的值见 /api/openapi.json。")
    return dict(query)


def _json(shape: Mapping[str, object], status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(shape), status=status, content_type="application/json", headers=_HEADERS)


def _fault(fault: ApiFault) -> web.Response:
    error = {"code": fault.code, "message": fault.message, "hint": fault.hint}
    response = _json({"error": error}, fault.status)
    if fault.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
