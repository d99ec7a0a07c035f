"""The wall between bureaus. Every query of cases passes here, and nothing else decides who sees what.

A bureau sees the cases it leads or assists in, and no other: a district that does not handle a report
must not learn of it (CRM 第37条). Who is asked to sign, to help or to decide sees it as long as that waits.
The municipal coordinator and the auditor see all cases, the auditor without ever seeing who filed them.
Curators and administrators see none.

Inside it stands the circle of a case (知情范围): a closed case is there for those who were named and for nobody
else, not for other systems, not for the coordinator, not for colleagues. Should none be left among them who
decides on it, those who decide in the bureau that handles it see it again: no case is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, or_, select, true
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.codes import DECIDERS, HANDLERS, ROLES_OF_A_BUREAU, CaseState, Role
from intake.cases.crossing import SEEN_BY, NextStep
from intake.cases.handling import handlers_of, is_outsider
from intake.officers.officer import Covered, Officer, TokenReader
from intake.routing.bureaus import MUNICIPAL
from intake.storage.assist_table import CaseAssistRow
from intake.storage.bureau_tables import CrossingRow
from intake.storage.retention_rows import is_kept
from intake.storage.secrecy_tables import CaseCircleRow
from intake.storage.tables import CaseRow, OfficerRow
from intake.storage.talk_tables import TalkRow

Viewer = Officer | TokenReader

_SEES_ALL: Final = frozenset({Role.COORDINATOR, Role.AUDITOR})


@lru_cache(maxsize=1024)
def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on `case_file` that holds for the cases this viewer may see."""
    return or_(false(), *openings(viewer))


