"""The filer's side of one case: how far it is, who holds it, what was written both ways, and what they may do.

Whoever is here has shown that the case is theirs. What they do goes through the same acts as in the chat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import orjson
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.appointment import (
    AppointmentState,
    VisitAct,
    appointment_of,
    arranged,
    offered_times,
)
from intake.cases.case import Case
from intake.cases.changes import Changes, Rulebook
from intake.cases.codes import FILER, FINAL_STATES, CaseState
from intake.cases.kept import NOTHING_KEPT, KeptOf
from intake.cases.materials import Material, materials_of
from intake.cases.parting import related_ids
from intake.cases.working import added, contact_corrected, is_rated, rated
from intake.clocks.calendar import day_in_shanghai
from intake.filers.appointments import SetAppointment, set_appointment
from intake.filers.kept import kept_of
from intake.filers.own_answers import NO_ANSWERS, OwnAnswers, own_answers
from intake.filers.own_parts import OwnPart, own_parts
from intake.storage.cases import found_case, known_filer
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseNoteRow, CaseRow, MailRow

# The same words sent again so soon are the same message: a button pressed twice, a page loaded again.
SAME_WITHIN: Final = timedelta(minutes=10)
# How words reached a filer that they read on the page of their case.
PAGE: Final = "page"
# What a filer may correct by themselves.
CONTACT: Final = ("contact_name", "phone", "mail")
_CORRECTED: Final = (
    "系统消息：编号{reference}的联系方式在“查办理情况”页面上改过了。不是您本人改的，请尽快联系办理单位。"
)
# Dates that are a filer's business; the others are between offices.
# The halves of ten working days: 「下周二」, and the week after it.
_OFFERED: Final = 20
_PUBLIC_CLOCKS: Final = frozenset({"tip_check", "decision"})


class CaseGone(Exception):
    """The case is not there any more."""


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """Something that was written about a case, by its filer or to them.

    purpose  written, supplement, withdrawal_wish, withdrawal_taken_back, objection, mark
    is_new   an officer's words that the filer sees for the first time
    """

    at: datetime
    by_filer: bool
    purpose: str
    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that the law sets, as the filer may know it."""

    label: str
    due_on: date
    provisional: bool
    basis: str


@dataclass(frozen=True, slots=True)
class OwnCase:
    """All that a filer sees of their case.

    office    who holds it, as a stranger would look it up
    contact   who is to be called, and where: name and telephone, masked; empty for an anonymous case
    outcome   what it came to, once it is closed
    may_rate  it is closed, and no mark was given yet
    appointment    of a consultation that has one
    offered_times  times that its filer may wish for now; none where there is nothing to arrange
    parts          of a filing that was split: how far each is
    part_times     times that may be wished for where a part has an appointment
    kept           what is kept of it, in kinds and numbers
    answers        what was filled in, but for who filled it in
    materials      what was handed over in person
    """

    id: str
    reference: str
    kind: str
    state: str
    demo: bool
    anonymous: bool
    office: str
    received_at: datetime
    dates: tuple[DueDate, ...]
    messages: tuple[CaseMessage, ...]
    contact: Mapping[str, str]
    is_closed: bool
    outcome: str | None
    may_rate: bool
    appointment: SetAppointment | None
    offered_times: tuple[str, ...]
    parts: tuple[OwnPart, ...] = ()
    part_times: tuple[str, ...] = ()
    kept: KeptOf = NOTHING_KEPT
    answers: OwnAnswers = NO_ANSWERS
    materials: tuple[Material, ...] = ()


