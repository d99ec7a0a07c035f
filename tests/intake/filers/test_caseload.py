"""What filers may do with cases, and who finds which. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import Incomplete
from intake.cases.changes import Rulebook
from intake.cases.filer import Filer
from intake.filers.caseload import Caseload, OpenedCase
from intake.forms.draft import Draft
from intake.journal.verifying import verify
from intake.routing.rules import Rules, RulesInForce, load_rules
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.rows import Rows
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseNoteRow, CaseRow
from tests.builders import COMPLAINT, NOW, bureaus, clocks

ZHOU, WU = Filer("person-zhou", "own-zhou"), Filer("person-wu", "own-wu")


@pytest.fixture
def caseload(database: Database, vault: Vault) -> Caseload:
    return Caseload(database, vault, Rulebook(bureaus(), clocks()), load_rules(), Random(7), is_demo=False)


def a_draft(*, anonymous: bool) -> Draft:
    kind = "tip" if anonymous else "complaint"
    return Draft(kind, anonymous, COMPLAINT, {}, f"{kind}-1")


async def file(
    caseload: Caseload, database: Database, vault: Vault, filer: Filer, *, anonymous: bool = False
) -> OpenedCase:
    opened = caseload.open_case(a_draft(anonymous=anonymous), "web", filer, NOW)
    await write(database, vault, opened.rows)
    return opened


async def write(database: Database, vault: Vault, rows: Rows) -> None:
    async with database.writing() as session:
        await carried_out_in(session, writing(rows, vault.journal_key))


async def found(caseload: Caseload, filer: Filer, reference: str | None, *own: str) -> list[str]:
    return [glance.reference for glance in await caseload.cases_of(filer, own, reference)]


async def test_what_is_opened_stands_and_its_journal_leads_to_it(
    caseload: Caseload, database: Database, vault: Vault
) -> None:
    await file(caseload, database, vault, ZHOU)
    await file(caseload, database, vault, ZHOU, anonymous=True)

    verified = await verify(database, vault.journal_key, NOW)
    assert (verified.is_intact, verified.cases, verified.states, verified.entries) == (True, 2, 2, 4)


async def test_a_case_keeps_the_rule_and_the_edition_that_were_in_force_when_it_came(
    database: Database, vault: Vault
) -> None:
    in_force = RulesInForce(load_rules())
    caseload = Caseload(database, vault, Rulebook(bureaus(), clocks()), in_force, Random(7), is_demo=False)
    before = await file(caseload, database, vault, ZHOU)
    last = in_force.rules[-1]
    in_force.adopt(Rules((replace(last, name="都到市局"),), "v1"))
    after = await file(caseload, database, vault, WU)

    async with database.reading() as session:
        rows = await session.execute(select(col(CaseRow.reference), col(CaseRow.route), col(CaseRow.lead_bureau)))
        kept = {reference: (route["rule"], route["edition"], lead) for reference, route, lead in rows}

    assert kept[before.glance.reference][1] == load_rules().edition
    assert kept[after.glance.reference] == ("都到市局", "v1", "municipal")


async def test_named_cases_are_found_by_their_filer_alone(
    caseload: Caseload, database: Database, vault: Vault
) -> None:
    reference = (await file(caseload, database, vault, ZHOU)).glance.reference

    assert await found(caseload, ZHOU, None) == await found(caseload, ZHOU, reference.lower()) == [reference]
    assert await found(caseload, WU, None) == await found(caseload, WU, reference) == []


async def test_an_anonymous_case_is_found_by_nobody_whose_it_is_not_known_to_be(
    caseload: Caseload, database: Database, vault: Vault
) -> None:
    reference = (await file(caseload, database, vault, ZHOU, anonymous=True)).glance.reference

    assert await found(caseload, ZHOU, reference, reference) == [reference]
    assert await found(caseload, ZHOU, None, reference) == [reference]
    # Not even by the account that filed it, once that is forgotten.
    for anybody in (ZHOU, WU, replace(ZHOU, own_key="own-wu"), replace(ZHOU, own_key="")):
        assert await found(caseload, anybody, reference) == await found(caseload, anybody, None) == []


async def test_two_anonymous_cases_of_one_person_have_nothing_in_common(
    caseload: Caseload, database: Database, vault: Vault
) -> None:
    for _ in range(2):
        await file(caseload, database, vault, ZHOU, anonymous=True)

    async with database.reading() as session:
        first, second = (await session.scalars(select(CaseRow))).all()
    assert first.filer != second.filer
    assert ZHOU.person not in (first.filer, second.filer) and ZHOU.own_key not in (first.filer, second.filer)


@pytest.mark.parametrize("anonymous", [True, False])
async def test_words_are_added_to_ones_own_case_and_leave_its_state_alone(
    caseload: Caseload, database: Database, vault: Vault, anonymous: bool
) -> None:
    reference = (await file(caseload, database, vault, ZHOU, anonymous=anonymous)).glance.reference
    later, own = NOW + timedelta(hours=1), [reference] if anonymous else []

    noted = await caseload.add_words(ZHOU, own, reference, "supplement", "对方又联系了两家经销商", later)
    assert noted is not None
    await write(database, vault, noted.rows)

    assert await caseload.add_words(WU, (), reference, "supplement", "我来看看", later) is None
    async with database.reading() as session:
        note, row = await session.scalar(select(CaseNoteRow)), await session.scalar(select(CaseRow))
    assert note is not None and row is not None
    assert (note.actor, note.purpose, row.version) == ("filer", "supplement", 1)
    verified = await verify(database, vault.journal_key, later)
    assert (verified.is_intact, verified.states, verified.entries) == (True, 1, 3)


@pytest.mark.parametrize("text", ["", "  ", "\n", "……", "。"])
async def test_an_empty_note_is_refused(caseload: Caseload, database: Database, vault: Vault, text: str) -> None:
    reference = (await file(caseload, database, vault, ZHOU)).glance.reference

    with pytest.raises(Incomplete):
        await caseload.add_words(ZHOU, (), reference, "supplement", text, NOW)
