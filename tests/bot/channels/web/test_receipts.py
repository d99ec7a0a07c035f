"""A receipt says what was received, when and by whom; anybody may check its tag."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from reportlab.pdfbase.ttfonts import TTFont
from sqlalchemy import event, select
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.channels.web.own_case import article_in_full
from bot.channels.web.receipt_words import WORDS
from bot.conversation.channels import ChannelName
from bot.service import Service
from bot.settings import read_settings
from intake.cases.changes import Rulebook
from intake.cases.codes import STATES
from intake.cases.materials import SORTS
from intake.evidence.file import EvidenceFile, OfCase, OfDraft
from intake.evidence.media import KINDS, size_in_words
from intake.filers.fonts import RECEIPT_FONT
from intake.filers.visits import RECEIPTS_LAST
from intake.forms.codes import ChannelStatus
from intake.forms.draft import KIND_NAMES
from intake.officers.casework import Casework, Seen
from intake.storage.tables import CaseRow
from tests.bot.channels.web.test_mycase import CONSULTATION, Browser, Time
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import TIP, Person
from tests.builders import an_officer, bureaus, clocks
from tests.intake.evidence.files import a_pdf, a_picture, sent

STATUSES = (ChannelStatus.DEMO, ChannelStatus.PUBLISHED)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(params=STATUSES)
async def client(request: pytest.FixtureRequest, tmp_path: Path, time: Time) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    status: ChannelStatus = request.param
    settings = read_settings(
        _env_file=None,
        data_dir=tmp_path,
        channel_status=status,
        channel_notice="公告 https://example.gov.cn/notice",
    )
    async with TestClient(TestServer(await build_app(settings, time, handbook(status)))) as client:
        yield client


@pytest.fixture
def service(client: TestClient) -> Service:  # type: ignore[type-arg]
    app = client.app
    assert isinstance(app, web.Application)
    return app[SERVICE_KEY]


@pytest.fixture
def browser(client: TestClient) -> Browser:  # type: ignore[type-arg]
    return Browser(client)


async def filed(service: Service, lines: tuple[str, ...]) -> tuple[str, str, str]:
    """File, and return reference, code and the receipt's path."""
    person = Person(service, ChannelName.WEB, "filer")
    for line in lines:
        told = await person.say(line)
    parts = re.search(r"编号：(\S+)\n查询码：(\S+)", told), re.search(r"回执：\S+?(/receipt/\S+)", told)
    assert parts[0] and parts[1], told
    return parts[0][1], parts[0][2], parts[1][1]


def tag_on(page: str) -> str:
    found = re.search(r'class="tag">([^<]+)<', page)
    assert found
    return found[1]


async def test_the_link_in_the_reply_leads_to_a_receipt_with_dates_and_articles(
    browser: Browser, service: Service
) -> None:
    reference, code, path = await filed(service, TIP)
    page = await browser.get(path)

    is_demo = service.settings.channel_status is ChannelStatus.DEMO
    title = "演示回执" if is_demo else "举报材料收到回执"
    shown = (
        title,
        reference,
        "2026年11月25日 10:30",
        "合川区市场监督管理部门",
        "2026年12月16日",
        "第18条",
        "不等于立案",
    )
    assert all(part in page for part in shown)
    assert ("不是正式举报回执" in page) is is_demo
    assert code not in page and reference not in path


async def test_a_consultation_promises_no_check(browser: Browser, service: Service) -> None:
    _, _, path = await filed(service, CONSULTATION)
    page = await browser.get(path)

    assert "按您留的方式联系您" in page and "十五个工作日" not in page
    assert "邓" not in page and "19900001128" not in page


async def test_the_pdf_has_its_font_inside(browser: Browser, service: Service) -> None:
    _, _, path = await filed(service, TIP)
    answer = await browser.client.get(f"{path}/pdf")
    body = await answer.read()

    assert answer.content_type == "application/pdf" and body.startswith(b"%PDF-")
    assert b"/FontFile2" in body and len(body) < 200_000
    used = set(re.findall(rb"/BaseFont /([\w+-]+)", body))
    assert {name for name in used if b"Receipt" not in name} <= {b"Helvetica"}


