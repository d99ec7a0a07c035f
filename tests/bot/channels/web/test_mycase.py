"""`/mycase`: reference and code together open one case, and a page without them says nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.channels.web.mycase import CASE_COOKIE
from bot.conversation.channels import ChannelName
from bot.service import Service
from bot.settings import read_settings
from intake.filers.access import REFERENCE_PACE
from intake.filers.codes import new_code
from intake.filers.visits import VISITS_LAST
from intake.journal.verifying import verify
from intake.storage.tables import CaseNoteRow, CaseRow, EndedVisitRow, JournalRow
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import Person, write_to_the_filer

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
CONSULTATION = (
    "我是江北区鱼嘴重庆轴间轴承公司的，姓邓，19900001128，想约11月27号上午线上咨询保密协议怎么签",
    "鱼复工业园",
    "保密协议怎么签才有效",
    "对",
)


@dataclass
class Time:
    """A clock that tests move."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Browser:
    """A browser without scripts: it has cookies, and sends the forms of a page."""

    client: TestClient  # type: ignore[type-arg]
    page: str = ""
    answer: ClientResponse | None = None

    async def get(self, path: str = "/mycase") -> str:
        return await self._took(await self.client.get(path))

    async def post(self, path: str = "/mycase", origin: str = "", **form: str) -> str:
        token = re.search(r'name="token" value="(\w+)"', self.page)
        sent = {"token": token[1] if token else "", **form}
        headers = {"Origin": origin} if origin else {}
        return await self._took(await self.client.post(path, data=sent, headers=headers))

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status

    async def _took(self, answer: ClientResponse) -> str:
        self.answer, self.page = answer, await answer.text()
        return self.page


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def client(database_url: str, tmp_path: Path, time: Time) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    app = await build_app(settings, time, handbook("demo"))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def browser(client: TestClient) -> Browser:  # type: ignore[type-arg]
    return Browser(client)


@pytest.fixture
def service(client: TestClient) -> Service:  # type: ignore[type-arg]
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


async def an_anonymous_tip(service: Service) -> tuple[str, str]:
    return await Person(service, ChannelName.WEB, "filer").files_a_tip_and_notes_its_code()


async def a_consultation(service: Service) -> tuple[str, str]:
    filer = Person(service, ChannelName.WEB, "company")
    for line in CONSULTATION:
        told = await filer.say(line)
    reference, code = re.search(r"编号：(\S+)", told), re.search(r"查询码：(\S+)", told)
    assert reference and code, told
    return reference[1], code[1]


