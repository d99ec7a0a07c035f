"""A bureau's liaison and guidance officers, and which company has whom. Through the wall."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import orjson
from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import CaseKind
from intake.clocks.calendar import day_in_shanghai
from intake.filers.contacts import COMPANY_PURPOSE, PURPOSE, Contact, ContactKind, company_of, contact_of
from intake.ids import is_id, new_id, read_reference
from intake.officers import wall
from intake.officers.guidance import NoSuchEntry, bureau_of
from intake.officers.officer import Officer, names_of
from intake.officers.pilots import STALE_PAGE, short_text
from intake.storage.contact_tables import ContactPersonRow, GuideAssignmentRow
from intake.storage.database import Database
from intake.storage.pressed import entered_once
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow

MOST: Final = 1_000
_LONGEST_NAME: Final = 20
_LONGEST_PLACE: Final = 40
_LONGEST_COMPANY: Final = 60
_NOT_YOURS: Final = "您的岗位不能登记联络员、指导员，请交由承办人员登记。"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One company with its guidance officer.

    contact    None where they left the directory
    by         who assigned them
    reference  of the consultation in which the company asked for one; "" without
    """

    id: str
    bureau: str
    company: str
    contact: Contact | None
    by: str
    at: datetime
    reference: str


class Contacts:
    """Enters and ends them, and assigns guidance officers."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def page(self, now: datetime) -> str:
        """Return what a new page carries: the place of its row, which stands once however often it is sent."""
        return new_id(now)

    async def seen_by(self, viewer: wall.Viewer) -> list[Contact]:
        """Return those in the directory of the bureaus that this viewer may see."""
        query = (
            select(ContactPersonRow)
            .where(wall.of_bureau(viewer, col(ContactPersonRow.bureau)), col(ContactPersonRow.ended_at).is_(None))
            .order_by(col(ContactPersonRow.bureau), col(ContactPersonRow.kind), col(ContactPersonRow.id))
            .limit(MOST)
        )
        async with self._database.reading() as session:
            return [contact_of(row, self._vault) for row in await session.scalars(query)]

    async def assignments(self, viewer: wall.Viewer) -> list[Assignment]:
        """Return the companies that have one, of the bureaus that this viewer may see.

        A company that asked for one in a consultation that is closed to this viewer is not among them. In which
        consultation it asked is told to whoever assigned it: to others it would say who filed.
        """
        assigned = and_(wall.visible(viewer), col(GuideAssignmentRow.by) == getattr(viewer, "id", ""))
        query = (
            select(GuideAssignmentRow, case((assigned, col(CaseRow.reference)), else_=""))
            .join(CaseRow, _OF_CASE, isouter=True)
            .where(wall.of_bureau(viewer, col(GuideAssignmentRow.bureau)), _is_let_in(viewer))
            .where(col(GuideAssignmentRow.standing).is_not(None))
            .order_by(col(GuideAssignmentRow.id).desc())
            .limit(MOST)
        )
        async with self._database.reading() as session:
            rows = [(row, reference) for row, reference in await session.execute(query)]
            names = await names_of(session, {row.by for row, _ in rows})
        contacts = {one.id: one for one in await self.seen_by(viewer)}
        return [
            Assignment(
                id=row.id,
                bureau=row.bureau,
                company=company_of(row, self._vault),
                contact=contacts.get(row.contact_id),
                by=names.get(row.by, ""),
                at=row.at,
                reference=reference,
            )
            for row, reference in rows
        ]

    async def enter(self, officer: Officer, page: str, said: Mapping[str, str], now: datetime) -> None:
        """Enter one into the directory; the same page again enters nothing more. Raises NotAllowed, Incomplete.

        said  kind, name, place, reach, phone, agreed, valid_from, valid_until
        """
        _may(officer, page)
        if said.get("kind") not in set(ContactKind):
            raise Incomplete("kind", "请选择是联络员还是指导员。")
        words = {
            "name": short_text(said, "name", "请写怎么称呼，来访人会看到。", _LONGEST_NAME),
            "reach": short_text(said, "reach", "请写怎样通过本服务或者单位电话找到。"),
            "phone": _phone(said),
        }
        place = said.get("place", "").strip()
        if len(place) > _LONGEST_PLACE:
            raise Incomplete("place", f"园区名称最多 {_LONGEST_PLACE} 字。")
        valid_from, valid_until = _days(said)
        row = ContactPersonRow(
            id=page,
            bureau=bureau_of(officer),
            kind=said["kind"],
            place=place,
            sealed=self._vault.seal(orjson.dumps(words), PURPOSE, page),
            valid_from=valid_from,
            valid_until=valid_until,
            by=officer.id,
            entered_at=now,
        )
        await entered_once(self._database, row)

    async def end(self, officer: Officer, contact_id: str, now: datetime) -> None:
        """Take one out of the directory; a button pressed twice stands. Raises NotAllowed, NoSuchEntry."""
        _may(officer)
        theirs = (col(ContactPersonRow.id) == contact_id, col(ContactPersonRow.bureau) == bureau_of(officer))
        standing = update(ContactPersonRow).where(*theirs, col(ContactPersonRow.ended_at).is_(None))
        async with self._database.writing() as session:
            if await session.scalar(select(col(ContactPersonRow.id)).where(*theirs)) is None:
                raise NoSuchEntry
            await session.execute(standing.values(ended_at=now, ended_by=officer.id))

    async def assign(self, officer: Officer, page: str, said: Mapping[str, str], now: datetime) -> None:
        """Assign a guidance officer to a company. Raises NotAllowed, Incomplete.

        A company has one at a time: of two officers at once the second is told who was first, and whom.

        said  company, guide, reference
        """
        _may(officer, page)
        company = short_text(said, "company", "请写企业全称。", _LONGEST_COMPANY)
        bureau = bureau_of(officer)
        async with self._database.reading() as session:
            await self._check_guide(session, said.get("guide", ""), bureau, day_in_shanghai(now))
            case_id = await _consultation(session, officer, said.get("reference", ""))
        standing = f"{bureau} {self._vault.keyed_id('guided-company', plain_company(company))}"
        row = GuideAssignmentRow(
            id=page,
            bureau=bureau,
            contact_id=said["guide"],
            sealed=self._vault.seal(company.encode(), COMPANY_PURPOSE, page),
            standing=standing,
            case_id=case_id,
            by=officer.id,
            at=now,
        )
        try:
            async with self._database.writing() as session:
                session.add(row)
        except IntegrityError:
            await self._taken(officer, page, standing)

    async def release(self, officer: Officer, assignment_id: str, now: datetime) -> None:
        """End an assignment; the company can be given another. Raises NotAllowed, NoSuchEntry."""
        _may(officer)
        row = GuideAssignmentRow
        theirs = (col(row.id) == assignment_id, col(row.bureau) == bureau_of(officer))
        seen = select(col(row.id)).join(CaseRow, _OF_CASE, isouter=True).where(*theirs, _is_let_in(officer))
        standing = update(row).where(*theirs, col(row.standing).is_not(None))
        async with self._database.writing() as session:
            if await session.scalar(seen) is None:
                raise NoSuchEntry
            await session.execute(standing.values(standing=None, ended_at=now, ended_by=officer.id))

    async def _check_guide(self, session: AsyncSession, contact_id: str, bureau: str, today: date) -> None:
        row = await session.get(ContactPersonRow, contact_id)
        is_ours = row is not None and row.bureau == bureau and row.kind == ContactKind.GUIDE
        if row is None or not is_ours or not contact_of(row, self._vault).stands(today):
            raise Incomplete("guide", "请在本局现有的指导员里选一位。")

    async def _taken(self, officer: Officer, page: str, standing: str) -> None:
        """Say who was first; a button pressed twice stands."""
        for one in await self.assignments(officer):
            if one.id == page:
                return
            if standing.endswith(self._vault.keyed_id("guided-company", plain_company(one.company))):
                whom = one.contact.name if one.contact else "一位已经离开名单的指导员"
                raise Incomplete("company", f"这个企业已经由{one.by}指派了指导员：{whom}。要换人，先解除原来的。")
        raise Incomplete("company", "这个企业已经有指导员了，请刷新本页看看；名单上没有的，请问本局负责人。")


_OF_CASE: Final = col(CaseRow.id) == col(GuideAssignmentRow.case_id)


def _is_let_in(viewer: wall.Viewer) -> ColumnElement[bool]:
    """Return the condition for an assignment of no consultation, or of one that is not closed to this viewer."""
    return or_(col(CaseRow.id).is_(None), wall.is_open_to_all(), wall.visible(viewer))


def plain_company(name: str) -> str:
    """Return a company's name as it is compared: without spaces, brackets of one kind."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _may(officer: Officer, page: str | None = None) -> None:
    if not wall.may_enter(officer):
        raise NotAllowed(_NOT_YOURS)
    if page is not None and not is_id(page):
        raise NotAllowed(STALE_PAGE)


