"""Files by tus: gone on with where the connection broke, and refused in words where the protocol is not kept."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator

import pytest

from bot.channels.web.uploading import reading
from bot.service import Service
from tests.bot.channels.web.uploading.people import (
    DRAFT,
    LARGE,
    PART,
    TUS,
    Client,
    Page,
    error_of,
    until,
)
from tests.bot.channels.wechat_api_server import PIXEL


async def test_a_file_comes_by_tus_in_one_go(page: Page, service: Service) -> None:
    where = await page.begun("合同.png", len(LARGE))

    answer = await page.go_on(where, 0, LARGE)

    assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(len(LARGE)))
    (file,) = await service.evidence.files_of(DRAFT)
    assert (file.name, file.sha256) == ("合同.png", hashlib.sha256(LARGE).hexdigest())


async def test_the_server_says_what_it_speaks(page: Page) -> None:
    answer = await page.client.options(f"{page.address}/files")

    assert answer.status == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
    assert answer.headers["Tus-Max-Size"] == str(20 * 1024 * 1024)


async def test_a_connection_that_breaks_loses_nothing_that_came(
    page: Page, service: Service, client: Client
) -> None:
    where = await page.begun("合同.png", len(LARGE))
    _, writer = await asyncio.open_connection("127.0.0.1", client.port)
    head = (
        f"PATCH {where} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(LARGE)}\r\n\r\n"
    )
    writer.write(head.encode() + LARGE[:1_000_000])
    await writer.drain()
    writer.close()
    await until(lambda: page.offset(where), lambda at: at > 0)
    at = await page.offset(where)

    answer = await page.go_on(where, at, LARGE[at:])

    assert answer.status == 204
    (file,) = await service.evidence.files_of(DRAFT)
    assert file.sha256 == hashlib.sha256(LARGE).hexdigest()


@pytest.mark.parametrize(("pauses", "comes_whole"), [(12, True), (0, False)], ids=["slow", "still"])
async def test_an_upload_may_be_slow_and_not_still(
    page: Page, client: Client, monkeypatch: pytest.MonkeyPatch, pauses: int, comes_whole: bool
) -> None:
    monkeypatch.setattr(reading, "SILENT_SECONDS", 2.0)
    where = await page.begun("合同.png", len(LARGE))
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    head = (
        f"PATCH {where} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(LARGE)}\r\n\r\n"
    )
    writer.write(head.encode() + LARGE[:1_000_000])
    for number in range(pauses):
        await asyncio.sleep(0.2)
        writer.write(LARGE[1_000_000:][number : number + 1])
    writer.write(LARGE[1_000_000 + pauses :] if comes_whole else b"")
    told = await reader.read(12)
    writer.close()

    # Who is still is answered all the same, and what came is kept.
    assert (b" 204" in told) is comes_whole
    assert await page.offset(where) >= 1_000_000


async def test_a_wrong_offset_is_refused_and_the_right_one_can_be_asked(page: Page) -> None:
    where = await page.begun("合同.png", 100)
    await page.go_on(where, 0, PIXEL[:60])

    for at in (0, 59, 61, 1000):
        assert (await error_of(await page.go_on(where, at, PIXEL)))[:2] == (409, "offset")
    assert await page.offset(where) == 60


async def test_more_than_was_announced_is_refused(page: Page, service: Service) -> None:
    where = await page.begun("合同.png", len(PIXEL))

    assert (await error_of(await page.go_on(where, 0, PIXEL + b"more")))[:2] == (413, "too_large")
    assert await service.evidence.files_of(DRAFT) == ()


async def test_a_whole_file_takes_nothing_more_and_stays(page: Page, service: Service) -> None:
    where = await page.begun("合同.png", len(PIXEL))
    await page.go_on(where, 0, PIXEL)

    assert (await error_of(await page.go_on(where, len(PIXEL), b"x")))[:2] == (409, "whole")
    assert await page.offset(where) == len(PIXEL)


async def test_an_empty_request_ends_a_file_that_came_whole_and_was_not_closed(
    page: Page, service: Service
) -> None:
    where = await page.begun("合同.png", len(PIXEL))
    file_id = where.rpartition("/")[2]

    async def pieces() -> AsyncIterator[bytes]:
        yield PIXEL

    # As after a crash between the last byte and the closing.
    await service.evidence.append(file_id, 0, pieces())

    assert await page.offset(where) == len(PIXEL)
    assert [file.id for file in await service.evidence.files_of(DRAFT)] == [file_id]


async def test_a_file_can_be_taken_back(page: Page, service: Service) -> None:
    where = await page.begun("合同.png", 100)

    assert (await page.client.delete(where, headers=TUS)).status == 204
    assert (await page.client.head(where, headers=TUS)).status == 404
    assert await service.evidence.opened_of(DRAFT) == ()


async def test_a_network_without_patch_is_no_obstacle(page: Page, service: Service) -> None:
    where = await page.begun("合同.png", len(PIXEL))
    headers = {**PART, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}

    assert (await page.client.post(where, data=PIXEL, headers=headers)).status == 204
    assert len(await service.evidence.files_of(DRAFT)) == 1


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Length": "20971521"}, 413, "too_large"),
        ({"Upload-Length": "0"}, 400, "empty_file"),
        ({"Upload-Length": "-1"}, 400, "bad_header"),
        ({"Upload-Length": "１２"}, 400, "bad_header"),
        ({"Upload-Length": ""}, 400, "bad_header"),
        ({"Upload-Length": "9" * 400}, 400, "bad_header"),
        ({"Upload-Defer-Length": "1"}, 400, "length_needed"),
        ({"Upload-Metadata": "filename !!!"}, 400, "bad_header"),
        ({"Upload-Metadata": f"filename {'a' * 5000}"}, 400, "bad_header"),
        ({"Tus-Resumable": "0.2.2"}, 412, "wrong_version"),
    ],
)
async def test_an_announcement_that_is_none_is_refused_in_words(
    page: Page, service: Service, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await page.announce("a.png", 100, **{k: v.encode().decode("latin-1") for k, v in headers.items()})

    told = await error_of(answer)
    assert told[:2] == (status, code)
    assert re.search("[一-龥]", told[2]) and answer.headers["Tus-Resumable"] == "1.0.0"
    assert await service.evidence.opened_of(DRAFT) == ()


async def test_a_part_must_say_what_it_is(page: Page) -> None:
    where = await page.begun("合同.png", 100)

    answer = await page.go_on(where, 0, PIXEL, **{"Content-Type": "text/plain"})

    assert (await error_of(answer))[:2] == (415, "wrong_type")


async def test_a_name_is_shown_as_what_it_is(page: Page) -> None:
    await page.go_on(await page.begun("../../a\u202egnp.exe\x00<b>.png", len(PIXEL)), 0, PIXEL)

    shown = await page.show()
    assert "agnp.exe" in shown and "\u202e" not in shown and "<b>" not in shown and ".." not in shown


async def test_a_program_is_refused_when_it_is_whole(page: Page, service: Service) -> None:
    program = b"MZ" + bytes(200)
    where = await page.begun("图纸.pdf", len(program))

    assert (await error_of(await page.go_on(where, 0, program)))[:2] == (415, "program")
    assert await service.evidence.opened_of(DRAFT) == ()
