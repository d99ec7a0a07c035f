"""What filers do with cases: open them, find their own again, add words to them.

Nothing here writes. Opening a case and adding words return rows for the ledger, so that they stand
together with the reply that tells of them. What officers do with a case is in `officers.casework`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.appointment import Appointment, VisitAct, act_meant, appointment_of, arranged
from intake.cases.appointment_moves import station_in_words
from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.codes import FINAL_STATES, CaseKind, CaseState
from intake.cases.filer import Filer, key_of_nobody
from intake.cases.kept import KeptOf
from intake.cases.opening import Receipt, opened_case
from intake.cases.parting import origin_of, related_ids
from intake.cases.working import added, contact_corrected, is_rated, rated
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.binding import bound, entries_of
from intake.evidence.rows import OpenedFile, last_number
from intake.filers.access import IssuedCode
from intake.filers.earlier import Earlier, earlier_like, is_like_nothing
from intake.filers.kept import kept_of
from intake.filers.mailbox import text_of
from intake.filers.own_consultations import OwnSeat, newest_consultation, own_seat
from intake.filers.own_letters import letter_to_answer
from intake.filers.own_parts import OwnPart, is_provisional, own_parts
from intake.forms.draft import Draft
from intake.ids import new_id, new_reference, read_reference
from intake.routing.route import route
from intake.routing.rules import RoutingRules
from intake.storage.cases import found_case, known_filer, whole_case
from intake.storage.changes import rows_of
from intake.storage.database import Database
from intake.storage.part_rows import is_no_part
from intake.storage.retention_rows import is_kept
from intake.storage.rows import Rows, together
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, MailRow
from intake.storage.witness import named

GLANCES = 5
# So many of the words of officers stand beneath a case that is looked up.
LETTERS = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """What a filer may see of their own case.

    office       who holds it, as a stranger would look it up
    due_on       a day in Shanghai
    appointment  of a consultation, where one was set
    may_rate     it is closed, and no mark was given yet
    outcome      what a closed case came to; None while it is open
    letters      what officers wrote last, in full, the newest at the end
    parts        of a filing that was split: how far each is
    """

    case_id: str
    reference: str
    kind: str
    state: str
    anonymous: bool
    office: str
    received_at: datetime
    due_on: date | None
    provisional: bool
    appointment: Appointment | None = None
    may_rate: bool = False
    outcome: str | None = None
    letters: tuple[str, ...] = ()
    parts: tuple[OwnPart, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as it will stand once these rows are committed.

    station  the guidance station that was announced there; "" where none was
    """

    case_id: str
    glance: Glance
    route_reason: str
    rows: Rows
    station: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A filer's words added to their case, as rows.

    purpose  what the words became, where they are a note
    """

    reference: str
    rows: Rows
    purpose: str = ""
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a filer did with their appointment, as it then stands.

    act  what it came to: whoever says yes to a day that nobody has offered wishes for it
    """

    act: VisitAct
    case_id: str
    reference: str
    appointment: Appointment
    rows: Rows


