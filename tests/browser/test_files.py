"""A complaint with two files on a telephone: the line breaks in the middle of one, and nothing is lost."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, FilePayload, Page, Route, ViewportSize, expect

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from bot.settings import read_settings
from intake.evidence.file import OfDraft
from intake.filers.codes import last_group
from tests.bot.channels.wechat_api_server import PIXEL
from tests.browser.conftest import DESK, PHONE
from tests.browser.decency import Watch, faults_of, hidden_focus
from tests.browser.line import Line
from tests.browser.talking import is_answered

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALL = ViewportSize(width=PHONE["width"], height=PHONE["height"])
LARGE = ViewportSize(width=DESK["width"], height=DESK["height"])
# As small as an old telephone, with letters twice as large.
TINY = ViewportSize(width=320, height=568)
CONTRACT = PIXEL + bytes(3_000_000)
COMPLAINT = (
    "我是重庆山蓝茶叶贸易有限公司的，我们是权利人，实名举报重庆半坡茶业有限公司，今年三月在江津双福偷我们的客户名单，"
    "2021年3月形成的，联系人周敏，电话19900001101",
)


def file(name: str, content: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="image/png", buffer=content)


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path) -> AsyncIterator[tuple[str, Service]]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path))
    async with TestServer(app) as server:
        address = str(server.make_url("")).rstrip("/")
        yield address, app[SERVICE_KEY]


@pytest_asyncio.fixture(loop_scope="session")
async def line(running: tuple[str, Service]) -> AsyncIterator[Line]:
    opened = Line(int(running[0].rpartition(":")[2]))
    await opened.open()
    yield opened
    await opened.close()


async def say(page: Page, words: str, answered: str = "") -> str:
    before = await page.locator("#log .theirs").count()
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await expect(page.locator("#log .theirs")).to_have_count(before + 1)
    await is_answered(page)
    await expect(page.locator("#log .ours").last).to_contain_text(answered)
    return await page.locator("#log .ours").last.inner_text()


async def fills_a_complaint(page: Page, address: str) -> None:
    """Answer until everything that is needed was said."""
    await page.goto(f"{address}/chat")
    await expect(page.locator("#log")).to_contain_text("演示环境")
    await say(page, COMPLAINT[0])
    answers = {
        "哪一类信息": "经营信息",
        "怎么做的": "他离职前导出带走，现在新公司在用",
        "凭什么认为": "他有机会接触到，价格一模一样",
        "什么时候形成": "2021年3月",
        "什么时候发生": "今年三月",
        "发生在哪里": "江津双福",
        "叫什么名字": "重庆半坡茶业有限公司",
        "必填的已经齐了": "先提交，以后再补",
        "哪一种情况": "权利人",
        "联系人怎么称呼": "周敏",
        "请声明": "属实",
    }
    for _ in range(20):
        asked = await page.locator("#log .ours").last.inner_text()
        if "请核对举报内容" in asked:
            return
        answer = next((answer for words, answer in answers.items() if words in asked), "跳过")
        await say(page, answer)
    raise AssertionError(asked)


async def opens_the_upload_page(context: BrowserContext, page: Page, address: str, service: Service) -> Page:
    """Press the paper clip, then the button of the answer; its page is at the address of this test's server."""
    await page.get_by_role("button", name="上传材料", exact=True).click()
    await is_answered(page)
    link = page.locator("#log .ours a.download").last
    await expect(link).to_have_text("上传材料")
    shown = await link.get_attribute("href") or ""
    upload = await context.new_page()
    await upload.goto(shown.replace(service.settings.reached_at, address))
    await expect(upload.locator("h1")).to_have_text("上传材料")
    return upload


