"""A self-assessment begun in the chat is gone on with on its page: what was said stands there, and here too."""

from __future__ import annotations

import re

import pytest

from bot.app import SERVICE_KEY
from bot.conversation.channels import ChannelName
from tests.bot.channels.web.assess.test_pages import Client, get, post
from tests.bot.channels.web.assess.test_pages import client as client
from tests.bot.test_anonymous_filers import Person


@pytest.mark.parametrize("channel", [ChannelName.WECHAT, ChannelName.WEB])
async def test_what_was_said_so_far_stands_on_the_page_and_the_chat_goes_on(
    client: Client, channel: ChannelName
) -> None:
    person = Person(client.app[SERVICE_KEY], channel, "own")
    for words in ("企业示范单位自评", "做到了", "部分做到"):
        await person.say(words)
    asked = await person.say("5分")

    told = await person.say("去网页填")

    link = re.search(r"/assess/continue/(\S+)", told)
    assert link is not None
    question = next(line for line in asked.splitlines() if line.startswith("第4/"))
    assert question in told
    path = f"/assess/continue/{link[1]}"
    await post(client, path, {}, await get(client, path))
    sheet = await get(client, "/assess/company")
    assert 'name="organisation" value="yes" checked' in sheet
    assert 'name="staffing" value="partly" checked' in sheet and 'value="5"' in sheet
    assert "第5/" in await person.say("做到了")


async def test_before_anything_was_said_the_page_is_an_empty_one(client: Client) -> None:
    person = Person(client.app[SERVICE_KEY], ChannelName.WEB, "own")
    await person.say("企业示范单位自评")

    told = await person.say("去网页填")

    assert "/assess/company" in told and "/assess/continue/" not in told and "自评码" not in told
