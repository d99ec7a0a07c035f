"""Files that evidence an item of a self-assessment: checked as those of a filing, seen with the sheet only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import SERVICE_KEY, build_app
from bot.settings import read_settings
from tests.bot.channels.web.assess.test_pages import SHEET, Client, client, get, hidden, post
from tests.bot.conversation.harness import handbook
from tests.intake.evidence.files import a_pdf

__all__ = ["client"]
RESULT = "/assess/company/result"
PROGRAM = b"MZ" + bytes(3000)


async def hand_in(
    client: Client, page: str, item: str, name: str, content: bytes, changed: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Send a file as the page's form does: what names it comes before it."""
    form = FormData(quote_fields=False)
    said = {"token": hidden(page, "token"), "id": hidden(page, "id"), "item": item, **(changed or {})}
    for key, value in said.items():
        form.add_field(key, value)
    form.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
    async with client.post(f"{RESULT}/files", data=form, allow_redirects=True) as answer:
        return answer.status, await answer.text()


async def test_a_file_stands_at_its_item_on_the_page_and_the_paper_and_goes_again(client: Client) -> None:
    _, page = await post(client, "/assess/company", SHEET)
    assert "不要放商业秘密的具体内容" in page

    status, shown = await hand_in(client, page, "rules", "奖惩制度.pdf", a_pdf())

    item = shown[shown.index('id="item-rules"') : shown.index('id="item-activities"')]
    assert status == 200 and "奖惩制度.pdf" in item and "佐证1" in item and "未查毒" in item
    assert shown.count("奖惩制度.pdf</p>") == 1
    async with client.get(f"{RESULT}/pdf") as paper:
        assert paper.status == 200 and len(await paper.read()) > 1000
    file = re.search(r'name="file" value="([0-9a-f]{32})"', item)
    assert file is not None
    _, after = await post(client, f"{RESULT}/files/remove", {"id": hidden(shown, "id"), "file": file[1]}, shown)
    assert "奖惩制度.pdf" not in after


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("制度.pdf", PROGRAM, "名称像是 PDF，内容却是可以运行的程序，没有收下"),
        ("制度.exe", PROGRAM, "内容是可以运行的程序，没有收下"),
        ("脚本.pdf", b"#!/bin/sh\nrm -rf /\n" * 50, "没有收下"),
        ("空.pdf", b"", "文件是空的，没有收下"),
        ("说明.xyz", b"just words " * 100, "这种类型的文件不能收"),
        ("太大.pdf", a_pdf(21 * 1024 * 1024), "单个文件不能超过 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_a_filing_does_not_take_a_sheet_does_not_take_either_and_says_so_at_the_item(
    client: Client, name: str, content: bytes, says: str
) -> None:
    _, page = await post(client, "/assess/company", SHEET)

    status, shown = await hand_in(client, page, "rules", name, content)

    item = shown[shown.index('id="item-rules"') : shown.index('id="item-activities"')]
    assert status in (413, 415, 422) and says in item and "佐证1" not in shown


@pytest.mark.parametrize(
    "changed",
    [{"token": "wrong"}, {"item": "nothing"}, {"id": "0" * 32}, {"item": "rules:../x"}],
    ids=lambda changed: next(iter(changed)),
)
async def test_nothing_is_taken_for_another_sheet_another_item_or_from_another_page(
    client: Client, changed: dict[str, str]
) -> None:
    _, page = await post(client, "/assess/company", SHEET)

    await hand_in(client, page, "rules", "制度.pdf", a_pdf(), changed)

    assert "佐证1" not in await get(client, RESULT)


async def test_a_form_from_elsewhere_without_a_file_or_cut_off_takes_nothing(client: Client) -> None:
    _, page = await post(client, "/assess/company", SHEET)
    form = FormData(quote_fields=False)
    form.add_field("file", BytesIO(a_pdf()), filename="a.pdf")
    async with client.post(f"{RESULT}/files", data=form, headers={"Origin": "https://evil.example"}) as other:
        assert "佐证1" not in await other.text()
    # The file comes before what names its sheet.
    async with client.post(f"{RESULT}/files", data=form) as unnamed:
        assert "佐证1" not in await unnamed.text()
    head = {"Content-Type": "multipart/form-data; boundary=x"}
    async with client.post(f"{RESULT}/files", data=b"--x\r\nno", headers=head) as cut:
        assert cut.status < 500
    _, shown = await post(client, f"{RESULT}/files/remove", {"id": hidden(page, "id"), "file": "0" * 32}, page)
    assert "没有这个文件" in shown


async def test_a_browser_without_the_pass_reaches_no_file_of_it(client: Client) -> None:
    _, page = await post(client, "/assess/company", SHEET)
    _, shown = await hand_in(client, page, "rules", "制度.pdf", a_pdf())
    await post(client, "/assess/leave", {}, shown)

    await post(client, f"{RESULT}/files/remove", {"id": hidden(shown, "id"), "file": "0" * 32}, shown)
    status, answer = await hand_in(client, shown, "rules", "制度.pdf", a_pdf())

    assert "制度.pdf" not in answer and status in (200, 404)


async def test_erased_with_the_sheet_they_are_gone_at_once(client: Client) -> None:
    app = client.app
    assert isinstance(app, web.Application)
    service = app[SERVICE_KEY]
    _, page = await post(client, "/assess/company", SHEET)
    _, shown = await hand_in(client, page, "rules", "制度.pdf", a_pdf())
    sheet = hidden(shown, "id")
    assert await service.evidence_parts.sheets.of(sheet)

    await post(client, f"{RESULT}/erase", {"id": sheet}, shown)

    assert await service.evidence_parts.sheets.of(sheet) == {}


async def test_where_nothing_is_filed_nothing_is_uploaded(tmp_path: Path) -> None:
    settings = read_settings(_env_file=None, data_dir=tmp_path, channel_status="helper")
    app = await build_app(settings, handbook=handbook("helper"))
    async with TestClient(TestServer(app)) as client:
        _, page = await post(client, "/assess/company", SHEET)
        async with client.post(f"{RESULT}/files") as answer:
            assert answer.status in (404, 405) and "上传佐证" not in page
