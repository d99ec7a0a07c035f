"""Officers' words reach in WeChat who filed under their name; where they cannot, they wait for the next turn."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_string, policy
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from bot.beside import carrier_of
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.sending import WeChatMessages
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, MessageKind
from bot.desk.cases.deliveries import Delivery, deliveries_of
from bot.service import Service, opened
from bot.settings import read_settings
from intake.cases.changes import Rulebook
from intake.cases.letters import BY_MAIL
from intake.filers.reach import MOST_SENT, WINDOW, Reach
from intake.journal.verifying import verify
from intake.notices import outbox
from intake.notices.courier import ByKind, Courier, DeskOnly
from intake.notices.filer_letters import MOST_TRIES, PUSHED, WAITS_IN_WECHAT, LettersByMail
from intake.notices.mail import SmtpPost
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.reach_table import ReachRow
from intake.storage.tables import CaseRow
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.wechat_api_server import APP_ID, SECRET, Answering, FakeWeChat
from tests.bot.conversation.harness import handbook
from tests.builders import an_officer
from tests.intake.notices.mail_server import MailServer

OPENID = "oABC-19900001101"
WORDS = "请周三上午带保密协议来。"
NAMED = "我是员工，实名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单，我叫周敏，19900001101"
ANONYMOUS = "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单"
REST = ("1", "先提交，以后再补", "确认提交")


@dataclass
class Desk:
    """An officer who writes, and the courier that carries what they wrote."""

    service: Service
    officer: Officer
    courier: Courier
    time: Time

    async def writes(self, words: str = WORDS) -> None:
        reference = await self.the_case()
        rules = Rulebook(self.service.bureaus, self.service.clocks)
        casework = Casework(self.service.database, self.service.vault, rules)
        await casework.move("write", self.officer, Seen(reference), self.time(), {"text": words})

    async def rounds(self, times: int = 1) -> None:
        """Carry, as often as that, with the pauses in between."""
        for _ in range(times):
            await self.courier.round()
            self.time.now += timedelta(minutes=61)

    async def sees(self) -> Delivery:
        """Return what became of the last letter, as the page of the case shows it."""
        async with self.service.database.reading() as session:
            found = await found_case(session, self.service.vault, col(CaseRow.id).is_not(None))
            assert found is not None
            return list((await deliveries_of(session, found[0])).values())[-1]

    async def stuck(self) -> list[outbox.Stuck]:
        async with self.service.database.reading() as session:
            return await outbox.stuck(session)

    async def the_case(self) -> str:
        async with self.service.database.reading() as session:
            return (await session.scalars(select(col(CaseRow.reference)))).one()


class Sender:
    """Somebody in WeChat."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._count = itertools.count()
        self.person = service.vault.keyed_id("wechat", OPENID)

    async def says(self, text: str, kind: MessageKind = "text", event: str = "") -> str:
        keyed = self._service.vault.keyed_id
        message = Inbound(
            ChannelName.WECHAT,
            self.person,
            f"key-{next(self._count)}",
            kind,
            self._service.clock(),
            text,
            event=event,
            own_key=keyed("wechat-own", OPENID),
            openid=OPENID,
        )
        answered = await self._service.reception.receive(message)
        return "\n".join(reply.text for reply in answered.replies)

    async def files(self, opening: str = NAMED) -> str:
        told = ""
        for line in (opening, *REST):
            told = await self.says(line)
        assert "编号" in told, told
        return told

    async def kept(self) -> list[ReachRow]:
        async with self._service.database.reading() as session:
            return list(await session.scalars(select(ReachRow)))


@pytest.fixture
async def wechat() -> AsyncIterator[FakeWeChat]:
    fake = FakeWeChat()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def service(data_dir: Path, wechat: FakeWeChat, time: Time) -> AsyncIterator[Service]:
    settings = read_settings(
        _env_file=None,
        data_dir=data_dir,
        wechat_app_id=APP_ID,
        wechat_token=SecretStr("AAAAA"),
        wechat_aes_key=SecretStr("A" * 43),
        wechat_secret=SecretStr(SECRET),
        wechat_api_base=wechat.address,
    )
    async with opened(settings, time, handbook("demo")) as service:
        yield service


@pytest.fixture
async def desk(service: Service, wechat: FakeWeChat, time: Time) -> AsyncIterator[Desk]:
    """The desk, with a courier that is patient for parts of a second only."""
    officer = await an_officer(service.database, role="coordinator", vault=service.vault)
    async with WeChatApi(wechat.address, APP_ID, SECRET, time) as api:
        messages = WeChatMessages(api, 0.3)
        carrier = carrier_of(
            service.settings, service.database, service.vault, service.bureaus, messages, None, time
        )
        yield Desk(service, officer, Courier(service.database, time, carrier), time)


