"""A draft's files become those of its case, together with the case or not at all. On both databases."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.changes import Rulebook
from intake.cases.filer import Filer
from intake.evidence.file import OfCase, OfDraft
from intake.evidence.late import LateEntries
from intake.evidence.pieces import PIECE_BYTES
from intake.evidence.rows import content, opened_file
from intake.evidence.shelf import FolderShelf
from intake.evidence.store import EvidenceStore
from intake.filers.caseload import Caseload, OpenedCase
from intake.forms.draft import Draft
from intake.journal.verifying import verify
from intake.routing.rules import load_rules
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.keeping.rotating import rotate
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault, new_data_key
from intake.storage.steps import carried_out_in
from intake.storage.tables import JournalRow
from tests.builders import COMPLAINT, NOW, bureaus, clocks
from tests.intake.evidence.files import a_pdf, sent

DRAFT = OfDraft("a draft")
WHOLE = a_pdf(PIECE_BYTES + 5)


async def received(store: EvidenceStore, whole: bytes) -> str:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(whole))
    return (await store.finish(file.id)).id


async def file_the_draft(store: EvidenceStore, database: Database, vault: Vault) -> OpenedCase:
    caseload = Caseload(database, vault, Rulebook(bureaus(), clocks()), load_rules(), Random(7), is_demo=False)
    draft = Draft("complaint", False, COMPLAINT, {}, "complaint-1")
    filer = Filer("person-zhou", "own-zhou")
    opened = caseload.open_case(draft, "web", filer, NOW, files=await store.opened_of(DRAFT))
    async with database.writing() as session:
        await carried_out_in(session, writing(opened.rows, vault.journal_key))
    return opened


async def read(database: Database, vault: Vault, folder: Path, file_id: str) -> bytes:
    async with database.reading() as session:
        opened = await opened_file(session, vault, file_id)
    return b"".join([some async for some in content(FolderShelf(folder), opened)])


async def received_in(database: Database, case_id: str) -> list[object]:
    async with database.reading() as session:
        rows = await session.scalars(
            select(JournalRow)
            .where(col(JournalRow.case_id) == case_id, col(JournalRow.code) == "evidence_received")
            .order_by(col(JournalRow.seq))
        )
        return [row.payload["file"] for row in rows]


async def test_filing_takes_the_files_along_and_nothing_leads_back_to_the_draft(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    one, two = await received(store, WHOLE), await received(store, a_pdf(100))

    case = await file_the_draft(store, database, vault)

    files = await store.files_of(OfCase(case.case_id))
    assert [(file.id, file.number, file.name) for file in files] == [(one, 1, "合同.pdf"), (two, 2, "合同.pdf")]
    assert await store.files_of(DRAFT) == ()
    assert await read(database, vault, folder, one) == WHOLE
    assert await received_in(database, case.case_id) == [one, two]
    assert (await verify(database, vault.journal_key, NOW.replace(year=2027), None)).is_intact
    async with database.reading() as session:
        assert set(await session.scalars(select(col(EvidenceRow.draft)))) == {None}


async def test_a_file_that_was_spoilt_stops_no_filing_and_hides_no_other(
    store: EvidenceStore, database: Database, vault: Vault
) -> None:
    one, spoilt = await received(store, WHOLE), await received(store, a_pdf(100))
    async with database.writing() as session:
        await session.execute(update(EvidenceRow).where(col(EvidenceRow.id) == spoilt).values(sealed=b"spoilt"))

    assert [(file.id, file.name) for file in await store.files_of(DRAFT)] == [
        (one, "合同.pdf"),
        (spoilt, "（名称打不开）"),
    ]
    case = await file_the_draft(store, database, vault)

    assert [file.id for file in await store.files_of(OfCase(case.case_id))] == [one]


async def test_what_is_still_on_its_way_arrives_in_the_case_and_the_journal_hears_of_it(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "录像.pdf", len(WHOLE))
    await store.append(file.id, 0, sent(WHOLE[:1000]))
    case = await file_the_draft(store, database, vault)
    assert await received_in(database, case.case_id) == []

    await store.append(file.id, 1000, sent(WHOLE[1000:]))
    await store.finish(file.id)

    assert await received_in(database, case.case_id) == [file.id]
    assert await read(database, vault, folder, file.id) == WHOLE


@pytest.mark.parametrize("had_looked_before", [True, False])
async def test_a_file_finished_at_that_very_moment_is_entered_a_little_later_and_once(
    store: EvidenceStore, database: Database, vault: Vault, had_looked_before: bool
) -> None:
    looked_before = LateEntries(database, vault, lambda: NOW)
    assert await looked_before.enter() == 0
    file = await store.begin(DRAFT, "录像.pdf")
    await store.append(file.id, 0, sent(WHOLE))
    caseload = Caseload(database, vault, Rulebook(bureaus(), clocks()), load_rules(), Random(7), is_demo=False)
    read_before = await store.opened_of(DRAFT)
    await store.finish(file.id)
    draft = Draft("complaint", False, COMPLAINT, {}, "complaint-1")
    opened = caseload.open_case(draft, "web", Filer("person", "own"), NOW, files=read_before)
    async with database.writing() as session:
        await carried_out_in(session, writing(opened.rows, vault.journal_key))
    late = looked_before if had_looked_before else LateEntries(database, vault, lambda: NOW)

    assert (await late.enter(), await late.enter()) == (1, 0)

    assert await received_in(database, opened.case_id) == [file.id]


async def test_what_belongs_to_a_case_stays_whoever_sweeps(
    store: EvidenceStore, database: Database, vault: Vault
) -> None:
    await received(store, WHOLE)
    case = await file_the_draft(store, database, vault)

    assert await store.forget(DRAFT) == 0
    assert await store.sweep(NOW - NOW) == 0
    assert len(await store.files_of(OfCase(case.case_id))) == 1


@pytest.mark.parametrize("filed", [True, False])
async def test_a_new_data_key_opens_the_files_and_touches_none_of_them(
    database: Database, tmp_path: Path, folder: Path, filed: bool
) -> None:
    old, new = new_data_key(), new_data_key()
    vault = Vault.open(tmp_path / "keys", old)
    await prepare(database, vault)
    store = EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW)
    file_id = await received(store, WHOLE)
    if filed:
        await file_the_draft(store, database, vault)
    before = contents(folder)

    await rotate(database, tmp_path / "keys", old, new)

    again = Vault.open(tmp_path / "keys", new)
    assert await read(database, again, folder, file_id) == WHOLE
    assert contents(folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
