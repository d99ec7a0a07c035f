"""Upload links: each one that opens nothing says why, and none leads to what is somebody else's."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.cases.filer import Filer
from intake.evidence.file import OfCase, OfDraft
from intake.evidence.parts import shelf_in
from tests.bot.channels.web.test_mycase import Time
from tests.bot.channels.web.uploading.people import (
    TUS,
    Client,
    Page,
    a_page,
    address_in,
    error_of,
)
from tests.bot.channels.wechat_api_server import PIXEL
from tests.bot.test_anonymous_filers import Person


async def test_another_persons_file_looks_like_none(page: Page, client: Client, service: Service) -> None:
    mine = await page.begun("合同.png", len(PIXEL))
    other = await a_page(client, service, OfDraft("of-somebody-else"))
    theirs = f"{other.address}/files/{mine.rpartition('/')[2]}"

    for answer in (
        await client.head(theirs, headers=TUS),
        await other.go_on(theirs, 0, PIXEL),
        await client.delete(theirs, headers=TUS),
        await client.post(f"{other.address}/remove", data={"file": mine.rpartition("/")[2]}),
    ):
        assert answer.status == 404
    assert await page.offset(mine) == 0


async def test_each_link_that_opens_nothing_has_its_own_page(
    page: Page, client: Client, service: Service, time: Time
) -> None:
    await page.form(("a.png", PIXEL))
    done = await a_page(client, service, OfDraft("done"))
    await client.post(f"{done.address}/done")
    revoked = await a_page(client, service, OfDraft("revoked"))
    assert "作废这个链接" in await revoked.show()
    await client.post(f"{revoked.address}/revoke")
    replaced = await a_page(client, service, OfDraft("again"))
    time.now += timedelta(seconds=1)
    await a_page(client, service, OfDraft("again"))
    gone = await a_page(client, service, OfDraft("gone"))
    await service.files.handing_in.forget("gone")
    told = {
        "done": await done.show(),
        "revoked": await revoked.show(),
        "replaced": await replaced.show(),
        "gone": await gone.show(),
        "none": await Page(client, "/upload/nonsense").show(),
    }
    time.now += timedelta(hours=48)
    told["expired"] = await page.show()

    titles = {name: re.search(r"<h1>(.*?)</h1>", text) for name, text in told.items()}
    assert {name: found[1] for name, found in titles.items() if found} == {
        "done": "这个链接已经用过了",
        "replaced": "这个链接已经换成新的",
        "revoked": "这个链接已经作废",
        "gone": "这份草稿已经删除",
        "none": "没有这个上传页面",
        "expired": "上传链接已经过期",
    }
    assert not any("a.png" in text for text in told.values())


async def test_a_link_that_opens_nothing_takes_nothing_and_loses_nothing(
    page: Page, client: Client, service: Service, time: Time
) -> None:
    where = await page.begun("合同.png", 100)
    await page.go_on(where, 0, PIXEL[:50])
    await client.post(f"{page.address}/done")
    time.now += timedelta(seconds=1)

    assert (await error_of(await page.announce("b.png", 100)))[:2] == (410, "link_done")
    assert (await error_of(await page.go_on(where, 50, PIXEL)))[:2] == (410, "link_done")
    assert (await page.form(("b.png", PIXEL))).status == 410
    again = await a_page(client, service)
    assert "收到了50%" in await again.show()


async def test_a_link_of_a_draft_leads_to_its_case_when_it_is_filed(client: Client, service: Service) -> None:
    person = Person(service, ChannelName.WEB, "filer")
    await person.say("我是员工，匿名举报重庆长坪饲料厂，今年三月在合川钱塘镇用盗窃手段拿走同行的客户名单")
    told = await person.say("上传材料")
    page = Page(client, address_in(told))
    where = await page.begun("半个.png", len(PIXEL))
    await page.go_on(where, 0, PIXEL[:30])
    await page.form(("照片.png", PIXEL))
    for words in ("1", "先提交，以后再补"):
        review = await person.say(words)
    assert "随这一件收到的文件：1个" in review

    told = await person.say("确认提交")

    assert "随这一件收到的文件：1个" in told
    await page.go_on(where, 30, PIXEL[30:])
    case = Page(client, address_in(told))
    shown = await case.show()
    assert "照片.png" in shown and "半个.png" in shown and "删除" not in shown


async def test_a_draft_that_is_deleted_takes_its_files_along(client: Client, service: Service) -> None:
    person = Person(service, ChannelName.WEB, "filer")
    await person.say("我要举报重庆长坪饲料厂")
    page = Page(client, address_in(await person.say("上传材料")))
    await page.form(("照片.png", PIXEL))
    await person.say("删除草稿")
    await person.say("确定删除")

    assert "这份草稿已经删除" in await page.show()
    assert [piece async for piece in shelf_in(service.settings.data_dir).all()] == []


async def test_an_anonymous_filer_is_warned_of_what_a_file_says(client: Client, service: Service) -> None:
    assert "文件本身可能说出您是谁" in await (await a_page(client, service, anonymous=True)).show()
    assert "文件本身可能说出您是谁" not in await (await a_page(client, service)).show()


async def test_what_was_received_for_a_case_cannot_be_taken_away(
    client: Client, service: Service, time: Time
) -> None:
    person = Person(service, ChannelName.WEB, "filer")
    reference, _ = await person.files_a_tip_and_notes_its_code()
    time.now += timedelta(minutes=1)
    page = Page(client, address_in(await person.say("上传材料")))
    await page.form(("照片.png", PIXEL))
    case_id = await service.caseload.id_of(Filer(person.person, person.own_key), [reference], reference)
    assert case_id is not None
    (file,) = await service.evidence.files_of(OfCase(case_id))

    answer = await client.post(f"{page.address}/remove", data={"file": file.id})

    assert answer.status == 403 and "已经提交的材料不能删除" in await answer.text()
    assert len(await service.evidence.files_of(OfCase(case_id))) == 1
