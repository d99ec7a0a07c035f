"""`shangmi retention` and `restore`: what was disposed of stays so, whatever a backup of before holds."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.service import opened
from bot.settings import read_settings
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.keeping.disposal import Disposal, dispose, note_on_list
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, CaseTextRow
from tests.bot.conftest import Run
from tests.builders import a_case, clocks

NOW = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)


async def _with_a_case() -> str:
    async with opened(read_settings()) as service:
        return (await a_case(service.database, service.vault, kind="consultation", state="closed")).id


async def _disposed_of(case_id: str) -> None:
    settings = read_settings()
    vault, database = Vault.open(settings.data_dir), await Database.open(settings.database)
    async with database.writing() as session:
        found = await found_case(session, vault, col(CaseRow.id) == case_id)
        assert found is not None
        done = Disposal("wang", "head", "2029-11-25", "期限表", NOW)
        await dispose(session, vault, clocks(), found[0], done)
    await note_on_list(database, settings.purged_at, vault.journal_key)
    await database.close()


async def _texts() -> list[str]:
    database = await Database.open(read_settings().database)
    async with database.reading() as session:
        found = list(await session.scalars(select(col(CaseTextRow.case_id))))
    await database.close()
    return found


def test_a_backup_of_before_its_disposal_does_not_bring_a_case_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = tmp_path / "apart/purged.list"
    monkeypatch.setenv("SHANGMI_PURGE_LIST", str(apart))
    case_id = asyncio.run(_with_a_case())
    assert run("backup", str(tmp_path / "before"))[0] == 0
    asyncio.run(_disposed_of(case_id))
    status, report, _ = run("verify")
    assert status == 0 and "其中 1 件已经期满销毁" in report and "日志完整" in report

    shutil.move(tmp_path / "var", tmp_path / "lost")
    monkeypatch.setenv("SHANGMI_BACKUP_DAYS", "90")
    status, report, _ = run("restore", str(tmp_path / "before"))

    assert status == 0 and "本该已经删除" not in report, report
    assert "照销毁清单，又销毁了备份里的 1 件" in report and "日志完整" in report
    assert asyncio.run(_texts()) == []

    # Restored by hand, without the command: the service looks at the list before it opens.
    shutil.rmtree(tmp_path / "var")
    monkeypatch.delenv("SHANGMI_PURGE_LIST")
    manifest = tmp_path / "before/manifest.json"
    made = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**made, "made_at": (datetime.now(UTC) - timedelta(days=91)).isoformat()}))
    status, report, _ = run("restore", str(tmp_path / "before"))
    # It is put back all the same: somebody may have no other.
    assert status == 0 and "没有销毁清单" in report and "已有 91 天" in report and "本该已经删除" in report
    assert asyncio.run(_texts()) == [case_id]
    monkeypatch.setenv("SHANGMI_PURGE_LIST", str(apart))
    asyncio.run(_opened())
    assert asyncio.run(_texts()) == []


async def _opened() -> None:
    async with opened(read_settings()):
        pass


def test_a_list_that_is_not_there_stops_a_restore_before_anything_is_put_back(run: Run, tmp_path: Path) -> None:
    asyncio.run(_with_a_case())
    run("backup", str(tmp_path / "before"))
    shutil.move(tmp_path / "var", tmp_path / "lost")

    status, _, refusal = run("restore", str(tmp_path / "before"), "--purged", "nowhere.list")

    assert status == 1 and "还没有恢复" in refusal and not (tmp_path / "var/keyring.json").exists()


def test_housekeeping_says_how_things_stand_and_takes_away_backups_past_their_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_with_a_case())
    for name, days in (("old", 91), ("new", 1)):
        (tmp_path / "kept" / name).mkdir(parents=True)
        made_at = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        (tmp_path / "kept" / name / "manifest.json").write_text(json.dumps({"made_at": made_at}))
    (tmp_path / "kept/other").mkdir()

    assert "保存期限还没有确定" in run("retention")[1]
    assert "没有设 SHANGMI_BACKUP_DAYS" in run("retention", "--backups", str(tmp_path / "kept"))[2]
    (tmp_path / "retention.yaml").write_text("- {outcome: answered, years: 3, basis: 期限表}")
    monkeypatch.setenv("SHANGMI_RETENTION", str(tmp_path / "retention.yaml"))
    monkeypatch.setenv("SHANGMI_BACKUP_DAYS", "90")
    status, report, _ = run("retention", "--backups", str(tmp_path / "kept"))

    assert status == 0 and "已答复咨询：办结后保存 3 年。依据：期限表" in report and "期满的 0 件" in report
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["new", "other"]
    (tmp_path / "retention.yaml").write_text("- {outcome: answered, years: 3}")
    assert "basis: is missing" in run("retention")[2]
