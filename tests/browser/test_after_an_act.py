"""Pages that are there only after something was done, and at which no other way of a test stops to look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from intake.bulletins.bulletin import BulletinWish
from intake.cases.changes import Rulebook
from intake.filers.estimates import Estimates
from intake.filers.subscriptions import Subscriptions, asks_of, stops_of
from intake.officers.bodies import BodyBook
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.officers.replying import ReplyLinks
from intake.officers.rule_versions import RuleVersions
from intake.officers.transferring import Transferring
from intake.routing.rules import load_rules
from intake.storage.bulletin_tables import SubscriptionRow
from tests.browser.decency import faults_of
from tests.browser.talking import is_answered
from tests.builders import PASSWORD, a_case, an_officer
from tests.journeys.house import Clock, House, opened_house, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MAIL = {"smtp_url": "smtp://127.0.0.1:9", "mail_from": "shangmi@example.gov.cn"}


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened_house(settings_for(tmp_path, **MAIL), Clock()) as house:
        yield house


async def head(house: House, name: str = "陈负责", role: str = "head", bureau: str | None = "jiangjin") -> Officer:
    service = house.service
    return await an_officer(service.database, role=role, bureau=bureau, name=name, vault=service.vault)


async def signed_in(page: Page, house: House, name: str = "陈负责") -> None:
    await page.goto(f"{house.address}/desk/sign-in")
    await page.fill("#name", name)
    await page.fill("#password", PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    await page.wait_for_url("**/desk/")


def rules_of(house: House) -> Rulebook:
    service = house.service
    return Rulebook(service.bureaus, service.clocks, service.stations, routing=service.in_force)


async def test_words_on_a_closed_case_become_a_filing_of_their_own(house: House, page: Page) -> None:
    service, officer = house.service, await head(house)
    case = await a_case(service.database, service.vault)
    work, now = Casework(service.database, service.vault, rules_of(house)), service.clock()
    for move, entered in (
        ("sign_for", {}),
        ("check", {}),
        ("not_docket", {"reason": "没有证据"}),
        ("close", {"outcome": "not_docketed"}),
    ):
        await work.move(move, officer, Seen(case.reference), now, {"confirmed": "yes", **entered})
    await service.mailbox.add_words(case.id, "supplement", "我又拿到他们的报价单。" * 60, now)

    await signed_in(page, house)
    await page.goto(f"{house.address}/desk/cases/{case.reference}/follow")

    await expect(page.locator("main")).to_contain_text("我又拿到他们的报价单")
    assert await faults_of(page, at="/desk/cases/{reference}/follow") == []


async def test_an_answer_becomes_a_draft_of_an_entry(house: House, page: Page) -> None:
    service, officer, now = house.service, await head(house), house.service.clock()
    case = await a_case(service.database, service.vault, kind="consultation")
    work = Casework(service.database, service.vault, rules_of(house))
    for move, entered in (("sign_for", {}), ("answer", {"text": "先列出涉密资料，再分级授权。" * 20})):
        await work.move(move, officer, Seen(case.reference), now, {"confirmed": "yes", **entered})

    await signed_in(page, house)
    answer = await page.goto(f"{house.address}/desk/cases/{case.reference}/entry")

    assert answer is not None and answer.status == 200
    assert await faults_of(page, at="/desk/cases/{reference}/entry") == []


async def test_a_self_assessment_beside_the_officers_sheet(house: House, page: Page) -> None:
    service = house.service
    await head(house)
    estimates, content = (
        Estimates(service.database, service.vault),
        {"given": {"rules": ["partly", 8]}, "bonus": []},
    )
    kept = await estimates.keep(
        "owner", "company", "company plan-2022", {**content, "bonus_points": None}, service.clock()
    )
    await estimates.share("owner", kept, "jiangjin", "重庆" + "很长的名称" * 10 + "有限公司", service.clock())

    await signed_in(page, house)
    await page.goto(f"{house.address}/desk/estimates/{kept}")

    await expect(page.locator("main")).to_contain_text("部分做到，估8分")
    assert await faults_of(page, at="/desk/estimates/{estimate}") == []


async def test_a_version_of_the_routing_rules(house: House, page: Page) -> None:
    service = house.service
    drafter = await head(house, "周统筹", "coordinator", None)
    second = await head(house, "林统筹", "coordinator", None)
    versions = RuleVersions(service.database, service.vault, service.bureaus, load_rules())
    await versions.begin(drafter, "试一试。", None, service.clock())
    number = await versions.publish(second, 0, service.clock())

    await signed_in(page, house, "周统筹")
    await page.goto(f"{house.address}/desk/rules/versions/{number}")

    assert await faults_of(page, at="/desk/rules/versions/{number}") == []


async def test_a_question_to_a_body_without_an_account(house: House, page: Page) -> None:
    service, officer, now = house.service, await head(house), house.service.clock()
    admin = await head(house, "系统管理", "admin", None)
    bodies = BodyBook(service.database, service.bureaus)
    await bodies.enter(admin, "assets", {"name": "重庆市国有资产监督管理委员会", "by_link": "yes"}, now)
    case = await a_case(service.database, service.vault, state="checking")
    book = Transferring(service.database, service.vault, rules_of(house))
    opened = {"bodies": "assets", "parts": "act", "text": "请关注。"}
    transfer = await book.open(officer, Seen(case.reference), "inform", now, opened)
    sent = {"at": "2026-11-23T09:00", "papers": "notice_letter", "confirmed": "yes"}
    await book.take(officer, Seen(case.reference), transfer, "transfer_sent", now, sent)
    links = ReplyLinks(service.database, service.vault, rules_of(house))
    question = {"question": "是否已经关注？" * 20, "days": "7"}
    secret = await links.give(officer, Seen(case.reference), transfer, question, now)

    await page.goto(f"{house.address}/reply/{secret}")

    await expect(page.locator("main")).to_contain_text("是否已经关注？")
    assert await faults_of(page, at="/reply/{secret}") == []


async def test_a_draft_of_the_chat_goes_on_as_a_page(house: House, page: Page) -> None:
    await page.goto(f"{house.address}/chat")
    for words in ("我要举报", "权利人", "去网页填"):
        await page.fill("#text", words)
        await page.press("#text", "Enter")
        await is_answered(page)
    link = await page.locator("#log a[href*='/file/continue/']").last.get_attribute("href") or ""

    await page.goto(f"{house.address}/file/continue/{link.rsplit('/', 1)[1]}")

    assert await faults_of(page, at="/file/continue/{link}") == []


async def test_an_address_for_notices_is_proven_and_taken_back(house: House, page: Page) -> None:
    service, now = house.service, house.service.clock()
    wanted = Subscriptions(service.database, service.vault)
    await wanted.ask("li@example.com", BulletinWish(), now)
    async with service.database.reading() as session:
        asked = (await session.scalars(select(col(SubscriptionRow.id)))).one()

    await page.goto(f"{house.address}/notices/confirm/{asks_of(service.vault, service.clock).to(asked)}")
    assert await faults_of(page, at="/notices/confirm/{pass}") == []
    await page.get_by_role("button").last.click()
    async with service.database.reading() as session:
        known = (await session.scalars(select(col(SubscriptionRow.id)))).one()
    await page.goto(f"{house.address}/notices/stop/{stops_of(service.vault, service.clock).to(known)}")

    assert await faults_of(page, at="/notices/stop/{pass}") == []


async def test_a_fault_inside_the_desk_is_a_page_of_its_design(house: House, page: Page) -> None:
    await head(house)
    await signed_in(page, house)

    answer = await page.goto(f"{house.address}/desk/nothing-of-the-kind")

    assert answer is not None and answer.status == 404
    assert await faults_of(page, at="/desk/{unknown}") == []
