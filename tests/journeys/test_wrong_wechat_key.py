"""An EncodingAESKey that is not the account's: whoever writes hears nothing, so log and doctor must speak."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from wechatpy.crypto import WeChatCrypto

from bot.commands import account_looked_at
from bot.commands.finding import Finding
from tests.bot.channels.wechat_server import APP_ID, TOKEN
from tests.journeys.house import Clock, House
from tests.journeys.people import WeChatPerson, text_message


async def key_found(house: House) -> Finding:
    """Return what the doctor says of the key."""
    findings = await account_looked_at.findings_on_account(house.service.settings)
    return next(finding for finding in findings if finding.what == "消息加解密密钥")


async def test_it_is_said_once_in_a_while_and_the_doctor_says_what_to_do(
    house_on_both: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    house = house_on_both
    stranger = await WeChatPerson.come(house, clock)
    right, stranger._crypto = stranger._crypto, WeChatCrypto(TOKEN, "C" * 43, APP_ID)

    with caplog.at_level(logging.ERROR, "bot.channels.wechat.key_notes"):
        for number in range(3):
            assert await stranger.deliver(stranger.xml("text", text_message("你好", 100 + number))) == (
                200,
                "success",
            )
        assert len(caplog.records) == 1 and "SHANGMI_WECHAT_AES_KEY" in caplog.text
        clock.later(timedelta(minutes=6))
        await stranger.deliver(stranger.xml("text", text_message("你好", 110)))
        assert len(caplog.records) == 2 and "你好" not in caplog.text

    wrong = await key_found(house)
    assert wrong.is_wrong and "EncodingAESKey" in wrong.remedy
    stranger._crypto = right
    await stranger.say("你好")
    assert not (await key_found(house)).is_wrong
