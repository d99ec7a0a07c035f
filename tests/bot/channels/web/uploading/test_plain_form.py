"""Files by a plain form: kept whole, one after the other, or refused by name; half a file leaves nothing."""

from __future__ import annotations

import asyncio
import hashlib

from aiohttp import FormData

from bot.service import Service
from tests.bot.channels.web.uploading.people import (
    DRAFT,
    LARGE,
    Client,
    Page,
    until,
)
from tests.bot.channels.wechat_api_server import PIXEL


async def test_files_of_a_plain_form_are_kept_and_shown_with_size_and_digest(page: Page, service: Service) -> None:
    answer = await page.form(("现场照片.png", PIXEL), ("合同.png", LARGE))

    shown = await answer.text()
    assert answer.status == 200 and str(answer.url.path) == page.address
    digest = hashlib.sha256(LARGE).hexdigest()
    for words in ("现场照片.png", "材料1", "合同.png", "2.9 MB", digest[:8], "2026年11月25日 10:30", "图片"):
        assert words in shown
    files = await service.evidence.files_of(DRAFT)
    assert [file.sha256 for file in files] == [hashlib.sha256(PIXEL).hexdigest(), digest]


async def test_a_form_without_a_file_says_what_to_do(page: Page) -> None:
    answer = await page.form(("", b""))

    assert answer.status == 422 and "没有选择文件" in await answer.text()


async def test_what_may_not_be_kept_is_told_by_name_and_the_others_are_kept(page: Page, service: Service) -> None:
    answer = await page.form(
        ("照片.png", PIXEL), ("发票.pdf", b"MZ\x90" + bytes(100)), ("空.png", b""), ("b.png", PIXEL)
    )

    shown = await answer.text()
    assert answer.status == 415
    assert "《发票.pdf》：这个文件名称像是 PDF，内容却是可以运行的程序" in shown
    assert "《空.png》：文件是空的" in shown
    assert [file.name for file in await service.evidence.files_of(DRAFT)] == ["照片.png", "b.png"]


async def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(page: Page, service: Service) -> None:
    answer = await page.form(("大.png", PIXEL + bytes(20 * 1024 * 1024)))

    assert answer.status == 413 and "单个文件不能超过 20 MB" in await answer.text()
    assert await service.evidence.opened_of(DRAFT) == ()


async def test_the_twenty_first_file_is_refused(page: Page, service: Service) -> None:
    await page.form(*((f"{n}.png", PIXEL) for n in range(20)))

    answer = await page.form(("21.png", PIXEL))

    assert answer.status == 422 and "最多上传 20 个文件" in await answer.text()
    assert len(await service.evidence.files_of(DRAFT)) == 20


async def test_a_form_from_another_site_is_refused(page: Page, service: Service) -> None:
    sent = FormData()
    sent.add_field("file", PIXEL, filename="a.png")

    answer = await page.client.post(page.address, data=sent, headers={"Origin": "https://elsewhere.example"})

    assert answer.status == 403 and await service.evidence.opened_of(DRAFT) == ()


async def test_a_body_that_is_no_form_is_refused_in_words(page: Page) -> None:
    answer = await page.client.post(page.address, data=b"x", headers={"Content-Type": "multipart/form-data"})

    assert answer.status == 400 and "上传的内容不完整" in await answer.text()


async def test_half_a_form_leaves_nothing_behind(page: Page, service: Service, client: Client) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", client.port)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="half.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + PIXEL
    )
    head = (
        f"POST {page.address} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: 100000\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    await until(lambda: service.evidence.opened_of(DRAFT), lambda files: len(files) == 1)
    writer.close()

    await until(lambda: service.evidence.opened_of(DRAFT), lambda files: files == ())
