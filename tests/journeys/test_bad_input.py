"""Whatever comes in or breaks: no traceback, no 500 without a number, no lost answer."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import postgres
from tests.journeys.filings import TIP, led
from tests.journeys.house import Clock, House, opened_house, settings_for
from tests.journeys.people import WebPerson, WeChatPerson, text_message

TOO_LONG = "很长" * 5000
ODD_TEXTS = [
    "",
    " \t\n　",
    TOO_LONG,
    "😀👨‍👩‍👧‍👦🇨🇳" * 40,
    "\u202e\u0000\u0007<script>alert(1)</script>]]>&amp;",
    "'; DROP TABLE case_file; --",
    "{{7*7}} %s %(x)s ${jndi:ldap://x}",
    "�" * 300,
    "0" * 5000,
    "第999999999999项不对",
    "一二三四五六七八九十" * 200,
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
async def test_odd_words_are_answered_at_the_start_and_in_every_question(
    house: House, clock: Clock, text: str
) -> None:
    person, in_wechat = await WebPerson.come(house, clock), await WeChatPerson.come(house, clock)

    assert (await person.say(text)).text
    for line, _ in TIP:
        # After each answer the odd words once; the question they met is still answered afterwards.
        heard = await person.say(line)
        if heard.trace["field"]:
            assert (await person.say(text)).text
    status, body = await in_wechat.deliver(in_wechat.xml("text", text_message(text.replace("]]>", "]]"), 1)))
    assert status == 200
    assert in_wechat.opened(body).text


@pytest.mark.parametrize("kind", ["image", "voice", "video", "shortvideo", "link", "file", "location", "poem"])
async def test_a_file_instead_of_words_keeps_the_question_open(house: House, clock: Clock, kind: str) -> None:
    person = await WeChatPerson.come(house, clock)
    await led(person, TIP[:1])

    point = "<Location_X>29.6</Location_X><Location_Y>106.3</Location_Y><Label>大学城</Label>"
    heard = await person.bring(kind, f"<MediaId><![CDATA[m]]></MediaId>{point}<MsgId>77</MsgId>")

    assert "叫什么名字" in heard.text
    await led(person, TIP[1:])


async def test_a_second_confirmation_opens_no_second_case(house: House, clock: Clock) -> None:
    for person in (await WebPerson.come(house, clock), await WeChatPerson.come(house, clock)):
        await led(person, TIP)
        await person.say("确认提交")

    assert len(await (await house.reader()).cases()) == 2


async def test_two_messages_at_once_are_both_answered_in_some_order(house_on_both: House, clock: Clock) -> None:
    person = await WeChatPerson.come(house_on_both, clock)
    await led(person, TIP[:-1])

    texts = ("确认提交", "确认提交")
    replies = await asyncio.gather(
        *(person.deliver(person.xml("text", text_message(text, n))) for n, text in enumerate(texts))
    )

    assert [status for status, _ in replies] == [200, 200]
    # The second hears of what the first one filed: as long as its code is unconfirmed, with that code once more.
    assert len({person.opened(body).reference for _, body in replies}) == 1
    assert len(await (await house_on_both.reader()).cases()) == 1


async def test_a_forged_broken_or_huge_callback_is_refused_and_leaves_nothing(house: House, clock: Clock) -> None:
    person = await WeChatPerson.come(house, clock)
    before = _without_rounds(await house.dump())

    for xml, status in (
        ("<xml><ToUserName>", 200),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><xml/>", 200),
        (person.xml("text", text_message("一", 1)).replace("<MsgId>", "<MsgId>2</MsgId><MsgId>"), 200),
        (person.xml("text", text_message("长" * 70_000, 1)), 413),
    ):
        answered, body = await person.deliver(xml)
        assert (answered, body) in ((status, "success"), (status, ""))
    stranger = WeChatPerson(person.session, person.openid, Clock(clock.now.replace(year=2020)))
    assert (await stranger.deliver(stranger.xml("text", text_message("旧", 1))))[0] == 403
    async with person.session.post("/wechat", params={"signature": "0" * 40}, data=b"<xml/>") as response:
        assert response.status == 403

    assert _without_rounds(await house.dump()) == before


@asynccontextmanager
async def locked_by_somebody(path: Path) -> AsyncIterator[None]:
    """Hold SQLite's one pen from outside, taken in a thread: whoever has it may need this loop to give it back."""
    somebody = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    await asyncio.to_thread(somebody.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        somebody.execute("ROLLBACK")
        somebody.close()


async def test_while_sqlite_is_locked_nothing_is_promised_and_afterwards_nothing_is_lost(
    house: House, clock: Clock
) -> None:
    on_the_web, in_wechat = await WebPerson.come(house, clock), await WeChatPerson.come(house, clock)
    for person in (on_the_web, in_wechat):
        await led(person, TIP[:-1])
    xml = in_wechat.xml("text", text_message("确认提交", 9))
    said = {"id": "the last one", "text": "确认提交"}

    async with locked_by_somebody(house.service.database.sqlite_path):
        (status, body), (web_status, shape) = await asyncio.gather(in_wechat.deliver(xml), on_the_web.post(said))
    _nothing_was_promised(status, body, web_status, shape)

    await _it_is_filed_with_the_next_delivery(in_wechat, xml, on_the_web, said)
    assert len(await (await house.reader()).cases()) == 2


@dataclass
class Wire:
    """The way to PostgreSQL, which can be cut."""

    to: Path
    near: Path
    server: asyncio.Server | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def join(self) -> None:
        """Carry what is said in both directions."""
        self.server = await asyncio.start_unix_server(self._carry, self.near)

    async def cut(self) -> None:
        """End every connection and take no new one."""
        assert self.server
        self.server.close()
        self.near.unlink(missing_ok=True)
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self.to)
        both = [
            asyncio.create_task(_pumped(reader, far_writer)),
            asyncio.create_task(_pumped(far_reader, writer)),
        ]
        self.tasks.update(both)
        await asyncio.wait(both)
        self.tasks.difference_update(both)