class Caseload:
    """Opens cases, and finds them again for those who filed them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rulebook: Rulebook,
        rules: RoutingRules,
        chance: random.Random,
        *,
        is_demo: bool,
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._rules = rules
        self._chance = chance
        self._is_demo = is_demo

    def open_case(
        self,
        draft: Draft,
        channel: str,
        filer: Filer,
        now: datetime,
        code: IssuedCode | None = None,
        files: Sequence[OpenedFile] = (),
    ) -> OpenedCase:
        """Return the rows of a new case: routed, its clock started, its texts sealed.

        code   by which it will be found; an anonymous case is found by nothing else in the end
        files  those of the draft, which from now on belong to the case

        The reference is drawn here; should it clash with another one the ledger asks for a new turn.
        """
        way = route(draft, self._rules, self._rulebook.bureaus, day_in_shanghai(now))
        reference = new_reference(self._chance)
        whose = key_of_nobody(self._chance) if draft.anonymous else filer.person
        receipt = Receipt(new_id(now), reference, whose, channel, self._is_demo, now)
        changes = opened_case(draft, way, receipt, self._rulebook)
        changes = changes.adding(*entries_of(files, receipt.case_id, now))
        case = changes.after
        glance = Glance(
            case_id=case.id,
            reference=reference,
            kind=case.kind,
            state=case.state,
            anonymous=case.anonymous,
            office=self._rulebook.bureaus.public_name_of(case.lead_bureau),
            received_at=now,
            due_on=case.next_due_on,
            provisional=any(clock.provisional for clock in case.clocks),
        )
        key = self._vault.new_case_key(case.id)
        rows = together([rows_of(changes, key, self._vault, now), bound(files, case.id, key)])
        if code is not None:
            rows = named(together([rows, Rows(inserts=(code.row(case.id),))]))
        stations = self._rulebook.stations.near(case.place_district, str(draft.fields.get("park") or ""))
        is_asked = case.kind is CaseKind.CONSULTATION and bool(stations)
        return OpenedCase(case.id, glance, way.reason, rows, station_in_words(stations[0]) if is_asked else "")

    async def cases_of(self, filer: Filer, own: Iterable[str], reference: str | None) -> tuple[Glance, ...]:
        """Return the filer's own cases, newest first, or the one with this reference if it is theirs.

        own  references of cases that they filed a moment ago, or named together with the code
        """
        query = select(CaseRow).order_by(col(CaseRow.received_at).desc()).limit(GLANCES)
        if reference is None:
            query = query.where(self._open_to(filer, own, own))
        else:
            proper = read_reference(reference) or ""
            query = query.where(self._open_to(filer, own, [proper]), col(CaseRow.reference) == proper)
        async with self._database.reading() as session:
            rows = (await session.execute(query)).scalars().all()
            cases = [await _with_its_journal(session, row) for row in rows]
            letters = [await self._letters(session, row.id) for row in rows]
            with_parts = [row.id for row, case in zip(rows, cases, strict=True) if case and related_ids(case)]
            parts = await own_parts(session, with_parts, self._rulebook)
        return tuple(map(self._glance, rows, cases, letters, [parts.get(row.id, ()) for row in rows]))

    async def kept_of(self, references: Sequence[str]) -> tuple[KeptOf, ...]:
        """Return what is kept of these cases, in their order; whoever asks has shown that they are theirs."""
        query = select(CaseRow).where(col(CaseRow.reference).in_(references))
        async with self._database.reading() as session:
            rows = {row.reference: row for row in await session.scalars(query)}
            return tuple([await kept_of(session, rows[one]) for one in references])

    async def earlier_like(self, filer: Filer, own: Sequence[str], draft: Draft) -> Earlier | None:
        """Return the person's own case of before that is likest to a draft; None where none is like it."""
        if is_like_nothing(draft):
            return None
        async with self._database.reading() as session:
            return await earlier_like(session, self._vault, self._open_to(filer, own, own), draft)

    async def bureau_of_newest(self, filer: Filer, own: Iterable[str]) -> str:
        """Return which bureau has their newest case; "" where they have none."""
        newest = select(col(CaseRow.lead_bureau)).order_by(col(CaseRow.received_at).desc()).limit(1)
        async with self._database.reading() as session:
            return await session.scalar(newest.where(self._open_to(filer, own, own))) or ""

    async def seat_of(self, filer: Filer, own: Iterable[str]) -> OwnSeat | None:
        """Return where they said in their last consultation that they are; None without one."""
        named = tuple(own)
        async with self._database.reading() as session:
            return await own_seat(session, self._vault, self._open_to(filer, named, named))

    async def id_of(self, filer: Filer, own: Iterable[str], reference: str) -> str | None:
        """Return the id of the case with this reference if it is theirs."""
        proper = read_reference(reference) or ""
        query = select(col(CaseRow.id)).where(
            self._open_to(filer, own, [proper]), col(CaseRow.reference) == proper
        )
        async with self._database.reading() as session:
            return await session.scalar(query)

    async def ids_of(self, filer: Filer, own: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of all cases that are theirs."""
        named = tuple(own)
        query = select(col(CaseRow.id)).where(self._open_to(filer, named, named))
        async with self._database.reading() as session:
            return tuple((await session.scalars(query)).all())

    async def add_words(
        self,
        filer: Filer,
        own: Iterable[str],
        reference: str,
        purpose: str,
        text: str,
        now: datetime,
        files: Sequence[OpenedFile] = (),
    ) -> Noted | None:
        """Return the rows of a filer's words to their own case; None when there is no such case of theirs.

        files  of a draft that was not filed but added to the case: from now on they belong to it

        Raises Incomplete for words that say nothing.
        """
        proper = read_reference(reference) or ""
        theirs = self._open_to(filer, own, [proper])
        async with self._database.reading() as session:
            found = await found_case(session, self._vault, theirs, col(CaseRow.reference) == proper)
            number = await last_number(session, found[0].id) if found and files else 0
        if found is None:
            return None
        case, key = found
        changes = added(case, purpose, text, now)
        became = str(changes.entries[0].payload["purpose"])
        changes = changes.adding(*entries_of(files, case.id, now))
        rows = together([rows_of(changes, key, self._vault, now), bound(files, case.id, key, number)])
        return Noted(proper, rows, became, case.id)

    async def correct_contact(
        self, filer: Filer, own: Iterable[str], reference: str, given: Mapping[str, str], now: datetime
    ) -> Noted | None:
        """Return the rows of corrected contact data of their own case; None when there is no such case of theirs.

        Raises NotAllowed or Incomplete, with a sentence for them.
        """
        proper = read_reference(reference) or ""
        theirs = self._open_to(filer, own, [proper])
        async with self._database.reading() as session:
            found = await found_case(session, self._vault, theirs, col(CaseRow.reference) == proper)
            if found is None:
                return None
            case, key = found
            known = await known_filer(session, self._vault, case, key)
        return Noted(proper, rows_of(contact_corrected(case, known, given, now), key, self._vault, now))

    async def arrange(
        self, filer: Filer, own: Iterable[str], act: VisitAct, wished: Sequence[str], now: datetime
    ) -> Arranged | None:
        """Return what a filer does with the appointment of their newest open consultation; None without one.

        Raises NotAllowed or Incomplete, with a sentence for them.
        """
        named = tuple(own)
        filings = select(col(CaseRow.id)).where(self._open_to(filer, named, named))
        async with self._database.reading() as session:
            case_id = await newest_consultation(session, filings)
            found = await found_case(session, self._vault, col(CaseRow.id) == case_id) if case_id else None
        if found is None:
            return None
        case, key = found
        act = act_meant(case, act, wished)
        changes = arranged(case, act, wished, now, self._rulebook)
        rows = rows_of(changes, key, self._vault, now)
        appointment = appointment_of(changes.after)
        if appointment is None:
            return None
        origin = origin_of(case)
        # Its filer knows the filing alone.
        reference = case.reference if origin is None else origin.reference
        return Arranged(act, case.id, reference, appointment, rows)

    async def rate(self, filer: Filer, own: Iterable[str], mark: str, now: datetime) -> Noted | None:
        """Return the rows of the one mark for the case of theirs that was closed last; None without one."""
        theirs = (self._open_to(filer, own, own), col(CaseRow.state).in_(FINAL_STATES))
        query = select(CaseRow).where(*theirs).order_by(col(CaseRow.closed_at).desc()).limit(GLANCES)
        async with self._database.reading() as session:
            for row in (await session.scalars(query)).all():
                found = await found_case(session, self._vault, col(CaseRow.id) == row.id)
                if found is not None and not is_rated(found[0]):
                    case, key = found
                    return Noted(case.reference, rows_of(rated(case, mark, now), key, self._vault, now))
        return None

    async def letter_to_answer(self, filer: Filer, own: Iterable[str], now: datetime) -> str:
        """Return the reference of the filer's own case in which an officer had the last word; "" for none."""
        async with self._database.reading() as session:
            return await letter_to_answer(session, self._open_to(filer, own, ()), now)

    def _open_to(self, filer: Filer, own: Iterable[str], named: Iterable[str]) -> ColumnElement[bool]:
        """Return the condition for a filer's named cases, those in `own`, and those of before."""
        keyed_id = self._vault.keyed_id
        of_before = [key for reference in named for key in filer.keys_of_before(reference, keyed_id)]
        theirs = or_(col(CaseRow.filer).in_([filer.person, *of_before]), col(CaseRow.reference).in_(list(own)))
        # A part is seen with its filing, and by nothing else.
        return and_(theirs, is_no_part(), is_kept())

    async def _letters(self, session: AsyncSession, case_id: str) -> tuple[str, ...]:
        """Return the last words of officers that were read: they stay readable. New ones come by themselves."""
        read = (col(MailRow.case_id) == case_id, col(MailRow.delivered_at).is_not(None))
        last = select(MailRow).where(*read).order_by(col(MailRow.n).desc()).limit(LETTERS)
        rows = (await session.scalars(last)).all()
        return tuple(text_of(self._vault.unseal(row.sealed, "mail", row.filer)) for row in reversed(rows))

    def _glance(
        self, row: CaseRow, case: Case | None, letters: tuple[str, ...], parts: tuple[OwnPart, ...]
    ) -> Glance:
        return Glance(
            case_id=row.id,
            reference=row.reference,
            kind=row.kind,
            state=row.state,
            anonymous=row.anonymous,
            office=self._rulebook.bureaus.public_name_of(row.lead_bureau),
            received_at=row.received_at,
            due_on=row.next_due_on,
            provisional=is_provisional(row.next_due_on, self._rulebook),
            appointment=appointment_of(case) if case is not None else None,
            may_rate=case is not None and case.state in FINAL_STATES and not is_rated(case),
            outcome=row.outcome if row.state in FINAL_STATES else None,
            letters=letters,
            parts=parts,
        )


async def _with_its_journal(session: AsyncSession, row: CaseRow) -> Case | None:
    """Return the case with its journal where that says more: of appointments, and whether a mark was given."""
    says_more = row.kind == CaseKind.CONSULTATION or row.state in (CaseState.SPLIT, *FINAL_STATES)
    return await whole_case(session, row) if says_more else None
