"""The papers of a case, or of one of its transfers, as a card on its page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.cases.case import Case
from intake.officers import wall
from intake.officers.marking import may_read
from intake.officers.officer import Officer
from intake.officers.paperwork import MadePaper, may_open
from intake.papers.offering import offered
from intake.papers.paper import Paper
from intake.transfers.codes import TRANSFER_KINDS
from intake.transfers.reading import transfers_of
from intake.transfers.transfer import Transfer


@dataclass(frozen=True, slots=True)
class Offered:
    """Papers that can be made now, beside one transfer or the case itself.

    number  of the transfer; 0: the case itself
    title   what it is called
    """

    number: int
    title: str
    papers: Sequence[Paper]


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What was made, and what can be made now.

    made     the newest first
    beside   number of the transfer beside which each was made, by its id
    offered  what can be made now; what has none is left out
    opens    this officer may open what was made
    """

    made: Sequence[MadePaper]
    beside: Mapping[str, int]
    offered: Sequence[Offered]
    opens: bool


def paper_card(
    officer: Officer, case: Case, made: Sequence[MadePaper], transfer: Transfer | None = None
) -> PaperCard:
    """Return the card of a case, or of one of its transfers alone."""
    transfers = transfers_of(case)
    shown = made if transfer is None else [one for one in made if one.transfer_id == transfer.id]
    groups = [] if transfer is not None else [Offered(0, "案件", offers_to(officer, case, made, None))]
    groups += [
        Offered(one.number, _called(one), offers_to(officer, case, made, one))
        for one in (transfers if transfer is None else (transfer,))
    ]
    beside = {one.id: one.number for one in transfers}
    return PaperCard(shown, beside, [group for group in groups if group.papers], may_open(officer, case))


def offers_to(officer: Officer, case: Case, made: Sequence[MadePaper], transfer: Transfer | None) -> list[Paper]:
    """Return the papers that this officer can make now."""
    is_ours = officer.bureau == case.lead_bureau
    if not may_read(officer, case) or (is_ours and not wall.has_part(officer, case)):
        return []
    has_paper = any(one.void_at is None for one in made)
    found = offered(case, transfer, officer.role, officer.bureau, has_paper=has_paper)
    return [paper for paper in found if not paper.names or case.anonymous or wall.may_see_identity(officer, case)]


def _called(transfer: Transfer) -> str:
    return f"移送第 {transfer.number} 件：{TRANSFER_KINDS[transfer.kind]}"
