"""Signing in by way of a provider in a real Chromium: to it, back with a code to give, and in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port
from playwright.async_api import Page, expect

from intake.officers.logins import Logins
from intake.officers.own_account import OwnAccount
from intake.officers.second_step import new_secret
from tests.bot.desk.single.fake_provider import CLIENT, SECRET, FakeProvider, provider_served
from tests.browser.decency import faults_of
from tests.builders import PASSWORD, an_officer
from tests.journeys.house import Clock, House, opened_house, settings_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CODE = "/desk/sign-in/single/code"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture(loop_scope="session")
async def provider(clock: Clock) -> AsyncIterator[FakeProvider]:
    async with provider_served(clock) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, provider: FakeProvider, clock: Clock) -> AsyncIterator[House]:
    # The provider leads back to an address that is known before the house opens.
    port = unused_port()
    asked = {"oidc_issuer": provider.address, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    settings = settings_for(tmp_path, public_url=f"http://127.0.0.1:{port}", **asked)
    async with opened_house(settings, clock, port) as house:
        yield house


async def test_who_has_one_time_codes_gives_one_after_the_provider_and_stands_where_they_wanted_to_be(
    house: House, provider: FakeProvider, clock: Clock, page: Page
) -> None:
    service, now = house.service, clock.now
    officer, secret = await an_officer(service.database, name="王建国", vault=service.vault), new_secret()
    await Logins(service.database, service.vault).bind(
        "command", officer.id, issuer=provider.address, subject=provider.subject, now=now
    )
    await OwnAccount(service.database, service.vault).set_second_step(
        officer.id, "", secret=secret, code=pyotp.TOTP(secret).at(now), password=PASSWORD, now=now
    )
    clock.later(timedelta(minutes=1))

    await page.goto(f"{house.address}/desk/clocks")
    assert await faults_of(page, at="/desk/sign-in") == []
    await page.get_by_role("link", name="单点登录").click()
    await page.wait_for_url(f"**{CODE}**")
    await expect(page.get_by_label("动态验证码")).to_be_focused()
    assert await faults_of(page, at="/desk/sign-in/single/code") == []
    await page.get_by_label("动态验证码").fill("000000")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("alert")).to_contain_text("请填手机上现在显示的六位数字")
    assert await faults_of(page, at="/desk/sign-in/single/code") == []
    await page.get_by_label("动态验证码").fill(pyotp.TOTP(secret).at(clock.now))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/desk/clocks")


async def test_without_having_been_at_the_provider_a_code_opens_nothing_and_it_is_said(
    house: House, page: Page
) -> None:
    await page.goto(f"{house.address}{CODE}")
    await page.get_by_label("动态验证码").fill("123456")
    await page.keyboard.press("Enter")

    await page.wait_for_url("**/desk/sign-in/single/told**")
    await expect(page.get_by_role("alert")).to_contain_text("重新点“单点登录”")
    assert await faults_of(page, at="/desk/sign-in/single/told") == []
