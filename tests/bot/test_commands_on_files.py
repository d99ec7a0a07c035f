"""What the commands say of files: the doctor, `evidence rescan`, `backup`, `key rotate`."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.commands.files_looked_at import findings_on_files
from bot.service import opened
from bot.settings import Settings, read_settings
from intake.evidence.file import OfCase, Scan
from intake.evidence.rows import content, opened_file
from intake.storage.evidence_table import EvidenceRow
from tests.bot.conftest import Run
from tests.builders import a_case
from tests.intake.evidence.files import a_pdf, sent
from tests.intake.evidence.s3 import fake_s3
from tests.intake.evidence.scanner import EICAR, fake_clamd

CONTENT = a_pdf(700_000)


async def install(whole: bytes = CONTENT, **settings: str) -> str:
    """Run a service for a moment in which a case receives a file; return the file's id."""
    async with opened(read_settings(**settings)) as service:
        case = await a_case(service.database, service.vault)
        file = await service.evidence.begin(OfCase(case.id), "合同.pdf")
        await service.evidence.append(file.id, 0, sent(whole))
        await service.evidence.finish(file.id)
        while service.evidence_parts.scanner and await service.evidence_parts.round():
            pass
        return file.id


async def read(file_id: str, **settings: object) -> bytes:
    async with opened(read_settings(**settings)) as service:
        async with service.database.reading() as session:
            file = await opened_file(session, service.vault, file_id)
        return b"".join([some async for some in content(service.evidence_parts.shelf, file)])


async def said(settings: Settings) -> str:
    return "\n".join(map(str, await findings_on_files(settings)))


@pytest.fixture
def data_dir(run: Run, tmp_path: Path) -> Path:
    return tmp_path / "var"


async def test_without_a_scanner_the_doctor_says_so(data_dir: Path) -> None:
    await install()

    text = await said(read_settings())

    assert "没有设置 SHANGMI_CLAMD，1 份材料未查毒" in text and "1 份，共 684 KB" in text
    assert "✗" not in text


async def test_with_a_scanner_it_says_how_the_queue_stands_and_what_helps(data_dir: Path) -> None:
    async with fake_clamd() as clamd:
        await install(CONTENT + EICAR, clamd=clamd.address)
        settings = read_settings(clamd=clamd.address)
        assert "扫描器在运行，等待查毒 0 份，发现病毒 1 份" in await said(settings)
        async with opened(settings) as service, service.database.writing() as session:
            await session.execute(update(EvidenceRow).values(scan=Scan.FAILED))
        assert "1 份没有查完" in await said(settings) and "evidence rescan" in await said(settings)
    assert "连不上扫描器" in await said(settings)


def test_what_could_not_be_scanned_is_put_back_into_the_queue_by_command(run: Run, data_dir: Path) -> None:
    async def fail() -> None:
        await install()
        async with opened(read_settings()) as service, service.database.writing() as session:
            await session.execute(update(EvidenceRow).values(scan=Scan.FAILED))

    asyncio.run(fail())

    assert run("evidence", "rescan")[1] == "1 份材料已重新排队查毒。\n"
    assert run("evidence", "rescan")[1] == "0 份材料已重新排队查毒。\n"


def test_a_backup_carries_the_files_and_the_way_back_is_walked(
    run: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = asyncio.run(install())
    status, out, _ = run("backup", str(tmp_path / "copy"))
    assert (status, "含证据材料 1 份" in out) == (0, True)
    there = tmp_path / "restored"
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(there))

    status, out, _ = run("restore", str(tmp_path / "copy"))
    again, _, refusal = run("restore", str(tmp_path / "copy"))

    # The case of this test was never filed: its rows stand without a journal that names them.
    assert (status, "证据材料 1 份" in out, "日志" in out) == (0, True, True)
    assert (again, "已经存在" in refusal) == (1, True)
    assert asyncio.run(read(file_id, data_dir=there)) == CONTENT


def test_files_are_moved_into_a_bucket_and_a_backup_carries_them_out_again(
    run: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def serve_while(work: Callable[[], None]) -> str:
        file_id = await install()
        async with fake_s3() as s3:
            monkeypatch.setenv("SHANGMI_EVIDENCE_S3", s3.address)
            await asyncio.to_thread(work)
            assert await read(file_id) == CONTENT
            assert "1 份，共" in await said(read_settings())
            s3.mood = "denied"
            assert "连不上存储桶" in await said(read_settings())
        return file_id

    def move_and_back_up() -> None:
        assert "已把 2 块抄到存储桶" in run("evidence", "move")[1]
        shutil.rmtree(data_dir / "evidence")
        assert "含证据材料 1 份" in run("backup", str(tmp_path / "copy"))[1]

    assert run("evidence", "move")[0] == 1
    file_id = asyncio.run(serve_while(move_and_back_up))
    monkeypatch.delenv("SHANGMI_EVIDENCE_S3")
    there = tmp_path / "restored"
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(there))
    assert run("restore", str(tmp_path / "copy"))[0] == 0
    assert asyncio.run(read(file_id, data_dir=there)) == CONTENT


def test_a_backup_that_lacks_a_file_says_so_and_the_doctor_too(run: Run, data_dir: Path, tmp_path: Path) -> None:
    asyncio.run(install())
    shutil.rmtree(data_dir / "evidence")

    status, out, _ = run("backup", str(tmp_path / "copy"))

    assert (status, "备份不完整" in out) == (1, True)
    assert "1 份在" in asyncio.run(said(read_settings())) and "缺内容" in asyncio.run(said(read_settings()))


def test_a_new_data_key_opens_the_files(run: Run, data_dir: Path) -> None:
    file_id = asyncio.run(install())

    assert run("key", "rotate")[0] == 0

    assert asyncio.run(read(file_id)) == CONTENT


def test_without_its_key_file_the_service_refuses_and_touches_no_file(run: Run, data_dir: Path) -> None:
    file_id = asyncio.run(install())
    (data_dir / "data.key").rename(data_dir / "elsewhere")

    status, _, error = run("doctor")

    assert status == 1 or "data.key" in error
    (data_dir / "elsewhere").rename(data_dir / "data.key")
    assert asyncio.run(read(file_id)) == CONTENT
