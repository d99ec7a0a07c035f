"""A file comes in pieces, over connections that break; what was told as received is there. On both databases."""

from __future__ import annotations

import asyncio
import hashlib
import resource
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.evidence.file import EvidenceFile, EvidenceRefused, Limits, OfDraft, Scan, WhyRefused
from intake.evidence.media import FileKind
from intake.evidence.pieces import PIECE_BYTES
from intake.evidence.rows import content, opened_file
from intake.evidence.shelf import FolderShelf
from intake.evidence.store import EvidenceStore
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault
from tests.builders import NOW
from tests.intake.evidence.files import a_pdf, a_zip, broken_after, sent

DRAFT = OfDraft("a draft")
LARGE = a_pdf(3 * PIECE_BYTES + 777)


async def received(store: EvidenceStore, whole: bytes, name: str = "合同.pdf") -> EvidenceFile:
    file = await store.begin(DRAFT, name, len(whole))
    await store.append(file.id, 0, sent(whole))
    return await store.finish(file.id)


async def read(database: Database, vault: Vault, folder: Path, file_id: str) -> bytes:
    async with database.reading() as session:
        opened = await opened_file(session, vault, file_id)
    return b"".join([some async for some in content(FolderShelf(folder), opened)])


def pieces_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [9, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, len(LARGE)])
async def test_what_was_sent_is_what_is_read(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path, size: int
) -> None:
    file = await received(store, LARGE[:size])

    assert (file.received, file.sha256) == (size, hashlib.sha256(LARGE[:size]).hexdigest())
    assert (file.media and file.media.type, file.scan, file.received_at) == ("application/pdf", Scan.PENDING, NOW)
    assert await read(database, vault, folder, file.id) == LARGE[:size]
    assert len(pieces_in(folder)) == -(-size // PIECE_BYTES)


async def test_nothing_of_it_can_be_read_on_the_disk_or_in_the_row(
    store: EvidenceStore, database: Database, folder: Path
) -> None:
    await received(store, a_pdf(100_000), name="张三的价目表.pdf")

    async with database.reading() as session:
        row = (await session.scalars(select(EvidenceRow))).one()
    assert "张三".encode() not in row.sealed
    assert row.draft and "a draft" not in row.draft
    for path in pieces_in(folder):
        assert path.stat().st_mode & 0o077 == 0
        assert b"%PDF" not in path.read_bytes()


async def test_after_a_broken_connection_it_goes_on_where_the_store_says(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "录像.pdf", len(LARGE))
    for until in (700_001, 700_002, 1_300_000):
        at = (await store.of(file.id)).received
        with pytest.raises(ConnectionResetError):
            await store.append(file.id, at, broken_after(LARGE[at:until]))
        assert (await store.of(file.id)).received == until

    assert await store.append(file.id, 1_300_000, sent(LARGE[1_300_000:])) == len(LARGE)

    await store.finish(file.id)
    assert await read(database, vault, folder, file.id) == LARGE
    assert len(pieces_in(folder)) == 4


async def test_another_process_goes_on_with_it(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(LARGE[:1000]))
    another = EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW)

    await another.append(file.id, 1000, sent(LARGE[1000:]))

    assert (await another.finish(file.id)).sha256 == hashlib.sha256(LARGE).hexdigest()


async def test_of_two_that_send_the_same_part_one_is_told_and_nothing_is_lost(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "合同.pdf", len(LARGE))

    both = await asyncio.gather(*(store.append(file.id, 0, sent(LARGE)) for _ in range(2)), return_exceptions=True)

    refusals = [one.why for one in both if isinstance(one, EvidenceRefused)]
    assert refusals in ([], [WhyRefused.OFFSET])
    assert (await store.of(file.id)).received == len(LARGE)
    await store.finish(file.id)
    assert await read(database, vault, folder, file.id) == LARGE


async def test_finished_twice_and_at_once_it_is_one_file(store: EvidenceStore, folder: Path) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(LARGE))

    first, second = await asyncio.gather(store.finish(file.id), store.finish(file.id))
    third = await store.finish(file.id)

    assert first.sha256 == second.sha256 == third.sha256
    assert len(pieces_in(folder)) == 4


class Overtaken(FolderShelf):
    """A shelf before which somebody else gets at the file: a client that sends again, another process."""

    def __init__(self, folder: Path, first: Callable[[], Awaitable[object]]) -> None:
        super().__init__(folder)
        self._first = first

    async def get(self, file_id: str, name: str) -> bytes:
        await self._first()
        return await super().get(file_id, name)


async def test_whoever_finishes_a_file_that_another_finished_meanwhile_has_the_same_file(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(LARGE))
    slower = EvidenceStore(database, vault, Overtaken(folder, lambda: store.finish(file.id)), lambda: NOW)

    assert await slower.finish(file.id) == await store.of(file.id)
    assert len(pieces_in(folder)) == 4


