"""Every page that there is, on a desk and a phone: axe finds nothing serious, none is wider than its window.

The addresses come from the program's own route table: a new page without a row in `every_page.txt` fails. A row
says who opens the page, which is reached by the links of the desk, as that person would, in a demonstration of its
own; or why it is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize
from sqlalchemy import select
from sqlmodel import col

from bot.commands import demonstration
from bot.settings import read_settings
from intake.storage.tables import CaseRow
from tests.browser.conftest import PHONE
from tests.browser.decency import faults_of
from tests.browser.talking import is_answered
from tests.builders import PASSWORD, an_officer
from tests.journeys.house import Clock, House, opened_house, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOUSE = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("every_page.txt")
# A window in which a list with ticks has just room.
SMALL_DESK = {"width": 1280, "height": 800}
# Enough for transfers to the police at every step, and a filing in parts.
CASES = 26
NO_PAGE, NOBODY = "-", "nobody"
LINKS = "[...document.querySelectorAll('a[href^=\"/desk\"]')].map(e => e.getAttribute('href'))"
# What one case has and another has not is looked for in so many.
CASE, MOST_CASES = "/desk/cases/{reference}", 40
BESIDE_A_CASE = ("merge", "split", "parts")
ADMIN = "演示系统管理"
PEOPLE: Mapping[str, str] = {
    "head": "演示负责人·江津区",
    "coordinator": "演示统筹",
    "auditor": "演示审计",
    "curator": "演示知识维护甲",
    "admin": ADMIN,
}


@dataclass
class Open:
    """A running demonstration, and with which password its people sign in."""

    house: House
    passwords: Mapping[str, str]

    @property
    def templates(self) -> list[str]:
        """Every address that can be looked at, as the program's table has it."""
        return _templates(self.house)


@pytest_asyncio.fixture(loop_scope="session")
async def shown(tmp_path: Path) -> AsyncIterator[Open]:
    async with opened_house(read_settings(_env_file=None, data_dir=tmp_path), Clock()) as house:
        service = house.service
        _, _, password = await demonstration.fill(service, CASES)
        await an_officer(service.database, role="admin", bureau=None, name=ADMIN, vault=service.vault)
        yield Open(house, {role: PASSWORD if role == "admin" else password for role in PEOPLE})


async def test_every_page_has_a_row_and_every_row_a_page(tmp_path: Path) -> None:
    settings = settings_for(
        tmp_path, oidc_issuer="http://127.0.0.1:9/", oidc_client_id="x", oidc_client_secret="x"
    )
    async with opened_house(settings, Clock()) as house:
        found = _templates(house)

    assert sorted(_rows()) == found


