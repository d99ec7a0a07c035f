"""Reads a case for the pages of its transfers: through the wall, with what their rules look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.desk.cases.dossier import Dossier, dossier_of
from bot.desk.guard import NotFound
from bot.desk.pages import Visit
from intake.cases.changes import Act, Rulebook
from intake.ids import read_reference
from intake.officers.casework import NoSuchCase, Seen, act_of
from intake.officers.officer import Officer
from intake.officers.paperwork import MadePaper, Paperwork
from intake.officers.transferring import key_of, office_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.reading import transfers_of
from intake.transfers.step import Office
from intake.transfers.transfer import Transfer

CASE: Final = "/desk/cases/{reference}"
NEW: Final = CASE + "/transfers/new"
ONE: Final = CASE + "/transfers/{number:[0-9]{1,4}}"


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """What was entered when a form was refused, and what is wrong with it, by field.

    refusal  why it is not allowed; "" for other reasons
    """

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class CaseWithTransfers:
    """A case read through the wall, with its papers and what the rules of its transfers look up."""

    dossier: Dossier
    office: Office
    made: tuple[MadePaper, ...]

    def act(self, officer: Officer, now: datetime) -> Act:
        """What the rules ask to know of whoever looks."""
        case = self.dossier.case
        return act_of(officer, case, now, {})


class Looking:
    """Reads a case through the wall, with what the rules of its transfers look up."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._papers = Paperwork(database, vault, rulebook)

    async def at(self, visit: Visit) -> CaseWithTransfers:
        """Return the case in the address; NoSuchCase behind the wall."""
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
            if dossier is None:
                raise NoSuchCase
            key = await key_of(session, self._vault, dossier.case)
            office = await office_of(session, self._rulebook, dossier.case, key)
            return CaseWithTransfers(dossier, office, await self._papers.of_case(session, dossier.case.id))


def reference_of(visit: Visit) -> str:
    """Return the reference in the address; NoSuchCase for what can be none."""
    reference = read_reference(visit.request.match_info["reference"])
    if reference is None:
        raise NoSuchCase
    return reference


def seen_of(visit: Visit) -> Seen:
    """Return the case as the page showed it that was posted."""
    text = visit.form.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    return Seen(reference_of(visit), version)


def transfer_in(visit: Visit, looked: CaseWithTransfers) -> Transfer:
    """Return the transfer in the address."""
    number = int(visit.request.match_info["number"])
    found = next((one for one in transfers_of(looked.dossier.case) if one.number == number), None)
    if found is None:
        raise NotFound
    return found
