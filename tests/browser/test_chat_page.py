"""The chat page in a real Chromium, before a reception that says what the test wants."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Route, expect

from bot.channels.web import chat as webchat
from bot.conversation.messages import Choice, Download, Inbound, Reply, Trace
from bot.memory import Answered
from bot.reception import TooBusy
from bot.settings import read_settings
from tests.bot.channels.fakes import FakeReception, FakeVault

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HERE = read_settings(_env_file=None).reached_at
SOURCE = "《商业秘密保护规定》第17条、第18条"
ANSWERS = {
    "什么是商业秘密": (
        Reply(
            f"不为公众所知悉、具有商业价值并经权利人采取相应保密措施的商业信息。\n依据：{SOURCE}",
            (Choice("什么算保密措施", "什么算保密措施"),),
            SOURCE,
        ),
        Trace(intent="ask"),
    ),
    "我要举报": (
        Reply("第3/12项：被举报的是谁？", (Choice("不清楚", "不清楚"), Choice("跳过", "跳过"))),
        Trace(dialog="complaint", field="reported_name"),
    ),
    "几项": (
        Reply(
            "对方是怎么做的？可以选几项。",
            (
                Choice("拷走", "拷走", True),
                Choice("泄露", "泄露", True),
                Choice("使用", "使用", True),
                Choice("跳过", "跳过"),
            ),
        ),
        Trace(dialog="complaint", field="act_kinds"),
    ),
    "公示几天": (Reply("公示15天。", statements=("期满经批准认定（第3条）",)), Trace(intent="ask")),
    "去网页填": (
        Reply(
            f"网页上填的是同一份：\n{HERE}/file/continue/AsBYXKR6\n回执：{HERE}/receipt/x1。别处：https://example.cn/upload/x"
        ),
        Trace(),
    ),
    "草稿": (Reply("整理好了。", download=Download("举报材料.txt", "第一行")), Trace()),
    "长": (Reply("一段很长的答复。\n" * 80), Trace()),
}


class Reception(FakeReception):
    """Answers a few words, and can be slow or busy."""

    waits: float = 0.0
    busy: int = 0

    async def receive(self, message: Inbound) -> Answered:
        self.received.append(message)
        await asyncio.sleep(self.waits)
        if self.busy:
            self.busy -= 1
            raise TooBusy
        if message.kind == "event":
            return Answered((Reply("欢迎使用", (Choice("举报", "我要举报"),)),), Trace())
        reply, trace = ANSWERS.get(message.text, (Reply(f"收到：{message.text}"), Trace()))
        return Answered((reply,), trace)

    def said(self) -> list[str]:
        return [message.text for message in self.received if message.kind == "text"]


@pytest.fixture
def reception() -> Reception:
    return Reception()


@pytest_asyncio.fixture(loop_scope="session")
async def address(reception: Reception) -> AsyncIterator[str]:
    app = web.Application()
    app[webchat.STOPPING] = asyncio.Event()
    chosen = read_settings(_env_file=None)
    app.add_routes(webchat.chat_routes(reception, FakeVault(), chosen, lambda: datetime.now(UTC)))
    async with TestServer(app) as server:
        yield str(server.make_url("/chat"))
        app[webchat.STOPPING].set()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(page: Page, address: str) -> Page:
    await page.goto(address)
    await expect(page.get_by_text("欢迎使用")).to_be_visible()
    return page


async def say(page: Page, words: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")


def saved_text(path: Path) -> str:
    return path.read_text("utf-8-sig")


@pytest.mark.both_sizes
async def test_the_page_greets_and_fits_the_window(chat: Page) -> None:
    await expect(chat.get_by_role("note")).to_have_text("演示环境，不是正式举报渠道，请勿填写真实信息。")
    await expect(chat.get_by_role("button", name="举报", exact=True)).to_be_visible()
    assert await chat.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await chat.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_an_answer_folds_its_source_out(chat: Page) -> None:
    await say(chat, "什么是商业秘密")

    answer = chat.locator("#log .ours").last
    await expect(answer.locator(".bubble")).to_have_text(
        "不为公众所知悉、具有商业价值并经权利人采取相应保密措施的商业信息。"
    )
    await answer.locator("summary").click()
    await expect(answer.locator("details p")).to_have_text(SOURCE)


async def test_an_address_of_ours_is_shown_by_name_and_anybody_elses_as_it_is(chat: Page) -> None:
    await say(chat, "去网页填")

    links = chat.locator("#log .ours").last.locator(".bubble a")
    await expect(links).to_have_text(["去网页填写", "打开回执", "https://example.cn/upload/x"])
    await expect(links.first).to_have_class("download")
    assert [await links.nth(place).get_attribute("class") for place in (1, 2)] == [None, None]
    assert await links.first.get_attribute("href") == f"{HERE}/file/continue/AsBYXKR6"


@pytest.mark.both_sizes
async def test_what_the_source_says_further_folds_out_where_there_is_room(chat: Page) -> None:
    await chat.set_viewport_size({"width": 1100, "height": 800})
    await say(chat, "公示几天")

    fold = chat.locator("#log .ours").last.locator(".further")
    await fold.locator("summary").click()
    await expect(fold.locator("li")).to_have_text("期满经批准认定（第3条）")
    await chat.set_viewport_size({"width": 390, "height": 800})
    await expect(fold).to_be_hidden()


async def test_a_choice_is_said_and_then_greyed(chat: Page, reception: Reception) -> None:
    await chat.get_by_role("button", name="举报", exact=True).click()

    await expect(chat.get_by_text("被举报的是谁？")).to_be_visible()
    assert reception.said() == ["我要举报"]
    await expect(chat.locator(".choices button", has_text="举报")).to_be_disabled()
    await expect(chat.locator(".choices button", has_text="举报")).to_have_class(re.compile("taken"))


async def test_several_are_ticked_before_anything_is_said(chat: Page, reception: Reception) -> None:
    await say(chat, "几项")
    choices = chat.locator("#log .ours").last.locator(".choices")
    chosen = choices.get_by_role("button", name="选好了")
    await expect(chosen).to_be_disabled()

    for name in ("拷走", "泄露", "使用"):
        await choices.get_by_role("button", name=name).click()
    await choices.get_by_role("button", name="泄露").click()

    await expect(choices.get_by_role("button", name="拷走")).to_have_attribute("aria-pressed", "true")
    await expect(choices.get_by_role("button", name="泄露")).to_have_attribute("aria-pressed", "false")
    assert reception.said() == ["几项"]
    await chosen.click()
    await expect(chat.get_by_text("收到：拷走；使用")).to_be_visible()
    assert reception.said() == ["几项", "拷走；使用"]


async def test_a_dialog_shows_where_it_stands_and_its_three_moves(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    await expect(chat.locator("#progress")).to_have_text("举报 · 第 3/12 项")

    await chat.get_by_role("button", name="跳过").click()

    await expect(chat.get_by_text("收到：跳过")).to_be_visible()
    await expect(chat.locator("#dialog")).to_be_hidden()
    assert reception.said() == ["我要举报", "跳过"]


async def test_putting_a_form_aside_sends_nothing(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    await expect(chat.locator("#progress")).to_be_visible()

    await chat.get_by_role("button", name="存着下次再填").click()

    await expect(chat.get_by_text("已经存着，没有提交。")).to_be_visible()
    assert reception.said() == ["我要举报"]


async def test_enter_sends_and_shift_enter_makes_a_line(chat: Page, reception: Reception) -> None:
    await chat.fill("#text", "第一行")
    await chat.press("#text", "Shift+Enter")
    await chat.type("#text", "第二行")
    await chat.press("#text", "Enter")

    await expect(chat.get_by_text("收到：第一行")).to_be_visible()
    assert reception.said() == ["第一行\n第二行"]
    await expect(chat.locator("#text")).to_have_value("")


async def test_enter_that_chooses_a_word_does_not_send(chat: Page, reception: Reception) -> None:
    await chat.fill("#text", "shangye")

    await chat.evaluate(
        """document.getElementById("text").dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )

    await expect(chat.locator("#text")).to_have_value("shangye")
    assert reception.said() == []


