"""What people send in WeChat is kept with their draft or their case, however badly WeChat answers."""

from __future__ import annotations

import itertools
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from bot.channels.wechat import api as wechat_api
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Attachment, Inbound, MessageKind
from bot.service import Service, opened
from bot.settings import read_settings
from intake.evidence.arriving import GIVEN_UP, HERE, WAITING, stuck_media
from intake.evidence.fetching import Fetching
from intake.evidence.file import EvidenceFile, OfCase, OfDraft
from intake.evidence.latecomers import Latecomers
from intake.evidence.telling import LossTelling
from intake.journal.verifying import verify
from intake.storage.tables import CaseRow, JournalRow, MailRow
from intake.storage.upload_tables import ArrivingRow
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.wechat_api_server import APP_ID, PIXEL, SECRET, FakeWeChat
from tests.bot.conversation.harness import handbook

OPENING = "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单"
REST = ("1", "先提交，以后再补", "确认提交")


class Sender:
    """Somebody in WeChat who also sends pictures."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._count = itertools.count()
        self.person = service.vault.keyed_id("wechat", "oABC")

    async def say(self, text: str) -> str:
        return await self._send("text", text, None)

    async def send(self, media_id: str, kind: MessageKind = "image", key: str = "") -> str:
        return await self._send(kind, "", Attachment({"kind": kind, "MediaId": media_id, "Format": "amr"}), key)

    async def files(self) -> str:
        told = ""
        for line in (OPENING, *REST):
            told = await self.say(line)
        return told

    async def _send(self, kind: MessageKind, text: str, attachment: Attachment | None, key: str = "") -> str:
        message = Inbound(
            ChannelName.WECHAT,
            self.person,
            key or f"key-{next(self._count)}",
            kind,
            self._service.clock(),
            text,
            own_key=self._service.vault.keyed_id("wechat-own", "oABC"),
            attachment=attachment,
        )
        answered = await self._service.reception.receive(message)
        return "\n".join(reply.text for reply in answered.replies)


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
async def service(database_url: str, tmp_path: Path, wechat: FakeWeChat, time: Time) -> AsyncIterator[Service]:
    settings = read_settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url=database_url.replace("postgresql://", "postgresql+asyncpg://"),
        wechat_app_id=APP_ID,
        wechat_token=SecretStr("AAAAA"),
        wechat_aes_key=SecretStr("A" * 43),
        wechat_secret=SecretStr(SECRET),
        wechat_api_base=wechat.address,
    )
    async with opened(settings, time, handbook("demo")) as service:
        yield service


@pytest.fixture
def sender(service: Service) -> Sender:
    return Sender(service)


@pytest.fixture
async def fetching(service: Service, wechat: FakeWeChat, time: Time) -> AsyncIterator[Fetching]:
    """The job, patient for parts of a second only."""
    database, vault = service.database, service.vault
    async with wechat_api.WeChatApi(wechat.address, APP_ID, SECRET, time, 1.0, 0.2) as api:
        yield Fetching(
            service.files.arriving,
            service.evidence,
            Latecomers(database, vault, time),
            LossTelling(database, vault),
            api,
            time,
        )


async def rows(service: Service) -> list[ArrivingRow]:
    async with service.database.reading() as session:
        return list(await session.scalars(select(ArrivingRow).order_by(col(ArrivingRow.id))))


async def files_of_the_case(service: Service) -> tuple[EvidenceFile, ...]:
    async with service.database.reading() as session:
        case_id = await session.scalar(select(col(CaseRow.id)))
    assert case_id is not None
    return await service.evidence.files_of(OfCase(case_id))


async def draft_of(service: Service, sender: Sender) -> OfDraft:
    found = await service.memory.recollect(
        Inbound(ChannelName.WECHAT, sender.person, "look", "text", service.clock(), own_key="00" * 32)
    )
    assert found.state.running is not None
    return OfDraft(found.state.running.draft_id)


async def test_a_picture_in_a_form_goes_to_the_draft_and_with_it_to_the_case(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat, time: Time
) -> None:
    wechat.holds("picture")
    await sender.say(OPENING)

    told = await sender.send("picture")
    assert "图片收到了，作为材料和草稿存在一起" in told and "文件本身可能说出您是谁" in told
    assert await fetching.round() == 1
    (file,) = await service.evidence.files_of(await draft_of(service, sender))
    assert (file.name, file.received) == ("微信图片 1125-1030", len(PIXEL))
    for line in REST:
        told = await sender.say(line)

    assert "随这一件收到的文件：1个" in told
    assert [one.id for one in await files_of_the_case(service)] == [file.id]
    assert [row.state for row in await rows(service)] == [HERE]


async def test_what_is_still_to_be_fetched_when_the_draft_is_filed_goes_to_the_case(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    wechat.holds("picture")
    await sender.say(OPENING)
    await sender.send("picture")
    for line in REST:
        told = await sender.say(line)
    assert "还有1个文件正在接收" in told

    await fetching.round()

    assert len(await files_of_the_case(service)) == 1
    async with service.database.reading() as session:
        codes = list(await session.scalars(select(col(JournalRow.code)).order_by(col(JournalRow.seq))))
    assert codes[-1] == "evidence_received"
    assert (await verify(service.database, service.vault.journal_key, service.clock())).is_intact


async def test_a_picture_that_comes_while_its_draft_is_filed_goes_to_the_case(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    await sender.say(OPENING)
    await sender.send("picture")
    holds = FakeWeChat()
    holds.holds("picture")

    async def file_first(request: object) -> object:
        # Asked for as a draft's; filed before it is here.
        for line in REST:
            await sender.say(line)
        return await holds.media["picture"](request)  # type: ignore[arg-type]

    wechat.media["picture"] = file_first  # type: ignore[assignment]
    patient = wechat_api.WeChatApi(wechat.address, APP_ID, SECRET, service.clock)
    async with patient:
        fetching._source = patient
        await fetching.round()

    assert len(await files_of_the_case(service)) == 1


async def test_a_picture_in_a_note_goes_to_the_case_and_is_no_note(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    wechat.holds("voice", b"#!AMR\n" + bytes(900))
    await sender.files()
    await sender.say("补充材料")

    told = await sender.send("voice", "voice")
    assert "语音收到了，加到编号" in told and "还有要说明的，请用文字说" in told
    await fetching.round()

    (file,) = await files_of_the_case(service)
    assert file.media is not None and file.media.type == "audio/amr"


async def test_the_same_delivery_again_makes_no_second_file(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    wechat.holds("picture")
    await sender.say(OPENING)

    assert await sender.send("picture", key="one") == await sender.send("picture", key="one")
    await fetching.round()
    await fetching.round()

    assert len(await service.evidence.files_of(await draft_of(service, sender))) == 1


async def test_a_job_that_died_after_the_file_was_whole_makes_no_second_one(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat, time: Time
) -> None:
    wechat.holds("picture")
    await sender.say(OPENING)
    await sender.send("picture")
    await fetching.round()
    async with service.database.writing() as session:
        (row,) = list(await session.scalars(select(ArrivingRow)))
        # As if it had not come to noting so.
        row.state, row.next_try_at = WAITING, time.now
    asked = len(wechat.asked)

    await fetching.round()

    assert len(await service.evidence.files_of(await draft_of(service, sender))) == 1
    assert len(wechat.asked) == asked and [row.state for row in await rows(service)] == [HERE]


@pytest.mark.parametrize("how", ["fails", "hangs", "lies", "breaks off", "wrong kind", "empty", "token"])
async def test_what_fails_is_tried_again_later_and_comes_in_the_end(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat, time: Time, how: str
) -> None:
    {
        "fails": lambda: wechat.fails("picture"),
        "hangs": lambda: wechat.hangs("picture", after=PIXEL[:9]),
        "lies": lambda: wechat.lies_with_a_page("picture"),
        "breaks off": lambda: wechat.breaks_off("picture"),
        "wrong kind": lambda: wechat.holds("picture", b"<!doctype html><title>login</title>"),
        "empty": lambda: wechat.holds("picture", b""),
        "token": lambda: wechat.refuses("picture", 40001),
    }[how]()
    await sender.say(OPENING)
    await sender.send("picture")

    assert await fetching.round() == 1
    assert await fetching.round() == 0, "not at once"
    (row,) = await rows(service)
    assert row.state == WAITING and row.last_error
    assert [stuck.reason for stuck in await stuck_media(service.database)] == [row.last_error]
    assert await service.evidence.opened_of(await draft_of(service, sender)) == ()

    wechat.holds("picture")
    time.now += timedelta(minutes=1)
    assert await fetching.round() == 1
    assert len(await service.evidence.files_of(await draft_of(service, sender))) == 1
    assert await stuck_media(service.database) == []


async def test_what_wechat_no_longer_has_is_given_up_and_its_filer_told(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    await sender.files()
    await sender.say("补充材料")
    await sender.send("gone")

    await fetching.round()

    (row,) = await rows(service)
    assert (row.state, row.last_error, row.sealed) == (GIVEN_UP, "expired", b"")
    told = await sender.say("不补充了")
    assert "您发来的一个文件没有收到（微信只替您保存三天" in told
    assert (await verify(service.database, service.vault.journal_key, service.clock())).is_intact


async def test_after_three_days_nothing_is_asked_for_any_more(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat, time: Time
) -> None:
    wechat.fails("picture")
    await sender.files()
    await sender.say("补充材料")
    await sender.send("picture")
    for _ in range(200):
        await fetching.round()
        time.now += timedelta(hours=1)

    (row,) = await rows(service)
    assert (row.state, row.last_error) == (GIVEN_UP, "expired") and row.tries < 100
    async with service.database.reading() as session:
        assert len(list(await session.scalars(select(MailRow)))) == 1


async def test_a_program_is_not_asked_for_again(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    wechat.holds("program", b"MZ" + bytes(300))
    await sender.say(OPENING)
    await sender.send("program", "file")

    await fetching.round()

    assert [(row.state, row.last_error) for row in await rows(service)] == [(GIVEN_UP, "program")]
    assert await service.evidence.opened_of(await draft_of(service, sender)) == ()


async def test_more_than_twenty_are_refused_when_they_are_sent(service: Service, sender: Sender) -> None:
    await sender.say(OPENING)
    for number in range(20):
        assert "图片收到了" in await sender.send(f"picture-{number}")

    assert "最多放20个文件" in await sender.send("picture-21")
    assert len(await rows(service)) == 20


async def test_pictures_of_a_deleted_draft_are_not_fetched(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat
) -> None:
    wechat.holds("picture")
    await sender.say(OPENING)
    await sender.send("picture")
    await sender.say("删除草稿")
    await sender.say("确定删除")

    assert await fetching.round() == 0 and wechat.asked == [] and await rows(service) == []


async def test_nothing_that_names_somebody_stands_beside_what_was_sent_or_in_a_log(
    service: Service, sender: Sender, fetching: Fetching, wechat: FakeWeChat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wechat.fails("media-of-somebody")
    await sender.say(OPENING)
    await sender.send("media-of-somebody")
    await fetching.round()
    (row,) = await rows(service)

    assert sender.person not in repr(row) and b"media-of-somebody" not in row.sealed
    assert "media-of-somebody" not in caplog.text and "token-1" not in caplog.text
