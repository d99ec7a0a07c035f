"""The chat page as a plain form, and what it is served with."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web import chat as webchat
from bot.channels.web import page as webpage
from bot.channels.web.our_pages import TextPiece
from bot.channels.web.page import Bubble
from bot.conversation.messages import Choice, Download, Inbound, Reply, Trace
from bot.memory import Answered
from bot.reception import TooBusy
from bot.settings import read_settings
from tests.bot.channels.fakes import Client, FakeReception, FakeVault

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
Opener = Callable[..., Awaitable[Client]]


class Dialog(FakeReception):
    """Asks one question of a dialog, whatever is said."""

    async def receive(self, message: Inbound) -> Answered:
        self.received.append(message)
        if message.kind == "event":
            return Answered((Reply("欢迎"),), Trace())
        question = Reply(
            "侵权举报 · 第 3/12 项\n被举报的是谁？", (Choice("不清楚", "不清楚"), Choice("跳过", "跳过"))
        )
        return Answered((question,), Trace(dialog="complaint", field="reported_name"))


class Note(FakeReception):
    """Asks what is to be said of a case that was filed."""

    async def receive(self, message: Inbound) -> Answered:
        return Answered((Reply("请说说撤回的理由。"),), Trace(dialog="supplement", field="note"))


@pytest.fixture
def reception() -> FakeReception:
    return FakeReception()


@pytest.fixture
async def opened(reception: FakeReception) -> AsyncIterator[Opener]:
    clients: list[Client] = []

    async def open_door(met_by: FakeReception | None = None, **settings: str) -> Client:
        app = web.Application()
        chosen = read_settings(_env_file=None, **settings)
        app.add_routes(webchat.chat_routes(met_by or reception, FakeVault(), chosen, lambda: NOW))
        client: Client = TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True))
        await client.start_server()
        clients.append(client)
        return client

    yield open_door
    for client in clients:
        await client.close()


@pytest.fixture
async def client(opened: Opener) -> Client:
    return await opened()


async def submitted(client: Client, **form: str) -> ClientResponse:
    return await client.post("/chat", data=form, headers={"Origin": str(client.make_url("/")).rstrip("/")})


async def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(client: Client) -> None:
    response = await client.get("/chat")

    page = await response.text()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert set(re.findall(r'(?:src|href)="([^"#]*)', page)) == {
        "data:,",
        *re.findall(r"/static/chat/chat\.(?:css|js)\?[0-9a-f]{12}", page),
        "/mycase",
        "/privacy",
        "",
    }
    assert "<style" not in page and "style=" not in page and not re.search(r"<script[^>]*>[^<]", page)


async def test_looking_at_the_page_makes_no_session(client: Client, reception: FakeReception) -> None:
    await client.get("/chat")

    assert (reception.met, reception.received) == ([], [])


@pytest.mark.parametrize("name", ["chat.css", "chat.js"])
async def test_what_the_page_loads_is_there(client: Client, name: str) -> None:
    response = await client.get(f"/static/chat/{name}")

    assert response.status == 200
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["chat.html", "..%2Fwebpage.py", "__init__.py"])
async def test_nothing_else_is_served(client: Client, name: str) -> None:
    assert (await client.get(f"/static/chat/{name}")).status == 404


@pytest.mark.parametrize(
    ("settings", "banner"),
    [
        ({}, "演示环境，不是正式举报渠道，请勿填写真实信息。"),
        ({"channel_status": "helper"}, "只帮您整理材料，不代为提交，不出具举报回执"),
        (
            {
                "channel_status": "published",
                "channel_notice": "《关于公布举报渠道的公告》 https://example.gov.cn/n",
            },
            '<a href="https://example.gov.cn/n" rel="noopener">《关于公布举报渠道的公告》</a>',
        ),
    ],
    ids=["demo", "helper", "published"],
)
async def test_every_page_says_what_the_service_is_in_law(
    opened: Opener, settings: dict[str, str], banner: str
) -> None:
    client = await opened(**settings)

    assert banner in await (await client.get("/chat")).text()


async def test_the_privacy_notice_names_what_the_law_asks_for(client: Client) -> None:
    page = await (await client.get("/privacy")).text()

    for heading in ("谁在处理", "为什么处理", "处理哪些内容", "保存多久", "您的权利"):
        assert f"<h2>{heading}</h2>" in page
    assert "消息由微信（腾讯）传送" in page


async def test_the_form_shows_what_was_said_and_its_answer(client: Client, reception: FakeReception) -> None:
    response = await submitted(client, id="1", text="<b>什么</b>是\r\n商业秘密")

    page = await response.text()
    assert response.status == 200
    assert "&lt;b&gt;什么&lt;/b&gt;是\n商业秘密" in page
    assert page.count("您好") == 2
    assert [message.text for message in reception.received] == ["", "<b>什么</b>是\n商业秘密"]


async def test_the_form_keeps_its_session_in_a_closed_cookie(client: Client, reception: FakeReception) -> None:
    first = await submitted(client, id="1", text="你好")
    await submitted(client, id="2", text="再见")

    cookie = first.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/chat" in cookie
    assert len(reception.met) == 1
    assert len({message.person for message in reception.received}) == 1


async def test_behind_tls_the_cookie_is_secure(opened: Opener) -> None:
    client = await opened(public_url="https://shangmi.example.gov.cn")

    response = await submitted(client, id="1", text="你好")

    assert "Secure" in response.headers["Set-Cookie"]


async def test_sending_the_form_twice_is_one_message(client: Client, reception: FakeReception) -> None:
    await submitted(client, id="1", text="你好")
    await submitted(client, id="1", text="你好")

    _, first, again = reception.received
    assert first.key == again.key


async def test_a_dialog_shows_its_progress_and_its_moves_once(opened: Opener) -> None:
    client = await opened(Dialog())

    page = await (await submitted(client, id="1", text="我要举报")).text()

    assert ">举报 · 第 3/12 项</p>" in page
    assert page.count('value="跳过"') == 1
    assert '<button class="short" name="say" value="不清楚">不清楚</button>' in page


async def test_what_is_said_of_a_filed_case_has_no_number_and_one_way_out(opened: Opener) -> None:
    client = await opened(Note())

    page = await (await submitted(client, id="1", text="我要撤回")).text()

    assert ">已提交的事项</p>" in page
    assert re.findall(r'<button[^>]* value="(?:上一步|跳过|不补充了)"([^>]*)>', page) == [" hidden", " hidden", ""]


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
async def test_what_another_site_sends_is_not_taken(
    client: Client, reception: FakeReception, headers: dict[str, str]
) -> None:
    response = await client.post("/chat", data={"id": "1", "text": "你好"}, headers=headers)

    assert response.status == 403
    assert reception.received == []


async def test_a_busy_service_keeps_what_was_typed(client: Client, reception: FakeReception) -> None:
    await submitted(client, id="1", text="你好")
    reception.failure = TooBusy()

    response = await submitted(client, id="abc", text="很长的经过")

    page = await response.text()
    assert response.status == 503
    assert webpage.BUSY in page
    assert ">很长的经过</textarea>" in page
    assert 'name="id" value="abc"' in page


async def test_too_much_is_refused_on_the_page(client: Client) -> None:
    response = await submitted(client, id="1", text="x" * 70_000)

    assert response.status == 413
    assert webpage.TOO_LONG in await response.text()


async def test_an_empty_form_shows_the_page_again(client: Client, reception: FakeReception) -> None:
    response = await submitted(client, id="1", text="  ")

    assert response.status == 200
    assert reception.received == []


def test_a_bubble_puts_the_source_below_instead_of_into_the_text() -> None:
    bubble = Bubble.of(Reply("答案。\n依据：《规定》第3条\n以上仅供参考。", source="《规定》第3条"), "https://x")

    assert bubble.text == (TextPiece("答案。\n\n以上仅供参考。"),)
    assert bubble.source == "《规定》第3条"


async def test_an_address_in_an_answer_opens_with_a_press(opened: Opener) -> None:
    reply = Reply("只能打开一次：\nhttps://sm.example.cn/file/continue/abc\n回执：https://sm.example.cn/receipt/x")
    client = await opened(FakeReception(replies=(reply,)), public_url="https://sm.example.cn")

    shown = await (await submitted(client, id="1", text="去网页填")).text()

    assert 'class="download" href="https://sm.example.cn/file/continue/abc"' in shown
    assert ">去网页填写</a>" in shown
    assert ">打开回执</a>" in shown


async def test_what_the_source_says_further_is_folded_out(opened: Opener) -> None:
    reply = Reply("公示15天。", source="《规定》第3条", statements=("期满经批准认定（第3条）",))
    client = await opened(FakeReception(replies=(reply,)))

    shown = await (await submitted(client, id="1", text="公示几天")).text()

    assert "<summary>相关规定</summary><ul><li>期满经批准认定（第3条）</li></ul>" in shown


def test_a_text_to_take_away_needs_no_script() -> None:
    bubble = Bubble.of(Reply("好了。", download=Download("草稿.txt", "第一行\n“二”")), "https://x")

    assert bubble.download_address.startswith("data:text/plain;charset=utf-8,%E7%AC%AC")
    assert "\n" not in bubble.download_address
