"""Media from WeChat: what was sent arrives whole, and every way in which it does not has a name."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.channels.wechat.api import WeChatApi
from intake.evidence.fetching import CannotFetch
from tests.bot.channels.wechat_api_server import APP_ID, PIXEL, SECRET, FakeWeChat

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def wechat() -> AsyncIterator[FakeWeChat]:
    fake = FakeWeChat()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(wechat: FakeWeChat, clock: Clock) -> AsyncIterator[WeChatApi]:
    async with WeChatApi(wechat.address, APP_ID, SECRET, clock, within_seconds=2.0, silent_seconds=0.3) as opened:
        yield opened


async def fetched(api: WeChatApi, media_id: str) -> bytes:
    async with api.media(media_id) as pieces:
        return b"".join([piece async for piece in pieces])


async def refusal(api: WeChatApi, media_id: str) -> tuple[str, bool]:
    with pytest.raises(CannotFetch) as refused:
        await fetched(api, media_id)
    assert "oABC" not in str(refused.value)
    return refused.value.reason, refused.value.for_good


async def test_what_was_sent_arrives_as_it_was_sent(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.holds("picture")
    wechat.holds("voice", b"#!AMR\n" + bytes(100_000), "audio/amr")

    assert await fetched(api, "picture") == PIXEL
    assert await fetched(api, "voice") == b"#!AMR\n" + bytes(100_000)


async def test_one_token_is_fetched_for_many_and_a_new_one_when_it_ends(
    api: WeChatApi, wechat: FakeWeChat, clock: Clock
) -> None:
    wechat.holds("picture")

    await asyncio.gather(*(fetched(api, "picture") for _ in range(20)))
    assert wechat.tokens_given == 1
    clock.now += timedelta(hours=2)
    await fetched(api, "picture")
    assert wechat.tokens_given == 2


async def test_a_token_that_is_refused_is_fetched_again_once(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.holds("picture")
    await fetched(api, "picture")
    wechat.token = "token-2"

    assert await fetched(api, "picture") == PIXEL
    assert wechat.asked == ["token", "picture", "picture", "token", "picture"]


async def test_a_token_that_is_always_refused_is_asked_for_twice_and_no_more(
    api: WeChatApi, wechat: FakeWeChat
) -> None:
    wechat.refuses("picture", 40001)

    assert await refusal(api, "picture") == ("token_refused", False)
    assert wechat.asked.count("token") == 2


async def test_media_that_wechat_no_longer_has_are_gone_for_good(api: WeChatApi, wechat: FakeWeChat) -> None:
    assert await refusal(api, "picture") == ("expired", True)


@pytest.mark.parametrize(
    ("code", "reason"), [(-1, "busy"), (45009, "daily_limit"), (48001, "not_permitted"), (61023, "refused_61023")]
)
async def test_what_wechat_says_has_its_name(api: WeChatApi, wechat: FakeWeChat, code: int, reason: str) -> None:
    wechat.refuses("picture", code)

    assert await refusal(api, "picture") == (reason, False)


@pytest.mark.parametrize("code", [40125, 40013, 40164])
async def test_without_a_token_nothing_is_asked(api: WeChatApi, wechat: FakeWeChat, code: int) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return web.json_response({"errcode": code, "errmsg": "no"})

    wechat.token_answer = refuse

    reason, for_good = await refusal(api, "picture")
    assert reason in {"secret_refused", "app_id_refused", "address_not_listed"} and not for_good
    assert wechat.asked == ["token"]


async def test_an_error_page_is_no_picture(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.fails("broken", 502)
    wechat.lies_with_a_page("portal")

    assert await refusal(api, "broken") == ("http_502", False)
    assert await refusal(api, "portal") == ("not_media", False)


async def test_whoever_hangs_is_left(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.hangs("silent")
    wechat.hangs("half", after=PIXEL[:20])

    assert await refusal(api, "silent") == ("timeout", False)
    assert await refusal(api, "half") == ("timeout", False)


async def test_half_a_picture_is_none(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.breaks_off("picture")

    assert await refusal(api, "picture") == ("cut_short", False)


async def test_a_server_that_is_not_there_has_its_name(clock: Clock) -> None:
    async with WeChatApi("http://127.0.0.1:9", APP_ID, SECRET, clock) as nobody:
        assert await refusal(nobody, "picture") == ("unreachable", False)


async def test_a_redirection_is_not_followed(api: WeChatApi, wechat: FakeWeChat) -> None:
    async def redirect(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})

    wechat.media["picture"] = redirect

    assert await refusal(api, "picture") == ("http_302", False)


async def test_a_video_is_fetched_from_where_it_lies_without_the_token(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.sends_on("video", f"{wechat.address}/video/one")

    assert (await fetched(api, "video")).endswith(b"ftypmp42")


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest", "file:///etc/passwd", "http://10.0.0.1/x", "x"]
)
async def test_an_answer_cannot_lead_into_our_own_network(
    api: WeChatApi, wechat: FakeWeChat, address: str
) -> None:
    wechat.sends_on("video", address)

    assert await refusal(api, "video") == ("bad_address", False)


async def test_a_fault_of_whoever_takes_it_is_not_wechats(api: WeChatApi, wechat: FakeWeChat) -> None:
    wechat.holds("picture")

    with pytest.raises(OSError, match="disk"):
        async with api.media("picture"):
            raise OSError("disk full")


async def test_no_address_that_was_asked_stands_in_a_log(
    api: WeChatApi, wechat: FakeWeChat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wechat.holds("media-of-somebody")
    await fetched(api, "media-of-somebody")
    wechat.fails("media-of-somebody")
    await refusal(api, "media-of-somebody")

    assert "media-of-somebody" not in caplog.text and "token-1" not in caplog.text