async def test_dots_show_within_300_ms(chat: Page, reception: Reception) -> None:
    reception.waits = 1.0

    await say(chat, "慢")

    await expect(chat.locator(".typing")).to_be_visible(timeout=300)
    await expect(chat.get_by_text("收到：慢")).to_be_visible()
    await expect(chat.locator(".typing")).to_have_count(0)


async def test_the_input_grows_to_five_lines(chat: Page) -> None:
    heights = []
    for lines in (1, 3, 5, 9):
        await chat.fill("#text", "\n".join(["行"] * lines))
        heights.append(await chat.evaluate("document.getElementById('text').offsetHeight"))

    assert heights[0] < heights[1] < heights[2] == heights[3]


async def test_a_short_busy_moment_goes_unnoticed(chat: Page, reception: Reception) -> None:
    reception.busy = 1

    await say(chat, "你好")

    await expect(chat.get_by_text("收到：你好")).to_be_visible()
    assert len({message.key for message in reception.received if message.kind == "text"}) == 1


async def test_what_could_not_be_sent_stays_and_is_sent_again_as_the_same(
    chat: Page, reception: Reception
) -> None:
    reception.busy = 2

    await say(chat, "很要紧的话")
    await expect(chat.get_by_text("没有发出去，内容还在。")).to_be_visible()
    await chat.get_by_role("button", name="重试").click()

    await expect(chat.get_by_text("收到：很要紧的话")).to_be_visible()
    await expect(chat.locator(".unsent")).to_have_count(0)
    assert len({message.key for message in reception.received if message.kind == "text"}) == 1


