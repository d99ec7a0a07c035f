"""Sealed packages at the desk: made and sent at once; the passphrase on a page of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.cases.dossier import dossier_of, record_reading
from bot.desk.guard import Guard, NoPage, NotFound
from bot.desk.pages import HEADERS, PageContext, Pages, Visit
from bot.desk.transfers.looking import ONE, reference_of
from bot.desk.transfers.style import known_here
from intake.cases.case import Case, NotAllowed
from intake.cases.codes import HANDLERS
from intake.cases.transfer_codes import TransferCode
from intake.cases.working import OUTSIDER
from intake.officers import wall
from intake.officers.casework import NoSuchCase, agreed_to_identity
from intake.officers.packing import Packing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.parts import IDENTITY
from intake.transfers.reading import transfers_of
from intake.transfers.transfer import Transfer

_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class PassphraseContext(PageContext):
    """The passphrase of the newest package.

    case        its case
    number      which of the case's transfers it is of
    passphrase  to be told to the receiver by another way than the package
    digest      SHA-256 of the package
    """

    template: ClassVar[str] = "transfers/passphrase.html"
    case: Case
    number: int
    passphrase: str
    digest: str


class PackagePages:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, packing: Packing, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._packing = packing
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(f"{ONE}/package", self._guard.form(self._make)),
            web.post(f"{ONE}/passphrase", self._guard.form(self._passphrase)),
        ]

    async def _make(self, visit: Visit) -> web.StreamResponse:
        case, transfer = await self._transfer(visit)
        try:
            package = await self._packing.make(visit.officer, case.reference, transfer.id, visit.now)
        except NotAllowed as refusal:
            raise NoPage(403, "没有制作材料包", str(refusal)) from None
        headers = {
            **HEADERS,
            "Content-Disposition": f"attachment; filename={package.name}",
            "Content-Type": "application/zip",
            "Content-Length": str(package.size),
        }
        response = web.StreamResponse(headers=headers)
        with package.content as content:
            await response.prepare(visit.request)
            while piece := await asyncio.to_thread(content.read, _PIECE):
                await response.write(piece)
        await response.write_eof()
        return response

    async def _passphrase(self, visit: Visit) -> web.StreamResponse:
        case, transfer = await self._transfer(visit)
        newest = transfer.done(TransferCode.PACKED)
        if newest is None:
            raise NotFound
        async with self._database.writing() as session:
            if IDENTITY in transfer.parts:
                await _refuse_without_a_second(session, case, visit)
            await record_reading(
                session, self._vault, case.id, visit.officer.id, "viewed", visit.now, reason="passphrase"
            )
        passphrase = self._packing.passphrase(str(newest.said.get("package", "")))
        digest = str(newest.said.get("sha256_of_package", ""))
        context = PassphraseContext(case, transfer.number, passphrase, digest)
        return self._pages.page(context, visit, known=known_here())

    async def _transfer(self, visit: Visit) -> tuple[Case, Transfer]:
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
        if dossier is None:
            raise NoSuchCase
        case, number = dossier.case, int(visit.request.match_info["number"])
        found = next((one for one in transfers_of(case) if one.number == number), None)
        if found is None:
            raise NotFound
        if visit.officer.bureau != case.lead_bureau or visit.officer.role not in HANDLERS:
            raise NoPage(403, "不能制作材料包", "只有承办局的办案岗位可以制作材料包。")
        if not wall.has_part(visit.officer, case):
            raise NoPage(403, "不能制作材料包", OUTSIDER)
        return case, found


async def _refuse_without_a_second(session: AsyncSession, case: Case, visit: Visit) -> None:
    try:
        await agreed_to_identity(session, case, visit.officer, visit.now)
    except NotAllowed as refusal:
        raise NoPage(403, "不能查看口令", str(refusal)) from None
