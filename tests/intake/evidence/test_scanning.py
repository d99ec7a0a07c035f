"""Files are scanned one after the other; a scanner that misbehaves makes no file clean. On both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.evidence.clamd import Clamd, ScannerUnreachable
from intake.evidence.file import OfCase, OfDraft, Owner, Scan
from intake.evidence.pieces import PIECE_BYTES
from intake.evidence.scanning import MOST_TRIES, Scanning, pause_after, scan_again
from intake.evidence.shelf import FolderShelf
from intake.evidence.standing import standing
from intake.evidence.store import EvidenceStore
from intake.journal.verifying import verify
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.builders import NOW, a_case
from tests.intake.evidence.files import a_pdf, sent
from tests.intake.evidence.scanner import EICAR, FakeClamd, fake_clamd

DRAFT = OfDraft("a draft")
INFECTED = a_pdf(PIECE_BYTES + 1000) + EICAR


@dataclass
class Setup:
    """A store, a scanner, and the job between them.

    now  set by the test
    """

    store: EvidenceStore
    clamd: FakeClamd
    database: Database
    vault: Vault
    folder: Path
    now: datetime = NOW

    def scanning(self) -> Scanning:
        """Return the job as a service has it that was just started."""
        scanner = Clamd(self.clamd.address, answers_within_seconds=0.5)
        return Scanning(self.database, self.vault, FolderShelf(self.folder), scanner, lambda: self.now)

    async def received(self, content: bytes, owner: Owner = DRAFT) -> str:
        file = await self.store.begin(owner, "材料.pdf")
        await self.store.append(file.id, 0, sent(content))
        return (await self.store.finish(file.id)).id

    async def scan_of(self, file_id: str) -> Scan:
        return (await self.store.of(file_id)).scan


@pytest.fixture
async def setup(store: EvidenceStore, database: Database, vault: Vault, folder: Path) -> AsyncIterator[Setup]:
    async with fake_clamd() as clamd:
        yield Setup(store, clamd, database, vault, folder)


async def test_a_harmless_file_is_clean_and_what_was_scanned_is_what_was_sent(setup: Setup) -> None:
    content = a_pdf(2 * PIECE_BYTES + 5)
    file_id = await setup.received(content)

    assert await setup.scanning().round() is True
    assert await setup.scanning().round() is False

    assert await setup.scan_of(file_id) is Scan.CLEAN
    assert setup.clamd.scanned == [content]


async def test_the_test_string_makes_a_file_infected_and_the_journal_names_what_was_found(setup: Setup) -> None:
    case = await a_case(setup.database, setup.vault)
    file_id = await setup.received(INFECTED, OfCase(case.id))

    await setup.scanning().round()

    assert await setup.scan_of(file_id) is Scan.INFECTED
    async with setup.database.reading() as session:
        entries = (await session.scalars(select(JournalRow).order_by(JournalRow.seq))).all()  # type: ignore[arg-type]
    assert [entry.code for entry in entries][-2:] == ["evidence_received", "evidence_scanned"]
    assert entries[-1].payload == {"file": file_id, "scan": "infected", "found": "Win.Test.EICAR_HDB-1"}
    assert (await verify(setup.database, setup.vault.journal_key, NOW + timedelta(days=1), None)).is_intact


async def test_a_scanner_at_a_socket_is_spoken_to_alike(setup: Setup, tmp_path: Path) -> None:
    file_id = await setup.received(a_pdf())

    async with fake_clamd(tmp_path / "clamd.ctl") as setup.clamd:
        await setup.scanning().round()

    assert await setup.scan_of(file_id) is Scan.CLEAN


@pytest.mark.parametrize("mood", ["silent", "hangs up", "garbage", "too large", "early ok"])
async def test_a_scanner_that_misbehaves_makes_nothing_clean_and_is_asked_again_later(
    setup: Setup, mood: str
) -> None:
    file_id = await setup.received(a_pdf(2 * PIECE_BYTES))
    setup.clamd.mood = mood

    await setup.scanning().round()

    assert await setup.scan_of(file_id) is Scan.PENDING
    assert await setup.scanning().round() is False
    setup.clamd.mood = ""
    setup.now += pause_after(0)
    await setup.scanning().round()
    assert await setup.scan_of(file_id) is Scan.CLEAN


async def test_a_file_that_it_never_comes_to_an_end_with_is_given_up_and_can_be_tried_again(setup: Setup) -> None:
    file_id = await setup.received(a_pdf())
    setup.clamd.mood = "garbage"
    for tries in range(MOST_TRIES):
        assert await setup.scan_of(file_id) is Scan.PENDING
        await setup.scanning().round()
        setup.now += pause_after(tries)

    assert await setup.scan_of(file_id) is Scan.FAILED
    setup.clamd.mood = ""
    assert await scan_again(setup.database, setup.now) == 1
    await setup.scanning().round()
    assert await setup.scan_of(file_id) is Scan.CLEAN


async def test_a_scanner_that_is_away_uses_up_no_tries_and_nothing_is_lost_over_a_restart(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    async with fake_clamd() as clamd:
        setup = Setup(store, clamd, database, vault, folder)
        file_id = await setup.received(a_pdf())
    for _ in range(2 * MOST_TRIES):
        with pytest.raises(ScannerUnreachable):
            await setup.scanning().round()

    async with fake_clamd() as setup.clamd:
        await setup.scanning().round()

    assert await setup.scan_of(file_id) is Scan.CLEAN


async def test_who_dies_with_a_file_in_hand_leaves_it_to_others(setup: Setup) -> None:
    file_id = await setup.received(a_pdf())
    scanning = setup.scanning()
    assert await scanning._claimed(setup.now) == (file_id, 0)

    assert await setup.scanning().round() is False
    setup.now += timedelta(minutes=11)
    await setup.scanning().round()

    assert await setup.scan_of(file_id) is Scan.CLEAN


async def test_a_damaged_file_is_never_clean(setup: Setup) -> None:
    file_id = await setup.received(a_pdf(2 * PIECE_BYTES))
    for piece in setup.folder.rglob("*"):
        if piece.is_file():
            sealed = piece.read_bytes()
            piece.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    for tries in range(MOST_TRIES):
        await setup.scanning().round()
        setup.now += pause_after(tries)

    assert await setup.scan_of(file_id) is Scan.FAILED


@pytest.mark.parametrize(("has_scanner", "states"), [(True, {"pending": 1}), (False, {"unscanned": 1})])
async def test_the_numbers_say_how_the_files_stand(
    setup: Setup, has_scanner: bool, states: dict[str, int]
) -> None:
    await setup.received(a_pdf(500))
    await setup.store.begin(DRAFT, "半个.pdf")

    found = await standing(setup.database, has_scanner=has_scanner)

    assert {name: count for name, count in found.files.items() if count} == {"unfinished": 1, **states}
    assert found.bytes == 500