async def test_a_complaint_with_two_files_survives_a_broken_line(
    running: tuple[str, Service], browser: Browser, line: Line
) -> None:
    address, service = line.address, running[1]
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await fills_a_complaint(page, address)
    upload = await opens_the_upload_page(context, page, address, service)
    watch = Watch(upload, address)
    assert await faults_of(upload, at="/upload/{link}") == []

    line.cut_after(1_000_000)
    await upload.set_input_files("#file", [file("现场照片.png", PIXEL), file("合同.png", CONTRACT)])
    await asyncio.wait_for(line.is_cut.wait(), 120)
    await expect(upload.locator("#sending li").nth(0)).to_contain_text("已收到")
    await expect(upload.locator("#sending li").nth(1)).to_contain_text("网络断了")
    await expect(upload.get_by_role("button", name="传完了")).to_be_disabled()
    line.mend()

    await expect(upload.locator("#received")).to_contain_text("（2）")
    for name in ("现场照片.png", "合同.png"):
        await expect(upload.locator(".handed-in")).to_contain_text(name)
    await upload.locator(".handed-in summary").last.click()
    digest = hashlib.sha256(CONTRACT).hexdigest()
    await expect(upload.locator(".handed-in .digest").last).to_contain_text(digest[:8])
    await upload.get_by_role("button", name="传完了").click()
    await expect(upload.locator("h1")).to_have_text("传完了")
    assert not [one for one in watch.complaints if "net::ERR_" not in one]
    await upload.go_back()
    await upload.reload()
    await expect(upload.locator("h1")).to_have_text("这个链接已经用过了")

    told = await say(page, "确认提交", "随这一件收到的文件：2个")
    reference, code = re.search(r"编号：\s*(\S+)", told), re.search(r"查询码：\s*(\S+)", told)
    assert reference and code, told
    await say(page, last_group(code[1]), "核对无误")
    await context.close()

    await comes_back(browser, address, reference[1], code[1])


async def comes_back(browser: Browser, address: str, reference: str, code: str) -> None:
    """Come back from another telephone, without scripts, supplement with a file, and ask to withdraw."""
    context = await browser.new_context(viewport=SMALL, locale="zh-CN", java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{address}/mycase")
    await page.get_by_label("编号").fill(reference)
    await page.get_by_label("查询码").fill(code)
    await page.get_by_role("button", name="查看", exact=True).click()
    await expect(page.locator(".handed-in")).to_contain_text("合同.png")

    await page.get_by_role("button", name="上传材料").click()
    await expect(page.locator("h1")).to_have_text("上传材料")
    await page.set_input_files("#file", [file("补充.png", PIXEL)])
    await page.get_by_role("button", name="上传", exact=True).click()
    await expect(page.locator("#received")).to_contain_text("（3）")
    linked = page.url
    await page.get_by_role("button", name="传完了").click()
    await page.locator("main").get_by_role("link", name="查办理情况").click()
    await expect(page.locator(".handed-in")).to_contain_text("补充.png")
    await page.locator("summary", has_text="申请撤回").click()
    await page.get_by_label("还想说明的").fill("对方已经归还")
    await page.get_by_role("button", name="申请撤回").click()
    await expect(page.locator(".messages")).to_contain_text("对方已经归还")

    stranger = await (await browser.new_context(viewport=SMALL, locale="zh-CN")).new_page()
    for place in (f"{address}/mycase", linked):
        await stranger.goto(place)
        shown = await stranger.content()
        assert reference not in shown and "合同.png" not in shown
    await stranger.context.close()
    await context.close()


async def test_whoever_loads_the_page_anew_goes_on_where_the_file_broke(
    running: tuple[str, Service], browser: Browser, line: Line
) -> None:
    address, service = line.address, running[1]
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}/upload/{await service.files.links.give(OfDraft('draft'), anonymous=True)}")
    await expect(page.get_by_text("文件本身可能说出您是谁")).to_be_visible()
    line.cut_after(1_500_000)
    await page.set_input_files("#file", [file("合同.png", CONTRACT)])
    await asyncio.wait_for(line.is_cut.wait(), 120)
    page.on("dialog", lambda dialog: dialog.accept())
    upload = page.url
    # The page that broke off is left before the line is there again: it would go on by itself.
    await page.goto("about:blank")
    line.mend()
    await page.goto(upload)
    await expect(page.locator("#sending .half")).to_contain_text("没有传完，收到了")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    await page.set_input_files("#file", [file("合同.png", CONTRACT)])
    await expect(page.locator("#received")).to_contain_text("（1）")

    assert "POST" not in asked and asked[:2] == ["HEAD", "PATCH"]
    (kept,) = await service.evidence.files_of(OfDraft("draft"))
    assert kept.sha256 == hashlib.sha256(CONTRACT).hexdigest()
    await context.close()


