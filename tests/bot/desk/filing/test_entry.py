"""Staff entry: a letter, a call or a visit becomes a real case, counted from the day it came."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.service import Service
from bot.settings import read_settings
from intake.forms.codes import ChannelStatus
from intake.journal.verifying import verify
from intake.storage.tables import CaseRow, JournalRow
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Browser, Page
from tests.builders import an_officer

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
LETTER = {
    "way": "letter",
    "received_on": "2026-10-26",
    "reporter_role.chosen": "right_holder",
    "secret_kind.chosen": "business",
    "reported_name": "重庆渝心微电子有限公司",
    "act_kinds.chosen": "违反保密约定或者保密要求",
    "act_place": "江津区双福街道",
    "act_date": "2026年8月",
    "clue": "他有机会接触到客户档案",
    "reporter_name": "重庆半坡茶业有限公司",
    "contact_name": "周敏",
    "phone": "19900001101",
}


@pytest.fixture
def status() -> ChannelStatus:
    return ChannelStatus.DEMO


@pytest.fixture
async def client(
    database_url: str, tmp_path: Path, status: ChannelStatus
) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url, channel_status=status)
    app = await build_app(settings, lambda: NOW, handbook(status.value))
    async with TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True)) as client:
        yield client


@pytest.fixture
def service(client: TestClient[web.Request, web.Application]) -> Service:
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


class Clerk:
    """Somebody of a bureau at the desk, with the page they are filling."""

    def __init__(self, browser: Browser, officer_id: str) -> None:
        self.browser = browser
        self.id = officer_id

    async def page(self, form: str = "complaint") -> Page:
        return await self.browser.get(f"/desk/filing/{form}")

    async def enters(self, seen: Page | None = None, /, form: str = "complaint", **entered: str) -> Page:
        shown = seen or await self.page(form)
        sent = [("csrf", shown.hidden("csrf")), ("page", shown.hidden("page"))]
        sent += [("has", unescape(name)) for name in re.findall(r'name="has" value="([^"]*)"', shown.text)]
        sent += [(name, value) for name, value in {**LETTER, **entered}.items() if value]
        return await self.browser.post(f"/desk/filing/{form}", sent)  # type: ignore[arg-type]


async def a_clerk(
    service: Service,
    client: TestClient[web.Request, web.Application],
    role: str = "officer",
    bureau: str | None = "jiangjin",
) -> Clerk:
    officer = await an_officer(service.database, role=role, bureau=bureau, vault=service.vault)
    browser = Browser(client)
    assert (await browser.sign_in(officer.name)).status == 303
    return Clerk(browser, officer.id)


async def cases_in(service: Service) -> list[CaseRow]:
    async with service.database.reading() as session:
        return list(await session.scalars(select(CaseRow)))


async def test_a_letter_of_a_month_ago_is_a_case_whose_clock_is_overdue(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters()

    (case,) = await cases_in(service)
    assert told.status == 200 and case.reference in told.text
    assert (case.channel, case.lead_bureau, case.received_at.date().isoformat()) == (
        "letter",
        "jiangjin",
        "2026-10-25",
    )
    assert case.next_due_on is not None and case.next_due_on.isoformat() == "2026-11-16"
    assert "逾期" in told.text and "江津区" in told.text
    shown = (await clerk.browser.get(f"/desk/cases/{case.reference}")).text
    assert "逾期" in shown and "信函提交" in shown and "10月26日" in shown


async def test_a_call_of_today_is_due_and_not_overdue(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters(way="telephone", received_on="2026-11-25")

    (case,) = await cases_in(service)
    assert case.received_at == NOW and "逾期" not in told.text
    assert case.next_due_on is not None and case.next_due_on.isoformat() == "2026-12-16"


async def test_the_journal_says_who_entered_it_when_and_since_when_it_counts(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    await clerk.enters()

    async with service.database.reading() as session:
        entries = list(await session.scalars(select(JournalRow).order_by(col(JournalRow.seq))))
    opened = entries[0]
    assert (opened.actor, opened.payload["way"], opened.at) == (clerk.id, "letter", NOW)
    assert opened.effective_at == datetime(2026, 10, 25, 16, tzinfo=UTC)
    assert (await verify(service.database, service.vault.journal_key, NOW)).is_intact


async def test_the_filer_gets_a_receipt_and_finds_the_case_with_its_code(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters()

    (case,) = await cases_in(service)
    code = re.search(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})", told.text)
    receipt = re.search(r'href="http://127.0.0.1:8080(/receipt/[^"]+)"', told.text)
    assert code and receipt
    paper = (await clerk.browser.get(receipt[1])).text
    assert case.reference in paper and "2026年10月26日" in paper and "00:00" not in paper
    found = await client.post("/mycase", data={"reference": case.reference, "code": code[1]})
    assert case.reference in await found.text()


async def test_a_page_sent_twice_enters_one_case(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)
    page = await clerk.page()

    first, second = await clerk.enters(page), await clerk.enters(page)

    (case,) = await cases_in(service)
    assert "查询码" in first.text and "已经录入过" in second.text and case.reference in second.text


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        ({"received_on": "2026-11-26"}, "收到日期还没到"),
        ({"received_on": "2006-11-26"}, "收到日期太早了"),
        ({"received_on": "2026-02-30"}, "请填写收到日期"),
        ({"received_on": ""}, "请填写收到日期"),
        ({"way": ""}, "请选择来件方式"),
        ({"way": "pigeon"}, "请选择来件方式"),
        ({"act_date": "2026年2月30日"}, "只有28天"),
        ({"act_date": "2027年3月"}, "还没到"),
        ({"loss_amount": "-3万元"}, "多少钱"),
        ({"loss_amount": "1000000000000000000元"}, "太大了"),
        ({"phone": "1990000110"}, "应该是11位"),
        ({"reported_name": f"重庆{'科' * 296}公司"}, "名称太长了"),
        ({"clue": "配方是牛油六成、辣椒三成、花椒一成"}, "商业秘密的具体内容"),
        ({"act_place": "白沙"}, "有不止一处"),
        ({"contact_name": ""}, "来件没有写的"),
    ],
)
async def test_what_cannot_be_right_is_refused_and_the_rest_stays_on_the_page(
    service: Service, client: TestClient[web.Request, web.Application], entered: dict[str, str], says: str
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters(**entered)

    assert told.status == 422 and says in told.text and await cases_in(service) == []
    assert "重庆半坡茶业有限公司" in told.text and "牛油" not in told.text


async def test_what_a_letter_does_not_tell_may_be_left_open(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters(**{"phone": "", "phone.unknown": "yes", "act_place": "", "act_place.unknown": "yes"})

    (case,) = await cases_in(service)
    assert told.status == 200 and case.lead_bureau == "municipal"
    assert "本局看不到" in told.text
    assert (await clerk.browser.get(f"/desk/cases/{case.reference}")).status == 404


async def test_somebody_who_is_no_owner_is_entered_as_a_tip(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    told = await clerk.enters(**{"reporter_role.chosen": "insider"})
    assert told.status == 422 and "改按“违法线索举报”录入" in told.text and "双福街道" in told.text

    unnamed = {"anonymous.chosen": "True", "contact_name": "", "phone": ""}
    told = await clerk.enters(told, form="tip", **{"reporter_role.chosen": "insider", **unnamed})
    (case,) = await cases_in(service)
    assert (case.kind, case.anonymous) == ("tip", True)


async def test_a_tip_has_room_for_name_and_telephone_from_the_first_and_says_when_they_are_needed(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)
    tip = {"reporter_role.chosen": "insider", "reporter_name": ""}

    page = await clerk.page("tip")
    assert 'name="contact_name"' in page.text and 'name="phone"' in page.text
    assert "实名的必填，匿名的不填" in page.text
    nameless = {**tip, "anonymous.chosen": "False", "contact_name": "", "phone": ""}
    told = await clerk.enters(page, form="tip", **nameless)
    assert told.status == 422 and "来件没有写的" in told.text and await cases_in(service) == []

    # What was entered of somebody who stays unknown is told, never dropped in silence.
    told = await clerk.enters(page, form="tip", **{**tip, "anonymous.chosen": "True"})
    assert told.status == 422 and "没有带上" in told.text and "19900001101" in told.text

    told = await clerk.enters(page, form="tip", **{**tip, "anonymous.chosen": "False"})
    (case,) = await cases_in(service)
    assert told.status == 200 and (case.kind, case.anonymous) == ("tip", False)


async def test_several_reported_parties_are_entered_as_several(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    more = await clerk.enters(go="more")
    assert 'name="reported_name#2"' in more.text and await cases_in(service) == []
    await clerk.enters(more, **{"reported_name#2": "王某"})

    (case,) = await cases_in(service)
    assert "王某" in (await clerk.browser.get(f"/desk/cases/{case.reference}")).text


@pytest.mark.parametrize("role", ["curator", "auditor", "admin"])
async def test_who_handles_no_cases_enters_none(
    service: Service, client: TestClient[web.Request, web.Application], role: str
) -> None:
    clerk = await a_clerk(service, client, role, None)

    page = await clerk.browser.get("/desk/filing")
    assert page.status == 403 and "岗位不能录入" in page.text
    assert "/desk/filing" not in (await clerk.browser.get("/desk/")).text
    entry = service.vault.keyed_id("x", "y")
    sent = {"csrf": page.hidden("csrf"), "page": entry, **LETTER}
    assert (await clerk.browser.post("/desk/filing/complaint", sent)).status in (403, 422)

    assert await cases_in(service) == []


async def test_a_page_of_yesterday_enters_nothing(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)
    page = await clerk.page()
    old = service.vault.keyed_id("page", "old")
    page.text = page.text.replace(page.hidden("page"), old)

    told = await clerk.enters(page)

    assert told.status == 403 and "打开得太久" in told.text and await cases_in(service) == []


class TestWhereTheServiceOnlyHelps:
    """The status `helper`: the bureau has received the letter all the same."""

    @pytest.fixture
    def status(self) -> ChannelStatus:
        return ChannelStatus.HELPER

    async def test_a_letter_opens_a_real_case_that_its_filer_can_follow(
        self, service: Service, client: TestClient[web.Request, web.Application]
    ) -> None:
        clerk = await a_clerk(service, client)

        told = await clerk.enters()

        (case,) = await cases_in(service)
        assert not case.demo
        code = re.search(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})", told.text)
        assert code
        found = await client.post("/mycase", data={"reference": case.reference, "code": code[1]})
        assert case.reference in await found.text()


async def test_a_day_is_counted_from_midnight_in_shanghai(
    service: Service, client: TestClient[web.Request, web.Application]
) -> None:
    clerk = await a_clerk(service, client)

    await clerk.enters(received_on=(NOW - timedelta(days=1)).date().isoformat())

    (case,) = await cases_in(service)
    assert case.next_due_on is not None and case.next_due_on.isoformat() == "2026-12-15"
