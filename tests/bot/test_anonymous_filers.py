"""Whoever stays unknown still finds their case from the same account, and nobody else finds them."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, MessageKind
from bot.service import Service, opened
from bot.settings import read_settings
from intake.cases.changes import Rulebook
from intake.cases.codes import Role
from intake.filers.codes import read_code
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.sealing import CannotUnseal
from intake.storage.steps import METADATA
from intake.storage.tables import CaseKeyRow, CaseRow, CaseTextRow, ConversationRow, MailRow
from tests.bot.conversation.harness import handbook

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
TIP = (
    "我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单",
    "1",
    "先提交，以后再补",
    "确认提交",
)


class Person:
    """Somebody with an account or a session, as a door makes them out."""

    def __init__(self, service: Service, channel: ChannelName, account: str) -> None:
        self._service = service
        self.channel = channel
        self._said = itertools.count()
        keyed_id = service.vault.keyed_id
        self.person, self.own_key = keyed_id(channel, account), keyed_id(f"{channel}-own", account)

    async def say(self, text: str, event: str = "") -> str:
        return await self._heard(f"{self.person}-{next(self._said)}", text, event)

    async def repeats(self, back: int) -> str:
        """Send again what was said so many messages ago, as a channel does that heard no answer."""
        number = next(self._said) - back
        self._said = itertools.count(number + back)
        return await self._heard(f"{self.person}-{number}", "", "")

    async def _heard(self, key: str, text: str, event: str) -> str:
        kind: MessageKind = "event" if event else "text"
        now = self._service.clock()
        message = Inbound(self.channel, self.person, key, kind, now, text, event=event, own_key=self.own_key)
        answered = await self._service.reception.receive(message)
        return "\n".join(reply.text for reply in answered.replies)

    async def files_a_tip(self) -> str:
        return (await self.files_a_tip_and_notes_its_code())[0]

    async def files_a_tip_and_notes_its_code(self) -> tuple[str, str]:
        for line in TIP:
            told = await self.say(line)
        code = read_code(told)
        assert "已收到" in told and isinstance(code, str), told
        async with self._service.database.reading() as session:
            row = await session.scalar(select(CaseRow).order_by(col(CaseRow.id).desc()))
        assert row is not None and row.anonymous
        return row.reference, code


@pytest.fixture
async def service(database_url: str, tmp_path: Path) -> AsyncIterator[Service]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with opened(settings, lambda: NOW, handbook("demo")) as service:
        yield service


async def write_to_the_filer(service: Service, reference: str, text: str) -> None:
    work = Casework(service.database, service.vault, Rulebook(service.bureaus, service.clocks))
    async with service.database.reading() as session:
        row = await session.scalar(select(CaseRow).where(col(CaseRow.reference) == reference))
    assert row is not None
    officer = Officer("o1", "甲", Role.OFFICER, row.lead_bureau)
    await work.move("write", officer, Seen(reference, row.version), NOW, {"text": text})


async def test_the_case_holds_no_sentence_in_which_its_filer_gave_their_name(service: Service) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    said = (
        "重庆戊科技有限公司",
        "经营信息",
        "员工离职带走了客户名单",
        "渝北区龙溪街道",
        "2024年3月",
        "本人张伟亲眼看到的，微信zw1988",
    )
    for line in ("提供违法线索（可匿名）", "其他知情人", "我是张伟，匿名", *said, "去掉以后记下", *TIP[2:]):
        await filer.say(line)

    async with service.database.reading() as session:
        case_id, sealed = (await session.execute(select(col(CaseTextRow.case_id), col(CaseTextRow.sealed)))).one()
        wrapped = await session.scalar(select(col(CaseKeyRow.wrapped)))
    assert wrapped is not None
    text = service.vault.unwrap(wrapped, case_id).unseal(sealed, "case_text").decode()
    assert "亲眼看到的" in text and "张伟" not in text and "zw1988" not in text


@pytest.mark.parametrize("channel", [ChannelName.WECHAT, ChannelName.WEB])
async def test_the_filer_sees_how_far_it_is_and_a_stranger_sees_nothing(
    service: Service, channel: ChannelName
) -> None:
    filer, stranger = Person(service, channel, "filer"), Person(service, channel, "stranger")
    reference = await filer.files_a_tip()

    assert reference in await filer.say("查进度")
    assert reference in await filer.say(reference)
    assert "没有查到" in await stranger.say(f"查进度 {reference}")


async def test_an_officers_words_come_with_the_next_message_in_wechat_once(service: Service) -> None:
    filer = Person(service, ChannelName.WECHAT, "filer")
    reference = await filer.files_a_tip()
    await write_to_the_filer(service, reference, "请说明仓库在哪里。")

    first, second = await filer.say("你好"), await filer.say("你好")

    assert "请说明仓库在哪里。" in first and "请说明仓库在哪里。" not in second
    async with service.database.reading() as session:
        assert await session.scalar(select(col(MailRow.delivered_at))) == NOW


async def test_an_officers_words_are_heard_at_once_on_the_web_and_by_nobody_else(service: Service) -> None:
    filer, stranger = (Person(service, ChannelName.WEB, name) for name in ("filer", "stranger"))
    message = Inbound(ChannelName.WEB, filer.person, "k", "text", NOW, "", own_key=filer.own_key)
    reference = await filer.files_a_tip()
    await write_to_the_filer(service, reference, "请说明仓库在哪里。")
    await stranger.say("你好")

    ((number, (letter,)),) = await service.reception.said_since(message.filer, 0)

    assert "请说明仓库在哪里。" in letter.text
    (answer,) = letter.choices
    assert "请用文字说明" in await filer.say(answer.say)
    assert "已补充到编号" in await filer.say("在合川区钱塘镇的老粮库")
    assert await service.reception.said_since(message.filer, number) == []
    strangers = Inbound(ChannelName.WEB, stranger.person, "k", "text", NOW, "", own_key=stranger.own_key)
    assert await service.reception.said_since(strangers.filer, 0) == []


async def test_who_was_forgotten_hears_what_was_written_when_they_name_reference_and_code(
    service: Service,
) -> None:
    filer = Person(service, ChannelName.WECHAT, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    await filer.say("", event="unsubscribe")
    await write_to_the_filer(service, reference, "请说明仓库在哪里。")

    assert "请说明仓库在哪里。" not in await filer.say("你好")
    assert reference not in await filer.say("查进度")
    assert "没有查到" in await filer.say(f"查进度 {reference}")
    told = await filer.say(f"查进度 {reference} {code}")

    assert "请说明仓库在哪里。" in told and reference in told
    assert reference in await filer.say("查进度")


async def test_nothing_in_the_database_leads_from_the_case_to_its_filer(service: Service) -> None:
    filer = Person(service, ChannelName.WECHAT, "filer")
    await filer.files_a_tip()
    await filer.files_a_tip()
    persons = set[str]()
    async with service.database.reading() as session:
        cases = (await session.scalars(select(CaseRow))).all()
        conversation = await session.scalar(select(ConversationRow))
        for table in METADATA.sorted_tables:
            if "person" in table.c:
                persons |= set(await session.scalars(select(table.c.person)))

    assert conversation is not None and conversation.own is not None
    assert persons == {filer.person}
    assert len({case.filer for case in cases} - persons) == 2
    # With every key of the service, but without a message of theirs, the list of their cases stays shut.
    with pytest.raises(CannotUnseal):
        service.vault.unseal(conversation.own, "own", filer.person)
    with pytest.raises(CannotUnseal):
        service.vault.unseal_for(filer.person, conversation.own, filer.person)
