"""A bucket holds the pieces as a folder does; whatever it does wrong, nothing told as received is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from intake.evidence.bucket import BucketShelf
from intake.evidence.file import EvidenceRefused, OfDraft, WhyRefused
from intake.evidence.moving import moved
from intake.evidence.pieces import PIECE_BYTES
from intake.evidence.rows import content, opened_file
from intake.evidence.shelf import FolderShelf, Shelf
from intake.evidence.store import EvidenceStore
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW
from tests.intake.evidence.files import a_pdf, sent
from tests.intake.evidence.s3 import PREFIX, FakeS3, fake_s3

DRAFT = OfDraft("a draft")
WHOLE = a_pdf(2 * PIECE_BYTES + 77)


@pytest.fixture
async def s3() -> AsyncIterator[FakeS3]:
    async with fake_s3() as store:
        yield store


@pytest.fixture
def shelf(s3: FakeS3) -> BucketShelf:
    return BucketShelf(s3.bucket, timedelta(seconds=1), tries_again=0)


@pytest.fixture
def store(database: Database, vault: Vault, shelf: BucketShelf) -> EvidenceStore:
    return EvidenceStore(database, vault, shelf, lambda: NOW)


async def read(database: Database, vault: Vault, shelf: Shelf, file_id: str) -> bytes:
    async with database.reading() as session:
        opened = await opened_file(session, vault, file_id)
    return b"".join([some async for some in content(shelf, opened)])


async def test_what_was_sent_is_what_is_read_and_every_request_is_signed(
    store: EvidenceStore, database: Database, vault: Vault, shelf: BucketShelf, s3: FakeS3
) -> None:
    file = await store.begin(DRAFT, "张三的合同.pdf")
    await store.append(file.id, 0, sent(WHOLE[:1000]))
    await store.append(file.id, 1000, sent(WHOLE[1000:]))
    await store.finish(file.id)

    assert await read(database, vault, shelf, file.id) == WHOLE
    assert len(s3.objects) == 3 and all(key.startswith(f"{PREFIX}/{file.id}/") for key in s3.objects)
    assert not any(b"%PDF" in sealed for sealed in s3.objects.values())
    assert s3.unsigned == 0
    assert sorted([piece async for piece in shelf.all()]) == sorted(
        (file.id, key.rpartition("/")[2]) for key in s3.objects
    )
    await store.discard(DRAFT, file.id)
    assert s3.objects == {}


@pytest.mark.parametrize("mood", ["down", "denied", "hangs", "hangs up"])
async def test_a_store_that_fails_loses_nothing_and_is_gone_on_with(
    store: EvidenceStore, database: Database, vault: Vault, shelf: BucketShelf, s3: FakeS3, mood: str
) -> None:
    file = await store.begin(DRAFT, "合同.pdf", len(WHOLE))
    await store.append(file.id, 0, sent(WHOLE[:PIECE_BYTES]))
    s3.mood = mood
    with pytest.raises(EvidenceRefused) as refused:
        await store.append(file.id, PIECE_BYTES, sent(WHOLE[PIECE_BYTES:]))
    assert refused.value.why is WhyRefused.UNREACHABLE and "127.0.0.1" not in str(refused.value)
    assert (await store.of(file.id)).received == PIECE_BYTES

    s3.mood = ""
    await store.append(file.id, PIECE_BYTES, sent(WHOLE[PIECE_BYTES:]))
    await store.finish(file.id)

    assert await read(database, vault, shelf, file.id) == WHOLE


async def test_a_store_that_says_yes_and_keeps_nothing_is_found_before_anybody_is_told_that_a_file_is_whole(
    store: EvidenceStore, s3: FakeS3
) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    s3.mood = "loses"
    await store.append(file.id, 0, sent(WHOLE[:PIECE_BYTES]))

    with pytest.raises(EvidenceRefused) as refused:
        await store.finish(file.id)

    assert refused.value.why is WhyRefused.DAMAGED
    assert not (await store.of(file.id)).is_whole


async def test_a_store_that_cuts_off_gives_nothing_that_looks_whole(
    store: EvidenceStore, database: Database, vault: Vault, shelf: BucketShelf, s3: FakeS3
) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(WHOLE))
    await store.finish(file.id)
    s3.mood = "cuts off"

    with pytest.raises(EvidenceRefused):
        await read(database, vault, shelf, file.id)


async def test_what_lay_in_the_folder_is_moved_into_the_bucket_and_back(
    database: Database, vault: Vault, shelf: BucketShelf, tmp_path: Path, s3: FakeS3
) -> None:
    folder, another = FolderShelf(tmp_path / "evidence"), FolderShelf(tmp_path / "another")
    store = EvidenceStore(database, vault, folder, lambda: NOW)
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(WHOLE))
    await store.finish(file.id)

    assert await moved(folder, shelf) == 3
    assert await read(database, vault, shelf, file.id) == WHOLE
    assert await moved(shelf, another) == 3
    assert await read(database, vault, another, file.id) == WHOLE


@pytest.mark.parametrize(("file_id", "name"), [("../x", "a" * 24), ("a" * 32, "../x")])
async def test_the_prefix_is_not_left_by_a_name(shelf: BucketShelf, s3: FakeS3, file_id: str, name: str) -> None:
    for call in (shelf.get(file_id, name), shelf.put(file_id, name, b"x"), shelf.remove(file_id, [name])):
        with pytest.raises(EvidenceRefused):
            await call
    assert s3.objects == {}
