"""Material handed over in person, in the database. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from intake.cases.changes import Rulebook
from intake.filers.receipts import Receipts
from intake.journal.verifying import verify
from intake.officers.casework import Casework, ChangedMeanwhile, Seen
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseNoteRow, JournalRow
from intake.stored import number_in
from tests.builders import NOW, a_case, an_officer, bureaus, clocks

PAPER = {"material": "paper", "text": "工艺文件复印件", "pieces": "3", "came_from": "agent", "on": "2026-11-25"}
AT = NOW + timedelta(minutes=5)


async def test_two_officers_at_once_get_two_numbers(database: Database, vault: Vault) -> None:
    rules = Rulebook(bureaus(), clocks())
    casework = Casework(database, vault, rules)
    case = await a_case(database, vault, state="taken")
    officers = [await an_officer(database, name=name, vault=vault) for name in ("甲", "乙", "丙")]

    await asyncio.gather(
        *(casework.move("take_material", one, Seen(case.reference), AT, PAPER) for one in officers)
    )

    receipt = await Receipts(database, vault, rules).of_case(case.id)
    assert receipt is not None and [one.number for one in receipt.materials] == [1, 2, 3]
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_of_two_who_saw_the_same_page_one_is_told_and_no_number_is_lost(
    database: Database, vault: Vault
) -> None:
    casework = Casework(database, vault, Rulebook(bureaus(), clocks()))
    case = await a_case(database, vault, state="taken")
    officers = [await an_officer(database, name=name, vault=vault) for name in ("甲", "乙")]
    seen = Seen(case.reference, (await casework.seen_by(officers[0], case.reference)).version)

    outcomes = await asyncio.gather(
        *(casework.move("take_material", one, seen, AT, PAPER) for one in officers), return_exceptions=True
    )
    await casework.move("take_material", officers[1], Seen(case.reference), AT, PAPER)

    assert [type(one) for one in outcomes if one] == [ChangedMeanwhile]
    async with database.reading() as session:
        query = select(col(JournalRow.payload)).where(col(JournalRow.code) == "material_taken")
        assert sorted(number_in(said, "number") for said in await session.scalars(query)) == [1, 2]
        notes = list(await session.scalars(select(col(CaseNoteRow.sealed))))
    assert notes and not any("工艺".encode() in sealed for sealed in notes)
