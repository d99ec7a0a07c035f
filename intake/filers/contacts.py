"""Liaison and guidance officers as people are told of them: nobody's private number.

What a bureau enters, and which company has whom, stands in `officers/contacts.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import orjson
from sqlalchemy import or_, select
from sqlmodel import col

from intake.storage.contact_tables import ContactPersonRow, GuideAssignmentRow
from intake.storage.database import Database
from intake.storage.sealing import Vault

PURPOSE: Final = "contact_person"
COMPANY_PURPOSE: Final = "guide_assignment"
_MOST: Final = 2_000


class ContactKind(StrEnum):
    """What somebody is to companies: 联络员 between bureau and companies, 指导员 who guides one."""

    LIAISON = "liaison"
    GUIDE = "guide"


CONTACT_NAMES: Final[Mapping[ContactKind, str]] = {ContactKind.LIAISON: "联络员", ContactKind.GUIDE: "指导员"}


@dataclass(frozen=True, slots=True)
class Contact:
    """One of them.

    place  the park they are there for; "" the whole district
    reach  how to reach them through this service
    phone  a number, where they agreed to its being shown; "" otherwise
    """

    id: str
    bureau: str
    kind: ContactKind
    place: str
    name: str
    reach: str
    phone: str
    valid_from: date
    valid_until: date | None
    is_ended: bool

    def stands(self, on: date) -> bool:
        """Say whether they are there on that day."""
        is_over = self.valid_until is not None and self.valid_until < on
        return not self.is_ended and self.valid_from <= on and not is_over


@dataclass(frozen=True, slots=True)
class OwnGuide:
    """The guidance officer of a company, as its own people are told; `contact` is None where they left."""

    company: str
    bureau: str
    contact: Contact | None


class PublicContacts:
    """Reads the directory for everybody, and a company's guidance officer for its own people."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def standing(self, today: date) -> list[Contact]:
        """Return the liaison officers who are there today, by bureau and park."""
        over = or_(col(ContactPersonRow.valid_until).is_(None), col(ContactPersonRow.valid_until) >= today)
        query = (
            select(ContactPersonRow)
            .where(col(ContactPersonRow.kind) == ContactKind.LIAISON.value)
            .where(col(ContactPersonRow.ended_at).is_(None), col(ContactPersonRow.valid_from) <= today, over)
            .order_by(col(ContactPersonRow.bureau), col(ContactPersonRow.place), col(ContactPersonRow.id))
            .limit(_MOST)
        )
        async with self._database.reading() as session:
            return [contact_of(row, self._vault) for row in await session.scalars(query)]

    async def of_cases(self, case_ids: Collection[str], today: date) -> Sequence[OwnGuide]:
        """Return the guidance officers that were assigned upon these consultations."""
        if not case_ids:
            return ()
        query = select(GuideAssignmentRow).where(
            col(GuideAssignmentRow.case_id).in_(sorted(case_ids)), col(GuideAssignmentRow.standing).is_not(None)
        )
        async with self._database.reading() as session:
            rows = list(await session.scalars(query))
            ids = {row.contact_id for row in rows}
            people = await session.scalars(select(ContactPersonRow).where(col(ContactPersonRow.id).in_(ids)))
            contacts = {row.id: contact_of(row, self._vault) for row in people}
        found = []
        for row in rows:
            contact = contacts.get(row.contact_id)
            stands = contact is not None and contact.stands(today)
            found.append(OwnGuide(company_of(row, self._vault), row.bureau, contact if stands else None))
        return found


def contact_of(row: ContactPersonRow, vault: Vault) -> Contact:
    """Return the contact of a row."""
    said = orjson.loads(vault.unseal(row.sealed, PURPOSE, row.id))
    return Contact(
        id=row.id,
        bureau=row.bureau,
        kind=ContactKind(row.kind),
        place=row.place,
        name=said["name"],
        reach=said["reach"],
        phone=said["phone"],
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_ended=row.ended_at is not None,
    )


def company_of(row: GuideAssignmentRow, vault: Vault) -> str:
    """Return the company of an assignment."""
    return vault.unseal(row.sealed, COMPANY_PURPOSE, row.id).decode()