async def test_a_visit_shows_the_same_receipt_and_without_one_there_is_none(
    browser: Browser, service: Service
) -> None:
    reference, code, path = await filed(service, TIP)
    by_link = await browser.get(path)
    assert "没有找到回执" in await browser.get("/mycase/receipt") and browser.status == 404

    await browser.post(reference=reference, code=code)
    assert tag_on(await browser.get("/mycase/receipt")) == tag_on(by_link)
    paper = await browser.client.get("/mycase/receipt/pdf")
    assert paper.content_type == "application/pdf"
    assert paper.headers["Content-Disposition"] == f"inline; filename=receipt-{reference}.pdf"


async def test_a_link_ends_and_a_changed_one_leads_nowhere(browser: Browser, service: Service, time: Time) -> None:
    _, _, path = await filed(service, TIP)
    for wrong in (path[:-2] + "AA", "/receipt/x", "/receipt/" + "A" * 66):
        await browser.get(wrong)
        assert browser.status == 404

    time.now += RECEIPTS_LAST + timedelta(minutes=1)
    assert "已经过期" in await browser.get(path)


async def test_the_tag_is_checked_and_a_wrong_one_says_nothing(browser: Browser, service: Service) -> None:
    reference, _, path = await filed(service, TIP)
    tag = tag_on(await browser.get(path))

    page = await browser.get(f"/verify?reference={reference.lower()}&tag={tag.replace('-', '').lower()}")
    assert "核对一致" in page and "2026年11月25日 10:30" in page
    wrong = "2" * 16 if tag[0] != "2" else "3" * 16
    pages = {
        (await browser.get(f"/verify?reference={one}&tag={wrong}")).replace(one, "…")
        for one in (reference, "VRD8-GCS9-3", "nichts")
    }
    assert len(pages) == 1 and "核对不上" in pages.pop() and browser.status == 404


async def test_the_form_posts_and_nothing_of_it_stands_in_an_address(browser: Browser, service: Service) -> None:
    reference, _, path = await filed(service, TIP)
    tag = tag_on(await browser.get(path))
    assert 'method="post" action="/verify"' in await browser.get("/verify")

    page = await browser.post("/verify", reference=reference, tag=tag)
    # Going back, or loading it anew, sends nothing; nothing of it stood in the address.
    assert browser.answer is not None and browser.answer.history[0].status == 303
    assert browser.answer.url.raw_path_qs == "/verify"
    assert "核对一致" in page and browser.answer is not None and not browser.answer.url.query
    assert "核对不上" in await browser.post("/verify", reference=reference, tag="2" * 16) and browser.status == 404
    assert "核对不上" not in await browser.post("/verify", reference="", tag="")


async def test_a_wrong_tag_and_a_reference_nobody_has_ask_the_same_of_the_database(
    browser: Browser, service: Service
) -> None:
    reference, _, _ = await filed(service, TIP)
    asked: list[str] = []
    # What jobs ask for beside us is not meant: they were started before this is set.
    by_us: ContextVar[bool] = ContextVar("by_us", default=False)
    event.listen(
        service.database.engine.sync_engine,
        "before_cursor_execute",
        lambda _, __, words, *___: asked.append(words) if by_us.get() else None,
    )

    by_us.set(True)
    statements = set()
    for one in (reference, "VRD8-GCS9-3", "nichts"):
        asked.clear()
        assert await service.receipts.checked(one, "2222-2222-2222-2222") is None
        statements.add("\n".join(asked))
    assert len(statements) == 1 and statements != {""}


async def handed_in(service: Service, draft: OfDraft | OfCase, content: bytes) -> EvidenceFile:
    file = await service.evidence.begin(draft, "邓某的合同.pdf")
    await service.evidence.append(file.id, 0, sent(content))
    return await service.evidence.finish(file.id)