async def test_a_test_that_a_row_names_looks_at_that_very_page() -> None:
    named = {
        address: why for address, (who, why) in _rows().items() if who == NO_PAGE and why.startswith("tests/")
    }
    untrue = {
        address: test for address, test in named.items() if f'"{address}"' not in (HOUSE / test).read_text("utf-8")
    }

    assert len(named) > 20 and untrue == {}


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("size", [SMALL_DESK, PHONE], ids=["desk", "phone"])
async def test_axe_finds_nothing_serious_on_any_page_of_the_desk(
    shown: Open, browser: Browser, size: ViewportSize
) -> None:
    wanted = {template: who for template, (who, _) in _rows().items() if who not in (NO_PAGE, NOBODY)}
    faults: dict[str, list[str]] = {}
    for who, name in PEOPLE.items():
        context = await browser.new_context(viewport=size, locale="zh-CN")
        # Many pages at once on a machine that has other things to do: no page is late for this test.
        context.set_default_timeout(120_000)
        page = await context.new_page()
        await _sign_in(page, shown, name, shown.passwords[who])
        if who == "coordinator":
            await _begin_a_draft(page, shown)
        theirs = {template for template, by in wanted.items() if by == who}
        faults |= await _walked(page, shown, theirs)
        await context.close()

    missing = {template: ["no link leads there"] for template in set(wanted) - set(faults)}
    assert {template: found for template, found in (faults | missing).items() if found} == {}


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("size", [SMALL_DESK, PHONE], ids=["desk", "phone"])
async def test_axe_finds_nothing_serious_on_any_page_that_is_open_to_all(
    shown: Open, browser: Browser, size: ViewportSize
) -> None:
    page = await (await browser.new_context(viewport=size, locale="zh-CN")).new_page()
    service = shown.house.service
    async with service.database.reading() as session:
        case_id = await session.scalar(select(col(CaseRow.id)).limit(1))
    filled = {"subject": "company", "pass": service.links.to(str(case_id))}
    faults: dict[str, list[str]] = {}
    for template, (who, _) in _rows().items():
        if who == NOBODY:
            address = re.sub(r"{(\w+)}", lambda part: filled[part[1]], template)
            answer = await page.goto(f"{shown.house.address}{address}")
            assert answer is not None and answer.status == 200, template
            if template == "/chat":
                await page.fill("#text", "什么是商业秘密")
                await page.keyboard.press("Enter")
                await is_answered(page)
            faults[template] = await faults_of(page)
    await page.context.close()

    assert {template: found for template, found in faults.items() if found} == {}


async def _begin_a_draft(page: Page, shown: Open) -> None:
    await page.goto(f"{shown.house.address}/desk/rules")
    await page.locator("[name=note]").fill("试一试。")
    await page.locator("form:has([name=note]) button").first.click()


async def _walked(page: Page, shown: Open, wanted: set[str]) -> dict[str, list[str]]:
    """Follow links from the workbench to one page of each kind; return what is wrong with the wanted ones."""
    faults: dict[str, list[str]] = {}
    queue, seen, cases = ["/desk/"], set[str](), 0
    patterns = {template: _pattern(template) for template in shown.templates}
    while queue and not wanted <= seen:
        address = queue.pop(0)
        template = _template_of(urlsplit(address).path, patterns)
        beside = [part for part in BESIDE_A_CASE if f"{CASE}/{part}" in wanted - seen]
        is_another_case = template == CASE and bool(beside) and cases < MOST_CASES
        if template not in _LOOKED_AT or (template in seen and not is_another_case):
            continue
        answer = await page.goto(f"{shown.house.address}{address}")
        if answer is None or answer.status != 200:
            continue
        if template in wanted - seen:
            faults[template] = await faults_of(page)
        if template == CASE:
            cases += 1
            queue += [f"{urlsplit(address).path}/{part}" for part in beside]
        seen.add(template)
        queue += await page.evaluate(LINKS)
    return faults


async def _sign_in(page: Page, shown: Open, name: str, password: str) -> None:
    await page.goto(f"{shown.house.address}/desk/sign-in")
    await page.fill("#name", name)
    await page.fill("#password", password)
    await page.get_by_role("button", name="登录", exact=True).click()
    await page.wait_for_url("**/desk/")


def _templates(house: House) -> list[str]:
    found = {
        route.resource.canonical
        for route in house.app.router.routes()
        if route.method == "GET" and route.resource is not None
    }
    return sorted(found)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"({\w+})", template)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts))


def _template_of(path: str, patterns: Mapping[str, re.Pattern[str]]) -> str:
    """Return the address in the table that answers this path: the one that leaves least open."""
    fitting = [template for template, pattern in patterns.items() if pattern.fullmatch(path)]
    return min(fitting, key=lambda template: template.count("{"), default="")


def _rows() -> dict[str, tuple[str, str]]:
    """Return the table: address -> who opens it, and why there is nothing to look at where nobody does."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {address: (who, rest[0] if rest else "") for address, who, *rest in cells}


_LOOKED_AT = frozenset(template for template, (who, _) in _rows().items() if who != NO_PAGE)