async def test_without_a_network_the_page_says_so(chat: Page) -> None:
    async def cut(route: Route) -> None:
        await route.abort("internetdisconnected")

    await chat.route("**/api/chat/messages", cut)

    await say(chat, "断网")

    await expect(chat.get_by_role("alert")).to_contain_text("网络不通")
    await expect(chat.get_by_text("断网", exact=True)).to_be_visible()


async def test_an_officers_words_arrive_by_themselves(chat: Page, reception: Reception) -> None:
    reception.mail = [(reception.met[0], 7, (Reply("请补充保密协议的签订时间。"),))]

    await expect(chat.get_by_text("请补充保密协议的签订时间。")).to_be_visible()
    await expect(chat.get_by_text("承办单位来信")).to_have_count(1)


async def test_a_reader_further_up_keeps_their_place(chat: Page, reception: Reception) -> None:
    await say(chat, "长")
    await expect(chat.get_by_text("一段很长的答复。")).to_be_visible()
    await chat.evaluate("document.getElementById('talk').scrollTop = 0")

    reception.mail = [(reception.met[0], 1, (Reply("请补充材料"),))]

    await expect(chat.get_by_role("button", name="有新消息")).to_be_visible()
    assert await chat.evaluate("document.getElementById('talk').scrollTop") == 0


async def test_a_long_answer_is_read_from_its_top(chat: Page) -> None:
    await say(chat, "长")

    answer = chat.locator("#log .ours").last
    await expect(answer).to_contain_text("一段很长的答复。")
    await expect(answer.locator(".seal")).to_be_in_viewport()


async def test_a_text_to_take_away_is_saved_as_it_is(chat: Page) -> None:
    await say(chat, "草稿")

    async with chat.expect_download() as started:
        await chat.get_by_role("link", name="下载").click()

    download = await started.value
    assert download.suggested_filename == "举报材料.txt"
    assert saved_text(await download.path()) == "第一行"


