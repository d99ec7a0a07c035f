"""Several providers, each vouching for its own; and leaving the provider with us."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.desk.single.door import BACK, SINGLE
from bot.desk.single.leaving import OUT
from bot.settings import SettingsRefused, read_settings
from intake.officers.logins import Logins
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.single.conftest import begun, bound, told
from tests.bot.desk.single.fake_provider import FakeProvider, provider_served
from tests.builders import an_officer


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what is bound is tried on both elsewhere."""
    return f"sqlite:///{tmp_path}/shangmi.db"


@pytest.fixture
async def other(desk: Desk, provider: FakeProvider) -> AsyncIterator[FakeProvider]:
    """A second provider, for 巴南区 alone."""
    async with provider_served(lambda: desk.now) as served:
        second = replace(served.settings("banan"), name="巴南区单点登录")
        desk.settings.providers = (provider.settings("jiangjin", "municipal"), second)
        yield served


async def _by(browser: Browser, number: int) -> Page:
    return await browser.get(await begun(browser, "/desk/clocks", by=number))


async def test_each_provider_vouches_for_those_that_are_bound_to_it_and_for_no_other(
    desk: Desk, provider: FakeProvider, other: FakeProvider
) -> None:
    await bound(desk, provider, "王建国")
    neighbour = await an_officer(desk.database, name="李云", bureau="banan", vault=desk.vault)
    admin = await desk.officer("admin", None, "林管理")
    page = f"/desk/accounts/officers/{neighbour.id}"
    form = {"csrf": await admin.csrf(), "subject": provider.subject}
    unsaid = await admin.post(f"{page}/bind", form)
    said = await admin.post(f"{page}/bind", {**form, "issuer": other.address})

    door = await (await desk.browser()).get("/desk/sign-in")
    first, second, third = [await desk.browser() for _ in range(3)]
    here, there = await _by(first, 0), await _by(second, 1)
    mixed = (await begun(third, by=1)).replace(f"{BACK}/1", BACK)
    crossed = await told(third, await third.get(mixed))
    # Bound to the first, but of a bureau that it does not vouch for.
    logins = Logins(desk.database, desk.vault)
    provider.subject = "another"
    await logins.bind("command", neighbour.id, issuer=provider.address, subject="another", now=desk.now)
    elsewhere = await told(third, await _by(third, 0))

    assert (unsaid.status, "请选择是哪一家的单点登录" in unsaid.text, said.status) == (422, True, 303)
    assert "/desk/sign-in/single?to=" in door.text and "single?by=1&amp;to=" in door.text
    assert "巴南区单点登录" in door.text
    assert (here.status, here.location, there.status) == (303, "/desk/me", 303)
    assert crossed.status == 403 and "不能采信" in crossed.text
    assert elsewhere.status == 403 and "没有开通单点登录" in elsewhere.text
    for odd in ("2", "-1", "x", "", "00000000"):
        assert (await third.get(f"{SINGLE}?by={odd}")).status == 403


async def test_whoever_came_in_by_a_provider_is_led_to_leave_it_too_and_nobody_else(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    browser, by_password = await desk.browser(), await desk.officer(name="李敏")
    await browser.get(await begun(browser))

    out = await browser.post("/desk/sign-out", {"csrf": await browser.csrf()})
    page = await browser.get(out.location)
    leads = await browser.get(OUT)
    async with ClientSession() as session, session.get(leads.location, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    again = await browser.get(OUT)
    other = await by_password.post("/desk/sign-out", {"csrf": await by_password.csrf()})

    assert out.location == "/desk/sign-in?out=single"
    assert f'href="{OUT}"' in page.text and "请一并退出" in page.text
    assert leads.status == 303 and leads.location.startswith(f"{provider.address}/leave?client_id=shangmi")
    assert (provider.signed_out, back) == ([provider.subject], "https://desk.example.org/desk/sign-in")
    assert (again.status, again.location) == (303, "/desk/sign-in")
    assert (await browser.get("/desk/clocks")).status != 200
    assert other.location == "/desk/sign-in"
    assert (await by_password.get(OUT)).location == "/desk/sign-in"


@pytest.mark.parametrize("how", ["it has no such page", "it is down"])
async def test_where_the_provider_cannot_sign_out_it_is_said(desk: Desk, provider: FakeProvider, how: str) -> None:
    provider.signs_out = how == "it is down"
    await bound(desk, provider)
    browser = await desk.browser()
    await browser.get(await begun(browser))
    await browser.post("/desk/sign-out", {"csrf": await browser.csrf()})
    if how == "it is down":
        provider.mood = "down"
        # What it said of itself is asked for anew.
        desk.later(timedelta(hours=1))

    page = await browser.get(OUT)

    assert page.status == 503 and "请到它自己的页面退出" in page.text


MORE = '{"name": "甲", "issuer": "https://a.example", "client_id": "c", "client_secret": "s"}'


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("nonsense", "列表：不是完整的 JSON"),
        ('{"name": 1}', "应为 JSON 列表，一家一个对象"),
        (f"[{MORE.replace('https://a.example', 'http://a.example')}]", "1.issuer："),
        (f"[{MORE.replace('https://a.example', '')}]", "1.issuer："),
        (f"[{MORE}, {MORE}]", "写了两次"),
        (f'[{MORE[:-1]}, "bureaus": "nowhere"}}]', "1.bureaus："),
        (f'[{MORE[:-1]}, "secret": "x"}}]', "1.secret：没有这一项"),
    ],
)
def test_what_is_no_provider_stops_the_start_with_its_place_and_without_its_secret(more: str, fault: str) -> None:
    known = {"oidc_issuer": "https://sso.example", "oidc_client_id": "c", "oidc_client_secret": "s3cret-value"}

    with pytest.raises(SettingsRefused) as refused:
        read_settings(_env_file=None, oidc_more=more.replace('"s"', '"s3cret-value"'), **known)

    assert fault in str(refused.value)
    assert "s3cret-value" not in str(refused.value)
    found = read_settings(_env_file=None, oidc_more=f"[{MORE}]", **known).providers
    assert [one.name for one in found] == ["单点登录", "甲"]