def _phone(said: Mapping[str, str]) -> str:
    """Return the number that may be shown; without the person's word it is not kept at all."""
    phone = said.get("phone", "").strip()
    if len(phone) > _LONGEST_NAME:
        raise Incomplete("phone", f"电话最多 {_LONGEST_NAME} 个字符。")
    if phone and said.get("agreed") != "yes":
        raise Incomplete("phone", "电话会给来访人看。本人同意的请勾选；没有同意的请清空，不要填。")
    return phone


def _days(said: Mapping[str, str]) -> tuple[date, date | None]:
    try:
        valid_from = date.fromisoformat(said.get("valid_from", ""))
    except ValueError:
        raise Incomplete("valid_from", "请填写从哪天起。") from None
    if not said.get("valid_until", "").strip():
        return valid_from, None
    try:
        valid_until = date.fromisoformat(said["valid_until"])
    except ValueError:
        raise Incomplete("valid_until", "日期请照 2026-12-31 的样子填，或者留空。") from None
    if valid_until < valid_from:
        raise Incomplete("valid_until", "到哪天止，不能早于从哪天起。")
    return valid_from, valid_until


async def _consultation(session: AsyncSession, officer: Officer, typed: str) -> str:
    """Return the id of the consultation that was named, "" where none was."""
    if not typed.strip():
        return ""
    query = select(col(CaseRow.id)).where(
        wall.visible(officer),
        col(CaseRow.reference) == (read_reference(typed) or ""),
        col(CaseRow.lead_bureau) == bureau_of(officer),
        col(CaseRow.kind) == CaseKind.CONSULTATION,
    )
    case_id = await session.scalar(query)
    if case_id is None:
        raise Incomplete("reference", "本局没有这个编号的咨询，请核对，或者留空。")
    return case_id