@pytest.fixture
def sender(service: Service) -> Sender:
    return Sender(service)


async def test_a_letter_arrives_by_itself_and_is_not_said_again(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    (kept,) = await sender.kept()
    assert OPENID.encode() not in kept.sealed and OPENID not in kept.id

    await desk.writes()
    await desk.rounds()

    ((to, said),) = wechat.taken
    assert to == OPENID and said.endswith(WORDS)
    assert (await desk.sees()).by == PUSHED
    assert WORDS not in await sender.says("你好")
    assert await desk.stuck() == []
    verified = await verify(desk.service.database, desk.service.vault.journal_key, desk.time())
    assert not verified.faults


async def test_beyond_five_letters_and_two_days_they_wait_for_the_next_message(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    for number in range(MOST_SENT + 1):
        await desk.writes(f"第{number + 1}封。")
        desk.time.now += timedelta(seconds=1)
    await desk.courier.round()
    assert len(wechat.taken) == MOST_SENT
    assert "已经发满5条" in (await desk.sees()).told[0]
    assert "第6封" in await sender.says("你好")

    await desk.writes("又一封。")
    await desk.courier.round()
    assert wechat.taken[-1][1].endswith("又一封。")

    desk.time.now += WINDOW
    await desk.writes("两天以后。")
    await desk.rounds()
    assert len(wechat.taken) == MOST_SENT + 1
    assert "两天以后" in await sender.says("你好")
    assert await desk.stuck() == []


async def test_what_is_too_long_for_one_message_is_announced(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    await desk.writes("请带齐材料。" * 130)
    await desk.rounds()

    assert wechat.taken == [(OPENID, WAITS_IN_WECHAT)]
    assert (await desk.sees()).at is None
    assert "请带齐材料" in await sender.says("查进度")


async def test_what_wechat_will_not_take_waits_and_nothing_is_tried_again(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    for code in (40003, 43004, 45002, 45015, 45047, 48002):
        assert len(await sender.kept()) == 1
        wechat.asked.clear()
        wechat.refuses_messages(code)
        await desk.writes(f"{WORDS}{code}")
        await desk.rounds(3)

        assert wechat.asked.count("message") == 1
        assert await sender.kept() == []
        assert (await desk.sees()).told[0].startswith("没有发到微信：")
        assert await desk.stuck() == []
        assert f"{WORDS}{code}" in await sender.says("你好")


def _hanging(fake: FakeWeChat) -> Answering:
    return fake.hangs_on


def _hanging_up(fake: FakeWeChat) -> Answering:
    return fake.hangs_up


def _page(_: FakeWeChat) -> Answering:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<!doctype html><title>请登录</title>", content_type="text/html")

    return page


def _says(told: object) -> Answering:
    async def say(_: web.Request) -> web.StreamResponse:
        return web.json_response(told)

    return say


def _status(status: int) -> Answering:
    async def fail(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    return fail


WRONG: dict[str, Callable[[FakeWeChat], Answering]] = {
    "hangs": _hanging,
    "hangs up": _hanging_up,
    "fails": lambda _: _status(502),
    "moves": lambda _: _status(302),
    "lies with a page": _page,
    "says nothing": lambda _: _says({}),
    "says yes in another way": lambda _: _says({"errcode": "0"}),
    "says true": lambda _: _says({"errcode": False}),
    "is busy": lambda _: _says({"errcode": -1}),
    "has had enough today": lambda _: _says({"errcode": 45009}),
    "knows no such code": lambda _: _says({"errcode": 99999}),
    "tells a list": lambda _: _says([]),
}


async def test_a_failure_is_tried_again_and_told_of_until_it_went_well(
    sender: Sender, desk: Desk, wechat: FakeWeChat, caplog: pytest.LogCaptureFixture
) -> None:
    await sender.files()
    for how, answers in WRONG.items():
        await sender.says("你好")
        wechat.sending, wechat.taken[:] = answers(wechat), []
        await desk.writes()
        await desk.rounds()
        assert [(one.kind, one.state) for one in await desk.stuck()] == [("letter_wechat", "waiting")], how
        assert "还会再试" in (await desk.sees()).told[0], how

        wechat.sending = None
        await desk.rounds()
        assert [to for to, _ in wechat.taken] == [OPENID], how
        assert await desk.stuck() == [], how
    assert OPENID not in caplog.text and WORDS not in caplog.text


async def test_after_some_tries_it_is_given_up_aloud_until_it_arrives_otherwise(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    wechat.refuses_messages(-1)
    await desk.writes()
    await desk.rounds(MOST_TRIES + 2)
    (given_up,) = await desk.stuck()
    assert (given_up.state, given_up.tries, given_up.reason) == ("given_up", MOST_TRIES, "busy")

    assert WORDS in await sender.says("你好")
    assert await desk.stuck() == []


async def test_an_account_that_may_not_send_is_told_of_at_once(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    wechat.refuses_messages(48001)
    await desk.writes()
    await desk.rounds(2)

    (given_up,) = await desk.stuck()
    assert (given_up.state, given_up.tries) == ("given_up", 1)
    assert "权限" in (await desk.sees()).told[0]


async def test_a_refused_token_is_fetched_anew_once_a_message(
    sender: Sender, desk: Desk, wechat: FakeWeChat
) -> None:
    await sender.files()
    await desk.writes()
    await desk.rounds()
    wechat.token = "token-2"
    await desk.writes("第二封。")
    await desk.rounds()
    assert [said[-4:] for _, said in wechat.taken] == [WORDS[-4:], "第二封。"]

    wechat.refuses_messages(42001)
    await desk.writes("第三封。")
    await desk.rounds()
    assert wechat.tokens_given == 3
    assert [one.reason for one in await desk.stuck()] == ["token_refused"]


async def test_nothing_is_kept_of_who_wants_no_name(sender: Sender, desk: Desk) -> None:
    await sender.files(ANONYMOUS)
    await sender.says("你好")
    assert await sender.kept() == []

    desk.time.now += timedelta(hours=2)
    await desk.service.ledger.expire_own_cases(desk.time())
    await sender.files()
    assert len(await sender.kept()) == 1
    await sender.says(ANONYMOUS)
    assert await sender.kept() == []


async def test_it_goes_with_the_window_and_with_the_subscription(sender: Sender, desk: Desk) -> None:
    await sender.says("你好")
    assert await sender.kept() == []
    await sender.files()
    assert "微信账号标识加密存到" in await sender.says("你们存了我什么")
    (before,) = await sender.kept()

    desk.time.now += timedelta(hours=1)
    await sender.says("", "event", "click")
    assert [one.until for one in await sender.kept()] == [before.until]
    await sender.says("你好")
    (after,) = await sender.kept()
    assert after.until == desk.time() + WINDOW

    reach = Reach(desk.service.database, desk.service.vault)
    await reach.forget_old(desk.time() + WINDOW)
    assert await sender.kept() == []
    await sender.says("你好")
    await sender.says("", "event", "unsubscribe")
    assert await sender.kept() == []


async def test_a_mail_says_that_something_waits_and_nothing_else(sender: Sender, desk: Desk, time: Time) -> None:
    await sender.files(f"{NAMED}，邮箱zhou.min@example.com")
    database, vault = desk.service.database, desk.service.vault
    refuses = MailServer(answers={"RCPT": "550 nobody"})
    hangs_up = MailServer(hangs_up_at="DATA")
    async with MailServer().running() as well, refuses.running(), hangs_up.running():

        def by(server: MailServer) -> Courier:
            post = SmtpPost(server.url, "shangmi@example.gov.cn")
            mails = LettersByMail(database, vault, post, "https://sm.example.gov.cn/mycase")
            return Courier(database, time, ByKind({BY_MAIL: mails}, DeskOnly()))

        await desk.writes()
        await by(hangs_up).round()
        assert "还会再试" in (await desk.sees()).told[0]
        time.now += timedelta(hours=1)
        await by(well).round()
        assert "已用邮件提醒来访人查看。" in (await desk.sees()).told

        await desk.writes("第二封。")
        await by(refuses).round()
        assert "服务器不认收件人" in (await desk.sees()).told[0]
        assert [(one.kind, one.state) for one in await desk.stuck()] == [("letter_mail", "given_up")]

    (received,) = well.received
    letter = message_from_string(received, policy=policy.default)
    said = letter.get_content()
    assert letter["To"] == "zhou.min@example.com"
    assert "https://sm.example.gov.cn/mycase" in said
    told = letter["Subject"] + said
    for word in ("保密协议", "举报", "长坪", "合川", "周敏", await desk.the_case()):
        assert word not in told
