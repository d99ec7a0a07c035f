"""Files beside a sheet are taken as those of a filing are, numbered over the sheet, and go when it goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from intake.evidence.file import EvidenceRefused, Limits, OfSheet, Scan, WhyRefused
from intake.evidence.sheets import SheetFiles, of_district
from intake.evidence.shelf import FolderShelf
from intake.evidence.store import EvidenceStore
from intake.filers.estimates import Estimates, forget_old
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.sealing import Vault
from tests.builders import NOW
from tests.intake.evidence.files import a_pdf, sent

DRAFTS_KEPT = timedelta(days=30)
DISTRICT = of_district("jiangjin", "plan-2022")


@pytest.fixture
def estimates(database: Database, vault: Vault) -> Estimates:
    return Estimates(database, vault)


@pytest.fixture
def files(store: EvidenceStore, folder: Path) -> SheetFiles:
    return SheetFiles(store, FolderShelf(folder), has_scanner=False)


def later(database: Database, vault: Vault, folder: Path, **time: float) -> EvidenceStore:
    return EvidenceStore(database, vault, FolderShelf(folder), lambda: NOW + timedelta(**time))


def on_disk(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def an_estimate(estimates: Estimates) -> str:
    return await estimates.keep("owner", "company", "company plan-2022", {"given": {}}, NOW)


async def test_files_are_listed_by_item_and_numbered_over_the_sheet(files: SheetFiles) -> None:
    for item, name in (("rules", "奖惩制度.pdf"), ("base", "预算.pdf"), ("rules", "计划.pdf")):
        await files.take("a" * 32, item, name, sent(a_pdf()))
    await files.take("b" * 32, "rules", "别家的.pdf", sent(a_pdf()))

    of = await files.of("a" * 32)

    assert {item: [(one.number, one.name) for one in some] for item, some in of.items()} == {
        "rules": [(1, "奖惩制度.pdf"), (3, "计划.pdf")],
        "base": [(2, "预算.pdf")],
    }


@pytest.mark.parametrize("name", ["制度.pdf", "制度.exe", "照片.jpg"])
async def test_a_program_is_refused_beside_a_sheet_too_and_nothing_of_it_stays(
    files: SheetFiles, folder: Path, name: str
) -> None:
    with pytest.raises(EvidenceRefused, match="是可以运行的程序，没有收下") as refused:
        await files.take("a" * 32, "rules", name, sent(b"MZ" + bytes(3000)))

    assert refused.value.why is WhyRefused.PROGRAM
    assert await files.of("a" * 32) == {} and on_disk(folder) == []


async def test_a_sheet_takes_so_many_files_over_all_its_items(
    database: Database, vault: Vault, folder: Path
) -> None:
    shelf = FolderShelf(folder)
    store = EvidenceStore(database, vault, shelf, lambda: NOW, Limits(max_files=2))
    files = SheetFiles(store, shelf, has_scanner=False)
    for item in ("rules", "base"):
        await files.take("a" * 32, item, "一.pdf", sent(a_pdf()))

    with pytest.raises(EvidenceRefused, match="最多上传 2 个文件"):
        await files.take("a" * 32, "model", "三.pdf", sent(a_pdf()))


async def test_nothing_of_it_can_be_read_on_the_disk_or_in_the_row(
    files: SheetFiles, database: Database, folder: Path
) -> None:
    file = await files.take("a" * 32, "rules", "某公司奖惩制度.pdf", sent(a_pdf()))

    async with database.reading() as session:
        row = await session.get(EvidenceRow, file.id)
    assert row is not None and "奖惩".encode() not in row.sealed
    assert len(on_disk(folder)) == 1 and b"%PDF" not in on_disk(folder)[0]


async def test_what_nobody_looked_at_is_opened_by_whoever_knows_it_and_never_by_another_sheet(
    files: SheetFiles,
) -> None:
    file = await files.take("a" * 32, "rules", "制度.pdf", sent(a_pdf()))

    with pytest.raises(EvidenceRefused, match="没有查过毒"):
        await files.opened("a" * 32, file.id, knows_risk=False)
    with pytest.raises(EvidenceRefused, match="没有这个文件"):
        await files.opened("b" * 32, file.id, knows_risk=True)
    with pytest.raises(EvidenceRefused, match="没有这个文件"):
        await files.discard("b" * 32, file.id)
    got = await files.opened("a" * 32, file.id, knows_risk=True)
    assert (got.name, b"".join([some async for some in got.content])) == ("佐证1 制度.pdf", a_pdf())


@pytest.mark.parametrize(
    ("scan", "said"), [(Scan.PENDING, "等待查毒"), (Scan.INFECTED, "发现病毒"), (Scan.FAILED, "没有完成")]
)
async def test_where_somebody_looks_nothing_is_opened_before_and_nothing_infected_ever(
    store: EvidenceStore, database: Database, folder: Path, scan: Scan, said: str
) -> None:
    files = SheetFiles(store, FolderShelf(folder), has_scanner=True)
    file = await files.take("a" * 32, "rules", "制度.pdf", sent(a_pdf()))
    async with database.writing() as session:
        row = await session.get(EvidenceRow, file.id)
        assert row is not None
        row.scan = scan

    with pytest.raises(EvidenceRefused, match=said):
        await files.opened("a" * 32, file.id, knows_risk=True)


async def test_they_outlive_drafts_and_go_with_their_sheet_however_it_goes(
    estimates: Estimates, files: SheetFiles, database: Database, vault: Vault, folder: Path
) -> None:
    stays, goes = await an_estimate(estimates), await an_estimate(estimates)
    for sheet in (stays, goes, DISTRICT):
        await files.take(sheet, "rules", "制度.pdf", sent(a_pdf()))
    await estimates.erase("owner", goes)

    store = later(database, vault, folder, days=40)
    assert await store.sweep(DRAFTS_KEPT) == 1
    assert [len(await files.of(sheet)) for sheet in (stays, goes, DISTRICT)] == [1, 0, 1]

    # Three years later the estimate itself is forgotten; what was written of a district stays.
    await forget_old(database, NOW + timedelta(days=3 * 366))
    assert await store.sweep(DRAFTS_KEPT) == 1
    assert [len(await files.of(sheet)) for sheet in (stays, DISTRICT)] == [0, 1]


async def test_a_half_one_is_swept_like_any_other(
    store: EvidenceStore, database: Database, vault: Vault, folder: Path
) -> None:
    await store.begin(OfSheet(DISTRICT, "basics"), "名单.pdf")

    assert await later(database, vault, folder, days=4).sweep(DRAFTS_KEPT) == 1
