"""What lists ask of a case stands beside those who assist in it, as the case has it, whatever happens to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, select
from sqlmodel import col

from intake.cases.changes import Rulebook
from intake.cases.working import rated
from intake.journal.verifying import verify
from intake.officers import wall
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.assist_table import LISTED, CaseAssistRow
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.keeping import upgrade as upgrading
from intake.storage.keeping.disposal import Disposal, dispose
from intake.storage.sealing import Vault
from intake.storage.secrecy_tables import CaseCircleRow
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks, some_cases, words_of_the_filer

EMPTY = dict.fromkeys(LISTED)
BEFORE = "0049"


async def test_it_follows_the_case_through_moves_words_and_a_mark(database: Database, vault: Vault) -> None:
    casework = Casework(database, vault, Rulebook(bureaus(), clocks()))
    officer, head = await an_officer(database), await an_officer(database, role="head")
    case = await a_case(database, vault, kind="complaint", state="routed", assisting=["banan", "yubei"])

    seen = [await _beside(database, case)]
    await casework.move("sign_for", officer, Seen(case.reference, 1), NOW)
    seen.append(await _beside(database, case))
    await words_of_the_filer(database, vault, case, "还有一份。", NOW + timedelta(hours=1))
    seen.append(await _beside(database, case))
    await casework.move("note", head, Seen(case.reference, 2), NOW + timedelta(hours=2), {"text": "已看"})
    seen.append(await _beside(database, case))

    assert [one["state"] for one in seen] == ["routed", "taken", "taken", "taken"]
    assert [one["unread_since"] is not None for one in seen] == [False, False, True, False]
    assert seen[0]["next_due_on"] is not None and seen[-1]["active_at"] == NOW + timedelta(hours=2)
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_a_mark_stands_in_the_case_and_goes_with_what_was_disposed_of(
    database: Database, vault: Vault
) -> None:
    case = await a_case(database, vault, kind="tip", state="closed", assisting=["banan"])
    async with database.writing() as session:
        found = await found_case(session, vault, col(CaseRow.id) == case.id)
        assert found is not None
        rows = rows_of(rated(found[0], "satisfied", NOW), found[1], vault, NOW)
        await carried_out_in(session, writing(rows, vault.journal_key))
    assert (await _beside(database, case))["mark"] == "satisfied"

    async with database.writing() as session:
        found = await found_case(session, vault, col(CaseRow.id) == case.id)
        assert found is not None
        await dispose(session, vault, clocks(), found[0], Disposal("a", "b", "2026-11-24", "期限表", NOW))

    async with database.reading() as session:
        assert (await session.get_one(CaseRow, case.id)).mark is None
    assert await _rows(database, case) == [EMPTY]
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_a_bureau_that_handles_the_case_by_now_has_it_once(database: Database, vault: Vault) -> None:
    case = await a_case(database, vault, bureau="banan", assisting=["banan"])

    assert await _rows(database, case) == [EMPTY]
    assert await _shown(database, await an_officer(database, bureau="banan")) == [case.id]


@pytest.mark.parametrize("role", ["officer", "head", "principal", "coordinator", "auditor"])
async def test_the_ways_in_show_what_is_visible_and_nothing_twice(
    database: Database, vault: Vault, role: str
) -> None:
    viewer = await an_officer(database, role=role, bureau="banan")
    both = {"bureau": "banan", "assisting": ["banan"]}
    wanted: list[dict[str, Any]] = [{"bureau": "banan"}, {"assisting": ["banan"]}, both, {}]
    filed = await some_cases(database, vault, [{"kind": "tip", "state": "taken", **one} for one in wanted * 3])
    other = await an_officer(database, name="another")
    async with database.writing() as session:
        # Of each there is one that is open, one that is closed to others, one that the viewer was let into.
        for one, closed in ((other, filed[4:8]), (viewer, filed[8:])):
            session.add_all(
                CaseCircleRow(id=f"{case.id}:{one.id}", case_id=case.id, officer_id=one.id) for case in closed
            )

    async with database.reading() as session:
        visible = await session.scalars(
            select(col(CaseRow.id)).where(wall.visible(viewer)).order_by(col(CaseRow.id))
        )
        assert await _shown(database, viewer) == list(visible)


async def test_what_stands_already_is_filled_by_the_migration(database: Database, vault: Vault) -> None:
    cases = [
        await a_case(database, vault, kind="tip", state="closed", assisting=["banan"]),
        await a_case(database, vault, kind="complaint", state="docketed", assisting=["banan", "yubei"]),
        await a_case(database, vault, bureau="banan", assisting=["banan"]),
    ]
    async with database.writing() as session:
        found = await found_case(session, vault, col(CaseRow.id) == cases[0].id)
        assert found is not None
        rows = rows_of(rated(found[0], "satisfied", NOW), found[1], vault, NOW)
        await carried_out_in(session, writing(rows, vault.journal_key))
    before = [await _rows(database, case) for case in cases]

    await _brought_to(database, BEFORE)
    await upgrading.upgrade(database)

    assert [await _rows(database, case) for case in cases] == before
    assert before[0][0]["mark"] == "satisfied"
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact


async def _brought_to(database: Database, revision: str) -> None:
    def work(connection: Connection) -> None:
        config = upgrading._config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)

    await upgrading._locked(database, work)


async def _shown(database: Database, viewer: Officer) -> list[str]:
    """Return what the ways in show of cases that have been received."""
    found: list[str] = []
    async with database.reading() as session:
        for way in wall.ways_in(viewer):
            there = way.column("received_at").is_not(None)
            found += await session.scalars(select(way.case_id).where(way.shows, there))
    return sorted(found)


async def _beside(database: Database, case: Filed) -> dict[str, Any]:
    """Return what stands beside those who assist; it is what the case says, and the same for each."""
    async with database.reading() as session:
        row = await session.get_one(CaseRow, case.id)
    first, *others = await _rows(database, case)
    assert first == {name: getattr(row, name) for name in LISTED}
    assert all(one == first for one in others)
    return first


async def _rows(database: Database, case: Filed) -> list[dict[str, Any]]:
    query = select(CaseAssistRow).where(col(CaseAssistRow.case_id) == case.id).order_by(col(CaseAssistRow.bureau))
    async with database.reading() as session:
        return [{name: getattr(row, name) for name in LISTED} for row in await session.scalars(query)]