async def test_what_is_refused_is_told_beside_the_file(running: tuple[str, Service], browser: Browser) -> None:
    address, service = running
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}/upload/{await service.files.links.give(OfDraft('other'), anonymous=False)}")

    await page.set_input_files(
        "#file", [file("图纸.pdf", b"MZ" + bytes(100)), file("空.png", b""), file("照片.png", PIXEL)]
    )

    rows = page.locator("#sending li")
    await expect(rows.nth(0)).to_contain_text("内容却是可以运行的程序")
    await expect(rows.nth(1)).to_contain_text("这个文件是空的")
    await expect(page.locator("#received")).to_contain_text("（1）")
    await expect(rows).to_have_count(2)
    await expect(page.get_by_role("button", name="传完了")).to_be_enabled()
    await context.close()


async def test_after_the_last_file_the_page_stays_whatever_becomes_of_the_line(
    running: tuple[str, Service], browser: Browser
) -> None:
    address, service = running
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}/upload/{await service.files.links.give(OfDraft('stays'), anonymous=False)}")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if request.is_navigation_request() else None)
    # What the page asks for anew does not come any more; the files still do.
    await page.route(page.url, lambda route: route.abort())

    await page.set_input_files("#file", [file("一.png", PIXEL), file("二.png", PIXEL)])

    await expect(page.locator("#sending li").nth(1)).to_contain_text("已收到")
    await page.wait_for_timeout(1_500)
    await expect(page.locator("h1")).to_have_text("上传材料")
    await expect(page.locator("#received")).to_contain_text("（0）")
    await page.unroute(page.url)
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator("#received")).to_contain_text("（2）")
    await expect(page.locator(".handed-in .file").nth(1)).to_contain_text("与材料1内容相同（校验值一致）")
    await expect(page.locator("#sending li")).to_have_count(0)
    assert loaded == []
    await context.close()


async def test_done_cannot_be_said_while_a_file_waits(running: tuple[str, Service], browser: Browser) -> None:
    address, service = running
    context = await browser.new_context(viewport=SMALL, locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{address}/upload/{await service.files.links.give(OfDraft('waits'), anonymous=False)}")
    done, waits = page.get_by_role("button", name="传完了"), page.get_by_text("传完以后才能点“传完了”")
    await expect(done).to_be_enabled()
    await expect(waits).to_be_hidden()
    # The first file hangs; the second waits for it.
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await page.route("**/files", hold)
    await page.set_input_files("#file", [file("一.png", PIXEL), file("二.png", PIXEL)])

    await expect(page.locator("#sending li").nth(1)).to_contain_text("等待上传")
    await expect(done).to_be_disabled()
    await expect(waits).to_be_visible()
    held.set()
    await expect(page.locator("#received")).to_contain_text("（2）")
    await expect(done).to_be_enabled()
    await expect(waits).to_be_hidden()
    await context.close()


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY], ids=["phone", "desk", "tiny"])
async def test_the_upload_page_owes_its_reader_nothing(
    running: tuple[str, Service], browser: Browser, size: ViewportSize
) -> None:
    address, service = running
    context = await browser.new_context(viewport=size, locale="zh-CN")
    page = await context.new_page()
    watch = Watch(page, address)
    await page.goto(f"{address}/upload/{await service.files.links.give(OfDraft('third'), anonymous=True)}")
    await page.set_input_files("#file", [file(f"{'很长的名字' * 12}.png", PIXEL), file("b.png", PIXEL)])
    await expect(page.locator("#received")).to_contain_text("（2）")
    if size is TINY:
        await page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert await faults_of(page) == [] and await hidden_focus(page, 8) == []
    await expect(page.get_by_role("button", name="传完了")).to_be_visible()
    assert watch.complaints == []
    await context.close()