@lru_cache(maxsize=1024)
def openings(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """Return the same condition in parts that never overlap, each to be answered from one index.

    Kept for the next page of the same viewer in the same post: to build it takes longer than to ask it.
    """
    return tuple(and_(part, _knows(viewer)) for part in _by_bureau(viewer))


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way by which a viewer sees cases, for lists; none sees a case by two.

    rows     the table they are found in: `case_file`; of what a bureau assists in `case_assist`, which says of a
             case what lists ask, and nothing of one that was disposed of
    theirs   how they come to be the viewer's
    open_to  that they are closed to nobody, or to a circle in which the viewer is
    are_few  against what a bureau handles: gone through once, not state by state
    """

    rows: type[CaseRow] | type[CaseAssistRow]
    theirs: ColumnElement[bool]
    open_to: ColumnElement[bool]
    are_few: bool = False

    @property
    def case_id(self) -> SQLColumnExpression[str]:
        """The id of the case."""
        return _id_in(self.rows)

    @property
    def shows(self) -> ColumnElement[bool]:
        """The condition for what is seen by it."""
        kept = is_kept() if self.rows is CaseRow else true()
        return and_(self.theirs, kept, self.open_to)

    def column(self, name: str) -> SQLColumnExpression[Any]:
        """Return what a list asks of a case (`assist_table.LISTED`)."""
        return col(getattr(self.rows, name))

    def led_by(self, bureau: str) -> ColumnElement[bool]:
        """Return the condition for a case that this bureau handles."""
        if self.rows is CaseRow:
            return col(CaseRow.lead_bureau) == bureau
        handled = select(col(CaseRow.id)).where(
            col(CaseRow.id) == self.case_id, col(CaseRow.lead_bureau) == bureau
        )
        return handled.correlate(CaseAssistRow).exists()


@lru_cache(maxsize=1024)
def ways_in(viewer: Viewer) -> tuple[WayIn, ...]:
    """Return the ways by which this viewer sees cases: together the same as `visible`, each from one index."""
    theirs = _by_bureau(viewer)
    if len(theirs) < 2:
        return tuple(WayIn(CaseRow, one, _is_let_in(viewer)) for one in theirs)
    led, _, asked = theirs
    assists = col(CaseAssistRow.bureau) == viewer.bureau
    return (
        WayIn(CaseRow, led, _is_let_in(viewer)),
        WayIn(CaseAssistRow, assists, _is_open_to(viewer, CaseAssistRow), are_few=True),
        WayIn(CaseRow, asked, _is_let_in(viewer), are_few=True),
    )


def sent_by(viewer: Viewer, sender: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return the condition for what this viewer's bureau sent on: that it was signed for is theirs to see.

    What is in the case is not: it left with the case. A case closed to a circle is not there at all.
    """
    if isinstance(viewer, Officer) and viewer.role in ROLES_OF_A_BUREAU and viewer.bureau is not None:
        return and_(sender == viewer.bureau, _knows(viewer))
    return false()


def _by_bureau(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    if isinstance(viewer, TokenReader):
        return (_of_its_bureau(viewer.bureau),)
    if viewer.role in _SEES_ALL:
        return (true(),)
    if viewer.role in ROLES_OF_A_BUREAU and viewer.bureau is not None:
        leads = col(CaseRow.lead_bureau) == viewer.bureau
        assisted = select(col(CaseAssistRow.case_id)).where(col(CaseAssistRow.bureau) == viewer.bureau)
        assists = and_(col(CaseRow.lead_bureau) != viewer.bureau, col(CaseRow.id).in_(assisted))
        asked = and_(
            col(CaseRow.lead_bureau) != viewer.bureau,
            col(CaseRow.id).in_(_asked(viewer)),
            col(CaseRow.id).not_in(assisted),
        )
        return (leads, assists, asked)
    return ()


def _of_its_bureau(bureau: str | None) -> ColumnElement[bool]:
    """Return the condition for the cases that the systems of a bureau read: those it leads; None: all."""
    return true() if bureau is None else col(CaseRow.lead_bureau) == bureau


def _asked(officer: Officer) -> Select[str]:
    """Return the ids of the cases in which something waits for this officer's post in their bureau."""
    kinds = sorted(kind for kind, posts in SEEN_BY.items() if officer.role in posts)
    return select(col(CrossingRow.case_id)).where(
        col(CrossingRow.owner) == officer.bureau,
        col(CrossingRow.ended_on).is_(None),
        col(CrossingRow.kind).in_(kinds),
        # What was decided and waits to be done is for those alone who have the case.
        col(CrossingRow.step) != NextStep.TAKE,
    )


@lru_cache(maxsize=1024)
def _knows(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition for a case that is kept, and open, or closed to a circle in which this viewer is."""
    return and_(is_kept(), _is_let_in(viewer))


def _is_let_in(viewer: Viewer) -> ColumnElement[bool]:
    is_open = _is_open_to(viewer, CaseRow)
    if isinstance(viewer, TokenReader):
        return is_open
    return or_(is_open, and_(_would_keep(viewer), ~_is_kept()))


def _is_open_to(viewer: Viewer, rows: type[CaseRow] | type[CaseAssistRow]) -> ColumnElement[bool]:
    """Return the condition for a case that this viewer knows of whoever keeps its circle."""
    is_open = ~_circle_has(rows=rows)
    if isinstance(viewer, TokenReader):
        return is_open
    is_in = _circle_has(col(CaseCircleRow.officer_id) == viewer.id, rows=rows)
    # Who must decide on it, or sign for it, knows of it as long as that waits; in the bureau they decide alone.
    is_asked = _id_in(rows).in_(_asked(viewer)) if viewer.role in DECIDERS else false()
    return or_(is_open, is_in, is_asked)


def disposed_of(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition for the cases that were disposed of and of which this viewer may read the record."""
    return and_(or_(false(), *_by_bureau(viewer)), ~is_kept(), _is_let_in(viewer))


def is_open_to_all() -> ColumnElement[bool]:
    """Return the condition for a case that is closed to nobody: what counts over all bureaus counts these."""
    return ~_circle_has()


def _circle_has(
    *conditions: ColumnElement[bool], rows: type[CaseRow] | type[CaseAssistRow] = CaseRow
) -> ColumnElement[bool]:
    of_the_case = col(CaseCircleRow.case_id) == _id_in(rows)
    return select(col(CaseCircleRow.id)).where(of_the_case, *conditions).correlate(rows).exists()


def _id_in(rows: type[CaseRow] | type[CaseAssistRow]) -> SQLColumnExpression[str]:
    return col(rows.case_id) if issubclass(rows, CaseAssistRow) else col(rows.id)


def _would_keep(viewer: Officer) -> ColumnElement[bool]:
    """Return the condition for the cases on whose circle this post decides (`cases.circle.keeps`)."""
    if viewer.role == Role.COORDINATOR:
        return col(CaseRow.lead_bureau) == MUNICIPAL
    return col(CaseRow.lead_bureau) == viewer.bureau if viewer.role in DECIDERS else false()


def _is_kept() -> ColumnElement[bool]:
    """Return the condition for a case in whose circle somebody decides on it, and can still sign in."""
    decides = and_(col(OfficerRow.role).in_(sorted(DECIDERS)), col(OfficerRow.bureau) == col(CaseRow.lead_bureau))
    coordinates = and_(col(OfficerRow.role) == Role.COORDINATOR, col(CaseRow.lead_bureau) == MUNICIPAL)
    is_theirs = col(OfficerRow.id) == col(CaseCircleRow.officer_id)
    return _circle_has(is_theirs, col(OfficerRow.active).is_(True), or_(decides, coordinates))


@lru_cache(maxsize=1024)
def led(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition for the cases this viewer may see and answers for: those their bureau leads; or all."""
    return and_(of_bureau(viewer, col(CaseRow.lead_bureau)), _knows(viewer))


def of_bureau(viewer: Viewer, bureau: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return the condition for what belongs to a bureau and to no case: its own posts see it, and who sees all."""
    if sees_every_bureau(viewer):
        return true()
    if isinstance(viewer, TokenReader):
        return bureau == viewer.bureau
    if viewer.role in ROLES_OF_A_BUREAU and viewer.bureau is not None:
        return bureau == viewer.bureau
    return false()


def sees_bureau(viewer: Viewer, bureau: str) -> bool:
    """Say the same of one bureau (`of_bureau`)."""
    if sees_every_bureau(viewer):
        return True
    return isinstance(viewer, Officer) and viewer.role in ROLES_OF_A_BUREAU and viewer.bureau == bureau


def talks_of(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on `talk` for the talks this officer may see: those at the desk of their own bureau.

    Nobody else's: not the coordinator's, not the auditor's, not another system's.
    """
    if officer.role in HANDLERS and officer.bureau is not None:
        return col(TalkRow.bureau) == officer.bureau
    return false()


def sees_talks(officer: Officer) -> bool:
    """Say whether there is a talks desk for this officer."""
    return officer.role in HANDLERS and officer.bureau is not None


def sees_cases(viewer: Viewer) -> bool:
    """Say whether this viewer sees any case at all."""
    if isinstance(viewer, TokenReader) or viewer.role in _SEES_ALL:
        return True
    return viewer.role in ROLES_OF_A_BUREAU and viewer.bureau is not None


def sees_every_bureau(viewer: Viewer) -> bool:
    """Say whether this viewer sees cases of more than their own bureau, and so may filter by bureau."""
    return viewer.bureau is None if isinstance(viewer, TokenReader) else viewer.role in _SEES_ALL


def may_see_identity(viewer: Viewer, case: Case) -> bool:
    """Say whether this viewer may learn who filed the case.

    Those who handle it may, and the heads of its bureau; the whole bureau as long as nobody is named; the
    coordinator only while it waits for a bureau; the auditor and an assisting bureau never.
    """
    if isinstance(viewer, TokenReader):
        return viewer.identities
    if viewer.role == Role.COORDINATOR:
        return case.state == CaseState.SUBMITTED
    return viewer.role in ROLES_OF_A_BUREAU and viewer.bureau == case.lead_bureau and has_part(viewer, case)


def has_part(officer: Officer, case: Case) -> bool:
    """Say whether an officer of the bureau, or somebody whose deputy they are, has a part in the case."""
    return not is_outsider(case, officer.role, officer.bureau, as_whom(officer, case).id)


def may_enter(officer: Officer) -> bool:
    """Say whether this officer may enter a filing that came by telephone, letter or visit, wherever it goes."""
    return officer.role in HANDLERS or officer.role == Role.COORDINATOR


def as_whom(officer: Officer, case: Case) -> Covered:
    """Return as whom an officer has a part in the case: as themselves, or as the deputy of a colleague."""
    own = Covered(officer.id, officer.name)
    handlers = handlers_of(case)
    if officer.id in handlers or officer.bureau != case.lead_bureau:
        return own
    return next((one for one in officer.covers if one.id in handlers), own)