async def _pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        with suppress(ConnectionError):
            while some := await reader.read(65536):
                writer.write(some)
                await writer.drain()
    finally:
        writer.close()


@pytest.fixture
async def wire(postgres_server: postgres.Server, tmp_path: Path) -> AsyncIterator[Wire]:
    """A wire of our own to the tests' PostgreSQL."""
    folder = Path(postgres_server.dsn.partition("host=")[2].partition("&")[0])
    # A socket's path has at most some hundred characters; pytest's folders can have more.
    with tempfile.TemporaryDirectory() as near:
        laid = Wire(folder / ".s.PGSQL.5432", Path(near) / ".s.PGSQL.5432")
        await laid.join()
        yield laid
        await laid.cut()


@pytest.mark.postgres
async def test_while_postgres_is_gone_nothing_is_promised_and_afterwards_nothing_is_lost(
    postgres_url: str, wire: Wire, tmp_path: Path, clock: Clock
) -> None:
    url = postgres_url.partition("?")[0] + f"?host={wire.near.parent}"
    async with opened_house(settings_for(tmp_path, url), clock) as house:
        on_the_web, in_wechat = await WebPerson.come(house, clock), await WeChatPerson.come(house, clock)
        for person in (on_the_web, in_wechat):
            await led(person, TIP[:-1])
        xml = in_wechat.xml("text", text_message("确认提交", 9))
        said = {"id": "the last one", "text": "确认提交"}

        await wire.cut()
        (status, body), (web_status, shape) = await asyncio.gather(in_wechat.deliver(xml), on_the_web.post(said))
        _nothing_was_promised(status, body, web_status, shape)
        async with on_the_web.session.get("/readyz") as ready:
            assert ready.status == 503
        async with on_the_web.session.get("/healthz") as alive:
            assert alive.status == 200

        await wire.join()
        await _it_is_filed_with_the_next_delivery(in_wechat, xml, on_the_web, said)
        assert len(await (await house.reader()).cases()) == 2


def _nothing_was_promised(status: int, body: str, web_status: int, shape: dict[str, dict[str, str]]) -> None:
    assert (status, body) == (503, "")
    assert web_status == 503
    assert "同一个 id" in shape["error"]["hint"]


async def _it_is_filed_with_the_next_delivery(
    in_wechat: WeChatPerson, xml: str, on_the_web: WebPerson, said: dict[str, str]
) -> None:
    status, body = await in_wechat.deliver(xml)
    assert status == 200
    assert "已收到举报材料" in in_wechat.opened(body).text
    web_status, shape = await on_the_web.post(said)
    assert web_status == 200
    assert shape["trace"]["case"]


def _without_rounds(dump: bytes) -> bytes:
    """Leave out on which day what is told each morning went its round: it goes by itself."""
    return re.sub(rb"(?:faults|pilots|clocks|unguided):[\w-]+\n[-\dT:.+]+\n", b"", dump)
