"""A consultation from the wish for a visit to its entry in the ledger, through every door, on both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar
from sqlalchemy import select
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.conversation.channels import ChannelName
from bot.service import Service
from bot.settings import read_settings
from intake.cases.changes import Rulebook
from intake.journal.verifying import verify
from intake.notices.reminding import Reminding
from intake.storage.tables import AppointmentRow, GuidanceRow, JournalRow, MailRow, OutboxRow
from tests.bot.channels.web.test_mycase import CONSULTATION, Browser, Time
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser as Desk
from tests.bot.test_anonymous_filers import Person
from tests.builders import an_officer
from tests.conftest import POSTGRES_IN_LONG_RUNS

pytestmark = pytest.mark.parametrize("database_url", POSTGRES_IN_LONG_RUNS, indirect=True)

# The filer wished for the morning of 27 November, a Friday.
WISHED, OTHER = "2026-11-27", "2026-12-01"
RECORD: Any = {
    "on": "2026-11-27",
    "service": "guidance",
    "unit": "重庆轴间轴承公司",
    "topic": "保密协议的写法",
    "people": "4",
    "who": "=邓工等三人，指导员一人",
    "result": "两周内改好协议",
}


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def client(database_url: str, tmp_path: Path, time: Time) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with TestClient(TestServer(await build_app(settings, time, handbook("demo")))) as client:
        yield client


@pytest.fixture
def service(client: TestClient) -> Service:  # type: ignore[type-arg]
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


@pytest.fixture
async def desk(client: TestClient, service: Service) -> AsyncIterator[Desk]:  # type: ignore[type-arg]
    officer = await an_officer(
        service.database, role="officer", bureau="liangjiang", name="周科", vault=service.vault
    )
    own = another_browser(client)
    browser = Desk(own)
    assert (await browser.sign_in(officer.name)).status == 303
    yield browser
    await own.session.close()


@pytest.fixture
def reminding(service: Service, time: Time) -> Reminding:
    return Reminding(service.database, service.vault, Rulebook(service.bureaus, service.clocks), time)


def another_browser(client: TestClient) -> Any:  # type: ignore[type-arg]
    """Return a browser that keeps cookies of its own."""
    return TestClient(cast(TestServer, client.server), cookie_jar=CookieJar(unsafe=True))


async def asked(service: Service, said: str = "") -> tuple[Person, str, str]:
    """File the consultation; return who did, its reference and its code."""
    filer = Person(service, ChannelName.WEB, "company")
    for line in (*CONSULTATION[:-1], *((said,) if said else ()), CONSULTATION[-1]):
        told = await filer.say(line)
    reference, code = re.search(r"编号：(\S+)", told), re.search(r"查询码：(\S+)", told)
    assert reference and code, told
    return filer, reference[1], code[1]


async def set_to(desk: Desk, reference: str, day: str, clock: str = "10:00", place: str = "online") -> None:
    moved = await desk.move(reference, "set_visit", on=day, at=clock, place=place, text="用腾讯会议，号码到时发您")
    assert moved.status == 303, moved.text


async def taken(desk: Desk, reference: str) -> None:
    assert (await desk.move(reference, "sign_for")).status == 303


async def test_a_wished_time_stands_at_once_and_both_sides_are_reminded_the_working_day_before(
    service: Service, desk: Desk, time: Time, reminding: Reminding
) -> None:
    filer, reference, _ = await asked(service)
    await taken(desk, reference)
    assert "来访人方便的时间：2026年11月27日（周五）上午" in (await desk.get(f"/desk/cases/{reference}")).text

    await set_to(desk, reference, WISHED)
    assert "约好的时间：2026年11月27日（周五）10:00" in await filer.say("查进度")
    workbench = (await desk.get("/desk/")).text
    assert "已约好" in workbench and "11月27日 周五 10:00" in workbench

    assert await reminding.round() == 0
    time.now = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # 07:30 of the day before
    assert await reminding.round() == 0
    time.now += timedelta(hours=1)
    assert await reminding.round() == 1 and await reminding.round() == 0
    async with service.database.reading() as session:
        letters = (await session.scalars(select(col(MailRow.id)))).all()
        kinds = (await session.scalars(select(col(OutboxRow.kind)))).all()
        row = await session.scalar(select(AppointmentRow))
    assert len(letters) == 2 and "visit_tomorrow" in kinds and row is not None and row.is_reminded
    await desk.sign_in("周科")
    assert "提醒约定的时间" in (await desk.get(f"/desk/cases/{reference}")).text
    assert (await verify(service.database, service.vault.journal_key, time.now)).is_intact


async def test_another_time_waits_for_the_filers_word_in_the_chat(
    service: Service, desk: Desk, reminding: Reminding, time: Time
) -> None:
    filer, reference, _ = await asked(service)
    await taken(desk, reference)
    await set_to(desk, reference, OTHER, "15:00")

    assert f"编号{reference}。要把刚才这段话补充到这一件" in await filer.say("保密协议在法务那里，到时候一起看")
    assert f"已补充到编号{reference}" in (added := await filer.say("好的")) and "/upload/" in added
    assert "补充到这一件" not in await filer.say("他们上个月还带走了客户名单")
    assert "等您确认" in await filer.say("查进度")
    told = await filer.say("确认时间")
    assert "约在2026年12月1日（周二）15:00" in told and "/visit/" in told
    assert "已经约好了" in await filer.say("确认时间")

    assert "已记下" in await filer.say("改约12月3日上午，12月4日下午")
    page = (await desk.get("/desk/")).text
    assert "来访人要改时间" in page
    await set_to(desk, reference, "2026-12-03", "09:30")
    assert "现在还没有取消" in await filer.say("取消预约")
    assert "咨询本身还在" in await filer.say("是的")
    assert "预约已经取消了" in await filer.say("取消预约")
    time.now = datetime(2026, 12, 2, 2, tzinfo=UTC)
    assert await reminding.round() == 0
    assert "改约" in await filer.say("查进度")


async def test_the_filer_agrees_moves_and_takes_a_file_on_the_page(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    desk: Desk,
) -> None:
    _, reference, code = await asked(service)
    await taken(desk, reference)
    await set_to(desk, reference, OTHER, "15:00")
    browser = Browser(client)

    page = await browser.post(reference=reference, code=code)
    assert "2026年12月1日（周二）15:00" in page and "等您确认" in page
    assert "时间已确认" in await browser.post("/mycase/visit", act="agree")

    answer = await client.get("/mycase/visit.ics")
    (event,) = Calendar.from_ical(await answer.text()).walk("VEVENT")
    assert answer.content_type == "text/calendar" and event["status"] == "CONFIRMED"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert "轴间" not in await answer.text() and "邓" not in await answer.text()

    page = await browser.get()
    times = re.findall(r'name="wished" value="([^"]+)"', page)
    assert len(times) >= 20 and "2026-11-28 上午" not in times
    # What was wished for before may be wished for again; no letter asks for a reply that cannot be given here.
    assert f"{WISHED} 上午" in times and "先前说过" in page
    assert "请回复" not in page and "请点下面的" in page
    assert "请至少选一个时间" in await browser.post("/mycase/visit", act="other_times")
    page = await browser.post("/mycase/visit", act="other_times", wished="2026-11-29 上午")
    assert "休息日" in page and browser.status == 422
    assert "方便的时间已记下" in await browser.post("/mycase/visit", act="other_times", wished=times[0])
    assert (await client.get("/mycase/visit.ics")).status == 404
    assert "约定的时间已取消" in await browser.post("/mycase/visit", act="take_back")


async def test_a_moved_appointment_takes_the_place_of_the_earlier_one_in_a_calendar(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    desk: Desk,
) -> None:
    _, reference, code = await asked(service)
    await taken(desk, reference)
    browser = Browser(client)
    events = []
    for hour in ("15:00", "16:00"):
        await set_to(desk, reference, OTHER, hour)
        await browser.post(reference=reference, code=code)
        await browser.post("/mycase/visit", act="agree")
        answer = await client.get("/mycase/visit.ics")
        events += Calendar.from_ical(await answer.text()).walk("VEVENT")

    first, moved = events
    assert first["uid"] == moved["uid"] and (first["sequence"], moved["sequence"]) == (0, 1)
    assert first["location"] and moved["location"]
    assert moved.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 1, 8, tzinfo=UTC)


async def test_a_link_to_the_calendar_file_says_nothing_and_ends(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    desk: Desk,
    time: Time,
) -> None:
    filer, reference, _ = await asked(service)
    await taken(desk, reference)
    await set_to(desk, reference, WISHED)
    link = re.search(r"(/visit/\S+)", await filer.say("查进度"))
    receipt = re.search(r"(/receipt/\S+)", await filer.say("把回执再发我一次"))
    assert receipt and (await client.get(receipt[1])).status == 200
    assert link and reference not in link[1]

    assert "VEVENT" in await (await client.get(link[1])).text()
    assert (await client.get(link[1][:-2])).status == 404
    assert (await client.get(link[1].replace("/visit/", "/receipt/"))).status == 404
    time.now += timedelta(days=31)
    assert (await client.get(link[1])).status == 404


async def test_what_was_done_is_entered_counted_and_handed_on_as_far_as_the_filer_agreed(
    service: Service, desk: Desk, time: Time
) -> None:
    filer, reference, _ = await asked(service, "指导站也可以看")
    await taken(desk, reference)
    await set_to(desk, reference, WISHED)
    time.now = datetime(2026, 11, 27, 8, tzinfo=UTC)
    await desk.sign_in("周科")

    assert (await desk.move(reference, "hold_visit", **{**RECORD, "people": "0"})).status == 422
    assert (await desk.move(reference, "hold_visit", **RECORD)).status == 303

    page = (await desk.get("/desk/ledger")).text
    assert "重庆轴间轴承公司" in page and "还差指导 1 次、培训 1 次" in page
    assert "已答复" in (await desk.get(f"/desk/cases/{reference}")).text
    table = (await desk.get("/desk/ledger/csv?year=2026")).text
    assert "2026-11-27,业务指导,重庆轴间轴承公司,保密协议的写法,'=邓工等三人" in table
    async with service.database.reading() as session:
        (row,) = (await session.scalars(select(GuidanceRow))).all()
        entry = await session.scalar(select(JournalRow).where(col(JournalRow.code) == "visit_held"))
    assert "轴承".encode() not in row.sealed and entry is not None and "轴承" not in str(entry.payload)
    assert ("轴承" in (await desk.get("/desk/ledger/csv?year=2026&for=station")).text) is row.at_station
    assert "不能再改预约" in await filer.say("改约12月3日上午")


async def test_another_bureau_sees_neither_the_appointment_nor_the_ledger_of_this_one(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    desk: Desk,
    time: Time,
) -> None:
    _, reference, _ = await asked(service)
    await taken(desk, reference)
    await set_to(desk, reference, WISHED)
    time.now = datetime(2026, 11, 27, 8, tzinfo=UTC)
    await desk.sign_in("周科")
    await desk.move(reference, "hold_visit", **RECORD)
    other = await an_officer(service.database, role="head", bureau="jiangjin", name="别局")
    own = another_browser(client)
    browser = Desk(own)
    await browser.sign_in(other.name)

    for path in ("/desk/", "/desk/ledger", "/desk/ledger/csv"):
        assert reference not in (await browser.get(path)).text
    await own.session.close()


@pytest.mark.parametrize(
    ("typed", "told", "stands"),
    [
        ("改约下周二上午", "方便的时间已记下", "2026年12月1日（周二）上午"),
        ("确认时间", "时间已确认", "已经约好"),
        ("取消预约", "约定的时间已取消", "可以再约"),
        ("改约", "请至少选一个时间", "等您确认"),
        ("改约这周六上午", "休息日", "等您确认"),
        ("改约的事想问一下，我们厂里那天停电，换线上讲也可以", "已经记下", "等您确认"),
    ],
)
async def test_what_a_letter_asks_for_is_understood_in_the_box_for_words(
    client: TestClient,  # type: ignore[type-arg]
    service: Service,
    desk: Desk,
    typed: str,
    told: str,
    stands: str,
) -> None:
    _, reference, code = await asked(service)
    await taken(desk, reference)
    await set_to(desk, reference, OTHER, "15:00")
    browser = Browser(client)
    await browser.post(reference=reference, code=code)

    page = await browser.post("/mycase/words", purpose="supplement", text=typed)

    assert told in page and stands in page