async def test_a_receipt_lists_what_was_handed_in_by_number_kind_size_and_digest_and_not_by_name(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, _, path = await filed(service, TIP)
    assert "到出具时间为止，没有收到证据材料。" in await browser.get(path)
    async with service.database.reading() as session:
        case_id = await session.scalar(select(col(CaseRow.id)))
    first = await handed_in(service, OfCase(str(case_id)), a_picture())
    time.now += timedelta(days=2)
    others = [await handed_in(service, OfCase(str(case_id)), a_pdf(2_000_000, seed)) for seed in range(18)]

    page = await browser.get(path)
    tag = tag_on(page)
    checked = await browser.post("/verify", reference=reference, tag=tag)

    for shown in (page, checked):
        assert "材料1 图片，" in shown and "2026年11月25日 10:30收到" in shown
        assert "材料19 PDF，1.9 MB，2026年11月27日 10:30收到" in shown
        assert all(file.sha256 in shown for file in (first, *others))
        assert "邓某" not in shown
    body = await (await browser.client.get(f"{path}/pdf")).read()
    assert body.startswith(b"%PDF-") and len(re.findall(rb"/Type /Page\b", body)) == 2


async def test_material_handed_over_in_person_stands_on_receipt_and_own_page_by_its_number_and_not_in_words(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code, path = await filed(service, TIP)
    casework = Casework(service.database, service.vault, Rulebook(bureaus(), clocks()))
    async with service.database.reading() as session:
        lead = await session.scalar(select(col(CaseRow.lead_bureau)))
    officer = await an_officer(service.database, role="officer", bureau=lead, vault=service.vault)
    paper = {"material": "paper", "text": "邓某的图", "pieces": "3", "came_from": "agent", "on": "2026-11-25"}
    await casework.move("take_material", officer, Seen(reference), time.now, paper)
    said = f"当面材料1 纸质材料，3件，2026年11月25日收下，登记号{reference}-D1"

    page = await browser.get(path)
    checked = await browser.post("/verify", reference=reference, tag=tag_on(page))
    body = await (await browser.client.get(f"{path}/pdf")).read()
    own = await browser.post(reference=reference, code=code)

    for shown in (page, checked, own):
        assert said in shown and "邓某" not in shown and "代理人" not in shown.partition(said)[2][:40]
    assert "共1份" in page and body.startswith(b"%PDF-")
    back = {"which": "1", "went_to": "agent", "on": "2026-11-25"}
    await casework.move("return_material", officer, Seen(reference), time.now, back)
    assert f"{said}，2026年11月25日已退还" in await browser.get(path)


async def test_a_receipt_says_when_it_was_issued_and_a_check_that_files_came_later(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, _, path = await filed(service, TIP)
    before = await browser.get(path)
    tag = tag_on(before)
    assert "出具时间" in before and "2026年11月25日 10:30" in before
    checked = await browser.post("/verify", reference=reference, tag=tag)
    assert "核对一致" in checked and "出具时间" not in checked
    async with service.database.reading() as session:
        case_id = await session.scalar(select(col(CaseRow.id)))
    time.now += timedelta(days=2)
    await handed_in(service, OfCase(str(case_id)), a_picture())

    after, checked = await browser.get(path), await browser.post("/verify", reference=reference, tag=tag)

    assert (
        tag_on(after) == tag and "2026年11月27日 10:30" in after and "以上是到出具时间为止收到的，共1份" in after
    )
    assert "到2026年11月27日 10:30共收到1份" in checked and "您的回执上没有的，是出具以后才收到的" in checked


def test_the_font_has_every_sign_that_a_receipt_can_show() -> None:
    words = [*WORDS.values()]
    words += [bureaus().name_of(bureau.code) for bureau in bureaus().all]
    words += [article_in_full(limit.basis) + limit.label for limit in clocks().limits]
    words += [*SORTS.values(), "，件、页D"]
    words += [*KINDS.values(), *map(size_in_words, (1, 2048, 3 * 1024 * 1024)), "SHA-256 0123456789abcdef"]
    words += [
        *(name for kind, name in KIND_NAMES.items() if kind != "referral"),
        *STATES.values(),
        "编号类别收到时间出具时间接收单位接下来依据校验码匿名重庆市第页",
    ]

    assert set("".join(words)) - set(map(chr, TTFont("font", str(RECEIPT_FONT)).face.charToGlyph)) == set()
