"""A new data key opens everything, the old one nothing, and an interruption loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.keeping import rotating
from intake.storage.keeping.rotating import rotate
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.refusals import KeyRefused
from intake.storage.rows import Insert
from intake.storage.sealing import Vault, new_data_key
from intake.storage.tables import CaseKeyRow, CaseTextRow
from tests.intake.storage.rows import a_case, a_turn

OLD, NEW = new_data_key(), new_data_key()


async def file_a_case(database: Database, vault: Vault) -> None:
    key = vault.new_case_key("c1")
    rows = (
        a_case("c1"),
        Insert("case_key", {"case_id": "c1", "wrapped": key.wrapped}),
        Insert("case_text", {"case_id": "c1", "sealed": key.seal("案情".encode(), "case_text")}),
    )
    ledger = Ledger(database, vault)
    await ledger.start()
    await ledger.commit(a_turn(inserts=rows))
    await ledger.close()


async def text_of_the_case(database: Database, vault: Vault) -> str:
    async with database.reading() as session:
        wrapped = await session.scalar(select(col(CaseKeyRow.wrapped)))
        sealed = await session.scalar(select(col(CaseTextRow.sealed)))
    assert wrapped and sealed
    return vault.unwrap(wrapped, "c1").unseal(sealed, "case_text").decode()


async def test_the_new_key_opens_every_case_and_the_old_one_is_refused(database: Database, tmp_path: Path) -> None:
    vault = Vault.open(tmp_path, OLD)
    await prepare(database, vault)
    await file_a_case(database, vault)

    assert await rotate(database, tmp_path, OLD, NEW) == 1

    again = Vault.open(tmp_path, NEW)
    await prepare(database, again)
    assert await text_of_the_case(database, again) == "案情"
    assert again.journal_key == vault.journal_key
    with pytest.raises(KeyRefused):
        Vault.open(tmp_path, OLD)


async def test_a_key_file_is_replaced_too(database: Database, tmp_path: Path) -> None:
    await prepare(database, Vault.open(tmp_path))
    old = (tmp_path / "data.key").read_text()

    await rotate(database, tmp_path, old, NEW)

    await prepare(database, Vault.open(tmp_path))
    assert (tmp_path / "data.key").read_text() == NEW


async def test_an_interrupted_change_is_finished_by_running_it_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(tmp_path, OLD)
    await prepare(database, vault)
    await file_a_case(database, vault)

    def cut_off(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(rotating, "replace_durably", cut_off)
        await rotate(database, tmp_path, OLD, NEW)
    await rotate(database, tmp_path, OLD, NEW)
    await rotate(database, tmp_path, OLD, NEW)

    assert await text_of_the_case(database, Vault.open(tmp_path, NEW)) == "案情"


async def test_with_a_wrong_old_key_nothing_is_changed(database: Database, tmp_path: Path) -> None:
    vault = Vault.open(tmp_path, OLD)
    await prepare(database, vault)
    await file_a_case(database, vault)

    with pytest.raises(KeyRefused):
        await rotate(database, tmp_path, new_data_key(), NEW)

    assert await text_of_the_case(database, Vault.open(tmp_path, OLD)) == "案情"
