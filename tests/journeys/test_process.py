"""The command itself, as an operator runs it: what it logs, how it stops, and when it refuses to start."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import aiohttp
import pytest

from tests.journeys.filings import COMPLAINT, led
from tests.journeys.forked_servers import REPOSITORY, environment_for, free_port, until_ready
from tests.journeys.house import RealClock
from tests.journeys.people import WeChatPerson, text_message

SECRETS = ("重庆山蓝茶叶贸易有限公司", "周敏", "19900001101", "重庆半坡茶业有限公司", "他有机会接触到", "江津双福")
DATA_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


class Running:
    """A service in a process of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "stderr"
        self._process = a_command(folder, self.log, "serve", "--port", str(self.port), cwd=REPOSITORY, **settings)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def stop(self) -> None:
        """Ask it to stop, as the machine does before it is switched off."""
        self._process.send_signal(signal.SIGTERM)

    async def status(self, within_seconds: float = 30) -> int:
        """Wait for its end and return the exit status."""
        return await asyncio.to_thread(self._process.wait, within_seconds)

    def kill(self) -> None:
        """Leave nothing behind."""
        self._process.kill()
        self._process.wait()


def a_command(
    folder: Path, log: Path, *arguments: str, cwd: Path = REPOSITORY, **settings: str
) -> subprocess.Popen[bytes]:
    """Start `shangmi` with these arguments; data lie in `folder`."""
    environment = {**os.environ, **environment_for(folder, ""), "PYTHONPATH": str(REPOSITORY), **settings}
    with open(log, "wb") as errors, open(log.with_name("stdout"), "wb") as shown:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=cwd,
            env=environment,
            stdout=shown,
            stderr=errors,
        )


def refusal_of(folder: Path, cwd: Path = REPOSITORY, **settings: str) -> str:
    """Return what the command says when it does not start."""
    environment: Mapping[str, str] = {**os.environ, **environment_for(folder, ""), **settings}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve", "--port", str(free_port())],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    started = Running(tmp_path)
    yield started
    started.kill()


async def test_a_filing_leaves_nothing_of_the_filer_in_the_log(running: Running) -> None:
    await until_ready(running.port)
    async with aiohttp.ClientSession() as session:
        person = WeChatPerson(session, "oSomebodyRecognisable00000001", RealClock(), running.address)
        reference = (await led(person, COMPLAINT)).reference
        await session.get(f"{running.address}/desk/cases/{reference}")
        await session.post(f"{running.address}/desk/sign-in", data={"name": "周敏", "password": "19900001101"})
        bad = {"Authorization": "Bearer a-token-that-nobody-gave"}
        await session.post(f"{running.address}/api/chat/messages", json={"text": SECRETS[0]}, headers=bad)

    running.stop()
    assert await running.status() == 0
    log = running.log.read_text(encoding="utf-8")
    for secret in (*SECRETS, person.openid, reference, "a-token-that-nobody-gave"):
        assert secret not in log + running.log.with_name("stdout").read_text(encoding="utf-8")
    assert all(json.loads(line)["event"] for line in log.splitlines())


async def test_a_stop_answers_what_was_received(running: Running) -> None:
    await until_ready(running.port)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50)) as session:
        people = [
            WeChatPerson(session, f"oAtTheLastMoment{number:013d}", RealClock(), running.address)
            for number in range(40)
        ]
        asked = [
            asyncio.create_task(person.deliver(person.xml("text", text_message("立案期限是多久", number))))
            for number, person in enumerate(people)
        ]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        running.stop()
        replies = await asyncio.gather(*asked, return_exceptions=True)

    answered = [reply for reply in replies if not isinstance(reply, BaseException)]
    # Whom it had not heard yet it did not answer, and WeChat delivers to the next one; nobody got half an answer.
    assert all(isinstance(reply, aiohttp.ClientConnectionError) for reply in replies if reply not in answered)
    assert {status for status, _ in answered} == {200}
    assert all(
        person.opened(reply[1]).text for person, reply in zip(people, replies, strict=True) if reply in answered
    )
    assert await running.status() == 0
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


def test_a_wrong_setting_is_named_with_an_example(tmp_path: Path) -> None:
    said = refusal_of(tmp_path, SHANGMI_CHANNEL_STATUS="open", SHANGMI_WECHAT_AES_KEY="short-and-secret")

    assert "SHANGMI_CHANNEL_STATUS" in said
    assert "SHANGMI_WECHAT_AES_KEY" in said
    assert "例如：" in said
    assert "short-and-secret" not in said


@pytest.mark.postgres
async def test_a_dead_worker_is_renewed_and_all_end_with_their_keeper(tmp_path: Path, postgres_url: str) -> None:
    """Nobody would renew them, and after an upgrade they would go on answering beside the new version."""
    port, url = free_port(), postgres_url.replace("postgresql://", "postgresql+asyncpg://")
    arguments = ("serve", "--port", str(port), "--workers", "2")
    keeper = a_command(tmp_path, tmp_path / "stderr", *arguments, SHANGMI_DATABASE_URL=url)
    await until_ready(port)
    first, second = await asyncio.to_thread(workers_of, keeper.pid)

    os.kill(first, signal.SIGKILL)
    assert second in await asyncio.to_thread(workers_of, keeper.pid, first)
    await until_ready(port)
    keeper.kill()
    keeper.wait()

    async with aiohttp.ClientSession() as session:
        for _ in range(120):
            if not await is_answered(session, port):
                break
            await asyncio.sleep(0.5)
        assert not await is_answered(session, port)
    log = (tmp_path / "stderr").read_text(encoding="utf-8")
    assert "a worker died" in log
    assert "the process that keeps the workers is gone" in log


def workers_of(keeper: int, without: int = 0, count: int = 2) -> list[int]:
    """Return the workers that a process keeps, so many of them, without one that was killed."""
    children = Path(f"/proc/{keeper}/task/{keeper}/children")
    found: list[int] = []
    while len(found) != count or without in found:
        time.sleep(0.1)
        found = [int(pid) for pid in children.read_text(encoding="ascii").split()]
    return found


async def is_answered(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/healthz", headers={"Connection": "close"}):
            return True
    except aiohttp.ClientConnectionError:
        return False


async def test_another_data_key_refuses_the_start(tmp_path: Path) -> None:
    first = Running(tmp_path, SHANGMI_DATA_KEY=DATA_KEY)
    await until_ready(first.port)
    first.stop()
    assert await first.status() == 0

    said = refusal_of(tmp_path, SHANGMI_DATA_KEY=DATA_KEY[::-1].lstrip("=") + "=")

    assert "密钥" in said


def test_a_fault_in_an_entry_is_named_with_file_and_field(tmp_path: Path) -> None:
    for package in ("bot", "intents", "knowledge", "intake"):
        shutil.copytree(REPOSITORY / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    broken = sorted((tmp_path / "knowledge" / "content" / "entries").glob("*.yaml"))[0]
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("reviewed_on", "reviewed_when", 1), encoding="utf-8"
    )

    said = refusal_of(tmp_path / "data", cwd=tmp_path)

    assert "内容有误" in said
    assert "reviewed_" in said
