"""An officer opens a new filing out of words on a closed case, or merges a report that came again.

The rules are in `cases.following`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.following import followed, repeated, words_after_closing
from intake.cases.likeness import filing_of
from intake.cases.splitting import Drawn
from intake.ids import new_id, new_reference
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, Casework, ChangedMeanwhile, NoSuchCase, Seen, act_of
from intake.officers.officer import Officer
from intake.officers.transferring import filed_fields
from intake.officers.withholding import known_of, without_filer
from intake.storage.cases import found_case, known_filer
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.desk_tables import CaseLinkRow
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.rows import together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseNoteRow, CaseRow
from intake.storage.witness import naming_in

CONFIRM_FIRST: Final = "请先勾选，确认您了解会发生什么。"


class Following:
    """Does both."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, casework: Casework, chance: random.Random
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._casework = casework
        self._chance = chance

    async def follow(
        self, officer: Officer, seen: Seen, entry: int, typed: Mapping[str, str], now: datetime
    ) -> str:
        """Open a new filing out of the filer's words of this entry; return its reference.

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete.
        """
        try:
            async with self._database.writing() as session:
                case, key = await self._casework.held(session, officer, seen)
                # Who filed it is read with the closed case.
                known = known_of(await known_filer(session, self._vault, case, key))
                text = without_filer(await _words_of(session, case, key, entry), known)
                fields = await filed_fields(session, case, key)
                drawn = Drawn(new_id(now), new_reference(self._chance))
                act = act_of(officer, case, now, typed)
                before, new = followed(case, act, entry, drawn, text, fields, self._rulebook)
                rows = [
                    rows_of(before, key, self._vault, now),
                    rows_of(new, self._vault.new_case_key(drawn.id), self._vault, now),
                ]
                await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except (Clash, IntegrityError):
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None
        return drawn.reference

    async def merge(
        self, officer: Officer, seen: Seen, other: str, typed: Mapping[str, str], now: datetime
    ) -> None:
        """Merge a report into the one of before, or record that the same facts are not handled again.

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete.
        """
        if typed.get("confirmed") != "yes":
            raise Incomplete("confirmed", CONFIRM_FIRST)
        try:
            async with self._database.writing() as session:
                names = (seen.reference, other)
                held = select(col(CaseRow.id)).where(col(CaseRow.reference).in_(names)).order_by(col(CaseRow.id))
                await session.execute(held.with_for_update())
                again, first = [await self._found(session, officer, name) for name in names]
                if seen.version is not None and again[0].version != seen.version:
                    raise ChangedMeanwhile
                one, two = [
                    filing_of(case.id, await filed_fields(session, case, key)) for case, key in (again, first)
                ]
                alike = bool(one.parties & two.parties or one.codes & two.codes)
                act = act_of(officer, again[0], now, typed)
                made = repeated(again[0], first[0], act, self._rulebook, is_about_the_same=alike)
                rows = [
                    rows_of(changes, key, self._vault, now)
                    for changes, (_, key) in zip(made, (again, first), strict=True)
                ]
                link = await _link(session, again[0], first[0], typed.get("facts", ""), officer, now)
                if link is not None:
                    whose = (again[0].id, first[0].id).index(link.case_id)
                    rows[whose] = naming_in(rows[whose], link)
                await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except Clash:
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None

    async def _found(self, session: AsyncSession, officer: Officer, reference: str) -> tuple[Case, CaseKey]:
        this = col(CaseRow.reference) == reference
        found = await found_case(session, self._vault, wall.visible(officer), this)
        if found is None:
            raise NoSuchCase
        return found


async def _is_about_the_same(
    session: AsyncSession, again: tuple[Case, CaseKey], first: tuple[Case, CaseKey]
) -> bool:
    one, two = [filing_of(case.id, await filed_fields(session, case, key)) for case, key in (again, first)]
    return bool(one.parties & two.parties or one.codes & two.codes)


async def _words_of(session: AsyncSession, case: Case, key: CaseKey, entry: int) -> str:
    """Return what the filer said there; "" where there is no such entry to be followed."""
    said = next((event for event in words_after_closing(case) if event.seq == entry), None)
    note = await session.get(CaseNoteRow, str(said.payload.get("note", ""))) if said else None
    return str(orjson.loads(key.unseal(note.sealed, "case_note"))["text"]) if note else ""


async def _link(
    session: AsyncSession, again: Case, first: Case, kind: str, officer: Officer, now: datetime
) -> CaseLinkRow | None:
    """Link the two, unless somebody has; return the link that was made."""
    ids = sorted((again.id, first.id))
    one, other = col(CaseLinkRow.case_id), col(CaseLinkRow.other_id)
    pair = or_((one == ids[0]) & (other == ids[1]), (one == ids[1]) & (other == ids[0]))
    if await session.scalar(select(col(CaseLinkRow.id)).where(pair)) is not None:
        return None
    link = CaseLinkRow(id=new_id(now), case_id=ids[0], other_id=ids[1], kind=kind, by=officer.id, at=now)
    session.add(link)
    await session.flush()
    return link
