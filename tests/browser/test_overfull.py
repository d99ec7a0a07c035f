"""Pages of the desk that hold far too much still hold it: many parties, a long journal, names without end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from intake.cases.changes import Rulebook
from intake.officers.casework import Seen
from intake.officers.officer import Officer
from intake.officers.transferring import Transferring
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.browser.conftest import PHONE
from tests.browser.decency import faults_of
from tests.browser.test_desk import database, desk, evidence, sign_in
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks, some_cases, words_of_the_filer

__all__ = ["database", "desk", "evidence"]
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]

LONG = "重庆市江津区双福新区" + "国际先进智能装备制造与供应链协同创新" * 5 + "有限责任公司"
LATIN = "Chongqing" + "InternationalIntelligentEquipmentManufacturing" * 5 + "GmbH"
PARTIES = 60
ROWS = 200
TRANSFERS = 300


async def test_what_holds_too_much_is_no_wider_than_the_window(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, role="head", name="李" * 30, vault=vault)
    case = await an_overfull_case(database, vault)
    twin = await an_overfull_case(database, vault)
    await sign_in(page, desk, officer.name)
    for path in (
        "/desk/",
        "/desk/cases",
        f"/desk/cases/{case.reference}",
        f"/desk/cases/{case.reference}/alike",
        f"/desk/cases/{case.reference}/alike?with={twin.reference}",
        f"/desk/cases/{case.reference}/letter/write",
        f"/desk/cases/{case.reference}/print",
        f"/desk/cases/{case.reference}/papers",
        "/desk/between",
        "/desk/clocks",
        "/desk/transfers",
        "/desk/people",
    ):
        answer = await page.goto(f"{desk}{path}")
        assert answer is not None and answer.status == 200, path
        assert await faults_of(page) == [], path


async def test_a_book_of_hundreds_of_transfers_holds_them_and_an_empty_one_says_so(
    desk: str, page: Page, database: Database, vault: Vault
) -> None:
    officer = await an_officer(database, role="head", name="李主任", vault=vault)
    await sign_in(page, desk, officer.name)
    await page.goto(f"{desk}/desk/transfers")
    assert await faults_of(page) == []
    await expect(page.get_by_text("这里没有移送、通报或者来件。")).to_be_visible()

    await an_overfull_book(database, vault, officer)
    for path in ("/desk/transfers", "/desk/transfers/meeting", "/desk/between"):
        answer = await page.goto(f"{desk}{path}")
        assert answer is not None and answer.status == 200, path
        assert await faults_of(page) == [], path
    await page.goto(f"{desk}/desk/transfers/meeting")
    waited = page.locator("table.book tbody tr").first.locator("[data-is=已等]")
    label = await waited.evaluate("one => getComputedStyle(one, '::before').content")
    assert (label != "none") is (page.viewport_size == PHONE), "a bare number on a phone says what it counts"
    await page.goto(f"{desk}/desk/transfers")
    assert await page.locator("table.book tbody tr").count() == TRANSFERS


async def an_overfull_book(database: Database, vault: Vault, officer: Officer) -> None:
    """Open hundreds of transfers of a few cases, to bodies of long names."""
    work = Transferring(database, vault, Rulebook(bureaus(), clocks()))
    filed = [
        {"kind": "complaint", "state": "docketed", "fields": {"reported_name": f"{LONG}{one}"}}
        for one in range(10)
    ]
    for case in await some_cases(database, vault, filed):
        for number in range(TRANSFERS // 10):
            typed = {"bodies": "labour", "parts": "reported,act", "text": LATIN if number % 9 == 0 else LONG}
            await work.open(officer, Seen(case.reference, number + 1), "inform", NOW, typed)


async def an_overfull_case(database: Database, vault: Vault) -> Filed:
    """File a case against many, with a journal of hundreds of rows, among others of long names."""
    parties = [
        {"reported_name": LATIN if number % 7 == 0 else f"{LONG}第{number + 1}分公司", "reported_kind": "company"}
        for number in range(PARTIES)
    ]
    fields = {
        "reported_name": parties[0]["reported_name"],
        "reported_parties": parties,
        "reported_relation": LONG,
        "act_place": {"text": LONG, "district": "江津区", "unit": "双福街道"},
        "clue": "他有机会接触到。" * 37,
        "description": LATIN * 2,
    }
    others = [
        {"kind": "tip", "state": "checking", "fields": {"reported_name": f"{LONG}{number}"}}
        for number in range(40)
    ]
    await some_cases(database, vault, others)
    case = await a_case(database, vault, state="checking", fields=fields)
    for number in range(ROWS):
        words = LATIN if number % 10 == 0 else f"第{number + 1}次补充：" + "又看到一次。" * (number % 30)
        await words_of_the_filer(database, vault, case, words, NOW - timedelta(minutes=ROWS - number))
    return case