@pytest.mark.parametrize("is_finished", [False, True])
async def test_whoever_goes_on_where_another_went_on_meanwhile_asks_anew_and_nothing_is_called_damaged(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path, is_finished: bool
) -> None:
    file = await store.begin(DRAFT, "合同.pdf", len(LARGE))
    await store.append(file.id, 0, sent(LARGE[:1000]))

    async def first() -> None:
        await store.append(file.id, 1000, sent(LARGE[1000:]))
        if is_finished:
            await store.finish(file.id)

    slower = EvidenceStore(database, vault, Overtaken(folder, first), lambda: NOW)

    with pytest.raises(EvidenceRefused) as refused:
        await slower.append(file.id, 1000, sent(LARGE[1000:]))
    assert refused.value.why is WhyRefused.OFFSET
    await store.finish(file.id)
    assert await read(database, vault, folder, file.id) == LARGE


async def test_a_piece_that_is_really_gone_is_damage(store: EvidenceStore, folder: Path) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(LARGE[:1000]))
    pieces_in(folder)[0].unlink()

    for call in (store.append(file.id, 1000, sent(b"x")), store.finish(file.id)):
        with pytest.raises(EvidenceRefused) as refused:
            await call
        assert refused.value.why is WhyRefused.DAMAGED


@pytest.mark.parametrize("name", ["shangmi.exe", "清单.pdf", "a.jpg"])
async def test_a_program_is_refused_whatever_it_is_called_and_nothing_of_it_stays(
    store: EvidenceStore, folder: Path, name: str
) -> None:
    with pytest.raises(EvidenceRefused, match="程序") as refused:
        await received(store, b"MZ\x90\0" + bytes(3000), name=name)

    assert refused.value.why is WhyRefused.PROGRAM
    assert ("PDF，内容却" in str(refused.value)) == name.endswith(".pdf")
    assert pieces_in(folder) == []
    assert await store.files_of(DRAFT) == ()


