"""Everything the desk and `/api/v1` show of one case, read through the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.cases.deliveries import UNKNOWN, Delivery, deliveries_of
from intake.cases.approvals import approvals_of
from intake.cases.case import Case
from intake.cases.changes import JournalEntry
from intake.cases.codes import FILER, FINAL_STATES, READINGS, JournalCode
from intake.cases.handling import Colleague, handlers_of
from intake.cases.letter_moves import ANSWERING
from intake.cases.materials import TAKEN
from intake.cases.working import THREAT
from intake.clocks.calendar import day_in_shanghai
from intake.forms.forms import form_of
from intake.forms.supplement import Purpose
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.care import NOTHING_SET, Care, care_of
from intake.officers.officer import names_of
from intake.officers.printing import PURPOSE
from intake.officers.staff import staff_of
from intake.officers.withholding import fields_without_filer, known_of, without_filer
from intake.storage.cases import found_case, known_filer
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseNoteRow, CaseRow, CaseTextRow, JournalRow

# What in a payload is an officer's id.
_OFFICERS: Final = ("officer", "instead_of", "about")


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """One entry of the journal, with the words that belong to it.

    actor      "filer", "service", a token, or the officer's id
    by         the officer's name; "" for the others
    purpose    of the words: note, reason, written, supplement, ...
    delivery   for words to the filer: what became of them
    effective_on  the day it took effect, where that is not the one on which it was entered
    withdrawn     a later entry says that it was a mistake
    whom       the officers it names: who handles the case from then on, or no more; "" for none
    files      which files it is about, in words; "" for something else (see `timeline`)
    behalf     as what or for whom somebody stood in who did it; "" for nobody
    subject    which transfer or request it is about; "" the case itself
    number     number of the paper that came or went; "" without one
    """

    seq: int
    at: datetime
    actor: str
    by: str
    code: str
    payload: Mapping[str, object]
    words: str = ""
    purpose: str = ""
    delivery: Delivery = UNKNOWN
    effective_on: date | None = None
    withdrawn: bool = False
    files: str = ""
    behalf: str = ""
    subject: str = ""
    number: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case, without what names its filer.

    circle  the names of those it is closed to
    care    what its bureau has set about who may see what
    people  names of officers by id, of those that are named in what was agreed
    staff     who of the bureau may be named to handle it
    handlers  the names of those who do
    unread_since  words of the filer wait since then; None: none do
    """

    case: Case
    fields: Mapping[str, object]
    typed: Mapping[str, str]
    happenings: tuple[DossierEntry, ...]
    circle: tuple[str, ...] = ()
    care: Care = NOTHING_SET
    people: Mapping[str, str] = field(default_factory=dict)
    staff: tuple[Colleague, ...] = ()
    handlers: tuple[str, ...] = ()
    unread_since: datetime | None = None

    @property
    def unread(self) -> tuple[DossierEntry, ...]:
        """The words of the filer that nobody has acted on, as the lists count them (`storage.activity`)."""
        since = self.unread_since
        if since is None:
            return ()
        theirs = (one for one in self.happenings if one.actor == FILER and one.at >= since)
        return tuple(one for one in theirs if "note" in one.payload and one.payload.get("purpose") != "mark")

    @property
    def last_seq(self) -> int:
        """The number of the newest journal entry."""
        return self.happenings[-1].seq if self.happenings else 0

    @property
    def wish_to_withdraw(self) -> DossierEntry | None:
        """The filer's wish to withdraw, as long as the case is open and it is not taken back."""
        return self._about_withdrawing(Purpose.WITHDRAWAL_WISH)

    @property
    def wish_taken_back(self) -> DossierEntry | None:
        """That the filer wishes to withdraw no more, as long as the case is open."""
        return self._about_withdrawing(Purpose.WITHDRAWAL_TAKEN_BACK)

    @property
    def wish_for_deletion(self) -> DossierEntry | None:
        """The filer's last wish that what is kept of them be deleted, as long as no officer has answered it."""
        wishes = [one for one in self.happenings if one.code == JournalCode.DELETION_WISHED]
        last = wishes[-1] if wishes else None
        return None if last is None or any(one.code in ANSWERING for one in self.written_since(last.seq)) else last

    @property
    def threat(self) -> DossierEntry | None:
        """The last words in which the filer tells of a threat, as long as the case is open."""
        if self.case.state in FINAL_STATES:
            return None
        return next((one for one in reversed(self.happenings) if one.payload.get(THREAT)), None)

    def _about_withdrawing(self, purpose: Purpose) -> DossierEntry | None:
        """Return the filer's last word about withdrawing where it is of this purpose."""
        both = (Purpose.WITHDRAWAL_WISH, Purpose.WITHDRAWAL_TAKEN_BACK)
        last = next((one for one in reversed(self.happenings) if one.purpose in both), None)
        is_open = self.case.state not in FINAL_STATES
        return last if is_open and last is not None and last.purpose == purpose else None

    def written_since(self, seq: int) -> tuple[DossierEntry, ...]:
        """Return what happened after entry `seq`, looking at the case not counted."""
        return tuple(one for one in self.happenings if one.seq > seq and one.code not in READINGS)


