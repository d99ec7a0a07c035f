"""Evidence beside sheets at the desk: a company's for the bureau it agreed to, a district's from its heads."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from aiohttp import FormData

from intake.filers.estimates import Estimates
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.test_estimates import a_shared_one
from tests.intake.evidence.files import a_pdf, sent

JIANGJIN = "/desk/pilots/jiangjin"
PROGRAM = b"MZ" + bytes(3000)


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.handbook = handbook()
    return desk


async def hand_in(browser: Browser, item: str, name: str, content: bytes, to: str = JIANGJIN) -> Page:
    form = FormData(quote_fields=False)
    for key, value in {"csrf": await browser.csrf(), "item": item}.items():
        form.add_field(key, value)
    form.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
    async with browser.client.post(f"{to}/files", data=form, allow_redirects=False) as answer:
        return Page(answer.status, await answer.text(), answer)


def address_of(page: Page) -> str:
    found = re.search(r'action="(/desk/[a-z]+/[0-9a-z]+/files/[0-9a-f]{32})"', page.text)
    assert found, page.text
    return found[1]


async def test_a_district_evidences_an_indicator_which_its_heads_and_the_municipal_level_see(opened: Desk) -> None:
    head, coordinator = await opened.officer("head"), await opened.officer("coordinator", None)

    taken = await hand_in(head, "basics", "示范单位名单.pdf", a_pdf())
    page = await head.get(JIANGJIN)

    assert taken.status == 303 and "entered=file" in taken.location
    assert "不要放商业秘密的具体内容" in page.text and "1. 辖区保护基本情况</th>" in page.text
    for browser in (head, coordinator):
        seen = await browser.get(JIANGJIN)
        assert "佐证1 示范单位名单.pdf" in seen.text and "未查毒" in seen.text
        csrf = {"csrf": await browser.csrf()}
        refused = await browser.post(address_of(seen), csrf)
        got = await browser.post(address_of(seen), {**csrf, "confirmed": "yes"})
        assert refused.status == 422 and "没有查过毒" in refused.text
        assert got.status == 200 and await got.response.read() == a_pdf()
    assert "上传佐证" not in (await coordinator.get(JIANGJIN)).text


@pytest.mark.parametrize(
    ("item", "name", "content", "says"),
    [
        ("basics", "名单.pdf", PROGRAM, "名称像是 PDF，内容却是可以运行的程序，没有收下"),
        ("basics", "名单.exe", PROGRAM, "内容是可以运行的程序，没有收下"),
        ("basics", "说明.xyz", b"just words " * 100, "这种类型的文件不能收"),
        ("nothing", "名单.pdf", a_pdf(), "请选择是哪一项指标的佐证"),
        ("basics", "空.pdf", b"", "请先选择文件"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_a_filing_does_not_take_is_refused_here_too(
    opened: Desk, item: str, name: str, content: bytes, says: str
) -> None:
    head = await opened.officer("head")

    refused = await hand_in(head, item, name, content)

    assert refused.status == 422 and says in refused.text and "佐证1" not in refused.text


async def test_only_heads_of_that_district_hand_in_and_take_away(opened: Desk) -> None:
    head, officer = await opened.officer("head"), await opened.officer()
    stranger = await opened.officer("head", "banan")
    await hand_in(head, "basics", "名单.pdf", a_pdf())
    file = address_of(await head.get(JIANGJIN))

    assert (await hand_in(officer, "basics", "a.pdf", a_pdf())).status == 403
    assert (await hand_in(stranger, "basics", "a.pdf", a_pdf())).status == 404
    assert (await officer.post(f"{file}/remove", {"csrf": await officer.csrf()})).status == 403
    theirs = {"csrf": await stranger.csrf(), "confirmed": "yes"}
    assert (await stranger.post(file, theirs)).status == 404
    elsewhere = file.replace("jiangjin", "banan")
    assert (await stranger.post(elsewhere, theirs)).status == 404
    assert (await stranger.post(f"{elsewhere}/remove", theirs)).status == 404
    assert "佐证1 名单.pdf" in (await head.get(JIANGJIN)).text
    assert (await head.post(f"{file}/remove", {"csrf": await head.csrf()})).status == 303
    assert "佐证1" not in (await head.get(JIANGJIN)).text


async def test_what_a_company_handed_in_is_seen_with_its_sheet_and_no_longer(opened: Desk) -> None:
    officer, stranger = await opened.officer(), await opened.officer(bureau="banan")
    address = await a_shared_one(opened)
    sheet = address.rsplit("/", 1)[1]
    await opened.evidence.sheets.take(sheet, "rules", "奖惩制度.pdf", sent(a_pdf()))

    page = await officer.get(address)
    file = address_of(page)
    confirmed = {"csrf": await officer.csrf(), "confirmed": "yes"}
    assert "对方上传的佐证" in page.text and "4. 制度建设完备</th>" in page.text
    assert await (await officer.post(file, confirmed)).response.read() == a_pdf()
    assert (await stranger.post(file, {**confirmed, "csrf": await stranger.csrf()})).status == 404

    await Estimates(opened.database, opened.vault).take_back("owner", sheet)
    assert (await officer.post(file, confirmed)).status == 404
