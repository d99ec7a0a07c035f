"""Whoever closes an upload page hears in the conversation that gave the link what came."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.cases.filer import Filer
from intake.storage.tables import MailRow
from tests.bot.channels.web.uploading.people import Client, Page, address_in
from tests.bot.channels.wechat_api_server import PIXEL
from tests.bot.test_anonymous_filers import Person


@pytest.mark.parametrize("kind", [ChannelName.WEB, ChannelName.WECHAT])
async def test_what_came_by_the_page_is_told_once_in_the_chat_it_came_from(
    client: Client, service: Service, kind: ChannelName
) -> None:
    person = Person(service, kind, "somebody")
    await person.say("我要举报")
    page = Page(client, address_in(await person.say("上传材料")))
    await page.form(("a.png", PIXEL), ("b.png", PIXEL + bytes(10)))

    for _ in range(2):
        await client.post(f"{page.address}/done")

    if kind is ChannelName.WECHAT:
        assert "2个文件都收到了" in await person.say("查看已填")
        assert "文件都收到了" not in await person.say("查看已填")
        return
    letters = await service.reception.said_since(Filer(person.person, person.own_key), 0)
    assert sum("2个文件都收到了" in reply.text for _, replies in letters for reply in replies) == 1


async def test_an_empty_page_and_whoever_stays_unknown_are_told_nothing_there(
    client: Client, service: Service
) -> None:
    empty, unknown = (Person(service, ChannelName.WEB, name) for name in ("empty", "unknown"))
    await empty.say("我要举报")
    await client.post(f"{address_in(await empty.say('上传材料'))}/done")
    await unknown.say("我要匿名举报")
    page = Page(client, address_in(await unknown.say("上传材料")))
    await page.form(("a.png", PIXEL))
    await client.post(f"{page.address}/done")

    async with service.database.reading() as session:
        assert (await session.scalars(select(col(MailRow.id)))).all() == []
