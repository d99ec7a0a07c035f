"""The whole service: a file is scanned beside the people who are answered, and the metrics say how it stands."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from intake.evidence.file import OfCase, Scan
from intake.evidence.store import EvidenceStore
from tests.bot.conversation.harness import handbook
from tests.builders import a_case
from tests.intake.evidence.files import a_picture, sent
from tests.intake.evidence.scanner import EICAR, fake_clamd


async def until_scanned(store: EvidenceStore, case_id: str) -> None:
    for _ in range(150):
        if all(one.scan is not Scan.PENDING for one in await store.files_of(OfCase(case_id))):
            return
        await asyncio.sleep(0.2)
    raise AssertionError("nobody scanned the files")


async def test_files_are_scanned_by_a_job_and_the_metrics_say_so(
    tmp_path: Path,
) -> None:
    async with fake_clamd() as clamd:
        settings = read_settings(_env_file=None, data_dir=tmp_path, clamd=clamd.address)
        app = await build_app(settings, handbook=handbook(settings.channel_status))
        async with TestClient(TestServer(app)) as client:
            service = app[SERVICE_KEY]
            store, database, vault = service.evidence, service.database, service.vault
            case = await a_case(database, vault)
            for content in (a_picture(), a_picture() + EICAR):
                file = await store.begin(OfCase(case.id), "现场.jpg")
                await store.append(file.id, 0, sent(content))
                await store.finish(file.id)
            await until_scanned(store, case.id)
            shown = await (await client.get("/metrics")).text()

    for line in ('files{state="clean"} 1.0', 'files{state="infected"} 1.0', 'files{state="unscanned"} 0.0'):
        assert f"shangmi_evidence_{line}" in shown
    assert 'shangmi_job_failures_in_a_row{job="evidence"} 0.0' in shown
