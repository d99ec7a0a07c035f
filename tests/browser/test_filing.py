"""A form on a telephone in a real browser: without scripts page by page, with scripts field by field."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Route, ViewportSize, expect

from bot.app import build_app
from bot.settings import read_settings
from tests.browser.conftest import DESK, PHONE
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.browser.talking import is_answered

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL = ViewportSize(width=PHONE["width"], height=PHONE["height"])
LARGE = ViewportSize(width=DESK["width"], height=DESK["height"])


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path))
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


async def on(page: Page) -> None:
    await page.get_by_role("button", name="保存，下一步").click()


async def fill(page: Page, name: str, words: str) -> None:
    await page.locator(f'[name="{name}"]').fill(words)


async def begun(page: Page, address: str) -> str:
    await page.goto(f"{address}file")
    await page.get_by_role("button", name="举报侵犯商业秘密").click()
    return await page.locator(".draft code").inner_text()


async def fill_the_rest(page: Page) -> None:
    """From the acts to the summary."""
    await page.get_by_label("违反保密约定或者保密要求").click()
    await fill(page, "act_place", "江津区双福街道")
    await fill(page, "act_date", "2026年8月")
    await fill(page, "clue", "他有机会接触到客户档案")
    await on(page)
    await page.get_by_label("经营信息（客户").click()
    await on(page)
    await on(page)
    await fill(page, "reporter_name", "重庆半坡茶业有限公司")
    await fill(page, "contact_name", "周敏")
    await fill(page, "phone", "19900001101")
    await on(page)


async def test_without_scripts_it_is_filed_and_found_again_on_a_telephone(address: str, browser: Browser) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN", java_script_enabled=False)
    page = await context.new_page()
    code = await begun(page, address)
    await page.get_by_label("权利人（商业秘密是我们的）").check()
    await on(page)
    await fill(page, "reported_name", "重庆渝心微电子有限公司")
    await on(page)
    await context.close()

    # Another browser, by the code.
    context = await browser.new_context(viewport=SMALL, locale="zh-CN", java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{address}file")
    await page.get_by_label("草稿码").fill(code)
    await page.get_by_role("button", name="接着填").click()
    await page.goto(f"{address}file/complaint/act")
    await fill(page, "act_date", "2026年2月30日")
    await on(page)
    await expect(page.get_by_role("alert")).to_contain_text("只有28天")
    await page.get_by_role("alert").get_by_role("link").click()
    assert await page.evaluate("1") == 1
    await fill_the_rest(page)
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.get_by_role("alert")).to_contain_text("请先勾选声明")
    await page.get_by_label("我声明以上内容属实").check()
    await page.get_by_role("button", name="确认提交").click()

    await expect(page.locator("h1")).to_have_text("已提交")
    assert re.fullmatch(r"\w{4}-\w{4}-\w", await page.locator(".filed .tag").first.inner_text())
    # axe needs timers: it looks at the same page where scripts run.
    seeing = await browser.new_context(viewport=SMALL, locale="zh-CN", storage_state=await context.storage_state())
    seen = await seeing.new_page()
    await seen.goto(page.url)
    assert await faults_of(seen, at="/file/filed") == []
    await seeing.close()
    await context.close()


async def test_begun_in_the_chat_it_is_finished_on_the_page(address: str, browser: Browser) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}chat")
    for words in ("我要举报", "权利人", "经营信息", "重庆渝心微电子有限公司", "去网页填"):
        await page.fill("#text", words)
        await page.press("#text", "Enter")
        await is_answered(page)
    link = await page.locator("#log a[href*='/file/continue/']").last.get_attribute("href") or ""

    await page.goto(f"{address}file/continue/{link.rsplit('/', 1)[1]}")
    await page.get_by_role("button", name="打开填写").click()
    await page.goto(f"{address}file/complaint/reported")
    await expect(page.locator('[name="reported_name"]').first).to_have_value("重庆渝心微电子有限公司")
    await page.goto(f"{address}file/complaint/act")
    await fill_the_rest(page)
    await page.get_by_label("我声明以上内容属实").check()
    await page.get_by_role("button", name="确认提交").click()

    await expect(page.locator("h1")).to_have_text("已提交")
    await context.close()


async def test_with_scripts_every_field_is_saved_when_it_is_left(address: str, browser: Browser) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    watch = Watch(page, address)
    await begun(page, address)
    await page.get_by_label("权利人（商业秘密是我们的）").click()
    await expect(page.locator("#saved")).to_contain_text("已存好")
    await page.goto(f"{address}file/complaint/act")
    await fill(page, "act_place", "白沙")
    await page.locator('[name="act_date"]').focus()
    await expect(page.locator("#f-act_place-fault")).to_contain_text("有不止一处")
    assert await page.evaluate("document.activeElement.name") == "act_date"
    await page.get_by_label("江津区白沙镇").click()
    await expect(page.locator('[name="act_place"]')).to_have_value("江津区白沙镇")
    await fill(page, "clue", "配方是牛油六成、辣椒三成、花椒一成")
    await page.locator('[name="act_date"]').focus()
    await expect(page.locator("#f-clue-fault")).to_contain_text("没有保存")
    await expect(page.locator('[name="clue"]')).to_have_value("")

    # Nobody pressed a button; loaded anew, it all stands there.
    await page.reload()
    await expect(page.locator('[name="act_place"]')).to_have_value("江津区白沙镇")
    assert watch.complaints == []
    await context.close()


async def test_a_page_drawn_anew_loses_neither_what_was_refused_nor_what_is_being_typed(
    address: str, browser: Browser
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}file")
    await page.get_by_role("button", name="预约指导站咨询").click()
    await page.goto(f"{address}file/consultation/matter")
    await fill(page, "preferred_times", "周六下午")
    await page.locator('[name="question"]').focus()
    await expect(page.locator("#f-preferred_times-fault")).to_contain_text("休息日")

    # A visit is asked where: the page is drawn anew, while somebody types on.
    await page.evaluate(
        """() => {
            document.querySelector('[name="mode.chosen"][value="visit"]').click();
            document.querySelector('[name="question"]').value = "制度怎么写";
        }"""
    )

    await expect(page.locator('[name="visit_address"]')).to_be_attached()
    await expect(page.locator('[name="question"]')).to_have_value("制度怎么写")
    await expect(page.locator('[name="preferred_times"]')).to_have_value("周六下午")
    await expect(page.locator("#f-preferred_times-fault")).to_contain_text("休息日")
    await context.close()


async def test_whoever_goes_back_by_a_link_goes_when_what_they_typed_is_saved(
    address: str, browser: Browser
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await begun(page, address)
    await page.goto(f"{address}file/complaint/filer")
    arrived = asyncio.Event()

    async def slowly(route: Route) -> None:
        if route.request.method == "POST":
            # The link is clicked before the first of them gets through.
            await arrived.wait()
        await route.continue_()

    await page.route("**/file/complaint/filer", slowly)
    await fill(page, "contact_name", "周敏")
    await fill(page, "phone", "19900001101")
    await page.get_by_role("link", name="上一步").click(no_wait_after=True)
    arrived.set()
    await page.wait_for_url("**/file/complaint/material")

    await page.goto(f"{address}file/complaint/filer")
    await expect(page.locator('[name="contact_name"]')).to_have_value("周敏")
    await expect(page.locator('[name="phone"]')).to_have_value("19900001101")
    await context.close()


async def test_what_is_being_typed_is_saved_when_the_typing_rests_and_nothing_moves_under_it(
    address: str, browser: Browser
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await begun(page, address)
    await page.goto(f"{address}file/complaint/filer")
    await page.locator('[name="phone"]').press_sequentially("023-475")
    async with page.expect_response("**/file/complaint/filer"):
        pass
    # Half a number is not called a wrong one as long as somebody types on.
    assert await page.locator("#f-phone-fault").count() == 0
    await page.locator('[name="phone"]').press_sequentially("21188")
    await expect(page.locator("#saved")).to_contain_text("已存好")
    await expect(page.locator('[name="phone"]')).to_be_focused()

    # Nobody left the field: another tab of the same browser has it.
    other = await context.new_page()
    await other.goto(f"{address}file/complaint/filer")
    await expect(other.locator('[name="phone"]')).to_have_value(re.compile("47521188"))
    # Half a place is asked about when it is left, and not before.
    await page.goto(f"{address}file/complaint/act")
    await page.locator('[name="act_place"]').press_sequentially("白沙")
    async with page.expect_response("**/file/complaint/act"):
        pass
    assert await page.locator("#f-act_place-fault").count() == 0
    await page.locator('[name="act_date"]').focus()
    await expect(page.locator("#f-act_place-fault")).to_contain_text("有不止一处")
    await context.close()


@pytest.mark.parametrize("way", ["link typed", "back", "closed", "out of sight", "put aside"])
async def test_what_is_typed_last_is_kept_however_the_page_is_left(
    address: str, browser: Browser, way: str
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    code = await begun(page, address)
    await page.goto(f"{address}file/complaint/filer")
    await page.locator('[name="contact_name"]').press_sequentially("周敏")
    match way:
        case "link typed":
            await page.goto(f"{address}chat")
        case "back":
            await page.go_back()
        case "closed":
            await page.close(run_before_unload=True)
        case "out of sight":
            hide = "Object.defineProperty(document, 'visibilityState', {value: 'hidden'})"
            async with page.expect_response("**/file/complaint/filer"):
                await page.evaluate(f"{hide}; document.dispatchEvent(new Event('visibilitychange'))")
        case _:
            async with page.expect_response("**/file/leave"):
                await page.get_by_role("button", name="先存着，离开").click()
            await page.wait_for_url(lambda url: "filer" not in url)

    later = await context.new_page()
    await later.goto(f"{address}file")
    if way == "put aside":
        await later.get_by_label("草稿码").fill(code)
        await later.get_by_role("button", name="接着填").click()
        await later.wait_for_url("**/file/complaint/**")
    # What a page sends while it is left may arrive after the next one was asked for.
    kept = later.locator('[name="contact_name"]')
    for _ in range(50):
        await later.goto(f"{address}file/complaint/filer")
        if await kept.input_value() == "周敏":
            break
    await expect(kept).to_have_value("周敏")
    await context.close()


async def test_what_is_not_saved_for_want_of_a_network_is_said_where_one_is_and_saved_when_it_is_back(
    address: str, browser: Browser
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await begun(page, address)
    await page.goto(f"{address}file/complaint/act")
    await context.set_offline(True)

    await fill(page, "act_place", "江津区双福街道")
    await page.locator('[name="act_date"]').focus()
    line, beside = page.locator("#saved"), page.locator('[data-field="act_place"] .unsaved')
    await expect(line).to_contain_text("连上以后自动保存")
    await expect(beside).to_contain_text("还没有存上")
    await expect(line).to_be_in_viewport()
    # Sending it off leads nowhere now: it is held back, with all that was typed.
    await fill(page, "clue", "他有机会接触到客户档案")
    await on(page)
    await expect(line).to_contain_text("连上以后自动保存，再往下走")
    assert page.url.endswith("/file/complaint/act")
    assert await page.locator('[name="clue"]').input_value() == "他有机会接触到客户档案"

    await context.set_offline(False)

    # What was wanted is done by itself.
    await page.wait_for_url("**/file/complaint/secret")
    await page.goto(f"{address}file/complaint/act")
    assert await page.locator('[name="act_place"]').input_value() == "江津区双福街道"
    assert await page.locator('[name="clue"]').input_value() == "他有机会接触到客户档案"
    await context.close()


@pytest.mark.parametrize("line", ["down", "up"])
async def test_a_button_does_not_move_from_under_the_hand_that_presses_it(
    address: str, browser: Browser, line: str
) -> None:
    context = await browser.new_context(viewport=LARGE, locale="zh-CN")
    page = await context.new_page()
    await begun(page, address)
    await page.goto(f"{address}file/complaint/act")
    await context.set_offline(line == "down")
    button = page.get_by_role("button", name="保存，下一步")
    # Neither the note that it was not saved nor the fault found in it comes before the button is let go.
    await fill(
        page, "act_date" if line == "up" else "clue", "三月三十五号" if line == "up" else "他有机会接触到客户档案"
    )
    await button.scroll_into_view_if_needed()
    before = await button.bounding_box()
    assert before is not None
    await page.mouse.move(before["x"] + before["width"] / 2, before["y"] + 3)
    if line == "up":
        async with page.expect_response("**/file/complaint/act"):
            await page.mouse.down()
    else:
        async with page.expect_event("requestfailed"):
            await page.mouse.down()
    await page.wait_for_timeout(100)
    assert await button.bounding_box() == before
    await page.mouse.up()

    if line == "down":
        await expect(page.locator("#saved")).to_contain_text("再往下走")
        await expect(page.locator('[data-field="clue"] .unsaved')).to_contain_text("还没有存上")
    else:
        await page.wait_for_url("**/file/complaint/**")
        await expect(page.locator('[data-field="act_date"] .fault').first).to_be_visible()
    await context.close()


@pytest.mark.parametrize("answer", ["refused", "never"])
async def test_a_save_that_is_refused_or_never_answered_holds_nobody_back(
    address: str, browser: Browser, answer: str
) -> None:
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.clock.install()
    await begun(page, address)
    await page.goto(f"{address}file/complaint/act")
    await context.set_offline(True)
    await fill(page, "clue", "他有机会接触到客户档案")
    await on(page)
    line = page.locator("#saved")
    await expect(line).to_contain_text("再往下走")

    async def answered(route: Route) -> None:
        if answer == "refused":
            await route.fulfill(status=403)
        else:
            waiting.set()

    waiting = asyncio.Event()
    await page.route("**/file/complaint/act", answered, times=1)
    await context.set_offline(False)
    if answer == "never":
        await waiting.wait()
        await page.clock.run_for(30_000)

    await page.wait_for_url("**/file/complaint/secret")
    await page.goto(f"{address}file/complaint/act")
    assert await page.locator('[name="clue"]').input_value() == "他有机会接触到客户档案"
    await context.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["phone", "desk"])
async def test_the_pages_owe_their_reader_nothing(address: str, browser: Browser, size: ViewportSize) -> None:
    context = await browser.new_context(viewport=size, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}file")
    assert await faults_of(page) == [] and await hidden_focus(page, 8) == []
    await begun(page, address)
    for part in ("start", "reported", "act", "secret", "material", "filer", "check"):
        await page.goto(f"{address}file/complaint/{part}")
        at = "/file/{form}/check" if part == "check" else "/file/{form}/{part}"
        assert await faults_of(page, at=at) == [], part
        assert await hidden_focus(page, 14) == [], part
    await context.close()
