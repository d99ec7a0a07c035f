"""A piece opens in its place and nowhere else: cut, swapped, brought from elsewhere, it is found."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.evidence import pieces
from intake.evidence.file import EvidenceRefused, OfCase, OfDraft, WhyRefused
from intake.evidence.pieces import PIECE_BYTES, FileKey, new_piece_name
from intake.evidence.rows import content, opened_file
from intake.evidence.shelf import FolderShelf
from intake.evidence.store import EvidenceStore
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import CannotUnseal, Vault
from intake.stored import listed, pairs_of
from tests.builders import a_case
from tests.intake.evidence.files import a_pdf, sent

DRAFT = OfDraft("a draft")


@pytest.mark.parametrize(
    ("file", "index", "name", "is_last"),
    [("b", 0, "n", False), ("a", 1, "n", False), ("a", 0, "m", False), ("a", 0, "n", True)],
)
def test_a_piece_is_bound_to_file_place_name_and_end(file: str, index: int, name: str, is_last: bool) -> None:
    key = FileKey.new("a")
    sealed = key.seal(b"content", 0, "n", is_last=False)
    elsewhere = FileKey(file, key._key)

    assert key.unseal(sealed, 0, "n", is_last=False) == b"content"
    with pytest.raises(CannotUnseal):
        elsewhere.unseal(sealed, index, name, is_last=is_last)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(12), b"\x01" + bytes(40), b"\x02" + bytes(40)])
def test_what_is_no_sealed_piece_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CannotUnseal):
        FileKey.new("a").unseal(sealed, 0, "n", is_last=False)


def test_a_files_key_opens_for_its_file_of_its_case_only(vault: Vault) -> None:
    key, case = FileKey.new("a"), vault.new_case_key("c1")
    sealed = pieces.sealed_for_case(key, "合同.pdf", case)

    assert pieces.of_case(sealed, "a", case) == (key, "合同.pdf")
    for file_id, other in (("b", case), ("a", vault.new_case_key("c1")), ("a", vault.new_case_key("c2"))):
        with pytest.raises(CannotUnseal):
            pieces.of_case(sealed, file_id, other)
    with pytest.raises(CannotUnseal):
        pieces.of_draft(sealed, "a", vault)
    assert "合同" not in repr(key) and key._key.hex() not in repr(key)


async def received(store: EvidenceStore, size: int, seed: int, owner: OfDraft | OfCase = DRAFT) -> str:
    file = await store.begin(owner, "合同.pdf")
    await store.append(file.id, 0, sent(a_pdf(size, seed)))
    return (await store.finish(file.id)).id


async def row_of(database: Database, file_id: str) -> EvidenceRow:
    async with database.reading() as session:
        return (await session.scalars(select(EvidenceRow).where(col(EvidenceRow.id) == file_id))).one()


async def change(database: Database, file_id: str, **values: Any) -> None:
    async with database.writing() as session:
        await session.execute(update(EvidenceRow).where(col(EvidenceRow.id) == file_id).values(**values))


async def is_found_damaged(database: Database, vault: Vault, folder: Path, file_id: str) -> bool:
    try:
        async with database.reading() as session:
            opened = await opened_file(session, vault, file_id)
        given = [some async for some in content(FolderShelf(folder), opened)]
    except EvidenceRefused as refusal:
        return refusal.why is WhyRefused.DAMAGED
    return not given


@pytest.mark.parametrize("how", ["cut", "dropped", "swapped", "repeated", "added", "lengths"])
async def test_a_row_that_was_changed_past_the_program_is_found(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path, how: str
) -> None:
    file_id = await received(store, 4 * PIECE_BYTES, 1)
    first, second, third, fourth = (await row_of(database, file_id)).pieces
    changed = {
        "cut": [first, second, third],
        "dropped": [first, third, fourth],
        "swapped": [first, third, second, fourth],
        "repeated": [first, second, second, third, fourth],
        "added": [first, second, third, fourth, fourth],
        "lengths": [first, second, third, [listed(fourth)[0], 1]],
    }[how]
    await change(database, file_id, pieces=changed)

    assert await is_found_damaged(database, vault, folder, file_id)


@pytest.mark.parametrize("same_file", [True, False])
async def test_a_piece_under_the_name_of_another_is_found(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path, same_file: bool
) -> None:
    one, other = await received(store, 2 * PIECE_BYTES, 1), await received(store, 2 * PIECE_BYTES, 2)
    mine = pairs_of((await row_of(database, one)).pieces)
    theirs = pairs_of((await row_of(database, other)).pieces)
    source = mine[1][0] if same_file else theirs[0][0]
    copy(folder, source, mine[0][0])

    assert await is_found_damaged(database, vault, folder, one)
    assert not await is_found_damaged(database, vault, folder, other)


def copy(folder: Path, source: str, target: str) -> None:
    shutil.copyfile(next(folder.rglob(source)), next(folder.rglob(target)))


async def test_a_file_put_into_another_case_by_hand_does_not_open(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    one, other = await a_case(database, vault), await a_case(database, vault)
    file_id = await received(store, 1000, 1, OfCase(one.id))

    await change(database, file_id, case_id=other.id)

    assert await is_found_damaged(database, vault, folder, file_id)


async def test_a_digest_changed_by_hand_is_found(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file_id = await received(store, 1000, 1)

    await change(database, file_id, sha256="0" * 64)

    assert await is_found_damaged(database, vault, folder, file_id)


def test_names_on_the_shelf_are_never_drawn_twice() -> None:
    assert len({new_piece_name() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(("file_id", "name"), [("../../etc", "a" * 24), ("a" * 32, "../passwd"), ("a" * 32, "")])
async def test_the_shelf_is_not_left_by_a_name(folder: Path, file_id: str, name: str) -> None:
    shelf = FolderShelf(folder)
    for call in (shelf.get(file_id, name), shelf.put(file_id, name, b"x"), shelf.remove(file_id, [name])):
        with pytest.raises(EvidenceRefused):
            await call
