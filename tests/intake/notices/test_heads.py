"""The head of each day leaves the machine by itself: once, again until it is out, and visibly when it is stuck."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from intake.journal.verifying import verify
from intake.notices.courier import CannotCarry
from intake.notices.head_ways import ByMailTo, IntoFile, ToWeb, WayOut, is_way, last_line_in, way_to
from intake.notices.heads import HeadsLeaving, standing_of
from intake.notices.mail import SmtpPost
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.intake.journal.installation import fill
from tests.intake.notices.mail_server import MailServer

# An evening in Shanghai.
EVENING = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = EVENING

    def __call__(self) -> datetime:
        return self.now


class Refusing:
    """A way that takes nothing until it is mended."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.reason = "unreachable"

    async def send(self, line: str) -> None:
        if self.reason:
            raise CannotCarry(self.reason)
        self.taken.append(line)


async def test_a_head_leaves_once_a_day_by_whichever_process_is_first(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    await fill(database, vault)
    clock, file = Clock(), tmp_path / "heads.txt"
    two = [HeadsLeaving(database, vault.journal_key, IntoFile(file), clock) for _ in range(2)]

    for _ in range(3):
        for one in two:
            await one.round()
    first = file.read_text().splitlines()
    clock.now += timedelta(days=1)
    for one in two:
        await one.round()

    proven = await verify(database, vault.journal_key, EVENING - timedelta(minutes=1), None)
    assert first == [proven.head]
    assert len(file.read_text().splitlines()) == 2
    assert file.stat().st_mode & 0o077 == 0
    assert last_line_in(f"file:{file}") == file.read_text().splitlines()[-1]
    found = await verify(database, vault.journal_key, clock.now, last_line_in(f"file:{file}"), vault)
    assert (found.head_fits, found.is_intact) == (True, True)


async def test_what_does_not_leave_is_tried_again_less_and_less_often_and_seen(
    database: Database, vault: Vault
) -> None:
    await fill(database, vault)
    clock, way = Clock(), Refusing()
    leaving = HeadsLeaving(database, vault.journal_key, way, clock)

    tried = 0
    for _ in range(8 * 60):
        tried += await leaving.round()
        clock.now += timedelta(minutes=1)
    stuck = await standing_of(database)
    way.reason = ""
    clock.now += timedelta(hours=1)
    await leaving.round()
    out = await standing_of(database)

    # Half a minute, doubled, an hour at most; the day ends in between, and its line is followed by the next one's.
    assert 10 <= tried <= 24
    assert stuck is not None and (stuck.reason, stuck.sent_at, stuck.is_out) == ("unreachable", None, False)
    assert stuck.on == "2026-11-26"
    assert out is not None and (out.reason, out.is_out) == ("", True)
    assert len(way.taken) == 1


@asynccontextmanager
async def a_web_address(answers: Callable[[], web.Response]) -> AsyncIterator[tuple[str, list[str]]]:
    taken: list[str] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(await request.text())
        return answers()

    app = web.Application()
    app.router.add_post("/heads", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/heads", taken
    finally:
        await runner.cleanup()


async def test_a_web_address_takes_it_with_2xx_and_nothing_else() -> None:
    async with a_web_address(lambda: web.Response(status=204)) as (address, taken):
        await ToWeb(address).send("a line")
    assert taken == ["a line\n"]
    async with a_web_address(lambda: web.Response(status=302, headers={"Location": "/heads"})) as (address, taken):
        with pytest.raises(CannotCarry, match="not_taken"):
            await ToWeb(address).send("a line")
    assert taken == ["a line\n"]
    with pytest.raises(CannotCarry, match="unreachable"):
        await ToWeb(address).send("a line")


async def test_a_mail_carries_it() -> None:
    async with MailServer().running() as server:
        await ByMailTo("heads@example.cn", SmtpPost(server.url, "shangmi@example.cn")).send("2026-11-25T a b")
    assert len(server.received) == 1


async def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "not-mounted"
    with pytest.raises(CannotCarry, match="not_written"):
        await IntoFile(folder / "heads.txt").send("a line")
    assert folder.name not in os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("target", "is_one"),
    [
        ("file:/mnt/x/heads.txt", True),
        ("mailto:a@example.cn", True),
        ("https://example.cn/heads?key=1", True),
        ("file:heads.txt", False),
        ("file://host/heads.txt", False),
        ("file:/mnt/", False),
        ("mailto:nobody", False),
        ("ftp://example.cn", False),
        ("https://", False),
    ],
)
def test_a_way_is_named_by_its_address(target: str, is_one: bool) -> None:
    assert is_way(target) is is_one
    if is_one:
        way: WayOut = way_to(target, SmtpPost("smtp://127.0.0.1:1", "a@b.cn"))
        assert way is not None