async def dossier_of(
    session: AsyncSession, vault: Vault, viewer: wall.Viewer, reference: str, *, shows_names: bool = False
) -> Dossier | None:
    """Return the case of this reference, or None when there is none that this viewer may see.

    What names the filer is covered in all words, as long as the identity was not opened with a reason: only then
    `shows_names` is asked for, and heeded for whoever may learn it.
    """
    found = await found_case(session, vault, col(CaseRow.reference) == reference, wall.visible(viewer))
    if found is None:
        return None
    case, key = found
    sealed = await session.scalar(select(col(CaseTextRow.sealed)).where(col(CaseTextRow.case_id) == case.id))
    text = orjson.loads(key.unseal(sealed or b"", "case_text"))
    people = await names_of(session, {*case.circle, *_asked_and_decided(case), *handlers_of(case)})
    dossier = Dossier(
        case,
        text["fields"],
        text["typed"],
        await _happenings(session, key, case),
        circle=tuple(sorted(people.get(one, one) for one in case.circle)),
        care=await care_of(session, case.lead_bureau),
        people=people,
        staff=await staff_of(session, case.lead_bureau),
        handlers=tuple(people.get(one, "") for one in handlers_of(case)),
        unread_since=await session.scalar(select(col(CaseRow.unread_since)).where(col(CaseRow.id) == case.id)),
    )
    knows = wall.may_see_identity(viewer, case)
    if not knows:
        dossier = replace(dossier, happenings=tuple(map(_without_what_it_is, dossier.happenings)))
    if shows_names and knows:
        return dossier
    return _without_filer(dossier, known_of(await known_filer(session, vault, case, key)))


def _without_what_it_is(one: DossierEntry) -> DossierEntry:
    """Leave out what material is in an officer's words: like a file's name it is for those who handle the case."""
    return replace(one, words="") if one.code == TAKEN else one


def _without_filer(dossier: Dossier, known: tuple[str, ...]) -> Dossier:
    form = form_of(dossier.case.kind, dossier.case.form_version)
    return replace(
        dossier,
        fields=fields_without_filer(form, dossier.fields, known),
        typed={name: without_filer(text, known) for name, text in dossier.typed.items()},
        happenings=tuple(replace(one, words=without_filer(one.words, known)) for one in dossier.happenings),
    )


def _asked_and_decided(case: Case) -> set[str]:
    return {person for one in approvals_of(case) for person in (one.asker, one.decided_by)}


async def record_reading(
    session: AsyncSession, vault: Vault, case_id: str, actor: str, code: str, now: datetime, **payload: object
) -> None:
    """Write into the case's journal that somebody looked at it: before it is shown, or it is not shown."""
    await journal.append(session, [JournalEntry(case_id, now, actor, code, payload)], vault.journal_key)


async def _happenings(session: AsyncSession, key: CaseKey, case: Case) -> tuple[DossierEntry, ...]:
    found = await session.execute(
        select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
    )
    rows = tuple(found.scalars())
    behalf = {str(row.payload["for"]) for row in rows if row.payload.get("for")}
    names = await names_of(session, {row.actor for row in rows} | behalf | _named_in(rows))
    words = await _words(session, key, case.id)
    delivered = await deliveries_of(session, case)
    gone = {row.supersedes for row in rows}
    return tuple(_happening(row, names, words, delivered, row.seq in gone) for row in rows)


def _happening(
    row: JournalRow,
    names: Mapping[str, str],
    words: Mapping[str, tuple[str, str]],
    delivered: Mapping[str, Delivery],
    withdrawn: bool,
) -> DossierEntry:
    purpose, text = words.get(str(row.payload.get("note", "")), ("", ""))
    _, number = words.get(str(row.payload.get("number", "")), ("", ""))
    payload = row.payload
    if purpose == PURPOSE:
        # What is to be covered stands on no page but the one where it is entered.
        text = ""
    if purpose == "mark":
        # A mark is a figure among others (`marks.py`); which case got which is nobody's business.
        payload, text = {name: value for name, value in payload.items() if name != "mark"}, ""
    return DossierEntry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        by=names.get(row.actor, ""),
        code=row.code,
        payload=payload,
        words=text,
        purpose=purpose,
        delivery=delivered.get(str(row.payload.get("mail", "")), UNKNOWN),
        effective_on=day_in_shanghai(row.effective_at) if row.effective_at else None,
        withdrawn=withdrawn,
        behalf=str(payload.get("standing_in", "")) + names.get(str(payload.get("for", "")), ""),
        subject=row.subject or "",
        number=number,
        whom=_whom(payload, names),
    )


def _named_in(rows: Iterable[JournalRow]) -> set[str]:
    return {str(row.payload[name]) for row in rows for name in _OFFICERS if row.payload.get(name)}


def _whom(payload: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return 王建国, or 王建国 → 李敏 where one takes the place of another."""
    officers = [names.get(str(payload.get(name) or ""), "") for name in ("instead_of", "officer", "about")]
    return " → ".join(one for one in officers if one)


async def _words(session: AsyncSession, key: CaseKey, case_id: str) -> dict[str, tuple[str, str]]:
    found = await session.execute(select(CaseNoteRow).where(col(CaseNoteRow.case_id) == case_id))
    return {
        note.id: (note.purpose, str(orjson.loads(key.unseal(note.sealed, "case_note"))["text"]))
        for note in found.scalars()
    }
