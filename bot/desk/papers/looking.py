"""Reads a case through the wall, with what its papers are filled from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import Dossier, dossier_of
from bot.desk.cases.evidence import card_of
from bot.desk.guard import NotFound
from bot.desk.pages import Visit
from bot.desk.papers.filling import PaperSource, context_from
from intake.cases.case import Case
from intake.cases.changes import KnownFiler, Rulebook
from intake.cases.crossings import crossings_of
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.room import EvidenceRoom
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.paperwork import MadePaper, Paperwork
from intake.officers.printing import Printing
from intake.officers.transferring import key_of, office_of
from intake.papers.context import PaperContext
from intake.papers.entering import entered
from intake.papers.offering import maker_of
from intake.papers.paper import Paper
from intake.storage.cases import known_filer
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.reading import transfers_of
from intake.transfers.step import Office
from intake.transfers.transfer import Transfer


@dataclass(frozen=True, slots=True)
class CaseWithPapers:
    """A case as this officer sees it, its papers, and what the rules of its transfers look up."""

    dossier: Dossier
    office: Office
    made: tuple[MadePaper, ...]

    @property
    def case(self) -> Case:
        """The case."""
        return self.dossier.case

    def transfer(self, number: str) -> Transfer | None:
        """Return the transfer of this number; None for "". Raises NotFound for one that there is not."""
        if not number:
            return None
        found = next((one for one in transfers_of(self.case) if str(one.number) == number), None)
        if found is None:
            raise NotFound
        return found


class PaperLooking:
    """Looks."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rulebook: Rulebook,
        room: EvidenceRoom,
        printing: Printing,
        work: Paperwork,
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._room = room
        self._printing = printing
        self._work = work

    async def at(self, visit: Visit) -> CaseWithPapers:
        """Return the case in the address; NoSuchCase behind the wall."""
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
            if dossier is None:
                raise NoSuchCase
            key = await key_of(session, self._vault, dossier.case)
            office = await office_of(session, self._rulebook, dossier.case, key)
            return CaseWithPapers(dossier, office, await self._work.of_case(session, dossier.case.id))

    async def context(
        self, visit: Visit, paper: Paper, transfer: Transfer | None, typed: Mapping[str, str]
    ) -> PaperContext:
        """Return what a paper would be filled from. Raises Incomplete, NotAllowed."""
        source = await self._source(visit, paper, transfer)
        case = source.dossier.case
        words = entered(paper.asks_of(case), typed, day_in_shanghai(visit.now))
        paper.fits(case, typed)
        return context_from(source, paper, words, visit.now)

    async def _source(self, visit: Visit, paper: Paper, transfer: Transfer | None) -> PaperSource:
        officer, reference = visit.officer, reference_of(visit)
        covered = await self._printing.source(officer, reference, full=False)
        files = await self._room.listed(officer, reference, visit.now)
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, officer, reference, shows_names=paper.names)
            if dossier is None:
                raise NoSuchCase
            case = dossier.case
            key = await key_of(session, self._vault, case)
            office = await office_of(session, self._rulebook, case, key)
            filer: KnownFiler | None = None
            if paper.names and not case.anonymous and wall.may_see_identity(officer, case):
                filer = await known_filer(session, self._vault, case, key)
        maker = maker_of(paper, officer.role, officer.bureau)
        return PaperSource(
            bureau=self._rulebook.bureaus.public_name_of(maker or case.lead_bureau),
            dossier=dossier,
            files=card_of(dossier, files, (), may_mark=False).lines,
            office=office,
            transfer=transfer,
            filer=filer,
            hidden=(*covered.passages, *(() if paper.names else covered.known)),
        )


def prefilled(
    paper: Paper, looked: CaseWithPapers, transfer: Transfer | None, rulebook: Rulebook
) -> dict[str, str]:
    """Return what stands in the fields before anything was entered."""
    asked = {one.name for one in paper.asks}
    if paper.about is not None and len(only := tuple(paper.about(looked.case))) == 1:
        return {"branch": only[0]}
    return {name: said for name, said in _known(paper, looked, transfer, rulebook) if name in asked and said}


def _known(
    paper: Paper, looked: CaseWithPapers, transfer: Transfer | None, rulebook: Rulebook
) -> Iterator[tuple[str, str]]:
    if transfer is not None:
        yield "receiver", "、".join(map(looked.office.bodies.name_of, transfer.bodies))
    elif (sent := _last_sent(looked.case, paper)) is not None:
        yield "receiver", rulebook.bureaus.public_name_of(sent[0]) if sent[0] else ""
        yield "deadline", sent[1]
    if paper.wants_paper:
        beside = transfer.id if transfer else None
        papers = [one for one in looked.made if one.void_at is None and one.transfer_id == beside]
        yield "listed", "\n".join(f"{one.title}，1份" for one in reversed(papers) if one.kind != paper.kind)


def _last_sent(case: Case, paper: Paper) -> tuple[str, str] | None:
    """Return to which bureau the case was sent last, and by when that was to report back."""
    sent = [one for one in crossings_of(case) if one.kind in paper.crossings]
    return (sent[-1].owner, sent[-1].report_by.isoformat() if sent[-1].report_by else "") if sent else None
