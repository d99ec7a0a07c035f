"""What befalls a machine: a full disk, a damaged log, a clock that jumps, a second service: nothing is lost."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from tests.journeys.filings import TIP, led
from tests.journeys.forked_servers import until_ready
from tests.journeys.house import Clock, House, RealClock, opened_house, settings_for
from tests.journeys.people import WebPerson, WeChatPerson, text_message
from tests.journeys.test_durability import what_stands
from tests.journeys.test_process import Running

pytestmark = pytest.mark.long
# A start loads for seconds; on a busy machine for many.
PATIENCE_SECONDS = 200


@pytest.fixture
async def running(tmp_path: Path) -> Running:
    started = Running(tmp_path)
    await until_ready(started.port)
    return started


def somebody(session: aiohttp.ClientSession, running: Running, number: int = 1) -> WeChatPerson:
    return WeChatPerson(session, f"oHazard{number:021d}", RealClock(), running.address)


async def ready(session: aiohttp.ClientSession, running: Running) -> int:
    async with session.get(f"{running.address}/readyz") as answer:
        return answer.status


async def test_on_a_full_disk_nothing_is_promised_and_with_room_again_it_is_filed(
    tmp_path: Path, running: Running
) -> None:
    async with aiohttp.ClientSession() as session:
        person = somebody(session, running)
        await led(person, TIP[:-1])
        xml = person.xml("text", text_message("确认提交", 77))
        # No file may grow or be written any more: what a full disk does to every write.
        before = resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        refused = await person.deliver(xml)
        red = await _until(lambda: ready(session, running), 503)
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, before)
        green = await _until(lambda: ready(session, running), 200)
        filed = await person.deliver(xml)
        told = person.opened(filed[1]).text

    running.kill()
    standing = await what_stands(tmp_path, f"sqlite:///{tmp_path}/shangmi.db")
    assert refused == (503, "") and (red, green, filed[0]) == (503, 200, 200)
    assert "已收到举报材料" in told and standing.references.total() == 1 and standing.is_intact


async def test_a_log_damaged_after_a_crash_stops_the_start_until_it_is_put_right(
    tmp_path: Path, running: Running
) -> None:
    async with aiohttp.ClientSession() as session:
        references = [(await led(somebody(session, running, number), TIP)).reference for number in range(3)]
    running.kill()
    log = tmp_path / "shangmi.db-wal"
    whole = log.read_bytes()
    log.write_bytes(whole[:6_000] + bytes(255 - sign for sign in whole[6_000:6_500]) + whole[6_500:])

    broken = Running(tmp_path)
    status = await broken.status(PATIENCE_SECONDS)
    said = broken.log.read_text(encoding="utf-8")
    log.write_bytes(whole)
    mended = Running(tmp_path)
    await until_ready(mended.port)
    mended.kill()

    standing = await what_stands(tmp_path, f"sqlite:///{tmp_path}/shangmi.db")
    assert status == 1 and "中间有损坏" in said and "Traceback" not in said
    assert sorted(standing.references) == sorted(references) and standing.is_intact


async def test_a_second_service_on_the_same_file_is_refused_and_the_first_goes_on(
    tmp_path: Path, running: Running
) -> None:
    second = Running(tmp_path)
    status = await second.status(PATIENCE_SECONDS)
    said = second.log.read_text(encoding="utf-8")

    async with aiohttp.ClientSession() as session:
        filed = await led(somebody(session, running), TIP)
    running.kill()
    # Whoever was killed holds nothing any more.
    third = Running(tmp_path)
    await until_ready(third.port)
    third.kill()
    assert status == 1 and "已经有一个服务进程在用" in said and "Traceback" not in said
    assert filed.reference


@pytest.mark.parametrize("hours", [-400 * 24, -2, 2, 400 * 24])
async def test_a_clock_that_jumps_loses_no_draft_in_hand_and_no_filing(
    tmp_path: Path, database_url: str, hours: int
) -> None:
    by = timedelta(hours=hours)
    clock = Clock(datetime(2026, 11, 23, 1, tzinfo=UTC))
    async with opened_house(settings_for(tmp_path, database_url), clock) as house:
        first = await WebPerson.come(house, clock)
        filed = await led(first, TIP)
        await _others_go_on(house, clock, by)
        cases = await (await house.reader()).cases()
        verified = await house.verified()

    assert len(cases) == 3 and filed.reference in {case["reference"] for case in cases}
    assert verified.is_intact


async def _others_go_on(house: House, clock: Clock, by: timedelta) -> None:
    """Two in the middle of their filings when the clock jumps, and jumps back."""
    for jump in (by, -by):
        person = await WebPerson.come(house, clock)
        await led(person, TIP[:-1])
        clock.later(jump)
        if jump > timedelta(days=30):
            # By the clock a draft has rested longer than drafts are kept: it is gone as promised.
            await led(person, TIP)
        else:
            assert "已收到举报材料" in (await person.say("确认提交")).text


async def _until(look: Callable[[], Awaitable[int]], wanted: int) -> int:
    for _ in range(200):
        if await look() == wanted:
            return wanted
        await asyncio.sleep(0.1)
    return 0
