"""Files from `/mycase` and from `/api/chat/files`, and none at all where nothing is filed."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import orjson
from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.app import build_app
from bot.conversation.channels import ChannelName
from bot.service import Service
from bot.settings import read_settings
from tests.bot.channels.web.test_mycase import Browser, Time
from tests.bot.channels.web.uploading.people import Client, Page
from tests.bot.channels.wechat_api_server import PIXEL
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import Person


async def test_a_filer_adds_files_at_their_case_and_sees_what_was_received(
    client: Client, service: Service
) -> None:
    reference, code = await Person(service, ChannelName.WEB, "filer").files_a_tip_and_notes_its_code()
    browser = Browser(client)
    assert "还没有文件" in await browser.post(reference=reference, code=code)

    page = await browser.post("/mycase/upload")

    assert "文件本身可能说出您是谁" in page and browser.answer is not None
    await Page(client, browser.answer.url.path).form(("发货单.png", PIXEL))
    shown = await browser.get()
    digest = hashlib.sha256(PIXEL).hexdigest()
    for words in ("材料（1）", "发货单.png", digest[:8], "还没有查过病毒，不影响提交"):
        assert words in shown


async def test_without_a_visit_no_link_is_given(client: Client) -> None:
    browser = Browser(client)

    await browser.post("/mycase/upload")

    # Told at the door, not on the page that a reload would send again.
    assert browser.status == 403 and browser.answer is not None and browser.answer.url.path == "/mycase"
    assert "/upload/" not in browser.page


async def opened(client: Client) -> dict[str, str]:
    session = await (await client.post("/api/chat/sessions", json={})).json()
    return {"Authorization": f"Bearer {session['session']}"}


async def said(client: Client, bearer: dict[str, str], text: str) -> None:
    body = orjson.dumps({"id": text, "text": text})
    assert (await client.post("/api/chat/messages", data=body, headers=bearer)).status == 200


async def sent(client: Client, bearer: dict[str, str], name: str, content: bytes) -> ClientResponse:
    form = FormData(quote_fields=False)
    form.add_field("file", BytesIO(content), filename=name)
    return await client.post("/api/chat/files", data=form, headers=bearer)


async def test_a_program_hands_a_file_in_for_the_draft_under_way(client: Client) -> None:
    bearer = await opened(client)
    await said(client, bearer, "我要举报重庆长坪饲料厂")

    answer = await sent(client, bearer, "照片.png", PIXEL)

    told = await answer.json()
    assert answer.status == 201 and told["sha256"] == hashlib.sha256(PIXEL).hexdigest()
    assert "《照片.png》收到了" in told["replies"][0]["text"]


async def test_a_file_for_nothing_is_refused_with_what_to_do(client: Client) -> None:
    answer = await sent(client, await opened(client), "照片.png", PIXEL)

    error = (await answer.json())["error"]
    assert (answer.status, error["code"]) == (409, "no_place") and "请先选下面一项" in error["hint"]


async def test_what_is_no_file_and_nobodys_is_refused(client: Client) -> None:
    bearer = await opened(client)
    await said(client, bearer, "我要举报重庆长坪饲料厂")

    assert (await sent(client, {"Authorization": "Bearer nobody"}, "照片.png", PIXEL)).status == 401
    assert (await client.post("/api/chat/files", data=b"x", headers=bearer)).status == 400
    assert (await sent(client, bearer, "图纸.pdf", b"MZ" + bytes(100))).status == 415


async def test_in_helper_there_are_no_uploads_at_all(tmp_path: Path, time: Time) -> None:
    settings = read_settings(_env_file=None, data_dir=tmp_path, channel_status="helper")
    app = await build_app(settings, time, handbook("helper"))
    async with TestClient(TestServer(app, access_log=None)) as client:
        assert (await client.get("/upload/anything")).status == 404
        assert (await client.post("/api/chat/files")).status == 404
        assert "上传材料" not in await (await client.get("/chat")).text()