class Mailbox:
    """Shows a filer their case, and takes what they add to it."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def open(self, case_id: str, now: datetime) -> OwnCase:
        """Return the case as its filer sees it; what officers wrote counts as delivered from now on.

        Raises NoSuchCase.
        """
        async with self._database.writing() as session:
            case, key = await self._found(session, case_id)
            letters = await self._letters(session, case_id)
            theirs = update(MailRow).where(col(MailRow.case_id) == case_id)
            here = theirs.where(col(MailRow.delivered_at).is_(None))
            await session.execute(here.values(delivered_at=now, delivered_by=PAGE))
            await session.execute(theirs.where(col(MailRow.read_at).is_(None)).values(read_at=now))
            messages = [*letters, *await _notes(session, key, case_id)]
            filer = await known_filer(session, self._vault, case, key)
            contact = {} if case.anonymous else masked_contact(filer.fields)
            kept = await kept_of(session, await session.get_one(CaseRow, case_id))
            answers = await own_answers(session, case, key)
            parts = await own_parts(session, [case_id] if related_ids(case) else [], self._rulebook)
        own = self._own_case(case, messages, contact, day_in_shanghai(now))
        own = self._with_parts(own, parts.get(case_id, ()), day_in_shanghai(now))
        return replace(own, kept=kept, answers=answers)

    async def add_words(self, case_id: str, purpose: str, text: str, now: datetime) -> None:
        """Add words of the filer; the same words a moment later are the same ones.

        Raises NoSuchCase, or Incomplete for words that say nothing.
        """
        async with self._database.writing() as session:
            case, key = await self._held(session, case_id)
            said = [note for note in await _notes(session, key, case_id) if now - note.at < SAME_WITHIN]
            if not any((note.purpose, note.text) == (purpose, text) for note in said):
                await self._write(session, added(case, purpose, text, now), key, now)

    async def is_anonymous(self, case_id: str) -> bool:
        """Say whether the case was filed without a name. Raises NoSuchCase."""
        async with self._database.reading() as session:
            return (await self._found(session, case_id))[0].anonymous

    async def correct_contact(self, case_id: str, given: Mapping[str, str], now: datetime) -> None:
        """Put corrected contact data in the place of the old. Raises NoSuchCase, NotAllowed, Incomplete."""
        async with self._database.writing() as session:
            case, key = await self._held(session, case_id)
            known = await known_filer(session, self._vault, case, key)
            # Whoever holds the code is not always its filer: the account that filed the case hears of it.
            told = _CORRECTED.format(reference=case.reference)
            await self._write(session, contact_corrected(case, known, given, now, told), key, now)

    async def arrange(
        self, case_id: str, act: VisitAct, wished: Sequence[str], now: datetime, part: int = 0
    ) -> None:
        """Arrange the appointment. Raises CaseGone, NotAllowed, Incomplete.

        part  of its part in this place, from 1; 0: its own
        """
        async with self._database.writing() as session:
            whose = await self._one_of(session, case_id, part)
            if part:
                # Whoever writes to a part holds its filing first.
                await self._held(session, case_id)
            case, key = await self._held(session, whose)
            await self._write(session, arranged(case, act, wished, now, self._rulebook), key, now)

    async def appointment(self, case_id: str, part: int = 0) -> SetAppointment | None:
        """Return the appointment that stands, for a calendar; None where there is none."""
        async with self._database.reading() as session:
            try:
                whose = await self._one_of(session, case_id, part)
            except CaseGone:
                return None
            found = await found_case(session, self._vault, col(CaseRow.id) == whose)
        appointment = appointment_of(found[0]) if found is not None else None
        if found is None or appointment is None or not appointment.is_to_come:
            return None
        return set_appointment(found[0], appointment, self._rulebook)

    async def rate(self, case_id: str, mark: str, now: datetime) -> None:
        """Take the one mark. Raises NoSuchCase, NotAllowed, Incomplete."""
        async with self._database.writing() as session:
            case, key = await self._held(session, case_id)
            await self._write(session, rated(case, mark, now), key, now)

    async def _one_of(self, session: AsyncSession, case_id: str, part: int) -> str:
        """Return the id of a filing, or of the part of it that stands in this place. Raises CaseGone."""
        if not part:
            return case_id
        parts = (await own_parts(session, [case_id], self._rulebook)).get(case_id, ())
        if not 0 < part <= len(parts):
            raise CaseGone
        return parts[part - 1].id

    async def _found(self, session: AsyncSession, case_id: str) -> tuple[Case, CaseKey]:
        found = await found_case(session, self._vault, col(CaseRow.id) == case_id)
        if found is None:
            raise CaseGone
        return found

    async def _held(self, session: AsyncSession, case_id: str) -> tuple[Case, CaseKey]:
        # Of two requests at once the second waits here, and then sees what the first has written.
        await session.execute(select(col(CaseRow.id)).where(col(CaseRow.id) == case_id).with_for_update())
        return await self._found(session, case_id)

    async def _write(self, session: AsyncSession, changes: Changes, key: CaseKey, now: datetime) -> None:
        rows = rows_of(changes, key, self._vault, now)
        await carried_out_in(session, writing(rows, self._vault.journal_key))

    async def _letters(self, session: AsyncSession, case_id: str) -> list[CaseMessage]:
        query = select(MailRow).where(col(MailRow.case_id) == case_id)
        return [
            CaseMessage(
                at=letter.created_at,
                by_filer=False,
                purpose="written",
                text=text_of(self._vault.unseal(letter.sealed, "mail", letter.filer)),
                is_new=letter.delivered_at is None,
            )
            for letter in await session.scalars(query)
        ]

    def _own_case(
        self, case: Case, messages: list[CaseMessage], contact: Mapping[str, str], today: date
    ) -> OwnCase:
        labels = self._rulebook.clocks.label_of
        dates = [
            DueDate(labels(clock.name), clock.due_on, clock.provisional, clock.basis)
            for clock in case.clocks
            if clock.name in _PUBLIC_CLOCKS and clock.is_running
        ]
        is_closed = case.state in FINAL_STATES
        # Of a filing that was split its parts have the appointments.
        known = appointment_of(case) if case.state is not CaseState.SPLIT else None
        appointment = set_appointment(case, known, self._rulebook) if known is not None else None
        may_arrange = known is not None and not is_closed and known.state is not AppointmentState.HELD
        return OwnCase(
            id=case.id,
            reference=case.reference,
            kind=case.kind,
            state=case.state,
            demo=case.demo,
            anonymous=case.anonymous,
            office=self._rulebook.bureaus.public_name_of(case.lead_bureau),
            received_at=case.received_at,
            dates=tuple(sorted(dates, key=lambda one: one.due_on)),
            messages=tuple(sorted(messages, key=lambda one: one.at)),
            contact=contact,
            is_closed=is_closed,
            outcome=case.outcome if is_closed else None,
            may_rate=is_closed and not is_rated(case),
            materials=materials_of(case.events),
            appointment=appointment,
            offered_times=self._offered(today) if may_arrange else (),
        )

    def _with_parts(self, own: OwnCase, parts: tuple[OwnPart, ...], today: date) -> OwnCase:
        arranging = any(one.appointment and one.appointment.state is not AppointmentState.HELD for one in parts)
        return replace(own, parts=parts, part_times=self._offered(today) if arranging else ())

    def _offered(self, today: date) -> tuple[str, ...]:
        return offered_times(self._rulebook.clocks.calendar, today, _OFFERED)


async def _notes(session: AsyncSession, key: CaseKey, case_id: str) -> list[CaseMessage]:
    query = select(CaseNoteRow).where(col(CaseNoteRow.case_id) == case_id, col(CaseNoteRow.actor) == FILER)
    return [
        CaseMessage(note.at, True, note.purpose, str(orjson.loads(key.unseal(note.sealed, "case_note"))["text"]))
        for note in await session.scalars(query)
    ]


def text_of(letter: bytes) -> str:
    """Return what a letter says."""
    return "\n".join(str(reply["text"]) for reply in orjson.loads(letter)["replies"])


def masked_contact(fields: Mapping[str, object]) -> dict[str, str]:
    """Return enough to see whether it is still right; a code found on a slip of paper shows nobody a telephone."""
    name, phone, mail = (str(fields.get(field) or "") for field in CONTACT)
    hidden = "*" * (len(name) - 1)
    return {
        "contact_name": f"{name[:1]}{hidden}",
        "phone": f"{phone[:3]}****{phone[-4:]}" if phone else "",
        "mail": f"{mail[:1]}****@{mail.rpartition('@')[2]}" if mail else "",
    }
