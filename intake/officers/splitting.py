"""An officer splits a mixed filing, and hands its parts what comes later. The rules are in `cases.splitting`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.parting import related_ids
from intake.cases.splitting import Drawn, WantedPart, given, refuse_unfit, split, why_not_split
from intake.evidence.rows import files_of, listed_row
from intake.ids import new_id, new_reference
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, Casework, ChangedMeanwhile, Seen, act_of
from intake.officers.officer import Officer
from intake.officers.transferring import filed_fields
from intake.officers.withholding import known_of, without_filer
from intake.storage.cases import found_case, known_filer
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.rows import together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.transfers.reading import transfers_of

# The tick under what cannot be taken back.
CONFIRMED: Final = "请先勾选，确认您了解会发生什么。"
_TRIES: Final = 3

FileChoice = tuple[str, str]


class Splitting:
    """Splits filings."""

    def __init__(
        self, database: Database, vault: Vault, rulebook: Rulebook, casework: Casework, chance: random.Random
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._casework = casework
        self._chance = chance

    async def files(self, officer: Officer, case: Case) -> tuple[FileChoice, ...]:
        """Return the files of a case as something to choose from: id, and what it is called to this officer."""
        shown = wall.may_see_identity(officer, case)
        async with self._database.reading() as session:
            rows = (
                await session.scalars(select(EvidenceRow).where(files_of(case)).order_by(col(EvidenceRow.number)))
            ).all()
            names = [(await listed_row(session, self._vault, row)).name if shown else "" for row in rows]
        return tuple((row.id, f"材料{row.number} {name}".rstrip()) for row, name in zip(rows, names, strict=True))

    async def split(
        self, officer: Officer, seen: Seen, wanted: Sequence[WantedPart], now: datetime, *, confirmed: bool
    ) -> None:
        """Split a filing into these parts, whole or not at all.

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete.
        """
        for _ in range(_TRIES):
            try:
                return await self._split(officer, seen, wanted, now, confirmed=confirmed)
            except Clash:
                raise ChangedMeanwhile from None
            except JournalDisagrees:
                raise NotAllowed(CHANGED_PAST_US) from None
            except IntegrityError:
                # A reference that was drawn twice.
                continue
        raise NotAllowed("编号没有取到，没有拆分，请再提交一次。")

    async def _split(
        self, officer: Officer, seen: Seen, wanted: Sequence[WantedPart], now: datetime, *, confirmed: bool
    ) -> None:
        async with self._database.writing() as session:
            case, key = await self._casework.held(session, officer, seen)
            if why_not := self.why_not(officer, case):
                raise NotAllowed(why_not)
            refuse_unfit(wanted, await _file_ids(session, case))
            if not confirmed:
                raise Incomplete("confirmed", CONFIRMED)
            fields = await filed_fields(session, case, key)
            # Who filed it is read with the filing; what an officer writes of a part does not say it.
            known = known_of(await known_filer(session, self._vault, case, key))
            wanted = [
                replace(one, about=without_filer(one.about, known), text=without_filer(one.text, known))
                for one in wanted
            ]
            drawn = [Drawn(new_id(now), new_reference(self._chance)) for _ in wanted]
            act = act_of(officer, case, now, {})
            filing, *parts = split(case, act, wanted, drawn, fields, self._rulebook)
            rows = [rows_of(filing, key, self._vault, now)]
            rows += [rows_of(one, self._vault.new_case_key(one.after.id), self._vault, now) for one in parts]
            await carried_out_in(session, writing(together(rows), self._vault.journal_key))

    def why_not(self, officer: Officer, case: Case) -> str:
        """Say why this officer cannot split the case now; "" when they can."""
        who = wall.as_whom(officer, case).id
        if why_not := why_not_split(case, officer.role, officer.bureau, who):
            return why_not
        if any(not one.is_over for one in transfers_of(case)):
            return "这一件有移送或者通报正在办理，请先办完再拆分。"
        return ""

    async def give(
        self, officer: Officer, seen: Seen, part: str, text: str, files: Sequence[str], now: datetime
    ) -> None:
        """Hand a part words, and files that it may use from then on.

        part  its reference

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete.
        """
        try:
            async with self._database.writing() as session:
                filing, key = await self._casework.held(session, officer, seen)
                # Reached by way of its filing: whoever handles that may not see what is in the part.
                found = await self._part(session, filing, part)
                if found is None:
                    raise Incomplete("part", "请选择这一件的一个部分。")
                act = act_of(officer, filing, now, {})
                filer = known_of(await known_filer(session, self._vault, filing, key))
                words = without_filer(text.strip(), filer)
                out, into = given(filing, found[0], act, words, files, await _file_ids(session, filing))
                rows = [rows_of(out, key, self._vault, now), rows_of(into, found[1], self._vault, now)]
                await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except Clash:
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None

    async def _part(self, session: AsyncSession, filing: Case, reference: str) -> tuple[Case, CaseKey] | None:
        is_it = (
            col(CaseRow.reference) == reference,
            col(CaseRow.id).in_(related_ids(filing)),
        )
        await session.execute(select(col(CaseRow.id)).where(*is_it).with_for_update())
        return await found_case(session, self._vault, *is_it)


async def _file_ids(session: AsyncSession, case: Case) -> frozenset[str]:
    return frozenset(await session.scalars(select(col(EvidenceRow.id)).where(files_of(case))))