async def test_reference_and_code_show_state_holder_and_next_date(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    assert reference not in await browser.get()

    page = await browser.post(reference=reference.lower(), code=code.replace("-", " "))

    for shown in (reference, "已分送", "合川区", "2026年11月25日 10:30", "下一个期限", "2026年12月16日", "第18条"):
        assert shown in page, shown
    assert code not in page and browser.answer is not None and "?" not in str(browser.answer.url)
    assert reference in await browser.get()


async def test_a_wrong_code_a_strangers_code_and_a_case_that_is_not_there_look_the_same(
    browser: Browser, service: Service
) -> None:
    (reference, _), (other, code) = await an_anonymous_tip(service), await a_consultation(service)

    pages = {
        (await browser.post(reference=one, code=tried)).replace(one, "…").replace(tried, "…")
        for one, tried in ((reference, new_code()), (reference, code), ("VRD8-GCS9-3", new_code()))
    }
    assert len(pages) == 1 and "没有查到" in pages.pop() and browser.status == 404
    assert not browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/mycase"))
    assert other not in await browser.get()


async def test_a_misspelt_code_is_named_without_asking_anybody(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")

    assert "第5组的第4个字符" in await browser.post(reference=reference, code=wrong)
    # There is the sign to be looked at.
    assert f'name="code" value="{wrong}"' in browser.page
    assert "编号不对" in await browser.post(reference=reference[:-1] + "?", code=code)


async def test_a_reference_that_many_codes_were_tried_for_still_opens_for_the_right_one(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code = await an_anonymous_tip(service)
    for _ in range(REFERENCE_PACE[0]):
        await browser.post(reference=reference, code=new_code())

    assert "试的次数多了" in await browser.post(reference=reference, code=new_code()) and browser.status == 429
    assert "已分送" in await browser.post(reference=reference, code=code)


async def test_what_is_no_address_and_no_token_is_refused_in_words(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    words = {"purpose": "supplement", "text": "仓库在二楼"}

    for origin in ("http://[", "http://[::1", "null", "//"):
        assert "没有收下" in await browser.post("/mycase/words", origin=origin, **words), origin
        assert browser.status == 403
    for token in ("é", "甲" * 32, ""):
        await browser.get()
        assert "没有收下" in await browser.post("/mycase/words", **{**words, "token": token}), token
        assert browser.status == 403
    await browser.get()
    assert "已经记下" in await browser.post("/mycase/words", **words)


async def test_words_wishes_and_objections_stand_in_the_case_once(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)

    for _ in range(2):
        assert "已经记下" in await browser.post("/mycase/words", purpose="supplement", text="仓库在二楼")
    await browser.post("/mycase/words", purpose="withdrawal_wish", text="对方已经归还")
    page = await browser.post("/mycase/words", purpose="objection", text="三周没有消息")

    assert all(words in page for words in ("仓库在二楼", "对方已经归还", "三周没有消息"))
    async with service.database.reading() as session:
        purposes = (await session.scalars(select(col(CaseNoteRow.purpose)))).all()
        codes = (await session.scalars(select(col(JournalRow.code)).order_by(col(JournalRow.seq)))).all()
    assert sorted(purposes) == ["objection", "supplement", "withdrawal_wish"]
    assert "withdrawal_wished" in codes
    assert (await verify(service.database, service.vault.journal_key, NOW)).is_intact


async def test_a_wish_to_withdraw_is_shown_as_one_and_is_not_asked_for_again_until_it_is_taken_back(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    assert ">申请撤回</summary>" in await browser.get("/mycase")

    page = await browser.post("/mycase/words", purpose="withdrawal_wish", text="对方已经归还")

    assert "申请了撤回，办理单位能看到。申请撤回不当然终止核查" in page and ">申请撤回</summary>" not in page
    time.now += timedelta(minutes=1)
    page = await browser.post("/mycase/words", purpose="supplement", text="我不撤了，请继续查")
    assert "您不再申请撤回" in page and "申请了撤回" not in page and ">申请撤回</summary>" in page


async def test_an_officers_words_are_new_once(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    await write_to_the_filer(service, reference, "请说明仓库在哪里。")

    page = await browser.post(reference=reference, code=code)
    assert "请说明仓库在哪里。" in page and "1 条新的" in page
    page = await browser.get()
    assert "请说明仓库在哪里。" in page and "条新的" not in page


@pytest.mark.parametrize("text", ["王大勇的工位是三楼，电话13800001111", "对方老板手机是13800001111，在二楼办公"])
async def test_nobody_elses_telephone_is_kept_and_the_rest_is_shown_to_be_sent(
    browser: Browser, service: Service, text: str
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)

    page = await browser.post("/mycase/words", purpose="supplement", text=text)

    assert "别人的电话我已经去掉" in page and "13800001111" not in page and "楼" in page
    async with service.database.reading() as session:
        assert await session.scalar(select(col(CaseNoteRow.id))) is None


async def test_a_secret_is_not_kept_and_who_wanted_no_name_is_asked_before_giving_one(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)

    page = await browser.post("/mycase/words", purpose="supplement", text="我的身份证号是110101199003070038")
    assert "身份证号" in page and "110101199003070038" not in page
    page = await browser.post("/mycase/words", purpose="supplement", text="我叫刘强，电话19900001199")
    assert "没有留名" in page and "我叫刘强" in page
    async with service.database.reading() as session:
        assert await session.scalar(select(col(CaseNoteRow.id))) is None
    page = await browser.post(
        "/mycase/words", purpose="supplement", text="我叫刘强，电话19900001199", as_it_is="yes"
    )
    assert "已经记下" in page


async def test_names_are_cut_on_request_and_filed_only_after_the_filer_has_seen_what_is_left(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    typed = "仓库搬到了二楼，我叫刘强，电话19900001199"

    page = await browser.post("/mycase/words", purpose="supplement", text=typed)
    assert 'name="cut"' in page and "还没有提交" in page
    page = await browser.post("/mycase/words", purpose="supplement", text=typed, cut="yes")
    box = re.search(r'<textarea id="supplement-text"[^>]*>([^<]*)<', page)
    assert box and "仓库搬到了二楼" in box[1] and "刘强" not in page and "19900001199" not in page
    async with service.database.reading() as session:
        assert await session.scalar(select(col(CaseNoteRow.id))) is None

    assert "已经记下" in await browser.post("/mycase/words", purpose="supplement", text=box[1])
    assert "仓库搬到了二楼" in await browser.get()
    page = await browser.post("/mycase/words", purpose="supplement", text="我叫刘强", cut="yes")
    assert "没有剩下内容" in page and "刘强" not in page


async def test_one_mark_is_given_after_closing(browser: Browser, service: Service) -> None:
    reference, code = await a_consultation(service)
    await browser.post(reference=reference, code=code)
    assert "办结以后才能评价" in await browser.post("/mycase/mark", mark="satisfied")
    async with service.database.writing() as session:
        await session.execute(update(CaseRow).values(state="closed"))

    assert "您满意吗" in await browser.get()
    assert "谢谢您的评价" in await browser.post("/mycase/mark", mark="fair")
    assert "您满意吗" not in await browser.get()
    assert "已经评价过" in await browser.post("/mycase/mark", mark="satisfied")


async def test_nothing_is_taken_from_another_site_or_without_the_pages_own_sign(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)

    for how in ({"origin": "https://evil.example"}, {"token": "0" * 32}):
        page = await browser.post("/mycase/words", purpose="supplement", text="伪造的", **how)
        assert browser.status == 403 and "没有收下" in page
        await browser.get()
    async with service.database.reading() as session:
        assert await session.scalar(select(col(CaseNoteRow.id))) is None


async def test_a_visit_ends_by_itself_and_by_hand(browser: Browser, service: Service, time: Time) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    time.now += timedelta(minutes=31)
    assert reference not in await browser.get()

    await browser.post(reference=reference, code=code)
    assert reference not in await browser.post("/mycase/leave")
    assert reference not in await browser.get()


async def test_a_copied_cookie_is_dead_after_leaving(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    jar = browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/mycase"))
    copied = {CASE_COOKIE: jar[CASE_COOKIE].value}
    assert reference in await (await browser.client.get("/mycase", cookies=copied)).text()

    await browser.post("/mycase/leave")

    for path in ("/mycase", "/mycase/receipt", "/mycase/receipt/pdf"):
        browser.client.session.cookie_jar.clear()
        answer = await browser.client.get(path, cookies=copied)
        assert reference.encode() not in await answer.read() and b"%PDF" not in await answer.read(), path
    await browser.post(reference=reference, code=code)
    assert reference in await browser.get()


async def test_a_visit_that_goes_on_and_on_asks_for_the_code_again_after_four_hours(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    began = time.now

    while time.now + timedelta(minutes=20) < began + VISITS_LAST:
        time.now += timedelta(minutes=20)
        assert reference in await browser.get(), time.now - began
    time.now = began + VISITS_LAST
    assert reference not in await browser.get()


async def test_what_is_kept_of_a_visit_that_was_left_leads_to_no_case_and_goes_with_it(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    await browser.post("/mycase/leave")

    async with service.database.reading() as session:
        case = await session.scalar(select(CaseRow))
        (ended,) = (await session.scalars(select(EndedVisitRow))).all()
    assert case is not None and ended.id not in case.id and ended.over_at == NOW + VISITS_LAST
    assert await service.ledger.expire_visits(NOW + VISITS_LAST) == 0
    assert await service.ledger.expire_visits(NOW + VISITS_LAST + timedelta(seconds=1)) == 1


async def test_the_cookie_is_sealed_and_kept_from_scripts_and_other_sites(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    answer = await browser.client.post(
        "/mycase", data={"reference": reference, "code": code}, allow_redirects=False
    )

    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/mycase"))
    assert reference not in cookie and code not in cookie
    assert answer.status == 303 and answer.headers["Location"] == "/mycase"


async def test_why_one_withdraws_and_what_one_objects_to_is_chosen_as_in_the_chat(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    page = await browser.post(reference=reference, code=code)
    for option in ("双方已经协商解决", "填错了或者重复提交", "认为不该由这个局办理", "认为办案人员应当回避"):
        assert option in page, option

    unchosen = await browser.post("/mycase/words", purpose="withdrawal_wish", text="", may_choose="yes")
    assert browser.status == 422 and "请选一项" in unchosen
    await browser.post("/mycase/words", purpose="withdrawal_wish", about="settled", text="", may_choose="yes")
    page = await browser.post("/mycase/words", purpose="objection", about="bureau", text="事情发生在渝北")

    assert "双方已经协商解决" in page and "认为不该由这个局办理：事情发生在渝北" in page


async def test_a_consultation_is_withdrawn_in_ones_own_words(browser: Browser, service: Service) -> None:
    reference, code = await a_consultation(service)

    assert 'name="about"' not in await browser.post(reference=reference, code=code)


async def test_a_withdrawal_under_threat_is_answered_before_it_is_filed(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    said = {"purpose": "withdrawal_wish", "text": "对方找人威胁我，只好撤回", "about": "other"}

    page = await browser.post("/mycase/words", **said)
    assert browser.status == 422 and "请马上拨打110" in page and "不用因为受威胁就撤回" in page
    async with service.database.reading() as session:
        assert (await session.scalars(select(col(CaseNoteRow.purpose)))).all() == []

    await browser.post("/mycase/words", **said, only_told="yes")
    await browser.post("/mycase/words", **said, all_the_same="yes")
    async with service.database.reading() as session:
        purposes = (await session.scalars(select(col(CaseNoteRow.purpose)).order_by(col(CaseNoteRow.id)))).all()
    assert sorted(purposes) == ["supplement", "withdrawal_wish"]


async def test_upload_links_that_were_handed_out_are_taken_back(browser: Browser, service: Service) -> None:
    reference, code = await an_anonymous_tip(service)
    page = await browser.post(reference=reference, code=code)
    assert "作废上传链接" in page
    await browser.post("/mycase/upload")
    assert browser.answer is not None
    link = browser.answer.url.path

    page = await browser.get()
    page = await browser.post("/mycase/links")
    assert "上传链接已经作废" in page and ">作废上传链接<" not in page

    assert "这个链接已经作废" in await browser.get(link) and browser.status == 410
