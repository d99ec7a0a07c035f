"""`/file`: a form begun, filled, left, resumed, confirmed and followed, on pages that need no script."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import aiohttp
import orjson
import pytest
from sqlalchemy import func, select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.state import DRAFTS_KEPT
from bot.service import Service
from intake.filers.codes import last_group, new_code
from intake.forms.codes import ChannelStatus
from intake.storage.steps import METADATA
from intake.storage.tables import CaseRow, ConversationRow, DraftCodeRow
from tests.bot.channels.web.filing.browsing import COMPLAINT, TIP, Browser, Client
from tests.bot.channels.web.filing.conftest import Time
from tests.bot.test_anonymous_filers import Person


async def cases_in(service: Service) -> list[CaseRow]:
    async with service.database.reading() as session:
        return list(await session.scalars(select(CaseRow)))


async def dump_of(service: Service) -> str:
    found = []
    async with service.database.reading() as session:
        for table in METADATA.sorted_tables:
            found += [repr(tuple(row)) for row in await session.execute(select(table))]
    return "\n".join(found)


async def test_a_complaint_is_filed_page_by_page_and_followed_with_its_code(
    browser: Browser, service: Service
) -> None:
    await browser.begin("complaint")
    assert "保留30天" in browser.words and "国家秘密" in browser.words

    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")

    assert browser.at == "/file/filed" and "已提交" in browser.words
    (case,) = await cases_in(service)
    assert (case.channel, case.kind, case.lead_bureau, case.demo) == ("form", "complaint", "jiangjin", True)
    assert case.reference in browser.words and "2026年12月16日" in browser.words
    code = re.search(r"查询码([0-9A-Z-]{24})", browser.words.replace("\n", ""))
    assert code
    receipt = re.search(r'href="(http[^"]*/receipt/[^"]*)"', browser.page)
    assert receipt and case.reference in await browser.get(receipt[1].partition("8080")[2])
    await browser.post("/mycase", {"reference": case.reference, "code": code[1]})
    assert "江津区" in browser.words


async def test_the_code_of_a_case_is_not_shown_any_more_once_it_was_written_down(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")
    found = re.search(r"查询码([0-9A-Z-]{24})", browser.words.replace("\n", ""))
    assert found
    code = found[1]

    await browser.post("/file/kept", {"group": "ZZZZ" if last_group(code) != "ZZZZ" else "YYYY"})
    assert browser.status == 422 and "对不上" in browser.words and code in browser.words
    assert browser.at == "/file/filed"
    reference = re.search(r"编号([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])", browser.words.replace("\n", ""))
    assert reference
    await browser.post("/file/kept", {"group": last_group(code).lower()})

    # All that is no secret stays: the number, who has it, until when, the receipt.
    assert code not in browser.page and "已提交" in browser.words
    kept = await browser.get("/file/filed")
    assert code not in kept and reference[1] in kept and "/receipt/" in kept
    assert "江津区" in browser.words and "2026年12月16日" in browser.words


async def test_who_will_receive_it_is_told_before_it_is_filed(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)
    await browser.fill("complaint", "start", {"secret_kind.chosen": "business"})
    await browser.fill("complaint", "act", {"act_place": "渝北统景镇"})

    await browser.get("/file/complaint/check")

    assert "确认后由北碚区市场监督管理部门接收。归哪里不对的，请改地点。" in browser.words


async def test_a_confirmation_sent_three_times_files_once(browser: Browser, service: Service) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)
    await browser.get("/file/complaint/check")
    page = browser.page

    for _ in range(3):
        browser.page = page
        seen, number = browser.hidden("seen"), browser.hidden("id")
        told = await browser.post("/file/complaint/check", {"seen": seen, "id": number, "declared": "yes"})
        assert "已提交" in told

    assert len(await cases_in(service)) == 1


async def test_two_confirmations_at_once_file_once(client: Client, service: Service) -> None:
    first = Browser(client)
    code = await first.begin("complaint")
    await first.fill_all("complaint", COMPLAINT)
    second = Browser(client)
    await second.post("/file/resume", {"code": code})
    for browser in (first, second):
        await browser.get("/file/complaint/check")
    sent = [
        {"token": one.hidden("token"), "seen": one.hidden("seen"), "id": one.hidden("id"), "declared": "yes"}
        for one in (first, second)
    ]

    client.session.cookie_jar.clear()
    await asyncio.gather(
        *(
            client.post("/file/complaint/check", data=form, cookies=one.cookies, allow_redirects=False)
            for one, form in zip((first, second), sent, strict=True)
        )
    )

    assert len(await cases_in(service)) == 1


async def test_a_draft_is_resumed_by_its_code_from_another_browser(client: Client) -> None:
    code = await (first := Browser(client)).begin("complaint")
    await first.fill("complaint", "start", COMPLAINT["start"])
    await first.fill("complaint", "reported", COMPLAINT["reported"])
    second = Browser(client)

    await second.post("/file/resume", {"code": code.lower().replace("-", " ")})

    assert second.at == "/file/complaint/secret"
    assert "重庆渝心微电子有限公司" in await second.get("/file/complaint/reported")


async def test_a_wrong_code_tells_nothing_and_one_wrong_sign_is_found(browser: Browser) -> None:
    code = await browser.begin("complaint")
    wrong = ("3" if code[0] != "3" else "4") + code[1:]

    stranger = Browser(browser.client)
    await stranger.post("/file/resume", {"code": wrong})
    assert stranger.status == 422 and "第1组的第1个字符好像写错了" in stranger.words
    assert stranger.at == "/file" and wrong in stranger.page, "the next page tells it; loading that sends nothing"
    await stranger.post("/file/resume", {"code": "三个字"})
    assert stranger.status == 422 and "五组" in stranger.words
    await stranger.post("/file/resume", {"code": new_code()})

    assert stranger.status == 404 and "没有查到这份草稿" in stranger.words


async def test_whoever_leaves_finds_the_draft_only_by_its_code(browser: Browser, service: Service) -> None:
    code = await browser.begin("complaint")
    await browser.fill("complaint", "reported", COMPLAINT["reported"])
    kept = dict(browser.cookies)

    await browser.post("/file/leave")
    assert code in browser.words and browser.cookies == {}
    copied = Browser(browser.client, cookies=kept)
    assert "重庆渝心微电子" not in await copied.get("/file/complaint/reported")
    await browser.post("/file/resume", {"code": code})

    assert "重庆渝心微电子" in await browser.get("/file/complaint/reported")


async def test_a_draft_is_deleted_thirty_days_after_it_was_last_touched(
    browser: Browser, service: Service, time: Time
) -> None:
    code = await browser.begin("complaint")
    await browser.fill("complaint", "reported", COMPLAINT["reported"])
    time.now += DRAFTS_KEPT - timedelta(hours=1)
    await browser.post("/file/resume", {"code": code})
    assert browser.status == 200
    await browser.fill("complaint", "start", COMPLAINT["start"])
    time.now += DRAFTS_KEPT + timedelta(hours=1)

    await browser.post("/file/resume", {"code": code})
    assert browser.status == 404
    await service.ledger.expire_drafts(time.now, service.resting.trimmed)
    await service.ledger.expire_conversations(time.now - DRAFTS_KEPT)
    await service.ledger.expire_draft_codes(time.now)
    async with service.database.reading() as session:
        left = [
            await session.scalar(select(func.count()).select_from(row)) for row in (ConversationRow, DraftCodeRow)
        ]
    assert left == [0, 0]


async def test_nothing_of_what_was_filled_and_no_code_stands_in_the_clear(
    browser: Browser, service: Service
) -> None:
    code = await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)

    dump = await dump_of(service)

    for planted in ("周敏", "19900001101", "重庆半坡", code, code.replace("-", "")):
        assert planted not in dump


async def test_an_anonymous_tip_leads_to_nobody_and_is_reached_by_its_code(
    browser: Browser, service: Service, time: Time
) -> None:
    draft = await browser.begin("tip")
    await browser.fill_all("tip", TIP)
    person = service.vault.keyed_id("draft", draft)
    await browser.confirm("tip")
    found = re.search(r"查询码([0-9A-Z-]{24})", browser.words.replace("\n", ""))
    assert found and "对匿名举报人没有法定的结果告知" in browser.words

    (case,) = await cases_in(service)
    assert case.anonymous and case.filer != person
    time.now += timedelta(days=2)
    await service.ledger.expire_turns(time.now)
    async with service.database.reading() as session:
        own = await session.scalar(select(col(ConversationRow.own)).where(col(ConversationRow.person) == person))
        about = ("case_file", "journal", "case_note", "outbox", "access_code", "mail")
        rows = [repr(tuple(r)) for name in about for r in await session.execute(select(METADATA.tables[name]))]
    assert person not in "\n".join(rows)
    await service.ledger.expire_own_cases(time.now)
    assert own is None or case.reference not in repr(own)
    await browser.post("/mycase", {"reference": case.reference, "code": found[1]})
    assert "合川区" in browser.words


async def test_what_was_refused_stands_beside_its_field_and_the_rest_is_saved(browser: Browser) -> None:
    await browser.begin("complaint")
    answers = {**COMPLAINT["act"], "act_date": "2026年2月30日", "clue": "配方是牛油六成、辣椒三成、花椒一成"}

    await browser.fill("complaint", "act", answers)

    assert browser.status == 422 and "只有28天" in browser.words and "2026年2月30日" in browser.page
    assert "牛油" not in browser.page and "商业秘密的具体内容" in browser.words
    assert "江津区双福街道" in await browser.get("/file/complaint/act")


async def test_a_place_of_several_is_chosen_on_the_next_page(browser: Browser) -> None:
    await browser.begin("complaint")

    await browser.fill("complaint", "act", {"act_place": "白沙"})
    assert "有不止一处" in browser.words
    asked = re.findall(r'name="act_place.asked" value="([^"]*)"', browser.page)
    assert asked == ["白沙"]
    await browser.save("/file/complaint/act", {"act_place.asked": "白沙", "act_place.which": "江津区白沙镇"})

    assert "江津区白沙镇" in await browser.get("/file/complaint/act")


async def test_a_second_reported_party_gets_room_of_its_own(browser: Browser, service: Service) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "reported", {"reported_name": "王某"}, go="more")
    assert browser.at == "/file/complaint/reported?more=1" and 'name="reported_name#2"' in browser.page

    await browser.save("/file/complaint/reported", {"reported_name#2": "重庆渝心微电子有限公司"})

    page = await browser.get("/file/complaint/check")
    assert "王某" in page and "被举报人（2）" in browser.words and "重庆渝心微电子有限公司" in page


async def test_an_insider_goes_on_with_a_tip(browser: Browser) -> None:
    await browser.begin("complaint")

    await browser.fill("complaint", "start", {"reporter_role.chosen": "insider"})

    assert browser.at.startswith("/file/tip/") and "按违法线索举报填写" in browser.words


async def test_without_what_must_be_there_nothing_is_filed(browser: Browser, service: Service) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "start", COMPLAINT["start"])

    await browser.confirm("complaint", declared="")

    assert browser.status == 422 and "请先勾选声明" in browser.words
    assert re.search(r'href="/file/complaint/filer#[a-z_-]+">联系电话', browser.page)
    assert await cases_in(service) == []


async def test_a_script_saves_one_field_and_gets_it_drawn_anew(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.get("/file/complaint/filer")
    form = {"has": "phone", "phone": "1990000110"}

    told = orjson.loads(await browser.post("/file/complaint/filer", form, Accept="application/json"))
    assert not told["saved"] and "应该是11位" in told["fields"]["phone"]
    await browser.get("/file/complaint/filer")
    form["phone"] = "19900001101"
    told = orjson.loads(await browser.post("/file/complaint/filer", form, Accept="application/json"))

    assert told["saved"] and told["at"] == "10:30" and "faulty" not in told["fields"]["phone"]
    assert "19900001101" in await browser.get("/file/complaint/filer")


async def test_what_comes_from_elsewhere_changes_nothing(browser: Browser, service: Service) -> None:
    await browser.begin("complaint")
    await browser.get("/file/complaint/filer")

    await browser.post(
        "/file/complaint/filer", {"has": "phone", "phone": "19900001101"}, Origin="http://evil.example"
    )
    assert browser.status == 403
    await browser.post("/file/complaint/filer", {"token": "x", "has": "phone", "phone": "19900001101"})
    assert browser.status == 403

    assert "19900001101" not in await browser.get("/file/complaint/filer")


async def test_files_are_handed_in_from_the_summary_and_belong_to_the_case(
    browser: Browser, service: Service
) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)
    await browser.get("/file/complaint/check")
    await browser.post("/file/upload", {"form": "complaint"})
    assert browser.status == 200 and browser.at.startswith("/upload/")
    address = browser.at
    form = aiohttp.FormData()
    form.add_field("file", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF", filename="contract.pdf")
    sent = await browser.client.post(address, data=form)
    assert sent.status == 200 and "contract.pdf" in await sent.text()

    await browser.get("/file/complaint/check")
    assert "图片、文件（1）" in browser.words and "contract.pdf" in browser.words

    await browser.confirm("complaint")

    assert "随这一件收到的文件：1个" in browser.words and "补交图片、文件" in browser.words


async def test_a_discarded_draft_is_gone(browser: Browser) -> None:
    code = await browser.begin("complaint")
    await browser.fill("complaint", "reported", COMPLAINT["reported"])

    await browser.get("/file/complaint/reported")
    await browser.post("/file/discard", {"form": "complaint"})
    assert "草稿已删除" in browser.words
    await browser.post("/file/resume", {"code": code})

    assert browser.status == 404


async def test_begun_in_the_chat_finished_on_the_page_and_known_in_the_chat(
    browser: Browser, service: Service
) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    for line in ("举报侵犯商业秘密", "权利人", "经营信息", "重庆渝心微电子有限公司"):
        await person.say(line)
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link

    assert "打开填写" in await browser.get(link[1])
    await browser.post(link[1])
    assert browser.at == "/file/complaint/act" and "同一份" in browser.words
    stranger = Browser(browser.client)
    await stranger.post(link[1])
    assert stranger.status == 404 and "已经用过" in stranger.words
    await stranger.get(link[1])
    assert stranger.status == 404 and "已经用过" in stranger.words and "打开填写" not in stranger.words

    await browser.fill("complaint", "act", COMPLAINT["act"])
    back = await person.say("在吗")
    assert "您在网页上填的已经在这里了" in back and "双福街道" in back
    await browser.fill("complaint", "filer", COMPLAINT["filer"])
    await browser.confirm("complaint")

    (case,) = await cases_in(service)
    assert case.filer == person.person and case.reference in browser.words
    assert case.reference in await person.say("查进度")


async def test_confirmed_in_the_chat_it_is_gone_from_the_page(browser: Browser, service: Service) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    await person.say("举报侵犯商业秘密")
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link
    await browser.post(link[1])
    await browser.fill_all("complaint", COMPLAINT)
    await browser.get("/file/complaint/check")
    page = browser.page

    for line in ("在吗", "先提交，以后再补", "属实", "确认提交"):
        told = await person.say(line)
    assert "已收到举报材料" in told
    browser.page = page
    sent = {"seen": browser.hidden("seen"), "id": browser.hidden("id"), "declared": "yes"}
    await browser.post("/file/complaint/check", sent)

    assert browser.status == 404 and "已经提交" in browser.words
    assert len(await cases_in(service)) == 1


async def test_what_an_account_may_see_without_a_code_stays_as_it_was(browser: Browser, service: Service) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    reference = await person.files_a_tip()
    await person.say("举报侵犯商业秘密")
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link
    await browser.post(link[1])
    await browser.fill("complaint", "reported", COMPLAINT["reported"])

    await person.say("在吗")
    await person.say("先存着")

    assert reference in await person.say(f"查进度 {reference}")


async def test_a_link_is_good_for_two_hours(browser: Browser, service: Service, time: Time) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    await person.say("举报侵犯商业秘密")
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link
    time.now += timedelta(hours=2, minutes=1)

    await browser.get(link[1])

    assert browser.status == 404 and "两小时" in browser.words


class TestWhereNothingIsFiled:
    """The status `helper`."""

    @pytest.fixture
    def status(self) -> ChannelStatus:
        return ChannelStatus.HELPER

    async def test_the_confirmed_form_is_a_draft_to_download(self, browser: Browser, service: Service) -> None:
        await browser.begin("complaint")
        assert "不会提交给任何单位" in browser.words
        await browser.fill_all("complaint", COMPLAINT)

        await browser.confirm("complaint")

        assert "材料草稿（未提交）" in browser.words and "下载草稿" in browser.words
        text = await browser.get("/file/draft")
        assert "周敏" in text and "重庆渝心微电子有限公司" in text
        assert browser.answer is not None and "attachment" in browser.answer.headers["Content-Disposition"]
        assert await cases_in(service) == []