async def test_a_zip_bomb_is_a_zip_like_any_other_since_nobody_opens_it(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    bomb = a_zip_bomb()
    assert len(bomb) < MB

    file = await received(store, bomb, name="炸弹.zip")

    assert file.media and file.media.kind is FileKind.ARCHIVE
    assert await read(database, vault, folder, file.id) == bomb


def a_zip_bomb() -> bytes:
    """Return a small zip that unpacks to a thousand times its size."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros", "w") as member:
        for _ in range(64):
            member.write(bytes(MB))
    return written.getvalue()


async def test_what_the_setting_does_not_take_is_refused_with_what_it_takes(
    database: Database, vault: Vault, folder: Path
) -> None:
    limits = Limits(kinds=frozenset({FileKind.PICTURE, FileKind.PDF}))
    store = EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW, limits)

    with pytest.raises(EvidenceRefused, match="可以上传：图片、PDF。"):
        await received(store, a_zip())


@pytest.mark.parametrize("said", [True, False])
async def test_a_file_above_the_limit_is_refused_as_soon_as_that_is_seen(
    database: Database, vault: Vault, folder: Path, said: bool
) -> None:
    store = EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW, Limits(max_bytes=MB))

    with pytest.raises(EvidenceRefused, match="不能超过 1 MB"):
        file = await store.begin(DRAFT, "录像.pdf", MB + 1 if said else None)
        await store.append(file.id, 0, sent(LARGE))


MB = 1024 * 1024


async def test_more_than_was_said_is_refused_and_less_is_half_a_file(store: EvidenceStore) -> None:
    file = await store.begin(DRAFT, "合同.pdf", 1000)
    with pytest.raises(EvidenceRefused) as more:
        await store.append(file.id, 0, sent(LARGE[:1001]))
    with pytest.raises(EvidenceRefused) as empty:
        await store.finish(file.id)
    await store.append(file.id, 0, sent(LARGE[:999]))
    with pytest.raises(EvidenceRefused) as half:
        await store.finish(file.id)

    assert [one.value.why for one in (more, empty, half)] == [
        WhyRefused.TOO_LARGE,
        WhyRefused.EMPTY,
        WhyRefused.HALF,
    ]


@pytest.mark.parametrize("size", [0, -1])
async def test_an_empty_file_is_refused(store: EvidenceStore, size: int) -> None:
    with pytest.raises(EvidenceRefused, match="空的"):
        await store.begin(DRAFT, "空.pdf", size)


async def test_a_draft_takes_so_many_files_and_no_more_at_once_either(store: EvidenceStore) -> None:
    begun = await asyncio.gather(
        *(store.begin(DRAFT, f"{number}.pdf") for number in range(25)), return_exceptions=True
    )

    numbers = sorted(one.number for one in begun if isinstance(one, EvidenceFile))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) <= 20
    assert {one.why for one in begun if isinstance(one, EvidenceRefused)} == {WhyRefused.TOO_MANY}
    await store.begin(OfDraft("another"), "合同.pdf")


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may become larger than this: what a full disk says, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_fills_up_loses_nothing_of_what_was_received(
    database: Database, vault: Vault, folder: Path, full_disk: None
) -> None:
    shelf = Filling(folder)
    store = EvidenceStore(database, vault, shelf, lambda: NOW)
    file = await store.begin(DRAFT, "合同.pdf", len(LARGE))
    shelf.fills_up_after = 2

    with pytest.raises(EvidenceRefused, match="存储空间不足"):
        await store.append(file.id, 0, sent(LARGE))

    assert (await store.of(file.id)).received == 2 * PIECE_BYTES
    assert len(pieces_in(folder)) == 2
    shelf.fills_up_after = 100
    await store.append(file.id, 2 * PIECE_BYTES, sent(LARGE[2 * PIECE_BYTES :]))
    await store.finish(file.id)
    assert await read(database, vault, folder, file.id) == LARGE


class Filling(FolderShelf):
    """A folder on a disk that is full after so many pieces: the system itself refuses to write more."""

    fills_up_after = 100

    def _put(self, path: Path, sealed: bytes) -> None:
        self.fills_up_after -= 1
        most = 1000 if self.fills_up_after < 0 else resource.RLIM_INFINITY
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            super()._put(path, sealed)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


async def test_a_file_is_not_begun_where_there_is_no_room(database: Database, vault: Vault, folder: Path) -> None:
    class Full(FolderShelf):
        def free_bytes(self) -> int:
            return 1000

    with pytest.raises(EvidenceRefused, match="存储空间不足"):
        await EvidenceStore(database, vault, Full(folder), lambda: NOW).begin(DRAFT, "合同.pdf", 10)


async def test_what_a_crash_left_beside_the_row_does_not_matter(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    file = await store.begin(DRAFT, "合同.pdf")
    await store.append(file.id, 0, sent(LARGE[:100]))
    # The process died after a piece was laid down, before the row knew of it; and while one was being written.
    (pieces_in(folder)[0].parent / ("ab" * 12)).write_bytes(b"a piece that nobody knows")
    (pieces_in(folder)[0].parent / f".{'cd' * 12}").write_bytes(b"half a pie")

    await store.append(file.id, 100, sent(LARGE[100:]))

    await store.finish(file.id)
    assert await read(database, vault, folder, file.id) == LARGE
    assert await store.forget(DRAFT) == 1
    assert pieces_in(folder) == []


async def test_drafts_that_nobody_touches_lose_their_files_and_touched_ones_keep_them(
    database: Database, vault: Vault, folder: Path
) -> None:
    now = [NOW]
    store = EvidenceStore(database, vault, FolderShelf(folder), lambda: now[0])
    left, kept = OfDraft("left"), OfDraft("kept")
    for draft in (left, kept):
        file = await store.begin(draft, "合同.pdf")
        await store.append(file.id, 0, sent(a_pdf()))
        await store.finish(file.id)
    unfinished = await store.begin(kept, "半个.pdf")
    now[0] += timedelta(days=29)
    await store.touch(kept)
    now[0] += timedelta(days=2)

    assert await store.sweep(timedelta(days=30)) == 1
    assert await store.files_of(left) == ()
    assert len(await store.files_of(kept)) == 1
    now[0] += timedelta(days=2)
    assert await store.sweep(timedelta(days=30)) == 1
    with pytest.raises(EvidenceRefused):
        await store.of(unfinished.id)


@pytest.mark.parametrize("file_id", ["", "\0", "x" * 32, "../../etc/passwd", "0" * 32, "％" * 32, "A" * 10_000])
async def test_an_id_that_is_none_is_a_file_that_is_gone(store: EvidenceStore, file_id: str) -> None:
    for call in (
        store.of(file_id),
        store.append(file_id, 0, sent(b"x")),
        store.finish(file_id),
        store.discard(DRAFT, file_id),
    ):
        with pytest.raises(EvidenceRefused) as refused:
            await call
        assert refused.value.why is WhyRefused.GONE


async def test_a_name_of_any_signs_is_taken(store: EvidenceStore) -> None:
    for name in ("\0", "\ud800.pdf", "合同\0.pdf", "a" * 100_000, "😀.pdf", "\n"):
        assert await store.begin(DRAFT, name)


async def test_a_file_taken_out_of_a_draft_makes_room_and_nobody_else_takes_it_out(store: EvidenceStore) -> None:
    file = await received(store, a_pdf())
    with pytest.raises(EvidenceRefused, match="没有这个文件"):
        await store.discard(OfDraft("another"), file.id)

    await store.discard(DRAFT, file.id)

    assert await store.files_of(DRAFT) == ()
    assert (await received(store, a_pdf())).number == 1


def test_the_limits_are_those_people_are_told() -> None:
    assert replace(Limits()) == Limits(20 * MB, 20, frozenset(FileKind))