async def test_after_a_reload_the_conversation_is_still_there(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    await expect(chat.get_by_text("被举报的是谁？")).to_be_visible()

    await chat.reload()

    await expect(chat.get_by_text("被举报的是谁？")).to_be_visible()
    await expect(chat.locator("#progress")).to_have_text("举报 · 第 3/12 项")
    await expect(chat.get_by_role("button", name="不清楚")).to_be_enabled()
    assert len(reception.met) == 1


async def test_clearing_this_machine_leaves_nothing_behind(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    await expect(chat.get_by_text("被举报的是谁？")).to_be_visible()
    first = await chat.evaluate("localStorage.getItem('shangmi.session')")
    chat.on("dialog", lambda dialog: dialog.accept())

    await chat.get_by_role("button", name="清除本机记录").click()

    await expect(chat.get_by_text("被举报的是谁？")).to_have_count(0)
    await expect(chat.get_by_text("欢迎使用")).to_be_visible()
    assert await chat.evaluate("localStorage.getItem('shangmi.session')") != first
    assert len(reception.met) == 2


async def test_a_session_the_service_has_lost_is_begun_anew(chat: Page, reception: Reception) -> None:
    reception.met.clear()
    await chat.evaluate(
        "localStorage.setItem('shangmi.session', JSON.stringify({token: 'x'.repeat(43), after: 0}))"
    )
    await chat.reload()

    await say(chat, "还在吗")

    await expect(chat.get_by_text("收到：还在吗")).to_be_visible()
    await expect(chat.get_by_text("上次的对话已经找不到了")).to_be_visible()


async def test_everything_is_reached_with_the_keyboard(chat: Page) -> None:
    reached = []
    for _ in range(7):
        await chat.keyboard.press("Tab")
        reached.append(
            await chat.evaluate("document.activeElement.textContent.trim() || document.activeElement.id")
        )

    assert reached == ["跳到输入框", "清除本机记录", "查办理", "隐私说明", "举报", "text", "发送"]


async def test_without_javascript_the_page_is_a_form(browser: Browser, address: str, reception: Reception) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = await context.new_page()
    await page.goto(address)

    await page.fill("#text", "我要举报")
    await page.click("#send")
    await expect(page.get_by_text("被举报的是谁？")).to_be_visible()
    await page.get_by_role("button", name="不清楚").click()

    await expect(page.get_by_text("收到：不清楚")).to_be_visible()
    assert reception.said() == ["我要举报", "不清楚"]
    assert len(reception.met) == 1
    await context.close()


# ------------------------------------------------------------------- fingers, keyboards, old phones


async def test_a_double_click_on_a_move_says_it_once(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    skip = chat.locator("#dialog").get_by_role("button", name="跳过")
    await expect(skip).to_be_visible()
    reception.waits = 0.2

    await skip.dblclick()

    await expect(chat.get_by_text("收到：跳过")).to_be_visible()
    assert reception.said().count("跳过") == 1


async def test_a_move_can_be_made_again_once_it_is_answered(chat: Page, reception: Reception) -> None:
    await say(chat, "我要举报")
    for times in (1, 2):
        await say(chat, "我要举报")
        await chat.locator("#dialog").get_by_role("button", name="上一步").click()
        await expect(chat.get_by_text("收到：上一步")).to_have_count(times)


async def test_an_older_phone_without_find_last_keeps_progress_and_listens(page: Page, address: str) -> None:
    missing = "delete Array.prototype.findLast; delete HTMLFormElement.prototype.requestSubmit"
    await page.add_init_script(missing)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(address)
    await expect(page.get_by_text("欢迎使用")).to_be_visible()

    await say(page, "我要举报")
    await expect(page.locator("#progress")).to_have_text("举报 · 第 3/12 项")
    await page.reload()

    await expect(page.locator("#progress")).to_have_text("举报 · 第 3/12 项")
    assert faults == []


async def test_enter_of_a_keyboard_that_calls_every_key_229_sends(chat: Page, reception: Reception) -> None:
    await chat.fill("#text", "您好吗")
    enter = "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, cancelable: true, bubbles: true})"

    await chat.evaluate(f"document.getElementById('text').dispatchEvent({enter})")

    await expect(chat.get_by_text("收到：您好吗")).to_be_visible()


@pytest.mark.parametrize("ended", [False, True])
async def test_enter_that_chooses_a_word_sends_nothing(chat: Page, reception: Reception, ended: bool) -> None:
    await chat.fill("#text", "nin")
    steps = ["new CompositionEvent('compositionstart')", *(["new CompositionEvent('compositionend')"] * ended)]
    # Safari ends the composition first; the key that ended it comes after and says 229.
    steps.append("new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, cancelable: true, bubbles: true})")

    # In one go: the page tells them by the moment at which the composition ended.
    dispatched = "; ".join(f"document.getElementById('text').dispatchEvent({step})" for step in steps)
    await chat.evaluate(f"() => {{ {dispatched} }}")

    assert await chat.input_value("#text") == "nin"
    assert reception.said() == []
