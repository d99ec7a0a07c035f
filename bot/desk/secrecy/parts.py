"""What the pages of secrecy share: the parts they work with, and how they come to a case."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.cases.dossier import Dossier, dossier_of
from bot.desk.guard import Guard
from bot.desk.pages import Pages, Visit
from intake.cases.circle import DeskPerson
from intake.ids import read_reference
from intake.officers.casework import Casework, NoSuchCase, Seen
from intake.officers.officer import ROLES
from intake.storage.database import Database
from intake.storage.sealing import Vault


@dataclass(frozen=True, slots=True)
class SecrecyParts:
    """The parts that the handlers work with."""

    database: Database
    vault: Vault
    casework: Casework
    pages: Pages
    guard: Guard

    async def dossier(self, visit: Visit) -> Dossier:
        """Return the case that the address names, through the wall."""
        async with self.database.reading() as session:
            dossier = await dossier_of(session, self.vault, visit.officer, reference_of(visit))
        if dossier is None:
            raise NoSuchCase
        return dossier

    def post_of(self, person: DeskPerson) -> str:
        """Return 江津区 机构负责人."""
        bureau = self.pages.bureau_name(person.bureau) if person.bureau else "全市"
        return f"{bureau} {ROLES[person.role]}"


def reference_of(visit: Visit) -> str:
    """Return the reference in the address."""
    reference = read_reference(visit.request.match_info["reference"])
    if reference is None:
        raise NoSuchCase
    return reference


def seen_by(visit: Visit) -> Seen:
    """Return the case as the page showed it from which a form was posted."""
    text = visit.form.get("version", "")
    return Seen(reference_of(visit), int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1)
